import Marketing
import Screen
import Testing

@testable import Cockpit

@Suite("Words behind is:")
struct StateWordTests {
  /// How many of the rows show, for every word of every table on the screen.
  private func check<Grid: GridSource>(_ grid: Grid.Type, _ harness: Harness) throws {
    for word in Grid.states {
      var harness = harness
      let context = try #require(harness.state.gridContext)
      let rows = Grid.rows(harness.state)
      for isNegated in [false, true] {
        let filter = "\(isNegated ? "-" : "")is:\(word.name)"
        harness.state[Grid.self].filter = filter
        harness.state.arrange(grid)
        let shown = harness.state[Grid.self].order.map { rows[$0] }
        #expect(shown.allSatisfy { word.holds($0, context) != isNegated }, "\(filter)")
        let wanted = rows.filter {
          word.holds($0, context) != isNegated
            && Grid.includes(Query(filter), harness.state)?($0) ?? true
        }
        #expect(shown.count == wanted.count, "\(filter)")
      }
    }
  }

  @Test func everyWordFiltersByWhatItSays() throws {
    var harness = Harness(.demo(today: .sample))
    // A filter that asks for vetting figures has them worked out.
    try harness.press("5 1")
    for table in Registry.clout.screens.flatMap({ $0.kind.tables }) {
      guard let grid = table as? any GridSource.Type else { continue }
      try check(grid, harness)
    }
  }

  @Test func theHelpNamesEveryWord() throws {
    let help = HelpText.view(Harness().state).lines.compactMap(\.key)
    for word in ["marked", "archived", "booked", "flagged", "committed", "unattributed"] {
      #expect(help.contains("is:\(word)"))
    }
    for table in Registry.clout.screens.flatMap({ $0.kind.tables }) {
      for word in table.stateWords { #expect(help.count { $0 == "is:\(word.name)" } == 1) }
    }
  }

  @Test func flaggedIsFoundInTheRosterAndInTheHelp() throws {
    let t = Driver(.demo(today: .sample))
    try t.roster.focus().filters(by: "is:flagged").sees("filter: is:flagged")
    let flagged = t.harness.state.roster.order.count
    #expect(flagged > 0 && flagged < t.harness.session.roster.count)
    try t.presses("? G").sees("is:flagged", "with open flags")
    // From the end one step up is seen at once.
    let end = t.harness.text
    try t.presses("k")
    #expect(t.harness.text != end)
  }
}
