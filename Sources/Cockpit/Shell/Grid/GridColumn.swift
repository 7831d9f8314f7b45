import Marketing
import Screen
import Wording

/// What columns may use besides the row.
struct GridContext: Sendable {
  let session: Session
  let figures: Figures
  let today: Day
  /// The state of screens, for columns that a screen contributes.
  let parts: StateParts

  var currency: Currency { session.settings.currency }
  var entry: EntryContext { EntryContext(session: session, today: today) }
}

/// One column of a table: how it is drawn, sorted, filtered and edited.
struct GridColumn<Row: Equatable & Sendable>: Sendable {
  let id: String
  let title: String
  /// Its width on the screen, from `minimum` to `maximum`.
  let minimum: Int
  let maximum: Int
  var isNumeric = false
  /// Shown unless the user hides it.
  var isVisibleAtFirst = true
  let text: @Sendable (Row, GridContext) -> String
  let sortKey: @Sendable (Row, GridContext) -> SortKey
  var role: @Sendable (Row, GridContext) -> Role? = { _, _ in nil }
  /// How it is edited; nil for computed columns.
  var field: Field<Row>?
}

extension GridColumn {
  /// A column of text, sorted ignoring case and accents.
  static func text(
    _ id: String, _ title: String, _ widths: ClosedRange<Int>, visible: Bool = true,
    field: Field<Row>? = nil,
    _ text: @escaping @Sendable (Row, GridContext) -> String
  ) -> GridColumn {
    GridColumn(
      id: id, title: title, minimum: widths.lowerBound, maximum: widths.upperBound,
      isVisibleAtFirst: visible,
      text: text, sortKey: { .folded(text($0, $1)) }, field: field)
  }

  /// A column of whole numbers, abbreviated on the screen.
  static func count(
    _ id: String, _ title: String, _ widths: ClosedRange<Int>, visible: Bool = true,
    field: Field<Row>? = nil,
    _ value: @escaping @Sendable (Row, GridContext) -> Int?
  ) -> GridColumn {
    GridColumn(
      id: id, title: title, minimum: widths.lowerBound, maximum: widths.upperBound, isNumeric: true,
      isVisibleAtFirst: visible, text: { CountText.compact(value($0, $1)) },
      sortKey: { .number(value($0, $1)) },
      field: field)
  }

  static func money(
    _ id: String, _ title: String, _ widths: ClosedRange<Int>, visible: Bool = true,
    field: Field<Row>? = nil,
    _ value: @escaping @Sendable (Row, GridContext) -> Money?
  ) -> GridColumn {
    GridColumn(
      id: id, title: title, minimum: widths.lowerBound, maximum: widths.upperBound, isNumeric: true,
      isVisibleAtFirst: visible,
      text: { row, context in
        value(row, context).map { MoneyText.compact($0, context.currency) } ?? NumberText.absent
      },
      // In major units, so that `fee>300` matches what the column shows.
      sortKey: { row, context in
        value(row, context).map { .number(Double($0.minorUnits) / Double(context.currency.scale)) }
          ?? .absent
      }, field: field)
  }

  /// A column of fractions, drawn and filtered as percentages.
  static func percent(
    _ id: String, _ title: String, _ widths: ClosedRange<Int>, visible: Bool = true,
    field: Field<Row>? = nil,
    _ value: @escaping @Sendable (Row, GridContext) -> Double?
  ) -> GridColumn {
    GridColumn(
      id: id, title: title, minimum: widths.lowerBound, maximum: widths.upperBound, isNumeric: true,
      isVisibleAtFirst: visible,
      text: { value($0, $1).map { PercentText.compact($0) } ?? NumberText.absent },
      sortKey: { value($0, $1).map { .number($0 * 100) } ?? .absent }, field: field)
  }
}
