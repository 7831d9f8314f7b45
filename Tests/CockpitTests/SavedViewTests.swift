import Demo
import Marketing
import Testing

@testable import Cockpit

/// Where the manager stood and what was asked is there again after the session has been closed and opened.
@Suite("The saved view")
struct SavedViewTests {
  /// Keys that move about, sort, filter, hide columns and change what is asked, on every screen.
  private static let scripts = [
    "1", "2", "3", "4", "5", "tab", "shift-tab", "down", "right", "s", "S", "r", "b", "m", "z",
    "/ 'tier:micro' enter", "escape", "-", "g", "G", "]", "[", "t", "T",
    "3 o down ctrl-u '900.50' ctrl-s", "3 o down down ctrl-u '12.25' ctrl-s",
    "3 o down down down ctrl-u 'share<=12.5%, mega<=2, vetting>=approved' ctrl-s",
    "3 c", "3 x", "3 m", "3 A", "2 L", "2 t", "2 x", "2 , ctrl-u 'platform:tiktok' enter",
    "2 . ctrl-u 'rest' enter", "2 R", "2 w ctrl-u 'fee-left=1.5x' enter", "4 c", "4 n", "4 w",
    "4 L", "5 B",
  ]

  @Test(arguments: 1...10)
  func whatIsWrittenIsRead(seed: Int) throws {
    var dice = SeededGenerator(seed: UInt64(seed))
    var harness = Harness(.demo(today: .sample))
    for _ in 0..<20 {
      try harness.press(Self.scripts[Int.random(in: 0..<Self.scripts.count, using: &dice)])
      // Forms and questions are no part of a view.
      try harness.press("escape escape")
    }
    let view = harness.state.view
    let again = Harness(harness.session, view: view)
    #expect(again.state.view.requests == view.requests)
    let places = Set(again.state.view.places.keys).union(view.places.keys)
    for place in places.sorted() {
      #expect(again.state.view[place] == view[place], "\(place)")
    }
  }
}
