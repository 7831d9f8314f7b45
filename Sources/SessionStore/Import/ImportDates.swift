import Tabular
import Wording

extension ImportOptions.DateOrder {
  var order: DateFormat.Order {
    switch self {
    case .mdy: .monthFirst
    case .dmy: .dayFirst
    case .ymd: .yearFirst
    }
  }

  fileprivate init(_ order: DateFormat.Order) {
    self =
      switch order {
      case .monthFirst: .mdy
      case .dayFirst: .dmy
      case .yearFirst: .ymd
      }
  }

  /// `month/day/year`.
  package var words: String { order.words }
}

extension ImportPlan.AmbiguousDates {
  static func all(_ mapping: ColumnMapping) -> [ImportPlan.AmbiguousDates] {
    mapping.ambiguousDates.map { label, question in
      ImportPlan.AmbiguousDates(
        header: label, text: question.text,
        readings: question.readings.map { .init(order: .init($0.order), day: $0.day) })
    }
  }

  /// `“03/04/2026” in “Day” is 4 March 2026 (mdy) or 3 April 2026 (dmy)`.
  package var question: String {
    let readings = readings.map { "\($0.day.iso) (\($0.order.rawValue))" }
    return "“\(text)” in “\(header)” can be \(readings.joined(separator: " or "))"
  }
}
