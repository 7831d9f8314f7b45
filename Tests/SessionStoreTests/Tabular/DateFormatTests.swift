import Marketing
import Testing

@testable import Tabular

@Suite struct DateFormatTests {
  private let dayFirst = DateFormat(order: .dayFirst, readsSerials: true)

  // Expected dates by hand; serials against Excel's calendar (1 January 2022 is 44562).
  @Test(arguments: [
    ("2024-05-09", "2024-05-09"), ("2024/5/9", "2024-05-09"), ("2024.05.09", "2024-05-09"),
    ("2024-05-09T10:00:00Z", "2024-05-09"), ("2024-05-09 23:59:59.123+02:00", "2024-05-09"),
    ("2024-05-09 10:00", "2024-05-09"), ("9/5/2024", "2024-05-09"), ("09-05-2024", "2024-05-09"),
    ("9.5.2024", "2024-05-09"), ("9.5.24 10:30 PM", "2024-05-09"), ("16.May.2023", "2023-05-16"),
    ("01-Jan-22", "2022-01-01"), ("2 January 2022", "2022-01-02"), ("Jan 2, 2022", "2022-01-02"),
    ("Sept 3 2021", "2021-09-03"), ("january 02, 2022 09:15", "2022-01-02"),
    ("44577", "2022-01-16"), ("44577.5", "2022-01-16"), ("20240509", "2024-05-09"),
    ("1/1/69", "2069-01-01"), ("1/1/70", "1970-01-01"), ("29/02/2024", "2024-02-29"),
    ("31-08-2023", "2023-08-31"), ("2000-02-29", "2000-02-29"),
  ])
  func dates(text: String, iso: String) throws {
    guard case .day(let day) = dayFirst.read(text) else {
      Issue.record("\(text) is no date: \(dayFirst.read(text))")
      return
    }
    #expect(day.iso == iso)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "31/04/2024", "0/1/2024", "1/13/2024", "2024-13-01", "2024-05",
    "May 22",
    "12:30", "1/2/3", "1/2/202", "1/2/20245", "2024-05-09x", "2024-05-09 25", "2024-05/09",
    "16-May", "Maybe 5 2022", "99999", "12345678", "1.5", "0000-01-01", "2024-05-09T10:61",
  ])
  func noDates(text: String) {
    #expect(dayFirst.read(text) == .invalid, "\(text)")
  }

  @Test func theOtherOrderAndNoSerials() {
    let monthFirst = DateFormat(order: .monthFirst)
    #expect(monthFirst.read("9/5/2024") == .day(Day(iso: "2024-09-05")!))
    #expect(monthFirst.read("31/5/2024") == .invalid)
    #expect(monthFirst.read("44577") == .invalid)
    #expect(monthFirst.read("#VALUE!") == .absent)
  }

  @Test(
    "Days without a year are the last such ones up to today, and months with a year aren't days")
  func yearless() throws {
    func read(_ cells: [String]) throws -> [String] {
      var evidence = DateEvidence()
      for cell in cells { evidence.add(cell) }
      let today = try #require(Day(iso: "2026-02-10"))
      let decision = evidence.decide(namedDate: true, clues: DateClues(today: today))
      return cells.map { cell in
        if case .day(let day) = decision.format.read(cell) { day.iso } else { "-" }
      }
    }
    #expect(
      try read(["December 30", "December 31", "January 1", "February 10", "February 11"])
        == ["2025-12-30", "2025-12-31", "2026-01-01", "2026-02-10", "2025-02-11"])
    #expect(try read(["1. Oktober", "2. Oktober"]) == ["2025-10-01", "2025-10-02"])
    #expect(try read(["1 de octubre", "2 de octubre"]) == ["2025-10-01", "2025-10-02"])
    #expect(try read(["10月1日", "10月2日"]) == ["2025-10-01", "2025-10-02"])
    #expect(try read(["Feb 28", "Feb 29"]) == ["2025-02-28", "2024-02-29"])
    #expect(try read(["Sep 24", "Oct 24", "Nov 24", "Jan 25"]) == ["-", "-", "-", "-"])
    #expect(try read(["Sep 25", "Sep 25", "Oct 25", "Oct 25"]) == ["-", "-", "-", "-"])
    // Beside dates that say their year, one without is a fault.
    #expect(try read(["October 1", "October 2", "October 3, 2025"])[0] == "-")
  }

  private func decide(_ cells: [String], named: Bool = false) -> DateDecision {
    var evidence = DateEvidence()
    for cell in cells { evidence.add(cell) }
    return evidence.decide(namedDate: named)
  }

  @Test func theColumnDecides() {
    let day = decide(["01/02/2022", "03/04/2022", "15/01/2022"])
    #expect(day.format.order == .dayFirst && day.certainty == .decided)
    #expect(day.format.read("01/02/2022") == .day(Day(iso: "2022-02-01")!))
    let month = decide(["01/02/2022", "01/15/2022"])
    #expect(month.format.order == .monthFirst && month.certainty == .decided)
    #expect(month.format.read("01/02/2022") == .day(Day(iso: "2022-01-02")!))

    let open = decide(["01/02/2022", "03/04/2022", "05/05/2022"])
    #expect(open.certainty == .ambiguous)
    #expect(open.assumption == "no day is above 12: read as day/month/year")
    #expect(decide(["05/05/2022"]).certainty == .plain)

    let torn = decide(["15/01/2022", "16/01/2022", "01/15/2022", "01/02/2022"])
    #expect(torn.certainty == .conflicting && torn.conflicts == 1 && torn.unreadable == 1)
  }

  @Test func serialsOnlyAmongDatesOrUnderADateName() {
    #expect(decide(["44577", "44578"]).format.readsSerials == false)
    #expect(decide(["44577", "44578"], named: true).format.readsSerials)
    let mixed = decide(["01-Jan-22", "44577", "16.May.2023", "02-Jan-22"])
    #expect(mixed.format.readsSerials && mixed.isMixed && mixed.unreadable == 0)
    #expect(mixed.kinds == ["3 with the month's name", "1 Excel day numbers"])
  }

  // Every seventh day that can be a serial, written in three ways.
  @Test func aSerialIsADayOfTheSameCalendar() {
    for serial in stride(from: 20_000, through: 80_000, by: 7) {
      let day = Day(number: serial - 25_569)
      let (year, month, date) = day.civil
      #expect(dayFirst.read(String(serial)) == .day(day))
      #expect(dayFirst.read("\(date)/\(month)/\(year)") == .day(day))
      #expect(dayFirst.read(day.iso) == .day(day))
    }
  }
}
