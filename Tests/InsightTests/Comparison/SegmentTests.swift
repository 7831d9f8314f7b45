import Comparison
import Demo
import Marketing
import Testing
import Wording

@Suite("Segments")
struct SegmentTests {
  @Test(
    "A segment reads back what it writes",
    arguments: [
      "all", "tier:mega", "platform:tiktok niche:beauty", "campaign:\"Spring launch\"",
      "campaign:\"say \"\"hi\"\"\"", "days:2026-03-01..2026-03-14", "marked:3,17,20", "-tier:mega",
      "-(tier:mega platform:x)", "tier:micro -niche:food", "niche:\"pets & more\"",
    ])
  func roundTrip(_ text: String) throws {
    let segment = try Segment(text: text)
    #expect(segment.description == text)
    #expect(try Segment(text: segment.description) == segment)
  }

  @Test("Rest is all but the other side, and the rest of that is the other side again")
  func rest() throws {
    let mega = Segment.tier(.mega)
    #expect(try Segment(text: "rest", other: mega) == .not(mega))
    #expect(Segment.not(mega).others == mega)
    #expect(throws: SegmentError.self) { try Segment(text: "rest") }
  }

  @Test(
    "What is no segment says what one looks like",
    arguments: ["", "mega", "tier:huge", "size:1", "(tier:mega", "campaign:\"x", "days:today", "-"])
  func errors(_ text: String) {
    #expect(throws: SegmentError.self) { try Segment(text: text) }
  }

  @Test("Campaigns and days cut an influencer's figures; a cost has no day")
  func cuts() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign("Spring")
    let autumn = try sketch.campaign("Autumn")
    let ana = try sketch.influencer("ana", followers: 2_000_000)
    for (campaign, reach, day) in [(spring, 100, "2026-03-02"), (autumn, 40, "2026-09-02")] {
      let booking = try sketch.booking(ana, campaign, .paid, fee: 5_000)
      try sketch.measure(campaign, "p\(reach)", .total, day, by: ana, for: booking) {
        $0.reach = reach
      }
    }
    func compare(_ left: Segment, _ right: Segment) -> Comparison {
      Comparison.quick(sketch.session, ComparisonRequest(left: left, right: right))
    }
    let campaigns = compare(.campaign("spring"), .not(.campaign("Spring")))
    #expect(campaigns[.reach].left.value == 100 && campaigns[.reach].right.value == 40)
    #expect(campaigns.onBothSides == 1)
    let days = compare(.days(.on("2026-09-01")...(.on("2026-09-30"))), .tier(.mega))
    #expect(days[.reach].left.value == 40 && days[.reach].right.value == 140)
    #expect(days[.cpm].left.value == nil && days[.feePerBooking].left.value == nil)
    #expect(days[.feePerBooking].right.value == 5_000)
    #expect(Segment.campaign("Winter").unknown(in: sketch.session) != nil)
  }
}

@Suite("What if")
struct WhatIfTests {
  @Test("A fee of a side moves that side alone, and the session stays as it is")
  func fees() throws {
    let session = Session.demo(today: .on("2026-03-15"))
    let request = ComparisonRequest(left: .tier(.mega), right: .tier(.micro))
    let whatIf = try WhatIfText.read("fee-left=2x", .usDollar)
    let tried = try whatIf.applied(to: session, request)
    let before = Comparison.quick(session, request)
    let after = Comparison.quick(tried, request)
    #expect(after[.feePerBooking].left.value == before[.feePerBooking].left.value.map { 2 * $0 })
    #expect(after[.feePerBooking].right.value == before[.feePerBooking].right.value)
    #expect(session == Session.demo(today: .on("2026-03-15")))
    let fixed = try WhatIfText.read("fee-right=900", .usDollar).applied(to: session, request)
    #expect(Comparison.quick(fixed, request)[.feePerBooking].right.value == 90_000)
  }

  @Test("Other cut-offs make other sides; what is out of order is refused")
  func cutOffs() throws {
    let session = Session.demo(today: .on("2026-03-15"))
    let request = ComparisonRequest(left: .tier(.mega), right: .tier(.micro))
    let tried = try WhatIfText.read("mega=200k", .usDollar).applied(to: session, request)
    let count = { Comparison.quick($0, request).influencers(.left).count }
    #expect(count(tried) > count(session))
    #expect(throws: SegmentError.self) {
      try WhatIfText.read("mega=10", .usDollar).applied(to: session, request)
    }
  }
}
