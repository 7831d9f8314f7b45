import Marketing
import Wording

extension Field where Row == Campaign {
  /// The properties of a campaign in the order of the form.
  static let campaign: [Field] = [
    .text("name", "Name", \.name), .choice("goal", "Goal", \.goal),
    .day("start", "First day", \.start),
    .day("end", "Last day", \.end), .money("budget", "Budget", \.budget),
    .hours("hours", "Hours", \.hours), targets,
    .text("notes", "Notes", \.notes),
  ]

  private static let targets = Field(
    id: "targets", title: "Targets", kind: .list, help: "reach 2M, conversions 800, cpa 25, cvr 3%"
  ) { row, context in
    row.targets.map { "\($0.kpi.rawValue) \(TargetText.value(of: $0, context.currency))" }.joined(
      separator: ", ")
  } write: { row, text, context throws(EntryError) in
    var targets: [Target] = []
    for item in TargetText.items(text) {
      targets.append(try TargetText.parse(item, context.currency))
    }
    guard Set(targets.map(\.kpi)).count == targets.count else {
      throw EntryError("Each KPI can have one target.")
    }
    row.targets = targets
  }
}

/// Targets as a person writes them: a KPI's name and its figure.
enum TargetText {
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

  /// Splits at the commas between targets, not at those within a number.
  static func items(_ text: String) -> [String] {
    var items: [String] = []
    for piece in text.split(separator: ",") {
      let item = String(piece).trimmed
      if let first = item.first, first.isNumber, !items.isEmpty {
        items[items.count - 1] += "," + item
      } else if !item.isEmpty {
        items.append(item)
      }
    }
    return items
  }
}
