import Demo
import Foundation
import Marketing
import Screen
import Testing

@testable import Cockpit

@Suite("Browsing the roster")
struct BrowsingTests {
  @Test func cursorMovesAndStopsAtTheEnds() throws {
    var harness = Harness()
    #expect(harness.cursorHandle == "ana")
    try harness.press("j j")
    #expect(harness.cursorHandle == "chloe")
    try harness.press("G")
    #expect(harness.cursorHandle == "farah")
    try harness.press("j down pagedown")
    #expect(harness.cursorHandle == "farah")
    try harness.press("g k")
    #expect(harness.cursorHandle == "ana")
  }

  @Test func sortingTurnsRoundAndIsDropped() throws {
    var harness = Harness()
    try harness.press("l l l")
    #expect(harness.state.roster.column == "followers")
    try harness.press("s")
    #expect(harness.shownHandles == ["ana", "chloe", "emi", "bo.cooks", "dev", "farah"])
    #expect(harness.text.contains("▼"))
    try harness.press("s")
    // Those without known followers stay last.
    #expect(harness.shownHandles == ["dev", "bo.cooks", "emi", "chloe", "ana", "farah"])
    try harness.press("s")
    #expect(harness.shownHandles == ["ana", "bo.cooks", "chloe", "dev", "emi", "farah"])
  }

  @Test func severalColumnsSortTogether() throws {
    var harness = Harness()
    try harness.press("l s l l S")
    #expect(harness.state.roster.sort.map(\.column) == ["platform", "followers"])
    #expect(harness.shownHandles == ["ana", "dev", "farah", "emi", "bo.cooks", "chloe"])
    #expect(harness.text.contains("▲1") && harness.text.contains("▼2"))
  }

  @Test(arguments: [
    ("bo", ["bo.cooks"]), ("nunez", ["ana"]), ("tier:micro", ["bo.cooks", "emi"]),
    ("followers>90k followers<1m", ["chloe", "emi"]),
    ("-niche:food", ["ana", "dev", "emi", "farah"]),
    ("fee<=450", ["bo.cooks", "dev"]), ("plat:you", ["chloe"]), ("niche=beauty", ["ana"]),
    ("nosuch:x", []), ("えみ", ["emi"]), ("is:booked", ["ana", "bo.cooks", "emi"]),
    ("\"bo\" food", ["bo.cooks"]),
    ("followers>", ["ana", "bo.cooks", "chloe", "dev", "emi", "farah"]),
  ])
  func filtersWhileTyping(_ filter: String, _ expected: [String]) throws {
    var harness = Harness()
    try harness.press("/")
    for character in filter { harness.send(.key(Key(.character(character)))) }
    #expect(harness.shownHandles == expected)
    // Enter keeps it, Esc at the table clears it.
    try harness.press("enter")
    #expect(harness.shownHandles == expected)
    try harness.press("escape")
    #expect(harness.shownHandles.count == 6)
  }

  @Test func escapeInTheFilterRestoresTheFormerOne() throws {
    var harness = Harness()
    try harness.press("/ 'food' enter / 'x' escape")
    #expect(harness.state.roster.filter == "food")
  }

  @Test func anEmptyResultSaysSo() throws {
    var harness = Harness()
    try harness.press("/ 'zzz' enter")
    #expect(harness.text.contains("No influencer matches “zzz”. Esc clears the filter."))
  }

  @Test func marksAreCountedAndTakenAway() throws {
    var harness = Harness()
    try harness.press("space space")
    #expect(harness.state.roster.marks.count == 2)
    #expect(harness.cursorHandle == "chloe")
    #expect(harness.text.contains("2 marked"))
    try harness.press("/ 'is:marked' enter")
    #expect(harness.shownHandles == ["ana", "bo.cooks"])
    try harness.press("escape")
    #expect(harness.state.roster.marks.isEmpty)
  }

  @Test func columnsCanBeHiddenAndShown() throws {
    var harness = Harness()
    try harness.press("l -")
    #expect(!harness.lines[2].contains("Platform"))
    try harness.press("C j j space escape")
    #expect(harness.lines[2].contains("Platform"))
    try harness.press("C j space escape")
    #expect(harness.lines[2].contains("Name"))
  }

  @Test func aLongCellCanBeReadWhole() throws {
    var session = Session.small()
    var ana = session.roster[InfluencerID(1)]!
    ana.notes = String(repeating: "talk to her agent first; ", count: 8)
    try session.apply(.put(ana))
    var harness = Harness(session)
    try harness.press("v")
    let words = harness.text.components(of: "talk to her agent first")
    #expect(words >= 4)
    #expect(harness.text.contains("Notes"))
  }

  @Test func theMouseSelectsSortsAndScrolls() throws {
    var harness = Harness()
    _ = harness.frame
    let row = try #require(harness.lines.firstIndex { $0.contains("chloe") })
    harness.send(.mouse(Mouse(.press, at: Point(x: 6, y: row))))
    #expect(harness.cursorHandle == "chloe")
    let header = try #require(harness.lines.firstIndex { $0.contains("Followers") })
    let column = harness.lines[header].distance(to: "Followers")
    harness.send(.mouse(Mouse(.press, at: Point(x: column + 2, y: header))))
    #expect(harness.state.roster.sort.first?.column == "followers")
    harness.send(.mouse(Mouse(.wheelDown, at: Point(x: 6, y: row))))
    #expect(harness.state.roster.position == 3)
  }
}

