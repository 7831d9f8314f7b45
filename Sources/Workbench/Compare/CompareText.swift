import Comparison
import Marketing
import Wording

package enum CompareText {
  package static func value(_ kpi: ComparisonKPI, _ value: Double?, _ currency: Currency) -> String
  {
    guard let value, value.isFinite, value.magnitude < 9e17 else { return NumberText.absent }
    switch kpi.unit {
    case .count:
      return value.magnitude < 100 && value != value.rounded()
        ? NumberText.decimal(value, digits: value.magnitude < 10 ? 2 : 1)
        : CountText.compact(Int(value.rounded()))
    case .percent: return PercentText.compact(value)
    case .ratio: return NumberText.decimal(value, digits: 2)
    case .money: return KPIText.compact(.cpm, value, currency)
    case .days: return NumberText.decimal(value, digits: 1) + " d"
    case .hours: return NumberText.decimal(value, digits: 1) + " h"
    }
  }

  /// `2.3`; an interval is `1.6–3.4`.
  package static func ratio(_ value: Double?) -> String {
    guard let value, value.isFinite else { return NumberText.absent }
    if value >= 9_999.5 { return CountText.compact(Int(min(value, 1e15).rounded())) }
    return NumberText.decimal(value, digits: value >= 99.5 ? 0 : value >= 9.95 ? 1 : 2)
  }

  package static func interval(_ interval: ClosedRange<Double>?) -> String {
    interval.map { "\(ratio($0.lowerBound))–\(ratio($0.upperBound))" } ?? NumberText.absent
  }

  package static func counts(_ row: KPIComparison) -> String {
    "\(CountText.exact(row.left.influencers))/\(CountText.exact(row.right.influencers))"
  }

  /// A verdict in two or three words.
  package static func verdict(
    _ verdict: KPIComparison.Verdict, _ names: (left: String, right: String)
  ) -> String {
    switch verdict {
    case .leftBetter: "\(names.left) better"
    case .rightBetter: "\(names.right) better"
    case .notDistinguishable: "can't tell"
    case .tooFew: "too few"
    case .totals: "just totals"
    case .notCompared: "not compared"
    case .unstable: "no ratio"
    case .noData: "no data"
    }
  }

  /// The same for a narrow column, with a sign so that nothing depends on colour alone.
  package static func marked(
    _ verdict: KPIComparison.Verdict, _ names: (left: String, right: String)
  ) -> String {
    switch verdict {
    case .leftBetter: "◀ " + self.verdict(verdict, names)
    case .rightBetter: "▶ " + self.verdict(verdict, names)
    case .notDistinguishable: "≈ can't tell"
    case .tooFew, .totals, .notCompared, .unstable, .noData: self.verdict(verdict, names)
    }
  }

  /// Both readings of a KPI where plain and like for like differ; nil where they agree.
  package static func disagreement(
    _ row: KPIComparison, _ same: LikeForLike?, _ names: (left: String, right: String)
  ) -> String? {
    guard let same, same.isReversed || same.disagrees else { return nil }
    var text =
      "\(row.kpi.title): plain \(names.left) has \(ratio(row.ratio)) times \(names.right)"
      + ", with one \(same.mix.rawValue) mix \(ratio(same.ratio))"
    if let interval = same.interval { text += " (\(self.interval(interval)))" }
    if same.isReversed { text += ": the mix reverses the result" }
    if let cause = same.cause {
      text += same.isReversed ? ", because of \(cause)" : "; \(cause) makes the most difference"
    }
    return text + "."
  }
}
