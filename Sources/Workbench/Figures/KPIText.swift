import Marketing
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

  /// The value in the unit that the column shows and filters use: major units, per cent, or as is.
  package static func sortable(_ kpi: KPI, _ value: Double, _ currency: Currency) -> Double {
    switch kpi.unit {
    case .money: value / Double(currency.scale)
    case .percent: value * 100
    case .count, .ratio: value
    }
  }
}
