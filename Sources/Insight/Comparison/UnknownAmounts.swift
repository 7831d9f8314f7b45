import Marketing
import Metrics
import Wording

/// Amounts that belong to a figure and aren't known, such as those in a currency without a rate.
enum UnknownAmounts {
  /// From this share of a side's conversions on the two sides aren't compared. Less than that is little beside the
  /// interval.
  static let tolerated = 0.05

  /// Why a KPI isn't compared; nil if enough is known.
  static func sentence(_ kpi: ComparisonKPI, _ left: Totals, _ right: Totals) -> String? {
    let gaps = [(left, "left"), (right, "right")].compactMap { totals, side in
      gap(kpi, totals).map { "\($0) on the \(side)" }
    }
    return gaps.isEmpty ? nil : gaps.joined(separator: ", and ") + " isn't known"
  }

  private static func gap(_ kpi: ComparisonKPI, _ totals: Totals) -> String? {
    let usesAmounts = kpi.kpi.map { totals.bound(of: $0) != nil } ?? false
    let usesCost = kpi.kpi?.usesCost ?? kpi.isOfGoal
    let sold = Double(totals.conversions ?? 0)
    if usesAmounts, kpi.usesSales,
      Double(totals.unvaluedConversions) >= max(1, tolerated * sold)
    {
      return "what \(CountText.plural(totals.unvaluedConversions, "conversion")) brought"
    }
    if usesCost, totals.unpricedSpends > 0 {
      return "the ad spend of \(CountText.plural(totals.unpricedSpends, "figure"))"
    }
    // Less than that is little beside the interval, too.
    if usesCost, totals.unknownFees > 0,
      Double(totals.unknownFees) >= tolerated * Double(totals.bookings)
    {
      return "the fee of \(CountText.plural(totals.unknownFees, "booking"))"
    }
    return nil
  }
}
