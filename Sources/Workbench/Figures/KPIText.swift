import Marketing
import Metrics
import Wording

/// KPI values as text, each in its unit.
package enum KPIText {
  package static func compact(_ kpi: KPI, _ value: Double, _ currency: Currency) -> String {
    guard value.isFinite, value.magnitude < 9e17 else { return NumberText.absent }
    switch kpi.unit {
    case .count: return CountText.compact(Int(value.rounded()))
    case .percent: return PercentText.compact(value)
    case .ratio: return NumberText.decimal(value, digits: 2)
    case .money: return MoneyText.unitCost(value, currency)
    }
  }

  /// A group's figure, with ≥ or ≤ where amounts are missing that aren't known; reach that isn't known exactly as a range, `118k–161k`. Nil if it is unknown.
  package static func cell(_ kpi: KPI, _ totals: Totals, _ currency: Currency) -> String? {
    if let value = totals.value(kpi) {
      let text = compact(kpi, value.double, currency)
      return switch totals.bound(of: kpi) {
      case .atLeast: "≥\(text)"
      case .atMost: "≤\(text)"
      case .unsure: "~\(text)"
      case nil: text
      }
    }
    guard kpi == .reach, let band = totals.reachBand else { return nil }
    let (least, most) = (CountText.compact(band.lowerBound), CountText.compact(band.upperBound))
    return least == most ? "~\(most)" : "\(least)–\(most)"
  }

  /// The value in the unit that the column shows and filters use: major units, per cent, or as is.
  package static func sortable(_ kpi: KPI, _ value: Double, _ currency: Currency) -> Double {
    switch kpi.unit {
    case .money: value / Double(currency.scale)
    case .percent: value * 100
    case .count, .ratio: value
    }
  }
}
