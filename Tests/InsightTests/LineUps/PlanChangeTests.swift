import Marketing
import Optimizer
import Testing

@testable import LineUps
@testable import Metrics

@Suite("Booking a plan")
struct PlanChangeTests {
  /// A budget of $2,000 in March: a contract for $500, proposals of $900 and $800 to people who reach few, an offer of
  /// $700, and four people with a fee of $500 who reach many.
  private static func scene(budget: Int64 = 2_000_00) throws -> PlanDraftTests.Scene {
    var scene = try PlanDraftTests.Scene()
    var march = try #require(scene.sketch.session.campaigns[scene.march])
    march.budget = Money(minorUnits: budget)
    try scene.sketch.session.apply(.put(march))
    let contracted = try scene.influencer("contracted", fee: 500_00)
    try scene.sketch.booking(contracted, scene.march, .contracted, fee: 500_00)
    for (handle, fee, stage) in [
      ("dear", Int64(900_00), Stage.proposed), ("dearer", 800_00, .proposed),
      ("offered", 700_00, .offered),
    ] {
      let id = try scene.influencer(handle, fee: fee, reach: 40)
      try scene.sketch.booking(id, scene.march, stage, fee: fee)
    }
    for number in 1...4 { try scene.influencer("good\(number)", fee: 500_00, reach: 9_000) }
    return scene
  }

  private static func handles(_ bookings: [Booking], _ session: Session) -> [String] {
    bookings.compactMap { session.roster[$0.influencer]?.handle }.sorted()
  }

  @Test("Older proposals and offers go, contracts stay, and all of it is within the budget")
  func withinTheBudget() throws {
    let scene = try Self.scene()
    var session = scene.sketch.session
    let plan = try scene.draft { $0.limits.set(RequestLimit(.pieces, atMost: 1)) }.solve()
    let change = plan.change(in: session)
    #expect(Self.handles(change.kept, session) == ["contracted"])
    #expect(Self.handles(change.dropped, session) == ["dear", "dearer", "offered"])
    #expect(Self.handles(change.added, session).allSatisfy { $0.hasPrefix("good") })
    // By hand: the contract and three others at $500.
    #expect(change.added.count == 3 && change.total == Money(minorUnits: 2_000_00))
    #expect(change.excess == nil && change.summary == "adds 3, drops 3, keeps 1")
    let before = session
    let undo = try session.apply(try #require(change.edit))
    let budget = try #require(Budget.make(session).campaigns.first)
    #expect(budget.all.planned == change.total && budget.leftIfAllGoesAhead == .zero)
    #expect(plan.change(in: session).isEmpty)
    // Who got an offer stays on record with it.
    let offer = try #require(session.bookings.rows.first { $0.stage == .declined })
    #expect(offer.fee == Money(minorUnits: 700_00) && offer.notes.hasPrefix("Offer withdrawn"))
    try session.apply(undo)
    #expect(session == before)
  }

  @Test("What the ads have cost is no longer there for bookings: $300 of $2,000 leave room for two")
  func adSpend() throws {
    var scene = try Self.scene()
    try scene.sketch.measure(scene.march, "ad") { $0.spend = Money(minorUnits: 300_00) }
    let plan = try scene.draft { $0.limits.set(RequestLimit(.pieces, atMost: 1)) }.solve()
    let change = plan.change(in: scene.sketch.session)
    #expect(change.added.count == 2 && change.adSpend == Money(minorUnits: 300_00))
    #expect(change.total == Money(minorUnits: 1_800_00))
  }

  @Test("A plan from scratch keeps the contracts that it leaves out, and says what is too much")
  func fromScratch() throws {
    let scene = try Self.scene()
    let plan = try scene.draft {
      $0.limits.set(RequestLimit(.pieces, atMost: 1))
      $0.keepsCommitted = false
      $0.banned = [InfluencerID(1)]
    }.solve()
    let change = plan.change(in: scene.sketch.session)
    #expect(Self.handles(change.kept, scene.sketch.session) == ["contracted"])
    #expect(change.added.count == 4 && change.excess == Money(minorUnits: 500_00))
  }

  @Test("A proposal keeps its own fee; for more pieces it becomes what is planned")
  func altered() throws {
    var scene = try PlanDraftTests.Scene()
    let who = try scene.influencer("ana", fee: 500_00)
    try scene.sketch.booking(who, scene.march, .proposed, fee: 450_00, product: 20_00)
    func plan(_ pieces: Int) throws -> Plan {
      let draft = try scene.draft()
      let candidate = try #require(draft.candidates.first)
      #expect(candidate.packages[0].cost == Money(minorUnits: 470_00))
      let solution = PlanSolution(
        status: .feasible, chosen: [PlanChoice(candidate: 0, option: pieces - 1)], objective: 1,
        bound: 1, cost: 0, hours: 0)
      return Plan(draft, solution)
    }
    #expect(try plan(1).change(in: scene.sketch.session).isEmpty)
    let change = try plan(2).change(in: scene.sketch.session)
    let altered = try #require(change.altered.first)
    #expect(altered.booking.pieces == 2 && altered.booking.fee == Money(minorUnits: 1_000_00))
    #expect(altered.booking.id == altered.former.id && change.added.isEmpty)
  }

  @Test("A proposal with results isn't dropped")
  func measured() throws {
    var scene = try Self.scene()
    let booking = try #require(scene.sketch.session.bookings.rows.first { $0.stage == .offered })
    try scene.sketch.measure(
      scene.march, "post", .increment, "2026-03-03", by: booking.influencer, for: booking.id
    ) { $0.reach = 40 }
    let plan = try scene.draft { $0.limits.set(RequestLimit(.pieces, atMost: 1)) }.solve()
    let change = plan.change(in: scene.sketch.session)
    #expect(change.kept.contains { $0.id == booking.id })
  }
}
