import Marketing

/// What belongs to nobody and why, and what belongs to somebody but with some doubt.
///
/// Nothing is left out: `total` equals the group "Unattributed" of a table by influencer.
package struct UnattributedReport: Sendable {
  package struct Entry: Sendable, Equatable {
    package let issue: AttributionIssue
    package let campaign: CampaignID
    /// The sums over measurements with this issue.
    package fileprivate(set) var totals: Totals
    /// Their first and last day.
    package fileprivate(set) var days: ClosedRange<Day>
    /// A few of them, as examples.
    package fileprivate(set) var examples: [Measurement.Identity] = []
  }

  /// Figures that belong to nobody; the issue with the most measurements first.
  package let unattributed: [Entry]
  /// Figures that belong to somebody, though the measurement was contradictory or didn't settle the booking.
  package let doubtful: [Entry]
  /// Everything unattributed.
  package let total: Totals

  private struct Place: Hashable {
    let issue: AttributionIssue
    let campaign: CampaignID
    let isNobodys: Bool
  }

  package static func make(
    _ session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil,
    examples: Int = 5
  ) -> UnattributedReport {
    let directory = Directory(session)
    let rows = session.measurements.rows
    var entries: [Entry] = []
    var places: [Place: Int] = [:]
    // As in a table: bookings have no day.
    let none = Totals(returnFrom: directory.returnFrom, withoutCosts: days != nil)
    var total = Totals(returnFrom: directory.returnFrom)
    session.forEachIncrement(campaign: campaign, days: days, directory: directory) {
      increment, who, campaign, day, place in
      let row = rows[place]
      let isNobodys = who.influencer == directory.nobody
      if !isNobodys, row.promoCode.isEmpty, row.trackingLink.isEmpty { return }
      var issue = directory.trace(row).issue
      // By itself it says whose it is, but a later snapshot of the same total says otherwise.
      if isNobodys, issue == nil { issue = .namesNobody }
      guard let issue else { return }
      let key = Place(issue: issue, campaign: campaign, isNobodys: isNobodys)
      let at = places[key] ?? entries.count
      if at == entries.count {
        places[key] = at
        entries.append(Entry(issue: issue, campaign: campaign, totals: none, days: day...day))
      }
      entries[at].totals.add(increment)
      let known = entries[at].days
      entries[at].days = min(known.lowerBound, day)...max(known.upperBound, day)
      if entries[at].examples.count < examples { entries[at].examples.append(row.identity) }
      if isNobodys {
        total.isWithoutCosts = none.isWithoutCosts
        total.add(increment)
      }
    }
    func sorted(nobodys: Bool) -> [Entry] {
      places.filter { $0.key.isNobodys == nobodys }.map { entries[$0.value] }.sorted {
        ($1.totals.measurements, $0.days.lowerBound, $0.campaign, "\($0.issue)")
          < ($0.totals.measurements, $1.days.lowerBound, $1.campaign, "\($1.issue)")
      }
    }
    return UnattributedReport(
      unattributed: sorted(nobodys: true), doubtful: sorted(nobodys: false), total: total)
  }
}
