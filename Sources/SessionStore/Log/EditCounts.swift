import Marketing

/// How many records of each kind an edit touches.
package struct EditCounts: Hashable, Sendable {
  package var influencers = 0
  package var campaigns = 0
  package var bookings = 0
  package var feeds = 0
  package var measurements = 0
  /// Campaigns whose plan is asked something else.
  package var plans = 0
  package var changesSettings = false

  package init() {}

  package init(_ edit: Edit) {
    edit.forEachPart { key, _ in
      switch key {
      case .settings: changesSettings = true
      case .influencer: influencers += 1
      case .campaign: campaigns += 1
      case .booking: bookings += 1
      case .feed: feeds += 1
      case .measurement: measurements += 1
      case .plan: plans += 1
      case .comparison: break
      }
    }
  }
}
