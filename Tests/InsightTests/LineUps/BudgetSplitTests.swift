import Demo
import Marketing
import Testing

@testable import LineUps

@Suite("One budget over two campaigns")
struct BudgetSplitTests {
  /// Two campaigns in the same weeks, and a roster in which both want everybody.
  private func drafts(overlap: Bool = true) throws -> (PlanDraft, PlanDraft) {
    var session = Session.demo(today: .on("2026-03-01"))
    var ids: [CampaignID] = []
    for (name, first, goal) in [
      ("One", "2026-06-01", Goal.conversions),
      ("Two", overlap ? "2026-06-01" : "2026-08-01", .engagement),
    ] {
      var campaign = Campaign(id: session.campaigns.nextID, name: name, goal: goal)
      campaign.start = .on(first)
      campaign.end = .on(first) + 20
      try session.apply(.put(campaign))
      ids.append(campaign.id)
    }
    let made = try ids.map { id in
      let campaign = try #require(session.campaigns[id])
      var request = PlanRequest(campaign)
      request.limits.set(RequestLimit(.tier, of: "mega", atMost: 3))
      return PlanDraft(session, campaign, request)
    }
    return (made[0], made[1])
  }

  @Test func nobodyIsBookedByBothOnTheSameDays() throws {
    let (first, second) = try drafts()
    let budget = Money(minorUnits: 20_000_00)
    let split = BudgetSplit(first, second, budget: budget, steps: 4)
    #expect(split.points.map(\.share) == [0, 0.25, 0.5, 0.75, 1])
    for point in split.points {
      let one = Set(point.first.lineUp.map(\.influencer.id))
      let two = Set(point.second.lineUp.map(\.influencer.id))
      #expect(one.isDisjoint(with: two))
      #expect(point.first.lineUp.count { $0.tier == .mega } <= 3)
      #expect(point.first.cost + point.second.cost <= budget)
      #expect(point.value <= point.bound + 1e-9)
    }
    #expect(split.points.contains { !$0.shared.isEmpty })
    let best = try #require(split.best)
    // Both alone come to 1; together they bring more than either.
    #expect(best.value > 1 && best.share > 0 && best.share < 1)
    #expect(split.gap.map { (0...1).contains($0) } == true)
  }

  @Test func onOtherDaysTheSameInfluencerMayWorkForBoth() throws {
    let (first, second) = try drafts(overlap: false)
    let split = BudgetSplit(first, second, budget: Money(minorUnits: 20_000_00), steps: 2)
    let middle = try #require(split.points.first { $0.share == 0.5 })
    #expect(middle.shared.isEmpty)
    // If nobody is wanted by both, the line-ups are each campaign's own best.
    #expect(middle.bound - middle.value < 0.01)
  }

  @Test func withoutAnythingToBookThereIsNoSplit() throws {
    var sketch = Sketch()
    let ids = [try sketch.campaign("A"), try sketch.campaign("B")]
    let made = try ids.map { id in
      let campaign = try #require(sketch.session.campaigns[id])
      return PlanDraft(sketch.session, campaign, PlanRequest(campaign))
    }
    let split = BudgetSplit(made[0], made[1], budget: Money(minorUnits: 100))
    #expect(split.points.isEmpty && split.best == nil && split.gap == nil)
  }
}
