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
  package private(set) var unix = 0
  /// A month's name and a day.
  package private(set) var yearless = 0
  /// The month and day of the last such cell, and how often the next one has another month, or another day of the same.
  private var former: Int?
  private var otherMonths = 0
  private var otherDays = 0
  package private(set) var withTime = 0
  private var order = DateOrderEvidence()

  package init() {}

  package mutating func add(_ cell: String) { cell.withBytes { add(DateScan($0)) } }

  /// - Parameter text: the cell, for the first date that can be two days.
  mutating func add(_ scan: DateScan, text: @autoclosure () -> String = "") {
    cells += 1
    if scan.hasTime { withTime += 1 }
    switch scan.form {
    case .absent: absent += 1
    case .none: break
    case .iso: iso += 1
    case .named: named += 1
    case .serial: serials += 1
    case .compact: compact += 1
    case .unix: unix += 1
    case .yearless(let month, let day):
      yearless += 1
      if let (lastMonth, lastDay) = former.map({ ($0 / 100, $0 % 100) }) {
        if lastMonth != month {
          otherMonths += 1
        } else if lastDay != day {
          otherDays += 1
        }
      }
      former = month * 100 + day
    case .numeric:
      let dayFirst = scan.day(.dayFirst)
      let monthFirst = scan.day(.monthFirst)
      order.add(scan, dayFirst, monthFirst, text: text())
      if dayFirst == nil && monthFirst == nil {
        // Only with the year first; counted by `order`.
        break
      } else if dayFirst == monthFirst {
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

  var numeric: Int { order.cells }
  /// Cells that are dates in any column; those without a year only if all are such.
  package var dates: Int { iso + named + numeric + (lacksYears ? yearless : 0) }

  /// Whether no date of the column says its year. `May 24`, `Jun 24` may be months of a year as well: days of one month
  /// follow each other.
  private var lacksYears: Bool {
    otherDays > 0 && otherDays >= otherMonths && iso + named + numeric == 0
      && yearless * 10 >= (cells - absent) * 9
  }

  /// Decides how to read the column.
  ///
  /// - Parameters:
  ///   - namedDate: whether the header says that the column has dates; then, or if most cells are dates anyway, bare
  ///     numbers are read as Excel serials or Unix time and `20240509` as a date.
  ///   - clues: what speaks for an order besides the cells.
  package func decide(namedDate: Bool = false, clues: DateClues = DateClues()) -> DateDecision {
    var format = DateFormat()
    format.readsSerials = namedDate || dates * 2 > cells - absent
    var certainty = NumberDecision.Certainty.plain
    var conflicts = 0
    var assumption: String?
    var question: DateQuestion?
    if let choice = clues.choice, numeric > 0 {
      format.order = choice
      conflicts = order.missing(choice)
      certainty = conflicts > 0 ? .conflicting : .decided
    } else if order.isYearFirst {
      format.order = .yearFirst
      certainty = .decided
    } else if order.looksYearFirst, either + dayFirstOnly > 0 {
      certainty = .ambiguous
      format.order = .yearFirst
      question = order.question(.yearFirst, .dayFirst)
      assumption = "the first number hardly changes: read as year/month/day"
    } else if dayFirstOnly > 0 || monthFirstOnly > 0 {
      format.order = monthFirstOnly > dayFirstOnly ? .monthFirst : .dayFirst
      conflicts = order.missing(format.order)
      certainty = conflicts > 0 ? .conflicting : .decided
    } else if either > 0 {
      certainty = .ambiguous
      if let (known, why) = order.evidence(clues) {
        format.order = known
        assumption = "no day is above 12: read as \(known.words), \(why)"
      } else {
        format.order = order.likelier
        question = order.question(
          format.order, format.order == .dayFirst ? .monthFirst : .dayFirst)
        assumption = "no day is above 12: read as \(format.order.words)"
      }
    }
    if lacksYears, let today = clues.today {
      format.latest = today
      certainty = .ambiguous
      assumption =
        "no day says its year: each is read as the last such day up to today, \(today.iso)"
    }
    var kinds: [String] = []
    func kind(_ count: Int, _ name: String) { if count > 0 { kinds.append("\(count) \(name)") } }
    kind(iso, "year-month-day")
    kind(numeric, format.order.rawValue)
    kind(named, "with the month's name")
    if format.latest != nil { kind(yearless, "without a year") }
    if format.readsSerials {
      kind(serials, "Excel day numbers")
      kind(compact, "yyyymmdd")
      kind(unix, "Unix time")
    }
    let yearsOpen = lacksYears && format.latest == nil ? yearless : 0
    let readable =
      dates - yearsOpen + (format.readsSerials ? serials + compact + unix : 0)
      - conflicts
    return DateDecision(
      format: format, certainty: certainty, conflicts: conflicts,
      unreadable: cells - absent - readable, kinds: kinds, assumption: assumption,
      question: question)
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
  /// What only a person can answer: the order of the numbers.
  package var question: DateQuestion?

  package var isMixed: Bool { kinds.count > 1 }
}
