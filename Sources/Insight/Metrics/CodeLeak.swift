import LibC
import Marketing

/// A promo code whose orders are hardly all its creator's: it may be on a coupon site, have been passed on, or been used
/// before anybody posted it.
///
/// Each code is held against its own course and against the other codes of its campaign, those of its tier and platform
/// first. Evergreen codes, second posts and days on which everybody sells more aren't doubted; bounds were chosen in
/// simulated campaigns (`LeakTests`).
package struct CodeLeak: Sendable, Equatable {
  package enum Reason: Sendable, Hashable {
    /// Orders before the first post.
    case early(orders: Int, until: Day)
    /// More orders from a day on, without a post or a day of sales that explains them.
    case leap(orders: Int, from: Day)
    /// So many times as many orders per click as the other codes.
    case perClick(times: Double)
    /// So many times the orders of the middle code, and no clicks to compare with.
    case level(times: Double)
  }

  package let campaign: CampaignID
  /// As an order spells it.
  package let code: String
  package let influencer: InfluencerID
  package let booking: BookingID?
  package let orders: Int
  /// How many of them are in doubt, by the strongest reason.
  package let doubtful: Int
  package let reasons: [Reason]

  /// Fewer orders than this say nothing.
  static let fewest = 20.0
  /// The least number of doubtful ones.
  private static let least = 15.0
  /// What a leap must improve the fit by, in deviance per that of an ordinary code.
  private static let improvement = 7.0

  /// All leaks, the largest first.
  package static func all(in session: Session, campaign: CampaignID? = nil) -> [CodeLeak] {
    guard session.measurements.rows.contains(where: { !$0.promoCode.isEmpty }) else { return [] }
    return CodeCourses.all(in: session, campaign: campaign).flatMap { leaks(in: $0, session) }
      .sorted { ($1.doubtful, $0.code) < ($0.doubtful, $1.code) }
  }

  private static func leaks(in courses: CodeCourses, _ session: Session) -> [CodeLeak] {
    let codes = courses.codes
    guard codes.contains(where: { $0.total >= fewest }) else { return [] }
    let common = CommonCourse(codes.map { ($0.counts, $0.posts) }, days: courses.days)
    let ordinary = codes.map { DailyCourse($0.counts, $0.parts(common), rounds: 40) }
    let scatters = zip(codes, ordinary).filter { $0.0.total >= 15 }.map { code, fit in
      fit.deviance / max(1, min(Double(courses.days), 2 * code.total))
    }.sorted()
    let scatter = max(1, scatters.isEmpty ? 1 : scatters[scatters.count / 2])
    let peersOf = courses.peers()
    // Codes of one tier and platform have the same peers.
    var usual: [String: (perClick: Peers?, total: Peers?)] = [:]
    return codes.indices.compactMap { at in
      let code = codes[at]
      guard code.total >= fewest else { return nil }
      var found: [(reason: Reason, orders: Double)] = []
      let group = "\(code.platform?.rawValue ?? "") \(code.tier?.rawValue ?? "")"
      if usual[group] == nil {
        let peers = peersOf(code)
        usual[group] = (
          Peers(peers.compactMap(\.perClick), floor: 0.3),
          Peers(peers.map(\.total).filter { $0 > 0 }, floor: 0.6)
        )
      }
      let (rates, totals) = usual[group] ?? (nil, nil)
      var isOrdinary = false
      if let rate = code.perClick, let usual = rates {
        let distance = usual.distance(of: rate)
        isOrdinary = distance < 0.2
        let excess = code.total * (1 - usual.middle / rate)
        if distance >= 2.6, rate >= 2.5 * usual.middle, excess >= least {
          found.append((.perClick(times: rate / usual.middle), excess))
        }
      } else if let usual = totals, usual.distance(of: code.total) >= 2.1,
        code.total >= 6 * usual.middle
      {
        found.append((.level(times: code.total / usual.middle), code.total - usual.middle))
      }
      if let early = early(code, courses) { found.append(early) }
      if !isOrdinary, let leap = leap(code, ordinary[at], common, courses, scatter) {
        found.append(leap)
      }
      guard let most = found.map(\.orders).max() else { return nil }
      return CodeLeak(
        campaign: courses.campaign, code: code.code, influencer: code.influencer,
        booking: code.booking, orders: Int(code.total),
        doubtful: min(Int(code.total), Int(most.rounded())), reasons: found.map(\.reason))
    }
  }

  private static func early(
    _ code: CodeCourses.Code, _ courses: CodeCourses
  ) -> (Reason, Double)? {
    guard let first = code.posts.min(), first > 0 else { return nil }
    let before = code.counts[..<first].reduce(0, +)
    let after = code.total - before
    let daysAfter = Double(courses.days - first)
    // An evergreen code sells before a post what it sells after it.
    guard before >= least, before / Double(first) >= 1.6 * after / daysAfter,
      before >= after * min(1, Double(first) / daysAfter)
    else { return nil }
    return (.early(orders: Int(before), until: courses.first + (first - 1)), before)
  }

  private static func leap(
    _ code: CodeCourses.Code, _ ordinary: DailyCourse, _ common: CommonCourse,
    _ courses: CodeCourses, _ scatter: Double
  ) -> (Reason, Double)? {
    let days = courses.days
    let before = ordinary.deviance
    var best: (improvement: Double, from: Int, orders: Double)?
    func weigh(_ shape: [Double], from: Int) {
      var (there, explained) = (0.0, 0.0)
      for day in shape.indices where shape[day] > 0 {
        there += code.counts[day]
        explained += ordinary.fitted[day]
      }
      guard there - explained / 2 >= 10 else { return }
      let fit = DailyCourse(code.counts, ordinary.parts + [shape], rounds: 12)
      let orders = fit.total(of: ordinary.parts.count)
      guard orders >= max(least, code.total - orders) else { return }
      let improvement = (before - fit.deviance) / scatter
      if improvement >= Self.improvement, improvement > best?.improvement ?? 0 {
        best = (improvement, from, orders)
      }
    }
    // In long campaigns every second or third day is tried.
    for from in stride(from: 1, to: days - 1, by: max(1, days / 60)) {
      let isPost = code.posts.contains(from)
      func shape(_ value: (Int) -> Double) -> [Double] {
        (0..<days).map { $0 < from ? 0 : value($0) }
      }
      if !isPost {
        weigh(shape { common.calendar[$0] }, from: from)
        for width in [1, 2, 3, 5] where from + width <= days {
          weigh(shape { $0 < from + width ? 1 : 0 }, from: from)
        }
      }
      if from.isMultiple(of: 2) {
        weigh(shape { Double($0 - from + 1) * common.calendar[$0] }, from: from)
      }
    }
    return best.map {
      (.leap(orders: Int($0.orders.rounded()), from: courses.first + $0.from), $0.orders)
    }
  }

  /// What is usual among other codes, on a scale of ratios.
  private struct Peers {
    let middle: Double
    private let spread: Double

    /// Nil if there are too few to tell.
    ///
    /// - Parameter floor: the least spread, in natural logarithms.
    init?(_ values: [Double], floor: Double) {
      guard values.count >= 7 else { return nil }
      let sorted = values.sorted()
      let middle = sorted[sorted.count / 2]
      let distances = sorted.map { abs(log($0 / middle)) }.sorted()
      self.middle = middle
      // The median of the distances, as a standard deviation.
      spread = max(floor, 1.4826 * distances[distances.count / 2])
    }

    /// In spreads; negative below the middle.
    func distance(of value: Double) -> Double { log(value / middle) / spread }
  }
}
