import Marketing

/// How the dates of a column are written; decided from the whole column (`DateEvidence`).
package struct DateFormat: Hashable, Sendable {
  package enum Order: String, Sendable, Hashable {
    case dayFirst = "d/m/y"
    case monthFirst = "m/d/y"
    case yearFirst = "y/m/d"

    /// `dmy`, `mdy` or `ymd`, as on the command line.
    package init?(word: String) {
      switch word.lowercased() {
      case "dmy": self = .dayFirst
      case "mdy": self = .monthFirst
      case "ymd": self = .yearFirst
      default: return nil
      }
    }

    package var word: String { rawValue.filter { $0 != "/" } }

    /// `month/day/year`.
    package var words: String {
      switch self {
      case .dayFirst: "day/month/year"
      case .monthFirst: "month/day/year"
      case .yearFirst: "year/month/day"
      }
    }
    package static let words = ["dmy", "mdy", "ymd"]
  }

  /// The order of all-numeric dates with a year of two digits or the year last.
  package var order: Order
  /// Whether a bare number such as 44577 is an Excel serial, and 1773446400 a time in Unix seconds.
  package var readsSerials: Bool

  /// What a day without a year can't be later than; nil if such aren't dates.
  package var latest: Day?

  package init(order: Order = .dayFirst, readsSerials: Bool = false, latest: Day? = nil) {
    self.order = order
    self.readsSerials = readsSerials
    self.latest = latest
  }

  /// Reads a whole cell.
  ///
  /// A date is: `2024-05-09`, `2024/5/9`, `2024.05.09`, `20240509` (where serials are allowed); `9/5/2024` with `/`,
  /// `-`, `.` or a blank, in the column's order; `16.May.2023`, `01-Jan-22`, `2 January 2022`, `Jan 2, 2022`, `14. März
  /// 2026`, `1er févr. 2026`, `14 de marzo de 2026` (`MonthWords`), with or without the day of the week; `2026年3月14日`;
  /// Unix seconds or milliseconds (where serials are allowed), in UTC; `October 1`, `1. Oktober`, `10月1日`, the last such day up to `latest`. A time of day may follow (`T10:00:00Z`, ` 10:00 PM`, `+02:00`); it is checked and dropped, without
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