@Suite("Saved views, and running commands")
struct RememberingTests {
  @Test func theViewComesBack() throws {
    var harness = Harness()
    try harness.press("] l l l s / 'o' enter j - b j r")
    let again = Harness(view: harness.state.view)
    #expect(again.cursorHandle == harness.cursorHandle)
    #expect(again.shownHandles == harness.shownHandles)
    #expect(again.state.dashboard.bookings.cursor == harness.state.dashboard.bookings.cursor)
    #expect(again.state.campaignInView == CampaignID(1))
    #expect(again.text == harness.text)
  }

  @Test func aNameTypedInThePaletteRunsWithWhatStandsBehindIt() throws {
    var harness = Harness()
    try harness.press(": 'save as /tmp/other' enter")
    guard case .saveAs(_, path: "/tmp/other", _, _) = harness.effects.last else {
      Issue.record("nothing was saved")
      return
    }
    try harness.press(": 'kpis-by platform' enter")
    #expect(harness.text.contains("KPIs by platform"))
    try harness.press(": 'nonsense' enter")
    #expect(harness.text.contains("There is no command “nonsense”."))
  }

  @Test func keysCanBeMoved() throws {
    var harness = Harness()
    harness.state.config.keys = ["archive": ["Z"]]
    try harness.press("x")
    #expect(harness.session == .small())
    try harness.press("Z")
    #expect(harness.session.roster[InfluencerID(1)]?.isArchived == true)
  }

  /// The example of the README works as it is written.
  @Test func theKeysOfTheReadmeCanBeMoved() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../README.md").standardizedFileURL
    let readme = try String(contentsOf: path, encoding: .utf8)
    let example = try #require(readme.firstMatch(of: /`(\{ "keys": .*?\})`/)).1
    let config = try JSONDecoder().decode(Config.self, from: Data(example.utf8))
    for (id, keys) in try #require(config.keys) {
      #expect(id == "save")
      for key in keys {
        var harness = Harness()
        harness.state.config = config
        try harness.press("x \(key)")
        let saved = harness.effects.contains { if case .save = $0 { true } else { false } }
        #expect(saved, "\(key)")
      }
    }
  }

  /// A key that the user gives to one command is that one's, and the other is shown without it.
  @Test func aMovedKeyIsTakenFromTheCommandThatHadIt() throws {
    let t = Driver(config: Config(keys: ["save": ["ctrl-s", "W", "x"]]))
    try t.roster.focus().presses("e ctrl-u '12' enter x")
    #expect(t.harness.session.roster[InfluencerID(1)]?.isArchived == false)
    #expect(t.harness.effects.contains { if case .save = $0 { true } else { false } })
    let help = HelpText.view(t.harness.state).lines
    #expect(help.first { $0.text == "Save the session" }?.key == "ctrl-s W x")
    #expect(help.first { $0.text == "Filter by a saved search" }?.key == ":search")
    for line in help where line.text != "Save the session" {
      #expect(line.key != "W", "\(line.text)")
    }
  }

  @Test func theHelpOfTheWelcomeScreenIsOfTheWelcomeScreen() throws {
    let t = Driver(nil, config: Config(recentSessions: ["/tmp/a.clout", "/tmp/b.clout"]))
    try t.presses("?").sees("Without a session (here)", "Look around in the demo session", "1–2")
    t.seesNothing(of: "Roster (here)")
  }

  @Test func everyCommandHasAnIdentifierOfItsOwnAndKeysThatDoNotClash() {
    #expect(Set(Registry.clout.commands.map(\.id)).count == Registry.clout.commands.count)
    for scope in Registry.clout.scopes {
      let keys = Registry.clout.commands.filter { $0.scope == scope }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(scope)")
    }
  }

  @Test func everyCommandStandsInTheHelp() {
    let harness = Harness()
    let help = HelpText.view(harness.state).lines.map(\.text)
    for command in Registry.clout.commands {
      #expect(help.contains(command.title), "\(command.id)")
    }
  }
}

extension String {
  /// How often the text occurs.
  func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }

  /// The number of characters before the text; 0 if it doesn't occur.
  func distance(to part: String) -> Int {
    firstRange(of: part).map { distance(from: startIndex, to: $0.lowerBound) } ?? 0
  }

  @Test("Another grouping shows all of its rows, not just as many as the previous one had")
  func regroupingShowsEveryRow() throws {
    var harness = Harness(.demo(today: .sample), view: ["campaign": "2"])
    try harness.press("shift-tab t")
    #expect(harness.state.dashboard.grouping == .influencer)
    #expect(harness.state.dashboard.kpiRows.count > 10)
    #expect(harness.state.dashboard.kpis.order.count == harness.state.dashboard.kpiRows.count)
  }
}
