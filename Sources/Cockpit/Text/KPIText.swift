import Marketing

/// KPI values as text, in their own unit.
enum KPIText {
  static func compact(_ kpi: KPI, _ value: Double, _ currency: Currency) -> String {
    guard value.isFinite, value.magnitude < 9e17 else { return Format.absent }
    switch kpi.unit {
    case .count: return Format.compact(Int(value.rounded()))
    case .percent: return Format.percent(value)
    case .ratio: return Format.decimal(value, digits: 2)
    case .money:
      // Costs per piece are small: the cents matter.
      let major = value.magnitude / Double(currency.scale)
      if major < 100 {
        let sign = value < 0 ? "-" : ""
        return sign + currency.symbol
          + Format.decimal(major, digits: major < 1 && currency.digits > 0 ? 3 : currency.digits)
      }
      return Format.compactMoney(Money(minorUnits: Int64(value.rounded())), currency)
    }
  }

  /// The value in the unit that the column shows and filters compare with: major units, per cent, or as it is.
  static func sortable(_ kpi: KPI, _ value: Double, _ currency: Currency) -> Double {
    switch kpi.unit {
    case .money: value / Double(currency.scale)
    case .percent: value * 100
    case .count, .ratio: value
    }
  }
}
