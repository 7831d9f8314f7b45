import Marketing

/// How the dates of a column are written; decided from the whole column (`DateEvidence`).
package struct DateFormat: Hashable, Sendable {
  package enum Order: String, Sendable, Hashable {
    case dayFirst = "d/m/y"
    case monthFirst = "m/d/y"
  }

  /// The order of all-numeric dates with the year last.
  package var order: Order
  /// Whether a bare number such as 44577 is an Excel serial.
  package var readsSerials: Bool

  package init(order: Order = .dayFirst, readsSerials: Bool = false) {
    self.order = order
    self.readsSerials = readsSerials
  }

  /// Reads a whole cell.
  ///
  /// A date is: `2024-05-09`, `2024/5/9`, `2024.05.09`, `20240509` (where serials are allowed); `9/5/2024` with `/`,
  /// `-`, `.` or a blank, in the column's order; `16.May.2023`, `01-Jan-22`, `2 January 2022`, `Jan 2, 2022` (English
  /// month names). A time of day may follow (`T10:00:00Z`, ` 10:00 PM`, `+02:00`); it is checked and dropped, without
  /// shifting the date. Two-digit years are 2000–2069 for 00–69 and 1970–1999 for 70–99, as in POSIX.
  package func read(_ cell: UnsafeBufferPointer<UInt8>) -> DateCell {
    DateScan(cell).cell(in: self)
  }

  package func read(_ cell: String) -> DateCell { cell.withBytes(read) }
}

/// A cell read as a date.
package enum DateCell: Hashable, Sendable {
  case absent
  case day(Day)
  case invalid
}
