import Marketing

/// Figures of an ad platform at another level: by age or by ad set what the session has by ad, by ad what it has by
/// campaign. They are the same impressions and the same money once more.
///
/// Two sets of subjects of one campaign, with days in common and no subject, are the same if their spend and impressions
/// there add up to the same within one per cent, or if a subject's name begins with the other's.
struct SpanLevels {
  private struct Side {
    var subjects: Set<String> = []
    var rows: [Measurement] = []
  }

  private var known: [CampaignID: Side] = [:]

  init(_ log: MeasurementLog, _ campaigns: Set<CampaignID>) {
    for row in log.rows where row.from != nil && row.counts.isOfAds {
      guard campaigns.contains(row.campaign) else { continue }
      known[row.campaign, default: Side()].rows.append(row)
      known[row.campaign]?.subjects.insert(row.subject)
    }
  }

  /// The campaigns of which the rows say nothing new, each with a source that says it already.
  func repeated(_ new: [Measurement]) -> [CampaignID: (source: String, subject: String)] {
    var result: [CampaignID: (source: String, subject: String)] = [:]
    for (campaign, rows) in Dictionary(grouping: new, by: \.campaign) {
      guard let side = known[campaign] else { continue }
      let subjects = Set(rows.map(\.subject))
      guard subjects.isDisjoint(with: side.subjects) else { continue }
      let mine = rows.filter(Self.days(side.rows).isTouched)
      let theirs = side.rows.filter(Self.days(mine).isTouched)
      guard let other = theirs.first else { continue }
      let isPart =
        subjects.contains { $0.beginnings.contains(where: side.subjects.contains) }
        || side.subjects.contains { $0.beginnings.contains(where: subjects.contains) }
      if isPart || SpanLevels.haveSameSums(mine, theirs) {
        result[campaign] = (other.source, other.subject)
      }
    }
    return result
  }

  private static func days(_ rows: [Measurement]) -> Set<Day> {
    var days: Set<Day> = []
    for span in rows.compactMap(\.span) { days.formUnion(span.days) }
    return days
  }

  private static func haveSameSums(_ one: [Measurement], _ other: [Measurement]) -> Bool {
    func sum(_ rows: [Measurement]) -> Counts {
      var total = Counts()
      for row in rows { total.add(row.counts) }
      return total
    }
    let (left, right) = (sum(one), sum(other))
    var compared = 0
    for figure in [{ $0.impressions }, { $0.spend.map { Int($0.minorUnits) } }]
      as [(Counts) -> Int?]
    {
      guard let mine = figure(left), let theirs = figure(right), max(mine, theirs) > 0 else {
        continue
      }
      compared += 1
      if (mine - theirs).magnitude * 100 > UInt(max(mine, theirs)) { return false }
    }
    return compared > 0
  }
}

extension Counts {
  /// Spend is an ad platform's figure.
  fileprivate var isOfAds: Bool { spend != nil }
}

extension ClosedRange<Day> {
  /// Of a span that lasts longer than ten years only the first.
  fileprivate var days: [Day] {
    (0...Swift.min(upperBound - lowerBound, 3660)).map { lowerBound + $0 }
  }
}

extension Set<Day> {
  fileprivate func isTouched(_ row: Measurement) -> Bool {
    row.span?.days.contains(where: contains) ?? false
  }
}

extension String {
  /// What comes before each ` · `: `1202…` of `1202… · 18-24 · female`.
  fileprivate var beginnings: [String] {
    ranges(of: " · ").map { String(self[..<$0.lowerBound]) }
  }
}
