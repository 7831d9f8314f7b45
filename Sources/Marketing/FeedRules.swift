extension Session {
  func validate(_ id: FeedID, _ feed: Feed?) throws(EditError) {
    guard let feed else { return }
    precondition(feed.id == id)
    guard id.isValid else { throw EditError("No feed can have the number \(id.number).") }
    guard !feed.name.isEmpty else { throw EditError("A feed needs a name.") }
    switch feed.source {
    case .file(let path), .folder(let path):
      guard !path.isEmpty else { throw EditError("The feed “\(feed.name)” needs a path.") }
    case .command(let arguments, let every, let limit):
      guard arguments.first?.isEmpty == false else {
        throw EditError("The feed “\(feed.name)” needs a command.")
      }
      guard Feed.intervals.contains(every) else {
        throw EditError("A command runs every 1 to 86,400 seconds.")
      }
      guard Feed.timeLimits.contains(limit) else {
        throw EditError("A command gets 1 to 600 seconds.")
      }
    case .demo: break
    }
    if let campaign = feed.campaign, campaigns[campaign] == nil {
      throw EditError("The feed “\(feed.name)” names a campaign that doesn't exist.")
    }
  }
}
