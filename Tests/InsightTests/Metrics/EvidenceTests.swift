import Marketing
import Testing

@testable import LineUps
@testable import Metrics

@Suite("How much a figure rests on")
struct EvidenceTests {
  private static func evidence(
    _ sides: [Double], _ events: Double, share: Double? = nil, spread: Double? = nil,
    extrapolated: Bool = false
  ) -> Evidence {
    var facts = Evidence.Facts(
      influencers: sides.map { ("", $0) }, events: ("conversions", events))
    facts.measuredShare = share
    facts.spread = spread
    facts.isExtrapolated = extrapolated
    return Evidence(facts)
  }

  @Test("The bounds of each word")
  func bounds() {
    #expect(Self.evidence([0, 0], 0).grade == .none)
    #expect(Self.evidence([9, 9], 0).reason == "no conversions measured")
    #expect(Self.evidence([4.9, 40], 400).grade == .thin)
    #expect(Self.evidence([5, 40], 29).reason == "29 conversions measured, of 30")
    #expect(Self.evidence([5, 40], 30).grade == .fair)
    #expect(Self.evidence([12], 100, share: 0.49, spread: 2).grade == .thin)
    #expect(Self.evidence([12], 100, share: 0.9, spread: 11).grade == .thin)
    #expect(Self.evidence([12], 100, share: 0.8, spread: 3).grade == .strong)
    #expect(Self.evidence([12], 100, share: 0.8, spread: 3.1).grade == .fair)
    #expect(Self.evidence([11.9], 100, share: 0.8, spread: 3).grade == .fair)
    #expect(Self.evidence([12], 100, share: 0.8, spread: 3, extrapolated: true).grade == .fair)
  }

  @Test("Somebody with nearly all of the weight counts as one: by hand 60² ÷ (50² + 10 · 1²) = 1.4")
  func effective() {
    #expect(abs(Evidence.effective([50] + Array(repeating: 1, count: 10)) - 3_600 / 2_510) < 1e-9)
    #expect(Evidence.effective(Array(repeating: 3, count: 8)) == 8)
    #expect(Evidence.effective([]) == 0)
  }

  /// Twelve micros with a fee and a reach; orders of the first ones.
  private static func scene(sellers: Int, orders: Int) throws -> PlanDraftTests.Scene {
    var scene = try PlanDraftTests.Scene()
    for number in 1...12 {
      let id = try scene.influencer("i\(number)", fee: 300_00)
      guard number <= sellers else { continue }
      try scene.sketch.measure(scene.april, "order\(number)", .increment, "2026-01-10", by: id) {
        $0.conversions = orders
      }
    }
    return scene
  }

  @Test("Six orders of two aren't planned from: what is missing, another goal and a test are named")
  func gap() throws {
    let scene = try Self.scene(sellers: 2, orders: 3)
    let draft = try scene.draft { $0.goal = .conversions }
    let plan = draft.solve()
    #expect(!plan.isFeasible && plan.lineUp.isEmpty)
    #expect(plan.gapText == "too little is measured to plan for conversions")
    let gap = try #require(draft.gap)
    #expect(gap.missing.contains("6 conversions of") && gap.missing.contains("it takes 30 of 5"))
    #expect(gap.other == .awareness && gap.otherEvidence.grade >= .fair)
    // By hand: all are micros on Instagram, so the two cheapest.
    #expect(gap.test.count == 2 && gap.testCost == Money(minorUnits: 600_00))
    let lines = draft.conflictLines(plan) { "\($0.minorUnits)" }
    #expect(lines.count == 3 && lines[2].contains("@i1, @i2"))
    // The goal that is offered can be planned for.
    #expect(try scene.draft { $0.goal = gap.other }.solve().isFeasible)
  }

  @Test("Thirty orders of many are enough")
  func enough() throws {
    let scene = try Self.scene(sellers: 10, orders: 3)
    let draft = try scene.draft { $0.goal = .conversions }
    #expect(draft.gap == nil && draft.solve().isFeasible)
  }

  @Test("With nothing measured reach is planned from benchmarks, without a verdict on tiers")
  func nothing() throws {
    var scene = try PlanDraftTests.Scene()
    for number in 1...4 { try scene.influencer("i\(number)", reach: nil) }
    try scene.influencer("mega", followers: 3_000_000, fee: 4_000_00, reach: nil)
    let study = PlanStudy(try scene.draft().solve())
    #expect(study.plan.isFeasible && study.evidence.grade == .none)
    #expect(study.verdict.hasPrefix("Planned from benchmarks"))
    #expect(!study.verdict.contains("no mega"))
  }
}
