import Demo
import Marketing
import Screen
import Testing

@testable import Cockpit

@Suite("Benchmarks in the cockpit")
struct PriorsTests {
  private func harness(_ keys: String = "3 p") throws -> Harness {
    var harness = Harness(.demo(today: .sample), view: ["campaign": "2"])
    try harness.press(keys)
    return harness
  }

  @Test func everyPriorShowsWithItsSource() throws {
    var harness = try harness()
    #expect(harness.session.settings.priors == nil)
    #expect(
      harness.text.contains("\(Prior.shipped.count) benchmarks, as they come with Clout"))
    for (place, prior) in Prior.shipped.enumerated() {
      let lines = harness.lines
      let line = try #require(lines.first { $0.contains("▸ \(prior.figure.title)") }, "\(place)")
      #expect(line.contains(PriorText.range(prior)) && line.contains(PriorText.size(prior)))
      #expect(
        line.contains(prior.base.rawValue.prefix(8)) && line.contains(prior.source.prefix(20)))
      #expect(prior.year.map { line.contains(" \($0) ") } ?? true)
      #expect(harness.text.contains("grade \(prior.grade.rawValue)"))
      try harness.press("j")
    }
    try harness.press("escape")
    #expect(!harness.text.contains("as they come with Clout"))
  }

  @Test func theCommandOpensThemFromAnywhere() throws {
    var harness = Harness(.demo(today: .sample))
    try harness.press(": 'priors' enter")
    #expect(harness.text.contains("as they come with Clout"))
  }

  /// The first two are Instagram's reach: 10 to 20% of the followers.
  @Test func editingIsOneChangeThatUndoTakesBack() throws {
    var harness = try harness()
    let before = try #require(harness.state.plan.study?.plan)
    try harness.press("e")
    #expect(harness.text.contains("10%") && harness.text.contains("20%"))
    try harness.press("down down down down down down ctrl-u '3%' down ctrl-u '4%' ctrl-s")
    let priors = try #require(harness.session.settings.priors)
    #expect(priors.count == Prior.shipped.count)
    #expect(priors[0].low == 30_000 && priors[0].high == 40_000)
    var same = priors[0]
    (same.low, same.high) = (Prior.shipped[0].low, Prior.shipped[0].high)
    #expect(
      same == Prior.shipped[0] && Array(priors.dropFirst()) == Array(Prior.shipped.dropFirst()))
    #expect(harness.text.contains("this session's own"))
    // The plan is recalculated with it.
    let after = try #require(harness.state.plan.study?.plan)
    #expect(after.draft.session.settings.priors == priors)
    #expect(before.draft.session.settings.priors == nil)
    try harness.press("u")
    #expect(harness.session.settings.priors == nil)
    #expect(
      harness.state.message?.text.contains("Undid: the benchmark “Reach on Instagram") == true)
  }

  @Test func addingRemovingAndRestoring() throws {
    var harness = try harness("3 p a")
    // Starts out like the one under the cursor: reach, Instagram, by followers.
    try harness.press(
      "ctrl-u 'fee' down ctrl-u 'x' down ctrl-u 'micro' down '10k' down '50k' down ctrl-u 'post' "
        + "down '100' down '250.50' down 'EUR' down down 'our agency' down '2026' down ctrl-u 'b' ctrl-s"
    )
    let own = try #require(harness.session.settings.priors)
    #expect(own.count == Prior.shipped.count + 1)
    #expect(
      own.last
        == Prior(
          .fee, .x, .micro, from: 10_000, below: 50_000, base: .post, low: 100_00, high: 250_50,
          currency: Currency(code: "EUR"), source: "our agency", year: 2026, grade: .b))
    try harness.press("G")
    #expect(harness.text.contains("2026 our agency"))
    try harness.press("g x")
    #expect(harness.session.settings.priors?.count == Prior.shipped.count)
    #expect(harness.session.settings.priors?.first == Prior.shipped[1])
    try harness.press("r")
    #expect(harness.session.settings.priors == nil)
    #expect(harness.text.contains("as they come with Clout"))
    try harness.press("u u u")
    #expect(harness.session.settings.priors == nil)
    #expect(harness.state.document?.history.canUndo == false)
  }

  @Test func whatCantBeIsRefusedInTheForm() throws {
    for (keys, text) in [
      (
        "down down down down down down ctrl-u '5%' down ctrl-u '2%'", "goes from a value above zero"
      ),
      ("down down down down down down ctrl-u '0'", "goes from a value above zero"),
      ("down down down '50k' down '10k'", "from a smaller to a larger number"),
      ("down down ctrl-u 'giant' down", "Choose one of nano"),
      (
        "down down down down down down down down down down ctrl-u", "needs a source"
      ),
      ("ctrl-u 'fee' down down down down down down ctrl-u 'lots'", "is not an amount"),
    ] {
      var harness = try harness("3 p e \(keys) ctrl-s")
      #expect(harness.text.contains(text), "\(keys)")
      #expect(harness.session.settings.priors == nil)
      try harness.press("escape")
      #expect(harness.text.contains("as they come with Clout"))
    }
  }

  /// Typing back what the form shows changes nothing, for any prior.
  @Test func aFormSaysEveryPriorExactly() throws {
    for prior in Prior.shipped {
      let read = try PriorDraft(prior).prior(.usDollar)
      #expect(read == prior)
    }
  }
}
