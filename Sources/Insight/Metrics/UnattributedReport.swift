import Marketing

/// What belongs to nobody and why, and what belongs to somebody but not beyond doubt.
///
/// Everything is counted: `total` is what the group "Unattributed" of a table by influencer holds.
package struct UnattributedReport: Sendable {
  package struct Entry: Sendable, Equatable {
    package let issue: AttributionIssue
    package let campaign: CampaignID
    /// What the measurements with this issue add up to.
    package fileprivate(set) var totals = Totals()
    /// The first and the last day of them.
    package fileprivate(set) var days: ClosedRange<Day>
    /// A few of them, to look at.
    package fileprivate(set) var examples: [Measurement.Identity] = []
  }

  /// Figures of nobody, the issue with the most measurements first.
  package let unattributed: [Entry]
  /// Figures of somebody, of whom the measurement said several things or left the booking open.
  package let doubtful: [Entry]
  /// All that is unattributed.
  package let total: Totals

  package var isEmpty: Bool { unattributed.isEmpty && doubtful.isEmpty }

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
    var total = Totals()
    session.forEachShare(campaign: campaign, days: days, directory: directory) {
      share, who, campaign, day, place in
      let row = rows[place]
      let isNobodys = who.influencer == directory.nobody
      if !isNobodys, row.promoCode.isEmpty, row.trackingLink.isEmpty { return }
      var issue = directory.trace(row).issue
      // Nobody's, though by itself it says whose it is: a later snapshot of the same total says otherwise.
      if isNobodys, issue == nil { issue = .namesNobody }
      guard let issue else { return }
      let key = Place(issue: issue, campaign: campaign, isNobodys: isNobodys)
      let at = places[key] ?? entries.count
      if at == entries.count {
        places[key] = at
        entries.append(Entry(issue: issue, campaign: campaign, days: day...day))
      }
      entries[at].totals.add(share)
      let known = entries[at].days
      entries[at].days = min(known.lowerBound, day)...max(known.upperBound, day)
      if entries[at].examples.count < examples { entries[at].examples.append(row.identity) }
      if isNobodys { total.add(share) }
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

extension Totals {
  /// Adds what belongs to nobody in particular.
  fileprivate mutating func add(_ share: Sums) {
    change(from: Sums(), to: share, followers: nil, isSomebody: false)
  }
}
