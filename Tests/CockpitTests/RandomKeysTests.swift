import Demo
import Marketing
import Screen
import Testing

@testable import Cockpit

@Suite("Random keys")
struct RandomKeysTests {
  static let keys =
    [
      "up", "down", "left", "right", "tab", "shift-tab", "enter", "escape", "space", "backspace",
      "delete", "home", "end",
    ]
    + ["pageup", "pagedown", "ctrl-s", "ctrl-r", "ctrl-u", "ctrl-n", "ctrl-p", "f1", "ctrl-l"]
    + "abceghijklmnprstuvxzBCGMST*-?:/>[]01239.".map(String.init)

  @Test(arguments: 1...12)
  func nothingTrapsAtAnySize(seed: Int) throws {
    var dice = SeededGenerator(seed: UInt64(seed))
    let session: Session =
      seed % 3 == 0 ? Session(settings: Settings(name: "empty")) : .demo(today: .sample)
    var harness = Harness(seed % 4 == 0 ? nil : session)
    for _ in 0..<400 {
      switch Int.random(in: 0..<12, using: &dice) {
      case 0:
        let size = Size(
          width: .random(in: 0...210, using: &dice), height: .random(in: 0...70, using: &dice))
        harness.send(.resize(size))
        #expect(harness.frame.size == size)
      case 1:
        let point = Point(
          x: .random(in: 0...210, using: &dice), y: .random(in: 0...70, using: &dice))
        let actions: [Mouse.Action] = [.press, .release, .doubleClick, .wheelUp, .wheelDown]
        harness.send(.mouse(Mouse(actions[Int.random(in: 0..<5, using: &dice)], at: point)))
      case 2: harness.send(.paste("p\u{202E}\u{1B}[2J👩‍👩‍👧\n"))
      default:
        let key = Self.keys[Int.random(in: 0..<Self.keys.count, using: &dice)]
        try harness.press(key == "'" ? "''''" : key)
      }
      let canvas = harness.frame
      #expect(canvas.size == harness.state.size)
      #expect(canvas.cells.allSatisfy { $0.base.value >= 0x20 && $0.base.value != 0x7F })
    }
  }

  @Test(arguments: 1...6)
  func undoingEverythingRestoresTheSession(seed: Int) throws {
    var dice = SeededGenerator(seed: UInt64(100 + seed))
    var harness = Harness(.demo(today: .sample))
    let before = harness.session
    let scripts = [
      "x", "space x", "a 'new\(seed)' ctrl-s", "B ctrl-s", "e ctrl-u '9' enter escape", "b > r",
      "b x r", "j j", "b delete r",
      "M down down down down down '5' down '9' ctrl-s",
      "] tab e down ctrl-u 'eng' ctrl-s shift-tab", "l l l", "u", "ctrl-r",
    ]
    for _ in 0..<60 {
      try harness.press(scripts[Int.random(in: 0..<scripts.count, using: &dice)])
      try harness.press("escape escape")
    }
    var steps = 0
    while harness.state.document?.history.canUndo == true, steps < 1000 {
      try harness.press("u")
      steps += 1
    }
    #expect(harness.session == before)
    while harness.state.document?.history.canRedo == true, steps < 2000 {
      try harness.press("ctrl-r")
      steps += 1
    }
  }
}
