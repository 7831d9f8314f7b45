import Marketing
import Metrics
import Testing

@Suite("Budget")
struct BudgetTests {
  @Test("Planned, committed, spent and left, by campaign and tier, in money and hours")
  func lines() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign(budget: 100_000, hours: 20)
    let summer = try sketch.campaign("Summer", budget: 5_000)
    let micro = try sketch.influencer("micro", followers: 5_000)
    let mega = try sketch.influencer("mega", followers: 3_000_000)
    let nameless = try sketch.influencer("nameless")
    try sketch.booking(micro, spring, .paid, fee: 10_000, product: 2_000, hours: 3)
    try sketch.booking(micro, spring, .live, fee: 8_000, commission: 500, hours: 4)
    try sketch.booking(micro, spring, .declined, fee: 99_999, hours: 9)
    try sketch.booking(mega, spring, .contracted, fee: 90_000, hours: 15)
    try sketch.booking(nameless, spring, .proposed, fee: 700)
    try sketch.booking(mega, summer, .offered, fee: 6_000, hours: 2)

    let budgets = Budget.make(sketch.session)
    let first = try #require(budgets.campaigns.first)
    #expect(first.name == "Spring")
    #expect(first.all.planned.minorUnits == 111_200)
    #expect(first.all.committed.minorUnits == 110_500)
    #expect(first.all.spent.minorUnits == 12_000)
    #expect(first.left.minorUnits == -10_500)
    #expect(first.overspend.minorUnits == 10_500)
    #expect(first.leftIfAllGoesAhead.minorUnits == -11_200)
    #expect(first.all.committedHours.hundredths == 2_200)
    #expect(first.hoursOverspent?.hundredths == 200)
    #expect(first.all.spentHours.hundredths == 300)
    #expect(first.all.bookingsWithoutHours == 1)
    #expect(first.all.bookings(.paid) == 1 && first.all.bookings(.declined) == 1)
    #expect(first.all.plannedBookings == 4)

    #expect(first.tiers.map(\.tier) == [.mega, .macro, .micro, .nano, nil])
    #expect(first.tiers.map(\.line.committed.minorUnits) == [90_000, 0, 20_500, 0, 0])
    #expect(first.tiers.map(\.line.planned.minorUnits) == [90_000, 0, 20_500, 0, 700])

    let second = try #require(budgets.campaigns.last)
    #expect(second.left.minorUnits == 5_000)
    #expect(second.overspend == .zero)
    #expect(second.hoursOverspent == nil)
    #expect(second.tiers.map(\.tier) == [.mega, .macro, .micro, .nano])

    #expect(budgets.session.budget.minorUnits == 105_000)
    #expect(budgets.session.all.planned.minorUnits == 117_200)
    #expect(budgets.session.hours?.hundredths == 2_000)
  }

  @Test("An influencer's usual hours stand in where a booking says none")
  func usualHours() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign(hours: 10)
    let anna = try sketch.influencer("anna", followers: 5_000)
    var influencer = try #require(sketch.session.roster[anna])
    influencer.hoursPerBooking = Hours(hundredths: 250)
    try sketch.session.apply(.put(influencer))
    try sketch.booking(anna, spring, .live)
    try sketch.booking(anna, spring, .live, hours: 1)
    let budget = Budget.make(sketch.session).session
    #expect(budget.all.committedHours.hundredths == 350)
    #expect(budget.all.bookingsWithoutHours == 0)
  }

  @Test(
    "Tiers and campaigns add up, and committed money is the cost that the KPIs use",
    arguments: 1...10 as ClosedRange<UInt64>)
  func addUp(seed: UInt64) throws {
    let session = try RandomSession(seed: seed, rows: 5).sketch.session
    let budgets = Budget.make(session)
    for budget in budgets.campaigns + [budgets.session] {
      #expect(budget.tiers.map(\.line.planned).reduce(.zero, +) == budget.all.planned)
      #expect(budget.tiers.map(\.line.committed).reduce(.zero, +) == budget.all.committed)
      #expect(budget.tiers.map(\.line.spentHours).reduce(.zero, +) == budget.all.spentHours)
      let cost = KPITable.make(session, by: .tier, campaign: budget.campaign).total.cost
      #expect(cost ?? .zero == budget.all.committed)
    }
    #expect(
      budgets.campaigns.map(\.all.committed).reduce(.zero, +) == budgets.session.all.committed)
  }
}
