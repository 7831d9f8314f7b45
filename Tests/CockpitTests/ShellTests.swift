import Marketing
import Screen
import Testing

@testable import Cockpit

/// A screen that the shell has never heard of.
private enum NoteScreen: ScreenKind {
  static let key = "9"
  static let title = "Notes: whatever comes to mind"
  static let scope = Command.Scope("notes", "Notes")
  static let commands = [
    Command("note", "Write a note", keys: ["n"], scope: scope, hint: "note") { state, _ in
      state.parts[Notes.self].lines.append("remember the milk")
      return []
    }
  ]
  static var tables: [any PaneTable.Type] { [] }

  static func panes(_ state: CockpitState) -> [String] { ["notes"] }
  static func focusedPane(_ state: CockpitState) -> String { "notes" }
  static func focus(_ pane: String, _ state: inout CockpitState) {}
  static func paneScope(_ state: CockpitState) -> Command.Scope { scope }
  static func grid(_ state: CockpitState) -> (any PaneTable.Type)? { nil }
  static func arrange(_ state: inout CockpitState) -> [Effect] { [] }
  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    for (index, line) in state.parts[Notes.self].lines.enumerated() {
      frame.canvas.write(line, in: body.row(index), style: state.style(.text))
    }
  }
  static func write(_ state: CockpitState, to view: inout SavedView) {
    view["notes.lines"] = String(state.parts[Notes.self].lines.count)
  }
  static func restore(_ state: inout CockpitState, from view: SavedView) {}
}

private struct Notes: StatePart {
  var lines: [String] = []
}

@Suite("Shell")
struct ShellTests {
  @Test func aScreenIsAddedByOneEntryInAList() throws {
    let notes = ScreenID("notes", NoteScreen.self)
    let screens = Registry.clout.screens + [notes]
    let registry = Registry(
      screens: screens,
      commands: Registry.clout.commands + Registry.commands(showing: [notes])
        + NoteScreen.commands, layers: [])
    var harness = Harness(registry: registry)
    try harness.press("9 n")
    #expect(harness.text.contains("remember the milk"))
    #expect(harness.lines.last?.contains("n note") == true)
    #expect(harness.state.view["screen"] == "notes")
    #expect(harness.state.view["notes.lines"] == "1")
    #expect(HelpText.view(harness.state).lines.contains { $0.text == "Write a note" })
    try harness.press("1 : 'write a note'")
    #expect(harness.text.contains("Write a note"))
    try harness.press("escape")
    #expect(harness.state.screen == .dashboard)
  }

  @Test func aCopyOfTheStateKeepsItsOwnParts() {
    var state = Harness().state
    let former = state
    state.parts[Notes.self].lines.append("new")
    #expect(former.parts[Notes.self].lines.isEmpty)
    #expect(state.parts[Notes.self].lines == ["new"])
  }

  @Test func aPartIsChangedWhereItLies() {
    var parts = StateParts()
    parts[Notes.self].lines.reserveCapacity(100)
    parts[Notes.self].lines.append("first")
    func address() -> UnsafePointer<String>? {
      parts[Notes.self].lines.withUnsafeBufferPointer(\.baseAddress)
    }
    let former = address()
    for number in 0..<50 { parts[Notes.self].lines.append("\(number)") }
    #expect(address() == former)
  }
}
