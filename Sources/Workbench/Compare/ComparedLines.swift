import Marketing

/// The comparison as earlier versions saved it, as lines of words. Read, but no longer written.
package enum ComparedLines {
  static func request(_ view: SavedView) -> ComparisonRequest {
    var request = ComparisonRequest()
    request.sides = view["compare.sides"].flatMap(sides)
    request.mix = view["compare.mix"].flatMap(ComparisonRequest.Mix.init(rawValue:))
    request.audience = view["compare.universe"].flatMap { Int($0) }.flatMap {
      Audience(universe: $0, overlap: view["compare.overlap"].flatMap { Int($0) })
    }
    return request
  }

  package static func pairs(_ view: SavedView) -> [ComparisonRequest.Sides] {
    view["compare.remembered"]?.split(separator: "\u{1E}").compactMap { sides(String($0)) } ?? []
  }

  private static func sides(_ text: String) -> ComparisonRequest.Sides? {
    let parts = text.split(separator: "\n").map(String.init)
    guard parts.count == 2, let left = try? Segment(text: parts[0]),
      let right = try? Segment(text: parts[1])
    else { return nil }
    return ComparisonRequest.Sides(left: left, right: right)
  }
}

extension SavedView {
  /// The comparison that the session keeps; the usual one if nobody changed it. It is made in the campaign in view,
  /// whatever campaign an earlier version wrote beside it.
  package var keptComparison: ComparisonRequest {
    var request = requests.comparison ?? ComparedLines.request(self)
    request.campaign = campaignInView
    request.settle("campaign")
    return request
  }

  /// The campaign that the cockpit has in view, even one that is gone; nil for all campaigns.
  package var campaignInView: CampaignID? {
    self["campaign"].flatMap { Int($0) }.map { CampaignID($0) }
  }
}
