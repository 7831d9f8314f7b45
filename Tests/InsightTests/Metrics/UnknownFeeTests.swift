import Marketing
import Testing

@testable import LineUps
@testable import Metrics

@Suite("A fee that nobody has named isn't nothing")
struct UnknownFeeTests {
  /// Two creators with two orders of $60 each. Anna's fee is $100; of Ben's booking only the product is known, $20.
  private static func sketch(anna: Int64? = 100_00, product: Int64 = 20_00) throws -> Sketch {
    var sketch = Sketch()
    let spring = try sketch.campaign(budget: 1_000_00)
    for (handle, fee, goods) in [("anna", anna, Int64(0)), ("ben", nil, product)] {
      let id = try sketch.influencer(handle, followers: 20_000)
      try sketch.booking(id, spring, .contracted, fee: fee, product: goods)
      try sketch.measure(spring, handle, by: id) {
        $0.conversions = 2
        $0.revenue = Money(minorUnits: 60_00)
      }
    }
    return sketch
  }

  @Test(
    "Cost, CPA and ROAS are bounds: by hand $120 at least, $30 a conversion at least, 1.00 at most")
  func bounds() throws {
    let session = try Self.sketch().session
    let total = KPITable.make(session, by: .total).total
    #expect(total.value(.cost)?.numerator == 120_00 && total.unknownFees == 1)
    #expect(total.value(.cpa)?.double == 30_00 && total.value(.roas)?.double == 1.0)
    #expect(total.bound(of: .cost) == .atLeast && total.bound(of: .cpa) == .atLeast)
    #expect(total.bound(of: .roas) == .atMost && total.bound(of: .revenue) == nil)
    #expect(
      total.explanation(of: .cpa, currency: .usDollar)
        .hasSuffix("the fee of 1 booking isn't known; so it is at least that"))
  }

  @Test("Where nothing of the cost is known there is no cost, and no conversion for $0")
  func nothing() throws {
    var session = try Self.sketch(anna: nil, product: 0).session
    let total = KPITable.make(session, by: .total).total
    #expect(total.cost == nil && total.value(.cpa) == nil && total.value(.roas) == nil)
    // A fee of zero is known.
    for var booking in session.bookings.rows {
      booking.fee = .zero
      try session.apply(.put(booking))
    }
    let free = KPITable.make(session, by: .total).total
    #expect(free.value(.cost)?.numerator == 0 && free.bound(of: .cost) == nil)
  }

  @Test("Tables that follow the session agree with those made anew")
  func ledger() throws {
    var session = try Self.sketch().session
    var ledger = KPILedger(session, dimensions: [.total, .influencer])
    var booking = try #require(session.bookings.rows.last)
    booking.fee = Money(minorUnits: 80_00)
    ledger.follow(try session.apply(.put(booking)), in: session)
    let now = try #require(ledger.table(by: .total)?.total)
    #expect(now == KPITable.make(session, by: .total).total)
    #expect(now.unknownFees == 0 && now.value(.cost)?.numerator == 200_00)
    booking.fee = nil
    ledger.follow(try session.apply(.put(booking)), in: session)
    #expect(ledger.table(by: .total)?.total.unknownFees == 1)
  }

  @Test("The budget counts the fees that are missing, and no pace is told from the rest")
  func budget() throws {
    let session = try Self.sketch().session
    let budget = try #require(Budget.make(session).campaigns.first)
    #expect(budget.all.committed == Money(minorUnits: 120_00))
    #expect(budget.all.committedWithoutFee == 1 && budget.all.plannedWithoutFee == 1)
    #expect(budget.all.spentWithoutFee == 0 && budget.left == Money(minorUnits: 880_00))
    var campaign = try #require(session.campaigns.rows.first)
    campaign.start = .on("2026-03-01")
    campaign.end = .on("2026-03-10")
    #expect(budget.pace(of: campaign, today: .on("2026-03-09")).verdict == .feesUnknown)
  }

  @Test("A plan prices a contract without a fee by the rate card, as a guess with a range")
  func plan() throws {
    var scene = try PlanDraftTests.Scene()
    let who = try scene.influencer("ana", fee: 500_00)
    try scene.sketch.booking(who, scene.march, .contracted, fee: nil, product: 30_00)
    let kept = try #require(try scene.draft().candidates.first)
    let fee = try #require(kept.packages[0].forecast.fee)
    #expect(kept.isKept && kept.packages[0].cost == Money(minorUnits: 530_00))
    #expect(fee.basis.kind == .estimate && !fee.basis.text.contains("agreed"))
    #expect(fee.basis.text.contains("rate card: the roster"))
    #expect(fee.outcome.p10 < 400_00 && fee.outcome.p90 > 600_00)
    let plan = try scene.draft().solve()
    #expect(
      plan.feesText == "The fee of 1 contracted booking isn't known: 1 counted at a guess.")
    // What is planned at a guess isn't agreed in a later plan, nor for another campaign.
    #expect(
      try scene.draft { $0.keepsCommitted = false }.candidates[0].packages[0].forecast.fee?
        .basis.kind == .rateCard)
  }

  @Test("Booking from a plan leaves a guessed fee open and says what was planned with")
  func applied() throws {
    var scene = try PlanDraftTests.Scene()
    for number in 0..<6 { try scene.influencer("known\(number)", fee: 400_00) }
    let guessed = try scene.influencer("guessed", fee: nil)
    let plan = try scene.draft { $0.must = [guessed] }.solve()
    let edit = try #require(plan.change(in: scene.sketch.session).edit)
    try scene.sketch.session.apply(edit)
    let booking = try #require(
      scene.sketch.session.bookings.rows.first { $0.influencer == guessed })
    #expect(
      booking.fee == nil && booking.notes.hasPrefix("No fee is named yet; planned at about $"))
  }
}
