import Marketing
import Tabular

/// Columns that needn't be fields, by what they are called.
struct NamedColumns {
  private let mapping: ColumnMapping
  private let names: [String]
  /// How the file writes amounts.
  private let numbers: NumberDecision?

  init(_ batch: ImportBatch) {
    mapping = batch.mapping
    names = batch.mapping.columns.map { HeaderPhrase.of($0.header) }
    numbers =
      (batch.mapping.column(of: .revenue) ?? batch.mapping.column(of: .orderTotal))?.numbers
  }

  func all(_ phrases: Set<String>) -> [Int] {
    names.indices.filter { phrases.contains(names[$0]) }
  }

  /// A column of amounts that isn't taken for what was sold or refunded.
  func amount(_ phrases: Set<String>) -> CellReader? { reader(phrases, as: .money) }

  /// A column of a part of what was paid.
  func amount(_ part: AmountPart) -> CellReader? {
    mapping.column(of: part).map { reader($0, as: .money) }
  }

  func number(_ phrases: Set<String>) -> CellReader? { reader(phrases, as: .number) }

  private func reader(_ phrases: Set<String>, as shape: ImportShape) -> CellReader? {
    all(phrases).map { mapping.columns[$0] }
      .first { $0.field?.isOfSale != true && $0.field != .promoCode }
      .map { reader($0, as: shape) }
  }

  private func reader(_ column: ColumnMapping.Column, as shape: ImportShape) -> CellReader {
    var column = column
    column.numbers = numbers ?? column.numbers
    return CellReader(column, as: shape)
  }
}
