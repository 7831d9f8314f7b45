import Marketing

/// Evidence from a column of how its dates are written. Uses constant memory.
package struct DateEvidence: Sendable, Hashable {
  package private(set) var cells = 0
  package private(set) var absent = 0
  package private(set) var iso = 0
  package private(set) var named = 0
  /// Numeric dates that only exist with the day first (`16/05/2023`).
  package private(set) var dayFirstOnly = 0
  package private(set) var monthFirstOnly = 0
  /// Numeric dates that are different days in the two orders.
  package private(set) var either = 0
  /// Numeric dates that are the same day in both orders (`05/05/2023`).
  package private(set) var same = 0
  package private(set) var serials = 0
  package private(set) var compact = 0
  package private(set) var withTime = 0

  package init() {}

  package mutating func add(_ cell: String) { cell.withBytes { add(DateScan($0)) } }

  mutating func add(_ scan: DateScan) {
    cells += 1
    if scan.hasTime { withTime += 1 }
    switch scan.form {
    case .absent: absent += 1
    case .none: break
    case .iso: iso += 1
    case .named: named += 1
    case .serial: serials += 1
    case .compact: compact += 1
    case .numeric(let a, let b, let year):
      let dayFirst = Day(year: year, month: b, day: a)
      let monthFirst = Day(year: year, month: a, day: b)
      if dayFirst == monthFirst {
        same += 1
      } else if monthFirst == nil {
        dayFirstOnly += 1
      } else if dayFirst == nil {
        monthFirstOnly += 1
      } else {
        either += 1
      }
    }
  }

  /// Adds cells that are known to be absent, without examining them.
  mutating func addAbsent() {
    cells += 1
    absent += 1
  }

  var numeric: Int { dayFirstOnly + monthFirstOnly + either + same }
  /// Cells that are dates in any column.
  package var dates: Int { iso + named + numeric }

  /// Decides how to read the column.
  ///
  /// - Parameters:
  ///   - namedDate: whether the header says that the column has dates; then, or if most cells are dates anyway, bare
  ///     numbers are read as Excel serials and `20240509` as a date.
  ///   - hint: the order that another column of the file showed.
  package func decide(namedDate: Bool = false, hint: DateFormat.Order? = nil) -> DateDecision {
    var format = DateFormat()
    format.readsSerials = namedDate || dates * 2 > cells - absent
    var certainty = NumberDecision.Certainty.plain
    var conflicts = 0
    var assumption: String?
    if dayFirstOnly > 0 || monthFirstOnly > 0 {
      format.order = monthFirstOnly > dayFirstOnly ? .monthFirst : .dayFirst
      conflicts = min(dayFirstOnly, monthFirstOnly)
      certainty = conflicts > 0 ? .conflicting : .decided
    } else if either > 0 {
      certainty = .ambiguous
      format.order = hint ?? .dayFirst
      assumption =
        hint == nil
        ? "no day is above 12: read as day/month/year"
        : "no day is above 12: read as \(format.order.rawValue), as elsewhere in the file"
    }
    var kinds: [String] = []
    func kind(_ count: Int, _ name: String) { if count > 0 { kinds.append("\(count) \(name)") } }
    kind(iso, "year-month-day")
    kind(numeric, format.order.rawValue)
    kind(named, "with the month's name")
    if format.readsSerials {
      kind(serials, "Excel day numbers")
      kind(compact, "yyyymmdd")
    }
    let readable = dates + (format.readsSerials ? serials + compact : 0) - conflicts
    return DateDecision(
      format: format, certainty: certainty, conflicts: conflicts,
      unreadable: cells - absent - readable, kinds: kinds, assumption: assumption)
  }
}

/// How a column's dates are read, and how sure that is.
package struct DateDecision: Sendable, Hashable {
  package var format: DateFormat
  package var certainty: NumberDecision.Certainty
  /// Dates that only exist in the other order.
  package var conflicts: Int
  /// Cells that aren't dates in this reading, including conflicts.
  package var unreadable: Int
  /// The notations that occur, with counts; more than one means a mixed column.
  package var kinds: [String]
  package var assumption: String?

  package var isMixed: Bool { kinds.count > 1 }
}
