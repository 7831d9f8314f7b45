import Marketing
import Wording

/// How much a figure rests on, in one word with its reason. Plan, comparison and KPIs use the same words and bounds.
///
/// It is about the measurements, not the arithmetic: the best line-up of thin evidence may be proven to be the best for
/// forecasts that are far off.
package struct Evidence: Sendable, Hashable {
  package enum Grade: String, CaseIterable, Comparable, Sendable {
    /// Nothing is measured.
    case none
    case thin, fair, strong

    package static func < (left: Grade, right: Grade) -> Bool {
      allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
  }

  /// What the grade is found from. What isn't given doesn't lower it.
  package struct Facts: Sendable {
    /// Measured influencers by side, each counted by its weight: (Σ w)² ÷ Σ w². Twelve of whom one has nearly all of the
    /// weight count as little more than one.
    package var influencers: [(name: String, count: Double)]
    /// What was counted, such as `conversions`, and how often.
    package var events: (name: String, count: Double)
    /// The share of a forecast from tiers and platforms with three or more measured influencers.
    package var measuredShare: Double?
    /// Upper ÷ lower end of the figure's range.
    package var spread: Double?
    /// Whether somebody is far larger or smaller than everybody who was measured.
    package var isExtrapolated = false

    package init(influencers: [(name: String, count: Double)], events: (String, Double)) {
      self.influencers = influencers
      self.events = (events.0, events.1)
    }
  }

  package let grade: Grade
  /// As part of a sentence: `2 influencers' worth measured, 5 are needed`.
  package let reason: String

  /// Below any of these the evidence is thin; at or above all of `strong` it is strong.
  package static let fewestInfluencers = 5.0
  package static let fewestEvents = 30.0
  static let leastMeasuredShare = 0.5
  static let widestSpread = 10.0
  static let strong = (influencers: 12.0, events: 100.0, measuredShare: 0.8, spread: 3.0)

  package init(_ facts: Facts) {
    guard facts.events.count > 0, facts.influencers.contains(where: { $0.count > 0 }) else {
      grade = .none
      reason = "no \(facts.events.name) measured"
      return
    }
    if let text = Evidence.shortfall(
      facts, influencers: Evidence.fewestInfluencers, events: Evidence.fewestEvents,
      measuredShare: Evidence.leastMeasuredShare, spread: Evidence.widestSpread)
    {
      grade = .thin
      reason = text
      return
    }
    let bounds = Evidence.strong
    var text = Evidence.shortfall(
      facts, influencers: bounds.influencers, events: bounds.events,
      measuredShare: bounds.measuredShare, spread: bounds.spread)
    if text == nil, facts.isExtrapolated {
      text = "somebody is far from the size of everybody who was measured"
    }
    grade = text == nil ? .strong : .fair
    let all = facts.influencers.reduce(0) { $0 + $1.count }
    reason =
      text
      ?? "\(Evidence.count(all)) influencers' worth, \(Evidence.count(facts.events.count)) \(facts.events.name)"
  }

  /// What falls short of the bounds first; nil if nothing does.
  private static func shortfall(
    _ facts: Facts, influencers: Double, events: Double, measuredShare: Double, spread: Double
  ) -> String? {
    if let side = facts.influencers.min(by: { $0.count < $1.count }), side.count < influencers {
      let name = side.name.isEmpty ? "" : " of \(side.name)"
      return side.count == 0
        ? "nobody\(name) is measured"
        : "\(count(side.count)) influencers' worth\(name) measured, of \(count(influencers))"
    }
    if facts.events.count < events {
      return "\(count(facts.events.count)) \(facts.events.name) measured, of \(count(events))"
    }
    if let share = facts.measuredShare, share < measuredShare {
      return "\(PercentText.whole(share)) of it is of tiers and platforms with three measured"
    }
    if let own = facts.spread, own > spread {
      return "the upper end of its range is \(NumberText.factor(own)) times the lower"
    }
    return nil
  }

  private static func count(_ value: Double) -> String {
    value < 10 && value != value.rounded()
      ? NumberText.decimal(value, digits: 1) : CountText.compact(Int(min(value, 1e15).rounded()))
  }

  /// The influencers that weights stand for: (Σ w)² ÷ Σ w².
  package static func effective(_ weights: some Sequence<Double>) -> Double {
    var sum = 0.0
    var squares = 0.0
    for weight in weights where weight > 0 && weight.isFinite {
      sum += weight
      squares += weight * weight
    }
    return squares > 0 ? sum * sum / squares : 0
  }

  /// `Evidence: thin (6 conversions measured, of 30).`
  package var sentence: String { "Evidence: \(grade.rawValue) (\(reason))." }
}
