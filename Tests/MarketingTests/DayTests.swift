import Marketing
import Testing

@Suite struct DayTests {
  /// Made with Python's `datetime.date`: days since 1970, year, month, day, ISO weekday, text.
  static let vectors: [(number: Int, year: Int, month: Int, day: Int, weekday: Int, iso: String)] =
    [
      (0, 1970, 1, 1, 4, "1970-01-01"),
      (-1, 1969, 12, 31, 3, "1969-12-31"),
      (59, 1970, 3, 1, 7, "1970-03-01"),
      (-25509, 1900, 2, 28, 3, "1900-02-28"),
      (-25508, 1900, 3, 1, 4, "1900-03-01"),
      (-24048, 1904, 2, 29, 1, "1904-02-29"),
      (11016, 2000, 2, 29, 2, "2000-02-29"),
      (11017, 2000, 3, 1, 3, "2000-03-01"),
      (19782, 2024, 2, 29, 4, "2024-02-29"),
      (20088, 2024, 12, 31, 2, "2024-12-31"),
      (19722, 2023, 12, 31, 7, "2023-12-31"),
      (47540, 2100, 2, 28, 7, "2100-02-28"),
      (47541, 2100, 3, 1, 1, "2100-03-01"),
      (-135081, 1600, 2, 29, 2, "1600-02-29"),
      (-141427, 1582, 10, 15, 5, "1582-10-15"),
      (-719162, 1, 1, 1, 1, "0001-01-01"),
      (-718008, 4, 2, 29, 7, "0004-02-29"),
      (-682944, 100, 3, 1, 1, "0100-03-01"),
      (-573372, 400, 2, 29, 2, "0400-02-29"),
      (2_932_896, 9999, 12, 31, 5, "9999-12-31"),
      (24855, 2038, 1, 19, 2, "2038-01-19"),
      (10956, 1999, 12, 31, 5, "1999-12-31"),
      (20532, 2026, 3, 20, 5, "2026-03-20"),
      (639091, 3719, 10, 10, 2, "3719-10-10"),
      (-86455, 1733, 4, 18, 6, "1733-04-18"),
      (936847, 4535, 1, 1, 6, "4535-01-01"),
      (2_011_055, 7476, 1, 31, 1, "7476-01-31"),
      (-516635, 555, 7, 3, 4, "0555-07-03"),
      (-415343, 832, 10, 30, 6, "0832-10-30"),
      (2_725_512, 9432, 3, 14, 3, "9432-03-14"),
      (1_528_490, 6154, 11, 12, 2, "6154-11-12"),
      (-324352, 1081, 12, 15, 4, "1081-12-15"),
      (814648, 4200, 6, 7, 6, "4200-06-07"),
      (1_725_228, 6693, 7, 7, 5, "6693-07-07"),
      (-475897, 667, 1, 15, 2, "0667-01-15"),
      (1_409_177, 5828, 3, 13, 4, "5828-03-13"),
      (181347, 2466, 7, 6, 2, "2466-07-06"),
      (-561894, 431, 8, 3, 7, "0431-08-03"),
      (-358674, 987, 12, 26, 3, "0987-12-26"),
      (1_099_679, 4980, 10, 26, 4, "4980-10-26"),
    ]

  @Test func agreesWithPython() throws {
    for vector in Self.vectors {
      let day = try #require(Day(year: vector.year, month: vector.month, day: vector.day))
      #expect(day.number == vector.number)
      #expect(day.iso == vector.iso)
      #expect(day.weekday == vector.weekday)
      #expect(day.civil == (vector.year, vector.month, vector.day))
      #expect(Day(iso: vector.iso) == day)
    }
  }

  @Test func everyDayFrom1900To2100ComesBack() throws {
    let first = try #require(Day(iso: "1900-01-01"))
    let last = try #require(Day(iso: "2100-12-31"))
    #expect(last - first == 73413)
    var weekday = 1
    var leapDays = 0
    for number in first.number...last.number {
      let day = Day(number: number)
      let (year, month, date) = day.civil
      #expect(Day(year: year, month: month, day: date) == day)
      #expect(Day(iso: day.iso) == day)
      #expect(day.weekday == weekday)
      weekday = weekday % 7 + 1
      if month == 2, date == 29 { leapDays += 1 }
    }
    #expect(leapDays == 49)
  }

  @Test func farYearsAreWritten() throws {
    #expect(try #require(Day(year: 0, month: 1, day: 1)).iso == "0000-01-01")
    #expect(try #require(Day(year: -5, month: 12, day: 31)).iso == "-0005-12-31")
    #expect((try #require(Day(iso: "9999-12-31")) + 1).iso == "10000-01-01")
    #expect(Day(number: 365_242_500).iso == "1001970-01-01")
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1),
    (2024, 0, 1), (2024, 1, 0), (2024, 1, 32), (10_000, 1, 1), (Int.max, 1, 1), (2024, Int.min, 1),
    (2024, 1, Int.max),
  ])
  func refusesWhatIsNoDate(_ year: Int, _ month: Int, _ day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    "", "2024", "2024-1-1", "24-01-01", "2024-01-01 ", " 2024-01-01", "2024/01/01", "2024-01-01T00",
    "2024-01-0x", "+024-01-01", "-024-01-01", "2024--01", "2024-01-", "２０２４-01-01", "2024-02-30",
  ])
  func refusesOtherText(_ text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test func countsAndCompares() throws {
    let day = try #require(Day(iso: "2024-02-28"))
    #expect((day + 2).iso == "2024-03-01")
    #expect((day + -59).iso == "2023-12-31")
    #expect(day + 2 - day == 2)
    #expect(day < day + 1)
    #expect(!(day < day))
  }

  @Test func yearsBeforeTheFirstAreSigned() throws {
    let day = try #require(Day(year: -5, month: 12, day: 31))
    #expect(day.civil == (-5, 12, 31))
    #expect(day.iso == "-0005-12-31")
    #expect(try #require(Day(year: 0, month: 2, day: 29)).iso == "0000-02-29")
  }
}
