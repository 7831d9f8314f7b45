import Insight
import Marketing
import Screen
import Testing

@testable import Cockpit

@Suite("Compare screen")
struct CompareScreenTests {
  private func demo(_ keys: String = "2") throws -> Harness {
    var harness = Harness(.demo(today: .sample))
    try harness.press(keys)
    return harness
  }

  @Test("The refined answer follows the first one, and nothing in the session changes")
  func refined() throws {
    let harness = try demo()
    #expect(harness.state.compare.figures?.comparison.resamples == 2_000)
    #expect(harness.text.contains("Mega against Micro"))
    #expect(harness.session == Session.demo(today: .sample))
    #expect(harness.state.document?.hasUnsavedChanges == false)
  }

  @Test("Sides are swapped, replaced and remembered")
  func sides() throws {
    var harness = try demo("2 s")
    #expect(harness.text.contains("Micro against Mega"))
    try harness.press("m < ctrl-u 'platform:tiktok' enter > ctrl-u 'rest' enter")
    #expect(harness.text.contains("TikTok against not TikTok"))
    #expect(harness.state.compare.remembered == [.tier(.micro), .tier(.mega)])
    try harness.press("< ctrl-u 'size:9' enter")
    #expect(harness.state.message?.kind == .error)
    #expect(harness.state.compare.left == .platform(.tiktok))
    var view: [String: String] = [:]
    CompareScreen.write(harness.state, to: &view)
    var other = Harness(.demo(today: .sample), view: view)
    try other.press("2")
    #expect(other.text.contains("TikTok against not TikTok"))
    #expect(other.state.compare.remembered == harness.state.compare.remembered)
  }

  @Test("What is marked in the roster is compared with the rest")
  func marked() throws {
    var harness = try demo("space space space V")
    #expect(harness.state.screen == .compare)
    #expect(harness.text.contains("Marked (3) against not Marked (3)"))
    try harness.press("1")
    #expect(harness.state.screen == .dashboard)
  }

  @Test("What if moves the verdict's figure and leaves the session alone")
  func whatIf() throws {
    var harness = try demo()
    let fee = { (harness: Harness) in
      harness.state.compare.figures?.comparison[.feePerBooking].left.value
    }
    let before = try #require(fee(harness))
    try harness.press("W ctrl-u '2x' ctrl-s")
    #expect(fee(harness) == 2 * before)
    #expect(harness.text.contains("What if fee-left=2x"))
    #expect(harness.session == Session.demo(today: .sample))
    try harness.press("W ctrl-u ctrl-s")
    #expect(fee(harness) == before)
  }

  @Test("The pictures are walked mark by mark, the cursor on the mark, and each is named")
  func walking() throws {
    for keys in ["2 tab tab right right", "2 v right right"] {
      let harness = try demo(keys)
      #expect(harness.state.message?.text.hasPrefix("@") == true)
      #expect(harness.frame.cursor != nil)
    }
  }

  @Test("A figure opens into the influencers behind it; a claim does, too")
  func behind() throws {
    var harness = try demo("2 enter")
    #expect(harness.text.contains("Who is behind the figure"))
    try harness.press("esc c enter")
    #expect(harness.text.contains("Who is behind the figure") && harness.text.contains("Reach/day"))
  }

  @Test("A universe brings unique reach and new audience")
  func universe() throws {
    var harness = try demo()
    #expect(harness.state.compare.figures?.comparison[.uniqueReach].verdict == .noData)
    harness.settle(harness.state.run(Commands.byID["universe"]!, "40M"))
    try harness.press("2")
    #expect(harness.state.compare.figures?.comparison[.uniqueReach].left.value != nil)
  }

  @Test("Sessions without anything to compare can be looked at, at any size")
  func nothing() throws {
    for size in [
      Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 200, height: 60),
    ] {
      var harness = Harness(Session(settings: Settings(name: "Empty")), size: size)
      try harness.press("2 j j = c enter esc v right down v tab tab W esc")
      #expect(harness.text.contains("can't be") || size.height < 20)
    }
    var small = Harness(.small())
    try small.press("2")
    #expect(small.text.contains("too few") || small.text.contains("no data"))
  }
}
