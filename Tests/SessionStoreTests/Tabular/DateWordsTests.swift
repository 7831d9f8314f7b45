import Marketing
import Testing

@testable import Tabular

/// Dates in words of other languages, and dates that can be two days. Expected days by hand.
@Suite struct DateWordsTests {
  private let format = DateFormat(order: .dayFirst, readsSerials: true)

  @Test(arguments: [
    "14. März 2026", "14 Mär 2026", "14. Mrz. 2026", "14 mars 2026", "14 marzo 2026", "14-MAR-26",
    "14 de marzo de 2026", "14 de março de 2026", "14 maart 2026", "March 14, 2026",
    "Mar 14th, 2026",
    "14th March 2026", "Sat, 14 Mar 2026 10:00:00 GMT", "Saturday, March 14, 2026",
    "Samstag, 14. März 2026", "Sa., 14. März 2026", "samedi 14 mars 2026", "2026年3月14日",
    "2026年03月14日 09:15", "2026년 3월 14일", "2026. 3. 14.", "1773446400", "1773446400000",
    "14/03/2026 9:15 p. m.", "14 MARZO 2026",
  ])
  func theFourteenthOfMarch(text: String) throws {
    #expect(format.read(text) == .day(try #require(Day(iso: "2026-03-14"))), "\(text)")
  }

  @Test(arguments: [
    ("1. Jänner 2026", "2026-01-01"), ("1 ene 2026", "2026-01-01"), ("3 févr. 2026", "2026-02-03"),
    ("1er août 2026", "2026-08-01"), ("5 déc. 2025", "2025-12-05"), ("7 juil. 2026", "2026-07-07"),
    ("31. Okt. 2025", "2025-10-31"), ("24. Dez 2025", "2025-12-24"), ("2 sept 2026", "2026-09-02"),
    ("9 luglio 2026", "2026-07-09"), ("10 mai 2026", "2026-05-10"),
    ("6 setembro 2026", "2026-09-06"),
    ("8 mei 2026", "2026-05-08"), ("11 ago 2026", "2026-08-11"),
  ])
  func monthsOfOtherLanguages(text: String, iso: String) throws {
    #expect(format.read(text) == .day(try #require(Day(iso: iso))), "\(text)")
  }

  @Test(arguments: [
    "Mai Tai 5", "Marina 5, 2022", "Julia", "So", "Mo Salah", "Sam 14", "32. März 2026",
    "12345678901",
    "2026年13月1日", "Maybe 5 2022", "+4917312345", "de marzo",
  ])
  func names(text: String) { #expect(format.read(text) == .invalid, "\(text)") }

  @Test func unixTimeOnlyUnderADateName() {
    #expect(DateFormat().read("1773446400") == .invalid)
  }

  private func decide(_ cells: [String], _ clues: DateClues = DateClues()) -> DateDecision {
    var evidence = DateEvidence()
    for cell in cells {
      cell.withBytes { evidence.add(DateScan($0), text: cell) }
    }
    return evidence.decide(namedDate: true, clues: clues)
  }

  @Test func whatNothingDecidesIsAQuestion() throws {
    let open = decide(["03/04/2026", "05/04/2026"])
    let question = try #require(open.question)
    #expect(question.text == "03/04/2026")
    #expect(question.readings.map(\.order) == [.dayFirst, .monthFirst])
    #expect(question.readings.map(\.day.iso) == ["2026-04-03", "2026-03-04"])
    #expect(decide(["03/14/2026", "03/04/2026"]).question == nil)
    #expect(decide(["05/05/2026"]).question == nil)
  }

  @Test func daysInARowAreShownFirst() {
    let daily = decide(["03/01/2026", "03/02/2026", "03/03/2026", "03/04/2026"])
    #expect(
      daily.format.order == .monthFirst && daily.question?.readings.first?.order == .monthFirst)
  }

  @Test func whatElseTheFileShowsDecides() {
    let cells = ["03/04/2026", "05/04/2026"]
    #expect(decide(cells, DateClues(elsewhere: .monthFirst)).format.order == .monthFirst)
    #expect(decide(cells, DateClues(elsewhere: .monthFirst)).question == nil)
    let german = decide(cells, DateClues(dayFirst: "as the headers aren't in English"))
    #expect(german.format.order == .dayFirst && german.question == nil)
    #expect(decide(["03.04.2026", "05.04.2026"]).question == nil)
    #expect(decide(cells, DateClues(choice: .monthFirst)).format.order == .monthFirst)
    #expect(decide(cells, DateClues(choice: .monthFirst)).question == nil)
    // 3 December is yet to come.
    let today = Day(iso: "2026-04-01")
    let past = decide(["03/12/2026", "03/04/2026"], DateClues(today: today))
    #expect(past.format.order == .monthFirst && past.question == nil)
    #expect(past.assumption?.contains("future") == true)
  }

  @Test func theChoiceLeavesOutWhatDoesNotExist() {
    let torn = decide(["03/14/2026", "03/04/2026"], DateClues(choice: .dayFirst))
    #expect(torn.conflicts == 1 && torn.unreadable == 1)
  }

  @Test func theYearMayStandFirst() {
    let cells = ["26/03/14", "26/03/15", "26/03/28"]
    let guess = decide(cells)
    #expect(guess.format.read("26/03/14") == .day(Day(iso: "2026-03-14")!) && guess.question != nil)
    let given = decide(cells, DateClues(choice: .yearFirst))
    #expect(given.format.read("26/03/14") == .day(Day(iso: "2026-03-14")!) && given.question == nil)
    #expect(given.format.read("14/03/2026") == .day(Day(iso: "2026-03-14")!))
    #expect(decide(["99/03/14", "01/02/03"]).format.order == .yearFirst)
  }
}
