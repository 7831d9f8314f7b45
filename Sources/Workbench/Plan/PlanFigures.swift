import LineUps
import Marketing
import Wording

/// Writes the figures of a plan.
package struct PlanFigures {
  package let currency: Currency

  package init(currency: Currency) { self.currency = currency }

  /// Put before estimated figures.
  package static let mark = "~"

  package func amount(_ value: Double, _ measure: PlanMeasure) -> String {
    switch measure {
    case .contribution: money(value)
    case .blend: NumberText.decimal(value, digits: 3)
    case .reach, .engagements, .conversions: "\(number(value)) \(measure.title)"
    }
  }

  /// The same without the unit, for columns.
  package func value(_ value: Double, _ measure: PlanMeasure) -> String {
    switch measure {
    case .contribution: money(value)
    case .blend: NumberText.decimal(value, digits: 3)
    case .reach, .engagements, .conversions: number(value)
    }
  }

  /// Short and without decimals: `8,316`, `1.2M`; one decimal below ten.
  package func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return NumberText.absent }
    if value.magnitude < 9.95, value != value.rounded() {
      return NumberText.decimal(value, digits: 1)
    }
    let whole = Int(value.rounded())
    return whole.magnitude < 10_000 ? CountText.exact(whole) : CountText.compact(whole)
  }

  package func money(_ minorUnits: Double) -> String {
    guard minorUnits.isFinite, minorUnits.magnitude < 1e15 else { return NumberText.absent }
    return MoneyText.compact(Money(minorUnits: Int64(minorUnits.rounded())), currency)
  }

  package func figure(_ value: Double, _ kpi: KPI) -> String {
    kpi.unit == .money ? money(value) : number(value)
  }

  /// `812k – 1.6M`.
  package func range(_ band: Band, _ kpi: KPI) -> String {
    "\(figure(band.p10, kpi)) – \(figure(band.p90, kpi))"
  }

  /// What is forecast as revenue is what the session sets against the cost.
  package static func title(_ kpi: KPI, _ session: Session) -> String {
    (kpi == .revenue ? session.settings.returnFrom.kpi : kpi).title
  }

  /// The KPI to show for each influencer, given the goal.
  package static func shown(_ measure: PlanMeasure) -> KPI {
    switch measure {
    case .reach, .blend: .reach
    case .engagements: .engagements
    case .conversions: .conversions
    case .contribution: .revenue
    }
  }
}
