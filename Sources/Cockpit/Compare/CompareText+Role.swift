import Comparison
import Screen
import Workbench

extension CompareText {
  static func role(_ verdict: KPIComparison.Verdict) -> Role {
    switch verdict {
    case .leftBetter: .chart1
    case .rightBetter: .chart2
    case .unstable, .notCompared: .warning
    case .notDistinguishable, .tooFew, .totals, .noData: .muted
    }
  }
}
