import Screen
import Testing

@testable import Terminal

@Suite("The mouse") struct MouseTests {
  private func events(_ inputs: [(String, Int)]) -> [Event] {
    var decoder = InputDecoder()
    for (input, time) in inputs { decoder.feed(input.utf8, at: time) }
    return decoder.all()
  }

  private func mouse(_ action: Mouse.Action, _ x: Int, _ y: Int) -> Event {
    .mouse(Mouse(action, at: Point(x: x, y: y)))
  }

  @Test func pressAndRelease() {
    #expect(
      events([("\u{1b}[<0;3;5M\u{1b}[<0;3;5m", 0)]) == [mouse(.press, 2, 4), mouse(.release, 2, 4)])
    #expect(events([("\u{1b}[<0;300;500M", 0)]) == [mouse(.press, 299, 499)])
  }

  @Test func wheelWithAndWithoutModifiers() {
    #expect(
      events([("\u{1b}[<64;1;1M\u{1b}[<65;1;1M\u{1b}[<80;1;1M", 0)])
        == [mouse(.wheelUp, 0, 0), mouse(.wheelDown, 0, 0), mouse(.wheelUp, 0, 0)])
  }

  @Test func secondPressSoonIsDoubleClick() {
    let press = "\u{1b}[<0;3;5M"
    #expect(
      events([(press, 0), (press, 300)]) == [mouse(.press, 2, 4), mouse(.doubleClick, 2, 4)])
    #expect(events([(press, 0), (press, 401)]) == [mouse(.press, 2, 4), mouse(.press, 2, 4)])
    #expect(
      events([(press, 0), ("\u{1b}[<0;4;5M", 100)]) == [mouse(.press, 2, 4), mouse(.press, 3, 4)])
    #expect(
      events([(press, 0), (press, 100), (press, 200)])
        == [mouse(.press, 2, 4), mouse(.doubleClick, 2, 4), mouse(.press, 2, 4)])
  }

  @Test func oldFormOfTheReport() {
    #expect(
      events([("\u{1b}[M !!\u{1b}[M#!!\u{1b}[M`!!", 0)])
        == [mouse(.press, 0, 0), mouse(.release, 0, 0), mouse(.wheelUp, 0, 0)])
  }

  @Test func otherButtonsAndMotionAreNothing() {
    #expect(events([("\u{1b}[<1;1;1M\u{1b}[<2;1;1M\u{1b}[<32;1;1M\u{1b}[<66;1;1M", 0)]) == [])
  }
}
