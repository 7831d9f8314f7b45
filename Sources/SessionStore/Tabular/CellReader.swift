import Marketing

/// Reads the cells of one column according to its mapping. Small and shared, because it is used for every cell of a
/// file.
package final class CellReader: Sendable {
  package let index: Int
  package let label: String
  private let kind: ImportShape?
  private let numbers: NumberFormat
  private let dates: DateFormat
  private let rateUnit: RateUnit?
  private let holdsCountryCodes: Bool
  private let cut: String?
  /// The currency of amounts without a sign of their own.
  private let currency: String?
  private let days: ClosedRange<Day>?
  private let holdsSpans: Bool
  /// Whether addresses stand for the accounts that they name.
  private let readsAccounts: Bool

  /// - Parameter kind: what to read the column as, if not as its field.
  package init(_ column: ColumnMapping.Column, as kind: ImportShape? = nil) {
    index = column.index
    label = column.label
    self.kind = kind ?? column.field?.kind
    currency = column.currency
    days = column.days
    holdsSpans = column.holdsSpans
    readsAccounts = column.field == .handle || column.field == .influencerReference
    numbers = column.numbers?.format ?? NumberFormat()
    dates = column.dates?.format ?? DateFormat()
    rateUnit = column.rateUnit
    holdsCountryCodes = column.holdsCountryCodes
    cut = column.cut
  }

  package func value(in row: TableRow) -> CellValue {
    row.withPlainField(index) { cell, isLiteral in
      switch kind {
      case .count, .money, .rate, .number:
        let format = numbers
        switch format.read(cell) {
        case .absent: return .absent
        case .invalid: return .invalid(Trim.string(cell), why: "is not a number")
        case .number(var parsed):
          if kind == .count && parsed.value.isNegative {
            return .invalid(Trim.string(cell), why: "is below zero")
          }
          if kind == .money && parsed.currency == nil { parsed.currency = currency }
          if kind == .rate && !parsed.isPercent && rateUnit != .fraction {
            parsed.value = parsed.value.shifted(by: -2)
          }
          return .number(parsed)
        }
      case .date where holdsSpans:
        if AbsentWords.contains(cell) { return .absent }
        let text = Trim.string(cell)
        return TitleSpan.find(in: [text]).map { .date($0.upperBound) }
          ?? .invalid(text, why: "is not a span of days")
      case .date:
        switch dates.read(cell) {
        case .absent: return .absent
        case .day(let day):
          if let days, !days.contains(day) {
            return .invalid(
              Trim.string(cell), why: "is in \(day.civil.year), which can't be right,")
          }
          return .date(day)
        case .invalid: return .invalid(Trim.string(cell), why: "is not a date of this column")
        }
      case .country:
        let text = Trim.string(cell)
        // NA is Namibia's code if the other cells are codes, too.
        if AbsentWords.contains(cell) && !(text == "NA" && holdsCountryCodes) {
          return .absent
        }
        return .text(CountryWords.code(for: text) ?? text)
      case .platform:
        if AbsentWords.contains(cell) { return .absent }
        let text = Trim.string(cell)
        return (PlatformWords.platform(for: text) ?? AccountLink(text)?.platform)
          .map(CellValue.text) ?? .invalid(text, why: "is not a platform")
      case .identity where readsAccounts && cell.contains(UInt8(ascii: "/")):
        let text = cutOff(Trim.string(cell))
        return .text(AccountLink(text)?.account ?? text)
      case .url, .email, .identity, .label, .text, nil:
        if isLiteral { return .text(String(decoding: cell, as: UTF8.self)) }
        if AbsentWords.contains(cell) { return .absent }
        return .text(cutOff(Trim.string(cell)))
      }
    }
  }

  private func cutOff(_ text: String) -> String {
    guard let cut, let end = text.firstRange(of: cut)?.lowerBound else { return text }
    return String(text[..<end]).trimmedCell
  }
}
