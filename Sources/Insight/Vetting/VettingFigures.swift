import LibC
import Marketing
import Metrics

/// The figures in which accounts are compared with their peers: a column per figure, a value per place in the roster.
///
/// Zero is no figure in a ratio: it has no logarithm, and exports write it for unknown.
struct VettingFigures: Sendable {
  enum Figure: Int, CaseIterable, Sendable {
    /// Engagements ÷ followers.
    case engagementRate
    case likesPerComment
    /// From the averages that an export reported.
    case engagementsPerView
    /// From measurements.
    case engagementsPerReach
    /// Growth of followers per 30 days as a ratio: the fastest, and the slowest, which may be below 1.
    case rise, fall
    case sponsored
    case realAudience
    case authenticEngagements
    case repeatedCaptions

    var scale: PeerGroup.Scale {
      self == .sponsored || self == .repeatedCaptions ? .share : .logarithm
    }

    /// The factor on the median from which a difference matters to a person. 10% more followers within a month does;
    /// engagement rates differ more than that from post to post.
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
      case .engagementsPerView, .engagementsPerReach, .rise, .sponsored, .repeatedCaptions: nil
      }
    }

    /// Tells apart the flags of a signal that uses several figures.
    var about: String {
      switch self {
      case .engagementsPerView: "views"
      case .engagementsPerReach: "reach"
      case .realAudience: "audience"
      case .authenticEngagements: "engagements"
      case .engagementRate, .likesPerComment, .rise, .fall, .sponsored, .repeatedCaptions: ""
      }
    }
  }

  /// Ratios as logarithms, shares as they are, NaN if unknown.
  private(set) var columns: [[Double]]
  /// Captions of accounts with enough posts, by place.
  private(set) var captions: [Int: CaptionRepetition] = [:]

  subscript(figure: Figure) -> [Double] { columns[figure.rawValue] }

  init(_ session: Session) {
    let count = session.roster.count
    columns = Figure.allCases.map { _ in Array(repeating: .nan, count: count) }
    session.roster.rows.withUnsafeBufferPointer { rows in
      // Row by row, and only the fields needed: copying a row costs more than its figures.
      for place in rows.indices {
        func set(_ figure: Figure, _ ratio: Double?) {
          if let ratio, ratio > 0 { columns[figure.rawValue][place] = log(ratio) }
        }
        let likes = rows[place].averageLikes
        let comments = rows[place].averageComments
        let average = rows[place].averageEngagements
        let engagements = Influencer.engagements(
          average, likes, comments, rows[place].averageShares)
        set(
          .engagementRate,
          rows[place].engagementRate?.fraction ?? ratio(engagements, rows[place].followers))
        set(.likesPerComment, ratio(likes, comments))
        set(.engagementsPerView, ratio(engagements, rows[place].averageViews))
        if let share = rows[place].sponsoredShare {
          columns[Figure.sponsored.rawValue][place] = share.fraction
        }
        // Never mix two bases in a column.
        if let share = rows[place].realAudience {
          set(.realAudience, share.fraction)
        } else {
          set(.authenticEngagements, ratio(rows[place].averageAuthenticEngagements, average))
        }
        if rows[place].history.isEmpty { continue }
        let steepest = FollowerGrowth.steepest(
          rows[place].history, asOf: rows[place].day(of: "followers"),
          followers: rows[place].followers)
        if let steepest {
          columns[Figure.rise.rawValue][place] = steepest.rise.logarithm
          columns[Figure.fall.rawValue][place] = steepest.fall.logarithm
        }
      }
    }
    if !session.measurements.isEmpty { measure(session) }
  }

  /// The figures that come from measurements.
  private mutating func measure(_ session: Session) {
    let directory = Directory(session)
    let count = directory.influencers.count
    var above = [Int64](repeating: 0, count: count)
    var below = [Int64](repeating: 0, count: count)
    session.forEachIncrement(campaign: nil, days: nil, directory: directory) {
      increment, who, _, _, _ in
      guard who.influencer != directory.nobody, let pair = increment[.engagementsToReach] else {
        return
      }
      above[Int(who.influencer)] &+= pair.above
      below[Int(who.influencer)] &+= pair.below
    }
    for place in 0..<count where above[place] > 0 && below[place] > 0 {
      columns[Figure.engagementsPerReach.rawValue][place] =
        log(Double(above[place]) / Double(below[place]))
    }
    captions = CaptionRepetition.find(session, directory)
    for (place, repetition) in captions {
      columns[Figure.repeatedCaptions.rawValue][place] = repetition.share
    }
  }
}

private func ratio(_ above: Int?, _ below: Int?) -> Double? {
  guard let above, let below, below > 0 else { return nil }
  return Double(above) / Double(below)
}

extension Influencer {
  /// Engagements per post as reported, or else the sum of the known parts: the dividend of `followerEngagementRate`.
  fileprivate static func engagements(
    _ average: Int?, _ likes: Int?, _ comments: Int?, _ shares: Int?
  ) -> Int? {
    if let average { return average }
    guard likes != nil || comments != nil || shares != nil else { return nil }
    return (likes ?? 0) + (comments ?? 0) + (shares ?? 0)
  }
}
