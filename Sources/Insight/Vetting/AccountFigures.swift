import Marketing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What accounts are held against their peers by: a column of each figure, a value for each place in the roster.
///
/// Zero is no figure where a ratio is formed: it has no logarithm, and exports write it for what they don't know.
struct AccountFigures: Sendable {
  enum Figure: Int, CaseIterable, Sendable {
    /// Engagements ÷ followers.
    case engagementRate
    case likesPerComment
    /// Of the averages that an export reported.
    case engagementsPerView
    /// Of what was measured.
    case engagementsPerReach
    /// Growth of followers per 30 days as a ratio: the steepest, and the least, which may be below 1.
    case rise, fall
    case sponsored
    case realAudience
    case authenticEngagements
    case repeatedCaptions

    var scale: PeerGroup.Scale {
      self == .sponsored || self == .repeatedCaptions ? .share : .logarithm
    }

    /// How far from the median is a difference that a person would care for. A tenth of the followers within a month
    /// is; engagement rates differ more from post to post.
    var factor: Double { self == .rise || self == .fall ? 1.1 : 1.25 }

    var high: Signal? {
      switch self {
      case .engagementRate: .engagementHigh
      case .likesPerComment: .likesToComments
      case .engagementsPerView, .engagementsPerReach: .engagementAboveReach
      case .rise: .followersJump
      case .sponsored: .sponsoredShare
      case .repeatedCaptions: .captionsRepeat
      case .fall, .realAudience, .authenticEngagements: nil
      }
    }

    var low: Signal? {
      switch self {
      case .engagementRate: .engagementLow
      case .likesPerComment: .likesToComments
      case .fall: .followersFall
      case .realAudience, .authenticEngagements: .realAudience
      default: nil
      }
    }

    /// What tells the flags of a signal apart that rests on several figures.
    var about: String {
      switch self {
      case .engagementsPerView: "views"
      case .engagementsPerReach: "reach"
      case .realAudience: "audience"
      case .authenticEngagements: "engagements"
      default: ""
      }
    }
  }

  /// Logarithms of ratios, shares as they are, NaN where unknown.
  private(set) var columns: [[Double]]

  subscript(figure: Figure) -> [Double] { columns[figure.rawValue] }

  init(_ session: Session) {
    let count = session.roster.count
    columns = Figure.allCases.map { _ in Array(repeating: .nan, count: count) }
    session.roster.rows.withUnsafeBufferPointer { rows in
      fill(.engagementRate, rows) { $0.reportedEngagementRate }
      fill(.likesPerComment, rows) { ratio($0.averageLikes, $0.averageComments) }
      fill(.engagementsPerView, rows) { ratio($0.reportedEngagements, $0.averageViews) }
      fill(.sponsored, rows) { $0.sponsoredShare?.fraction }
      fill(.realAudience, rows) { $0.realAudience?.fraction }
      fill(.authenticEngagements, rows) { row in
        // Two bases never mix in a column.
        row.realAudience == nil
          ? ratio(row.averageAuthenticEngagements, row.averageEngagements) : nil
      }
      for place in rows.indices where !rows[place].history.isEmpty {
        guard let steepest = FollowerGrowth.steepest(of: rows[place]) else { continue }
        columns[Figure.rise.rawValue][place] = steepest.rise.logarithm
        columns[Figure.fall.rawValue][place] = steepest.fall.logarithm
      }
    }
    if !session.measurements.isEmpty { measure(session) }
  }

  private mutating func fill(
    _ figure: Figure, _ rows: UnsafeBufferPointer<Influencer>,
    _ value: (borrowing Influencer) -> Double?
  ) {
    let isRatio = figure.scale == .logarithm
    columns[figure.rawValue].withUnsafeMutableBufferPointer { column in
      for place in rows.indices {
        guard let value = value(rows[place]) else { continue }
        if !isRatio {
          column[place] = value
        } else if value > 0 {
          column[place] = log(value)
        }
      }
    }
  }

  /// The figures that rest on measurements.
  private mutating func measure(_ session: Session) {
    let directory = Directory(session)
    let count = directory.influencers.count
    var above = [Int64](repeating: 0, count: count)
    var below = [Int64](repeating: 0, count: count)
    session.forEachShare(campaign: nil, days: nil, directory: directory) { share, who, _, _, _ in
      guard who.influencer != directory.nobody, let pair = share[.engagementsToReach] else {
        return
      }
      above[Int(who.influencer)] &+= pair.above
      below[Int(who.influencer)] &+= pair.below
    }
    for place in 0..<count where above[place] > 0 && below[place] > 0 {
      columns[Figure.engagementsPerReach.rawValue][place] =
        log(Double(above[place]) / Double(below[place]))
    }
    for (place, repetition) in CaptionRepetition.find(session, directory) {
      columns[Figure.repeatedCaptions.rawValue][place] = repetition.share
    }
  }
}

private func ratio(_ above: Int?, _ below: Int?) -> Double? {
  guard let above, let below, below > 0 else { return nil }
  return Double(above) / Double(below)
}

extension Influencer {
  /// Engagements per post as reported, else the parts that are.
  var reportedEngagements: Int? {
    if let averageEngagements { return averageEngagements }
    guard averageLikes != nil || averageComments != nil || averageShares != nil else { return nil }
    return (averageLikes ?? 0) + (averageComments ?? 0) + (averageShares ?? 0)
  }

  /// As `followerEngagementRate`, a hundred thousand times a blink.
  fileprivate var reportedEngagementRate: Double? {
    if let engagementRate { return engagementRate.fraction }
    return ratio(reportedEngagements, followers)
  }
}
