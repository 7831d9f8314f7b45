import Marketing

/// Finds YouTube channels that one export knows by their handle, and another by their title.
struct ChannelTitles {
  /// The channel of each handle and title; nil for those that several have.
  private var channels: [String: InfluencerID?] = [:]
  private(set) var found = 0

  init(_ roster: Table<Influencer>) {
    for row in roster.rows where row.platform == .youtube {
      for name in Set([row.handle.lowercased(), row.name.lowercased()]) where !name.isEmpty {
        channels.updateValue(channels.keys.contains(name) ? nil : row.id, forKey: name)
      }
    }
  }

  /// The channel that has one of the names, if only one has it.
  mutating func find(_ handle: String, _ title: String?) -> InfluencerID? {
    guard !channels.isEmpty else { return nil }
    for name in [title, handle] {
      if let name, let id = channels[name.lowercased()], let id {
        found += 1
        return id
      }
    }
    return nil
  }
}
