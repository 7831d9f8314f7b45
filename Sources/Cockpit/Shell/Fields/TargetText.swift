import Marketing
import Wording

/// Targets as people write them: a KPI's name and its figure.
enum TargetText {
  static func write(_ targets: [Target], _ currency: Currency) -> String {
    targets.map { "\($0.kpi.rawValue) \(value(of: $0, currency))" }.joined(separator: ", ")
  }

  static func parseAll(_ text: String, _ currency: Currency) throws(EntryError) -> [Target] {
    var targets: [Target] = []
    for item in ListText.entries(text) { targets.append(try parse(item, currency)) }
    guard Set(targets.map(\.kpi)).count == targets.count else {
      throw EntryError("A KPI can only have one target.")
    }
    return targets
  }

  static func value(of target: Target, _ currency: Currency) -> String {
    switch target.kpi.unit {
    case .count: CountText.exact(Int(target.value))
    case .money: MoneyText.exact(Money(minorUnits: target.value), currency)
    case .percent:
      PercentText.exact(Share(millionths: target.value))
    case .ratio: NumberText.exact(target.value, decimals: 6)
    }
  }

  static func parse(_ item: String, _ currency: Currency) throws(EntryError) -> Target {
    let words = item.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let kpi = KPI(rawValue: words[0].lowercased()) else {
      let names = KPI.allCases.map(\.rawValue).joined(separator: " ")
      throw EntryError(
        "“\(item)” is not a target: write a KPI and its figure, such as “reach 2M”. KPIs: \(names)."
      )
    }
    let figure = String(words[1])
    let value: Int64? =
      switch kpi.unit {
      case .count: try CountText.read(figure).map(Int64.init)
      case .money: try MoneyText.read(figure, currency)?.minorUnits
      case .percent: try PercentText.read(figure)?.millionths
      case .ratio: try NumberText.read(figure, decimals: 6, what: "a ratio such as 2.5")
      }
    guard let value else { throw EntryError("The target for \(kpi.rawValue) needs a figure.") }
    return Target(kpi: kpi, value: value)
  }
}
