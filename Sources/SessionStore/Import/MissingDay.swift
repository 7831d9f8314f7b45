import Marketing
import Tabular
import Wording

/// The day of rows in files where no column is one.
enum MissingDay {
  /// The days that all rows are about: as told, as the lines above the table say, or the file's name. Nil if a column
  /// has dates, or the rows aren't dated.
  static func of(_ batch: inout ImportBatch) throws(ImportError) -> ClosedRange<Day>? {
    guard !batch.has(.date), !batch.has(.periodEnd), !batch.mapping.isLifetime else { return nil }
    if batch.options.isDayGiven, let day = batch.options.asOf {
      batch.note("No column is a date: all rows are of \(day.iso), as told.")
      return day...day
    }
    if let span = batch.titleSpan {
      batch.note(
        "No column is a date: all rows are of \(span.lowerBound.iso) to \(span.upperBound.iso), as the lines above the "
          + "table say.")
      return span
    }
    if let span = FileDays(batch.file).span {
      batch.note(
        "No column is a date: all rows are of \(span.lowerBound.iso) to \(span.upperBound.iso), as the file's name says."
      )
      return span
    }
    if let day = Day(inFileName: batch.file) {
      batch.note("No column is a date: all rows are of \(day.iso), as the file's name says.")
      return day...day
    }
    let today = batch.options.today ?? batch.options.asOf
    if let (name, examples) = unreadable(batch) {
      let error = ImportError(
        .question,
        "\(batch.file): “\(name)” has no dates that can be read, such as \(examples). Write them as 2026-03-31 in the file, "
          + "or take one day for all rows: --as-of \(today?.iso ?? "2026-03-01").")
      try batch.ask(.day(batch.mapping), or: error)
      return today.map { $0...$0 }
    }
    let unused = batch.mapping.columns.filter {
      ($0.target == .custom || $0.target == .ignored) && $0.numbers == nil
    }
    let names = unused.prefix(6).map { "“\($0.label)”" }.joined(separator: ", ")
    let which =
      unused.isEmpty
      ? "no column is one"
      : "none of these columns is one: \(names)\(unused.count > 6 ? ", …" : "")"
    let error = ImportError(
      .question,
      "\(batch.file): a date for each row is missing; \(which). --as-of \(today?.iso ?? "2026-03-01") takes one day for all"
        + (unused.isEmpty ? "." : ", --map 'HEADER=date' takes a column."))
    try batch.ask(.day(batch.mapping), or: error)
    return today.map { $0...$0 }
  }

  /// A column that is called a date without holding any, with up to three of its values.
  private static func unreadable(_ batch: ImportBatch) -> (name: String, examples: String)? {
    let column = batch.mapping.columns.first { column in
      column.field == nil && column.numbers == nil
        && ImportField.date.isNamed(column.header)
        && !batch.inspection.columns[column.index].examples.isEmpty
    }
    guard let column else { return nil }
    let examples = batch.inspection.columns[column.index].examples.prefix(3)
    return (column.label, examples.map { "“\($0)”" }.joined(separator: ", "))
  }
}
