import LibC
import Marketing
import Testing

@testable import Comparison
@testable import Metrics

@Suite("How many more bookings would tell")
struct MoreBookingsTests {
  /// Creators with a fee of $100 whose engagements scatter log-normally.
  private static func session(
    _ random: inout SeededGenerator, left: Int, right: Int, factor: Double, spread: Double
  ) throws -> Session {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    for (count, followers, mean) in [(left, 2_000_000, 1_000.0 * factor), (right, 20_000, 1_000)] {
      for number in 0..<count {
        let id = try sketch.influencer("i\(followers)-\(number)", followers: followers)
        try sketch.booking(id, campaign, .paid, fee: 100_00)
        let (u, v) = (
          Double.random(in: 1e-12..<1, using: &random), Double.random(in: 0..<1, using: &random)
        )
        let normal = (-2 * log(u)).squareRoot() * cos(2 * Double.pi * v)
        try sketch.measure(campaign, "p\(followers)-\(number)", by: id) {
          $0.likes = Int(mean * exp(spread * normal - spread * spread / 2)) + 1
        }
      }
    }
    return sketch.session
  }

  private static func verdict(_ session: Session) -> GoalVerdict {
    let request = ComparisonRequest(left: .tier(.mega), right: .tier(.micro))
    return GoalVerdict.make(
      Comparison.quick(session, request), .engagement, names: ("Mega", "Micro"))
  }

  /// 300 runs with the number that a first sample names; before, about half of them told.
  @Test("Told in about 80 of 100 cases, where the truth is the estimate")
  func power() throws {
    var random = SeededGenerator(20)
    var named: GoalVerdict.MoreBookings?
    var seen = 1.0
    // A first sample that can't tell, and names a number for one side or both.
    for _ in 0..<200 where named == nil {
      let first = try Self.session(&random, left: 30, right: 30, factor: 1.25, spread: 0.6)
      let verdict = Self.verdict(first)
      if let more = verdict.more, let ratio = verdict.ratio, ratio > 1.15, ratio < 1.35 {
        named = more
        seen = ratio
      }
    }
    let more = try #require(named)
    let left = 30 + (more.side == .right ? 0 : more.bookings)
    let right = 30 + (more.side == .left ? 0 : more.bookings)
    var told = 0
    let runs = 300
    for _ in 0..<runs {
      let next = try Self.session(&random, left: left, right: right, factor: seen, spread: 0.6)
      if Self.verdict(next).winner == .left { told += 1 }
    }
    let share = Double(told) / Double(runs)
    #expect(share > 0.7 && share < 0.9, "\(share) with \(left) and \(right)")
  }

  @Test("Beyond five times what there is it would take too many")
  func tooMany() throws {
    var random = SeededGenerator(3)
    var isSeen = false
    for _ in 0..<40 {
      let verdict = Self.verdict(
        try Self.session(&random, left: 8, right: 8, factor: 1, spread: 1))
      if let more = verdict.more {
        #expect(more.bookings <= 40)
      } else if verdict.row.verdict == .notDistinguishable {
        isSeen = isSeen || verdict.sentence.contains("too many more bookings")
      }
    }
    #expect(isSeen)
  }
}
