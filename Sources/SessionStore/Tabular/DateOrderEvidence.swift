import Marketing

/// What speaks for the order of a column's all-numeric dates, besides its cells.
package struct DateClues: Sendable, Hashable {
  /// The order that the user gave.
  package var choice: DateFormat.Order?
  /// The order that a known export has, and its name.
  package var known: DateFormat.Order?
  package var knownFrom = ""
  /// The order that another column of the file showed.
  package var elsewhere: DateFormat.Order?
  /// Why the file as a whole has the day first, in words.
  package var dayFirst: String?
  package var today: Day?

  package init(
    choice: DateFormat.Order? = nil, known: DateFormat.Order? = nil, knownFrom: String = "",
    elsewhere: DateFormat.Order? = nil, dayFirst: String? = nil,
    today: Day? = nil
  ) {
    self.choice = choice
    self.known = known
    self.knownFrom = knownFrom
    self.elsewhere = elsewhere
    self.dayFirst = dayFirst
    self.today = today
  }
}

/// A date that can be two days, and nothing in the file tells which.
package struct DateQuestion: Sendable, Hashable {
  package struct Reading: Sendable, Hashable {
    package let order: DateFormat.Order
    package let day: Day
  }

  /// The first such cell.
  package let text: String
  package let readings: [Reading]
}

/// Evidence of the order of all-numeric dates such as `03/04/2026`. Uses constant memory.
struct DateOrderEvidence: Sendable, Hashable {
  /// What is known of one order.
  private struct Reading: Sendable, Hashable {
    var count = 0
    var latest: Day?
    private var last: Day?
    /// Days passed from row to row, forwards and backwards.
    var walk = 0

    mutating func add(_ day: Day?) {
      guard let day else { return }
      count += 1
      latest = latest.map { max($0, day) } ?? day
      if let last { walk += abs(day - last) }
      last = day
    }
  }

  private(set) var cells = 0
  private var dayFirst = Reading()
  private var monthFirst = Reading()
  private var yearFirst = Reading()
  /// Cells that are days only with the year first.
  private var onlyYearFirst = 0
  private var dotted = 0
  private var firsts: ClosedRange<Int>?
  private var lasts: ClosedRange<Int>?
  /// The first cell that can be two days.
  private var example: String?
  private var days: [DateFormat.Order: Day] = [:]

  mutating func add(
    _ scan: DateScan, _ dayFirst: Day?, _ monthFirst: Day?, text: @autoclosure () -> String
  ) {
    guard case .numeric(let first, _, let year) = scan.form else { return }
    cells += 1
    self.dayFirst.add(dayFirst)
    self.monthFirst.add(monthFirst)
    if dayFirst == nil && monthFirst == nil { onlyYearFirst += 1 }
    if scan.hasDots { dotted += 1 }
    if scan.hasShortYear {
      yearFirst.add(scan.day(.yearFirst))
      firsts = Self.wider(firsts, first)
      lasts = Self.wider(lasts, year % 100)
    }
    guard example == nil, dayFirst != monthFirst else { return }
    let both = dayFirst != nil && monthFirst != nil
    guard both || scan.hasShortYear && yearFirst.count > 0 else { return }
    example = text()
    days[.dayFirst] = dayFirst
    days[.monthFirst] = monthFirst
    days[.yearFirst] = scan.day(.yearFirst)
  }

  private static func wider(_ range: ClosedRange<Int>?, _ value: Int) -> ClosedRange<Int> {
    guard let range else { return value...value }
    return min(range.lowerBound, value)...max(range.upperBound, value)
  }

  /// Dates that don't exist in the order.
  func missing(_ order: DateFormat.Order) -> Int {
    switch order {
    case .dayFirst: cells - dayFirst.count
    case .monthFirst: cells - monthFirst.count
    // A year of four digits stands last whatever the order.
    case .yearFirst: firsts == nil ? cells - dayFirst.count : cells - yearFirst.count
    }
  }

  /// Whether every cell has the year first, and some only so.
  var isYearFirst: Bool { yearFirst.count == cells && onlyYearFirst > 0 }

  /// `26/03/14`, `26/03/15`: what stands first hardly changes, what stands last does.
  var looksYearFirst: Bool {
    guard yearFirst.count == cells, cells >= 3, let firsts, let lasts else { return false }
    return firsts.count <= 2 && firsts.lowerBound >= 15 && firsts.upperBound <= 39
      && lasts.count > 2
  }

  /// The order by something other than the cells, and what that is.
  func evidence(_ clues: DateClues) -> (order: DateFormat.Order, why: String)? {
    if let known = clues.known { return (known, "as \(clues.knownFrom) writes it") }
    if let elsewhere = clues.elsewhere { return (elsewhere, "as elsewhere in the file") }
    if dotted == cells { return (.dayFirst, "as usual with dots") }
    if let today = clues.today {
      let early = dayFirst.latest.map { $0 <= today + 1 } ?? false
      let alsoEarly = monthFirst.latest.map { $0 <= today + 1 } ?? false
      if early != alsoEarly {
        return (early ? .dayFirst : .monthFirst, "since otherwise some would be in the future")
      }
    }
    return clues.dayFirst.map { (.dayFirst, $0) }
  }

  /// Exports go on from day to day, so the order in which rows are closer is likelier.
  var likelier: DateFormat.Order {
    cells >= 3 && monthFirst.walk * 5 <= dayFirst.walk && dayFirst.walk > 0
      ? .monthFirst : .dayFirst
  }

  func question(_ orders: DateFormat.Order...) -> DateQuestion? {
    guard let example else { return nil }
    return DateQuestion(
      text: example,
      readings: orders.compactMap { order in
        days[order].map { DateQuestion.Reading(order: order, day: $0) }
      })
  }
}
