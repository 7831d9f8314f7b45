import Marketing

/// What renewals of subscriptions brought a campaign's shop: orders that are kept, and counted apart from the campaign's
/// own.
package struct SubscriptionRepeats: Sendable, Equatable {
  package let campaign: CampaignID
  /// How many, less those taken back.
  package internal(set) var orders = 0
  /// Nil if no amount is known.
  package internal(set) var revenue: Money?

  /// By campaign, those of sources whose orders count.
  package static func all(
    in session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [SubscriptionRepeats] {
    let repeats = session.measurements.rows.filter { row in
      row.isRepeat && campaign.map { $0 == row.campaign } ?? true && days?.contains(row.day) ?? true
    }
    guard !repeats.isEmpty else { return [] }
    let counted = session.countedSales(session.namedCreators)
    var found: [CampaignID: SubscriptionRepeats] = [:]
    for row in repeats {
      guard let channel = row.salesChannel, counted[row.campaign]?.contains(channel) ?? true else {
        continue
      }
      var entry = found[row.campaign] ?? SubscriptionRepeats(campaign: row.campaign)
      entry.orders = entry.orders &+ (row.counts.conversions ?? 0)
      if let revenue = row.counts.revenue {
        entry.revenue = Money(minorUnits: (entry.revenue?.minorUnits ?? 0) &+ revenue.minorUnits)
      }
      found[row.campaign] = entry
    }
    return found.values.sorted { $0.campaign < $1.campaign }
  }
}
