import Marketing

/// From which day on orders are known: the day that is stated for the campaign, else that of the session's first click
/// or order. What was sold before it is unknown; from it on, a day without orders sold nothing.
///
/// Orders follow the posts that brought them, and posts often have the day on which they appeared. So where no day is
/// stated, posts of the two weeks before the first click or order count, too. Posts and orders needn't name the same
/// campaign: lists of posts often name none.
struct TrackedDays: Sendable {
  private var first: Day?
  private var stated: [CampaignID: Day] = [:]

  /// - Parameter days: what is measured on other days isn't known.
  init(_ session: Session, days: ClosedRange<Day>?) {
    let rows = session.measurements.rows
    for place in rows.indices {
      let day = rows[place].day
      if let days, !days.contains(day) { continue }
      let counts = rows[place].counts
      guard counts.clicks ?? 0 > 0 || counts.conversions != nil else { continue }
      let begin = (rows[place].from ?? day) + -PostEvidence.maturity
      first = first.map { min($0, begin) } ?? begin
    }
    for campaign in session.campaigns.rows { stated[campaign.id] = campaign.trackedSince }
  }

  /// The share of a measurement's days on which orders were tracked, 0 to 1.
  func share(of row: Measurement) -> Double {
    guard let first = stated[row.campaign] ?? first, first <= row.day else { return 0 }
    guard let from = row.from, from < first else { return 1 }
    return Double(row.day - first + 1) / Double(row.day - from + 1)
  }
}
