import Marketing

/// Figures of an ad platform at another level: by age or by ad set what the session has by ad, by ad what it has by
/// campaign. They are the same impressions and the same money once more.
///
/// Two sets of subjects of one campaign, with days in common and no subject, are the same if their spend and impressions
/// there add up to the same within one per cent, or if a subject's name begins with the other's. An export of a known ad
/// platform may also leave parts out, such as ages that aren't known: what the same platform's campaigns are split into
/// in another way is the same money as well.
struct SpanLevels {
  private struct Side {
    var subjects: Set<String> = []
    var rows: [Measurement] = []
  }

  private var known: [CampaignID: Side] = [:]
  /// The columns with the platform's own names of campaigns; nil if the export isn't known.
  private let campaignColumns: Set<String>?
  private let names: [CampaignID: String]

  /// - Parameters:
  ///   - channel: the ad platform.
  ///   - campaignColumns: the headers of the platform's own campaigns; nil if the export isn't known.
  init(
    _ session: Session, _ campaigns: Set<CampaignID>, of channel: SalesChannel?,
    campaignColumns: Set<String>?
  ) {
    self.campaignColumns = campaignColumns
    names = session.campaigns.rows.reduce(into: [:]) { $0[$1.id] = $1.name }
    for row in session.measurements.rows where row.from != nil && row.counts.isOfAds {
      guard campaigns.contains(row.campaign), (row.channel ?? .ads) == channel ?? .ads else {
        continue
      }
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
      if isPart || SpanLevels.haveSameSums(mine, theirs) || areSplitOtherwise(mine, theirs) {
        result[campaign] = (other.source, other.subject)
      }
    }
    return result
  }

  /// How an ad platform's figures are split, as far as it shows in a subject: into how many parts, and whether the first
  /// is an ad's number.
  private struct Level: Hashable {
    let parts: Int
    let isNumbered: Bool

    /// Nil if the subject is nothing that an ad platform's export has.
    init?(_ subject: String, campaign: String?) {
      let parts = subject.split(separator: " · ", omittingEmptySubsequences: false)
      // An ad set's name stands for its ads' as well.
      self.parts = parts.count - (parts.count > 1 && parts[0] == parts[1] ? 1 : 0)
      isNumbered = subject.utf8.count >= 3 && (parts.first?.allSatisfy(\.isNumber) ?? false)
      guard isNumbered || parts.count > 1 || subject == campaign else { return nil }
    }
  }

  /// Whether two sets of figures are of the same campaigns of the platform, at levels of which they share none.
  private func areSplitOtherwise(_ mine: [Measurement], _ theirs: [Measurement]) -> Bool {
    guard let campaignColumns else { return false }
    func own(_ row: Measurement) -> String? {
      row.custom.first { campaignColumns.contains($0.key) }?.value ?? names[row.campaign]
    }
    func levels(_ rows: [Measurement]) -> Set<Level> {
      Set(rows.compactMap { Level($0.subject, campaign: own($0)) })
    }
    let (left, right) = (levels(mine), levels(theirs))
    return !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
      && !Set(mine.map(own)).isDisjoint(with: theirs.map(own))
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
