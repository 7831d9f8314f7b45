import Demo
import Marketing
import Metrics
import Screen
import Testing
import Wording

@testable import Cockpit

@Suite("KPI screen")
struct KPIScreenTests {
  private func demo(_ keys: String = "4") throws -> Harness {
    var harness = Harness(.demo(today: .sample), view: ["campaign": "2"])
    try harness.press(keys)
    return harness
  }

  @Test(
    "Enter goes down to the measurements, Backspace comes back, and each level adds up to the one above"
  )
  func drillingAddsUp() throws {
    var harness = try demo()
    let figures = { (harness: Harness) in harness.state.kpis.figures }
    let group = try #require(DrillGroupGrid.cursorRow(harness.state))
    try harness.press("enter")
    let creators = figures(harness).creators
    #expect(creators.last?.totals.conversions == group.totals.conversions)
    #expect(
      creators.dropLast().compactMap(\.totals.conversions).reduce(0, +)
        == group.totals.conversions)
    let creator = try #require(DrillCreatorGrid.cursorRow(harness.state))
    try harness.press("enter")
    let posts = figures(harness).posts
    #expect(
      posts.compactMap(\.totals.conversions).reduce(0, +) == creator.totals.conversions ?? 0)
    let post = try #require(PostGrid.cursorRow(harness.state))
    try harness.press("enter")
    #expect(figures(harness).measurements.count == post.measurements.count)
    #expect(harness.text.contains("Source"))
    try harness.press("backspace backspace backspace")
    #expect(harness.state.kpis.path.level == .groups)
    try harness.press("backspace")
    #expect(harness.state.kpis.path.level == .groups)
  }

  @Test("Unattributed figures can be opened, too")
  func unattributed() throws {
    var harness = try demo("4 j j j j")
    let row = try #require(DrillGroupGrid.cursorRow(harness.state))
    #expect(row.key == .unattributed)
    try harness.press("enter")
    #expect(harness.state.kpis.path.level == .posts)
    let conversions = harness.state.kpis.figures.posts.compactMap(\.totals.conversions)
    #expect(conversions.reduce(0, +) == row.totals.conversions)
  }

  @Test("A range of days counts those days only, and can be compared with the days before")
  func ranges() throws {
    var harness = try demo("4 d ctrl-u '7d' enter")
    let days = (Day.sample + -6)...Day.sample
    let table = KPITable.make(
      harness.session, by: .tier, campaign: CampaignID(2), days: days)
    #expect(harness.state.kpis.figures.groups.last?.totals == table.total)
    try harness.press("P")
    let before = KPITable.make(
      harness.session, by: .tier, campaign: CampaignID(2), days: days.preceding)
    #expect(harness.state.kpis.figures.groups.last?.before == before.total)
    #expect(harness.text.contains("against 2 Mar–8 Mar"))
  }

  @Test(arguments: [
    ("7d", DateRange.last(7)), ("4w", .last(28)), ("today", .last(1)), ("all", .all),
    ("2026-03-01..2026-03-14", .days(.sample + -14 ... .sample + -1)),
    ("2026-03-15", .days(.sample ... .sample)), ("last 30d", .last(30)),
  ])
  func rangesAreRead(_ text: String, _ expected: DateRange) throws {
    #expect(try DateRange.read(text, today: .sample) == expected)
    #expect(try DateRange.read(expected.text, today: .sample) == expected)
  }

  @Test(arguments: ["soon", "0d", "2026-03-14..2026-03-01", "1..2..3", "99999999d"])
  func otherRangesAreRefused(_ text: String) {
    #expect(throws: EntryError.self) { try DateRange.read(text, today: .sample) }
  }

  @Test("The chart shows the KPI of the column, and only the marked rows if there are any")
  func chartFollows() throws {
    var harness = try demo("4 l l l")
    #expect(harness.state.kpis.figures.course.kpi == .revenue)
    try harness.press("space")
    #expect(harness.state.kpis.figures.course.lines.map(\.label) == ["Mega"])
    let line = try #require(harness.state.kpis.figures.course.lines.first)
    let mega = try #require(harness.state.kpis.figures.groups.first)
    let sum = line.values.compactMap(\.self).reduce(0, +)
    #expect(sum == Double(mega.totals.revenue?.minorUnits ?? 0))
    try harness.press("c")
    #expect(harness.state.kpis.figures.course.lines.first?.values.last == sum)
  }

  @Test("A KPI that needs a cost says why it has no trend")
  func costHasNoDay() throws {
    var harness = try demo()
    while harness.state.chartedKPI != .cost { try harness.press("l") }
    #expect(harness.text.contains("Costs have no date"))
  }

  @Test("The chart's numbers and its words agree with the picture")
  func twins() throws {
    var harness = try demo("4 n")
    #expect(CourseGrid.rows(harness.state).count == harness.state.kpis.figures.course.periods.count)
    #expect(harness.text.contains("2026-03-15"))
    try harness.press("n tab v")
    #expect(harness.text.contains("Mega"))
    #expect(harness.text.contains("The chart in words"))
  }

  @Test("The hardware cursor is on the current point, and the bottom line says its value")
  func readingTheChart() throws {
    var harness = try demo("4 tab left")
    #expect(harness.state.kpis.focus == .chart)
    #expect(harness.frame.cursor != nil)
    #expect(harness.state.message?.text.contains("2026-03-14") == true)
    let before = harness.frame.cursor
    try harness.press("left left")
    #expect(harness.frame.cursor != before)
  }

  @Test("Verdicts have a sign and a word as well as a colour")
  func targets() throws {
    let harness = try demo("4 shift-tab z")
    #expect(harness.text.contains("▼ behind") || harness.text.contains("● on track"))
    #expect(harness.text.contains("due today"))
    #expect(harness.text.contains("a day") || harness.text.contains("left"))
  }

  @Test(
    "Incoming figures change the tables, are marked for a moment, and can't be undone")
  func arrivals() throws {
    var harness = try demo()
    let before = try #require(harness.state.kpis.figures.groups.last?.totals.conversions)
    var sale = Measurement(
      campaign: CampaignID(2), key: "order 1", kind: .increment, day: .sample)
    sale.counts.conversions = 3
    _ = harness.state.update(.tick(1000))
    _ = harness.state.update(.effectEnded(.arrived([.put(sale)])))
    harness.settle(harness.state.refresh())
    #expect(harness.state.kpis.figures.groups.last?.totals.conversions == before + 3)
    #expect(!harness.state.document!.history.canUndo)
    #expect(harness.state.live.isFresh(.total, "conversions"))
    #expect(!harness.state.live.isFresh(.total, "reach"))
    #expect(harness.text.contains("◆ live"))
    _ = harness.state.update(.tick(1010))
    #expect(!harness.state.live.isFresh(.total, "conversions"))
    #expect(harness.text.contains("10 s ago"))
  }

  @Test("An edit on its way to disk isn't overwritten by what another program wrote before it")
  func ownWritesWin() throws {
    var harness = try demo("r")
    harness.answersWrites = false
    try harness.press("M down down down down down '5' down '9' ctrl-s")
    let written = try #require(
      harness.effects.compactMap { effect -> Edit? in
        if case .journal(let edit, _, _) = effect { edit } else { nil }
      }.last)
    var identity: Measurement.Identity?
    written.forEachMeasurement { identity = $0 }
    let own = try #require(identity)
    var foreign = try #require(harness.session.measurements[own])
    foreign.counts.likes = 77
    _ = harness.state.update(.effectEnded(.arrived([.put(foreign)])))
    #expect(harness.session.measurements[own]?.counts.likes != 77)
    _ = harness.state.update(.effectEnded(.journaled([written])))
    _ = harness.state.update(.effectEnded(.arrived([.put(foreign)])))
    #expect(harness.session.measurements[own]?.counts.likes == 77)
  }

  @Test("Reopening the session restores the screen")
  func viewComesBack() throws {
    var harness = try demo("4 t t w c d ctrl-u '14d' enter s")
    harness.state.message = nil
    let again = Harness(.demo(today: .sample), view: harness.state.view)
    #expect(again.state.screen == .kpis)
    #expect(again.text == harness.text)
  }

  @Test("Without campaigns, without measurements, at any size, it says what to do")
  func emptySession() throws {
    for size in [Size(width: 40, height: 12), Size(width: 80, height: 24)] {
      var harness = Harness(Session(settings: Settings(name: "Empty")), size: size)
      try harness.press("4 t T w c n tab tab L P U escape enter backspace")
      #expect(harness.text.contains("Leaderboard") || harness.text.contains("KPIs"))
    }
  }
}
