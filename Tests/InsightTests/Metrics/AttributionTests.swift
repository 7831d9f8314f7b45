import Marketing
import Testing

@testable import Metrics

@Suite("Attribution")
struct AttributionTests {
  /// Two influencers in one campaign, each with a code and a link.
  private struct Scene {
    var sketch = Sketch()
    let spring, summer: CampaignID
    let anna, ben: InfluencerID
    let annas, bens: BookingID

    init() throws {
      spring = try sketch.campaign()
      summer = try sketch.campaign("Summer")
      anna = try sketch.influencer("anna", followers: 5_000)
      ben = try sketch.influencer("ben", followers: 500_000)
      annas = try sketch.booking(anna, spring, .live)
      bens = try sketch.booking(ben, spring, .live)
      try change(annas) {
        $0.promoCode = "Anna10"
        $0.trackingLink = "https://shop.example/a?ref=anna&utm_source=ig"
      }
      try change(bens) {
        $0.promoCode = "BEN"
        $0.trackingLink = "https://shop.example/b"
      }
    }

    mutating func change(_ id: BookingID, _ body: (inout Booking) -> Void) throws {
      var booking = try #require(sketch.session.bookings[id])
      body(&booking)
      try sketch.session.apply(.put(booking))
    }

    mutating func order(
      _ key: String, code: String = "", link: String = "", day: String = "2026-03-02",
      by influencer: InfluencerID? = nil, for booking: BookingID? = nil,
      in campaign: CampaignID? = nil, conversions: Int = 1
    ) throws {
      var row = Measurement(
        campaign: campaign ?? spring, key: key, kind: .increment, day: .on(day))
      row.promoCode = code
      row.trackingLink = link
      row.influencer = influencer
      row.booking = booking
      row.counts.conversions = conversions
      row.counts.revenue = Money(minorUnits: Int64(2_500 * conversions))
      try sketch.session.apply(.put(row))
    }

    func conversions(_ dimension: Dimension) -> [GroupKey: Int] {
      conversions(KPITable.make(sketch.session, by: dimension))
    }

    func conversions(_ table: KPITable?) -> [GroupKey: Int] {
      guard let table else { return [:] }
      return Dictionary(
        uniqueKeysWithValues: table.rows.compactMap { row in
          row.totals.conversions.map { (row.key, $0) }
        })
    }

    var issues: [AttributionIssue] {
      UnattributedReport.make(sketch.session).unattributed.map(\.issue)
    }
    var doubts: [AttributionIssue] {
      UnattributedReport.make(sketch.session).doubtful.map(\.issue)
    }
  }

  @Test("A code leads to its booking, whatever its case and the space around it")
  func codes() throws {
    var scene = try Scene()
    try scene.order("1", code: " ANNA10\t")
    try scene.order("2", code: "ben")
    try scene.order("3", code: "ben", conversions: -1)
    try scene.order("4", code: "Bens", conversions: 5)
    #expect(
      scene.conversions(.influencer) == [
        .influencer(scene.anna): 1, .influencer(scene.ben): 0, .unattributed: 5,
      ])
    #expect(
      scene.conversions(.booking) == [
        .booking(scene.annas): 1, .booking(scene.bens): 0, .unattributed: 5,
      ])
    #expect(scene.issues == [.unknownCode("bens")])
  }

  @Test("A link leads to its booking, however it is written")
  func links() throws {
    var scene = try Scene()
    try scene.order(
      "1", link: "http://WWW.Shop.example:80/a/?utm_source=ig&ref=anna&fbclid=Iw0#top")
    try scene.order("2", link: "//shop.example/b///")
    try scene.order("3", link: "shop.example/b?x=1")
    try scene.order("4", link: "shop.example/B")
    #expect(
      scene.conversions(.influencer) == [
        .influencer(scene.anna): 1, .influencer(scene.ben): 1, .unattributed: 2,
      ])
    #expect(
      Set(scene.issues) == [
        .unknownLink("shop.example/b?x=1"), .unknownLink("shop.example/B"),
      ])
  }

  @Test(
    "Links in the form in which they are compared",
    arguments: [
      ("https://bit.ly/AbC", "bit.ly/AbC"), ("BIT.LY/AbC/", "bit.ly/AbC"), ("  ", ""), ("?", ""),
      ("https://a.example", "a.example"), ("https://A.example:443/?b=2&&a=1", "a.example?a=1&b=2"),
      ("https://a.example/?gclid=1", "a.example"), ("https://a.example:8080/", "a.example:8080"),
      ("a.example/x?to=https://b.example", "a.example/x?to=https://b.example"),
    ])
  func forms(link: String, form: String) { #expect(Sign.link(link) == form) }

  @Test("A code of another campaign is no code of this one")
  func campaigns() throws {
    var scene = try Scene()
    try scene.order("1", code: "ANNA10", in: scene.summer)
    #expect(scene.conversions(.influencer) == [.unattributed: 1])
  }

  @Test("With both, the session's rule decides, and it counts once")
  func both() throws {
    var scene = try Scene()
    try scene.order("1", code: "anna10", link: "shop.example/b")
    #expect(scene.conversions(.influencer) == [.influencer(scene.anna): 1])
    #expect(scene.doubts == [.codeAndLinkDisagree(code: scene.annas, link: scene.bens)])
    var ledger = KPILedger(scene.sketch.session, dimensions: [.influencer])
    var settings = scene.sketch.session.settings
    settings.attribution = .linkFirst
    ledger.follow(try scene.sketch.session.apply(.settings(settings)), in: scene.sketch.session)
    #expect(scene.conversions(.influencer) == [.influencer(scene.ben): 1])
    #expect(scene.conversions(ledger.table(by: .influencer)) == [.influencer(scene.ben): 1])
    // A code or link that leads nowhere leaves the decision to the other.
    try scene.order("2", code: "anna10", link: "shop.example/nowhere")
    #expect(scene.conversions(.influencer)[.influencer(scene.anna)] == 1)
  }

  @Test("A booking that is named decides; an influencer who is named yields to the code")
  func names() throws {
    var scene = try Scene()
    try scene.order("1", code: "BEN", for: scene.annas)
    #expect(scene.conversions(.influencer) == [.influencer(scene.anna): 1])
    try scene.order("1", code: "BEN", by: scene.anna)
    #expect(scene.conversions(.influencer) == [.influencer(scene.ben): 1])
    #expect(scene.doubts == [.influencerDiffers(named: scene.anna, booking: scene.bens)])
    try scene.order("1", code: "nobody's", by: scene.anna)
    #expect(scene.conversions(.influencer) == [.influencer(scene.anna): 1])
    #expect(scene.conversions(.booking) == [.unattributed: 1])
    #expect(scene.doubts == [.unknownCode("nobody's")])
    try scene.order("1", code: "BEN", for: BookingID(99))
    #expect(scene.conversions(.influencer) == [.influencer(scene.ben): 1])
  }

  @Test("Of several bookings with one code the one whose days contain the day is meant, else none")
  func ambiguous() throws {
    var scene = try Scene()
    try scene.change(scene.bens) {
      $0.promoCode = "ANNA10"
      $0.start = .on("2026-03-10")
      $0.end = .on("2026-03-20")
    }
    try scene.order("in", code: "anna10", day: "2026-03-10")
    try scene.order("out", code: "anna10", day: "2026-03-21", conversions: 2)
    #expect(scene.conversions(.influencer) == [.influencer(scene.ben): 1, .unattributed: 2])
    #expect(scene.issues == [.ambiguousCode("anna10", [scene.annas, scene.bens])])
    // The link tells them apart, or the influencer's name does.
    try scene.order("out", code: "anna10", link: "shop.example/b", day: "2026-03-21")
    #expect(scene.conversions(.influencer) == [.influencer(scene.ben): 2])
    try scene.order("out", code: "anna10", day: "2026-03-21", by: scene.anna)
    #expect(scene.conversions(.booking)[.booking(scene.annas)] == 1)
    // A declined booking yields to the others.
    try scene.change(scene.bens) { $0.stage = .declined }
    #expect(scene.conversions(.influencer) == [.influencer(scene.anna): 2])
    // Alone, it still says whose the code was.
    try scene.change(scene.annas) { $0.promoCode = "" }
    #expect(scene.conversions(.influencer)[.influencer(scene.ben)] == 2)
  }

  @Test("Two bookings of one influencer with one code leave the booking open, not the influencer")
  func sameInfluencer() throws {
    var scene = try Scene()
    let second = try scene.sketch.booking(scene.anna, scene.spring, .live)
    try scene.change(second) { $0.promoCode = "ANNA10" }
    try scene.order("1", code: "anna10")
    #expect(scene.conversions(.influencer) == [.influencer(scene.anna): 1])
    #expect(scene.conversions(.booking) == [.unattributed: 1])
    #expect(scene.doubts == [.ambiguousCode("anna10", [scene.annas, second])])
  }

  @Test("A ledger follows a code that moves to another booking")
  func movingCodes() throws {
    var scene = try Scene()
    for number in 1...4 { try scene.order("\(number)", code: "ben") }
    var ledger = KPILedger(scene.sketch.session, dimensions: [.influencer, .booking])
    func edit(_ id: BookingID, _ body: (inout Booking) -> Void) throws {
      var booking = try #require(scene.sketch.session.bookings[id])
      body(&booking)
      let inverse = try scene.sketch.session.apply(.put(booking))
      ledger.follow(inverse, in: scene.sketch.session)
    }
    try edit(scene.bens) { $0.promoCode = "" }
    #expect(scene.conversions(ledger.table(by: .influencer)) == [.unattributed: 4])
    try edit(scene.annas) { $0.promoCode = "BEN" }
    #expect(scene.conversions(ledger.table(by: .influencer)) == [.influencer(scene.anna): 4])
    #expect(scene.conversions(ledger.table(by: .booking)) == [.booking(scene.annas): 4])
  }

  @Test("What is unattributed says why, and nothing is missing from it")
  func reasons() throws {
    var scene = try Scene()
    try scene.order("1", conversions: 10)
    try scene.order("2", conversions: 20)
    try scene.order("3", code: "typo", conversions: 3)
    try scene.order("4", by: InfluencerID(77))
    try scene.order("5", for: BookingID(88))
    try scene.order("6", code: "BEN")
    let report = UnattributedReport.make(scene.sketch.session)
    #expect(report.unattributed.first?.issue == .namesNobody)
    #expect(report.unattributed.first?.totals.conversions == 30)
    #expect(report.unattributed.first?.totals.revenue?.minorUnits == 75_000)
    #expect(report.unattributed.first?.examples.map(\.key) == ["1", "2"])
    #expect(
      Set(report.unattributed.dropFirst().map(\.issue)) == [
        .unknownCode("typo"), .unknownInfluencer(InfluencerID(77)), .unknownBooking(BookingID(88)),
      ])
    #expect(report.total.conversions == 35)
    #expect(report.doubtful.isEmpty)
  }

  @Test(
    "What is unattributed adds up to the table's group",
    arguments: 1...20 as ClosedRange<UInt64>)
  func reportAddsUp(seed: UInt64) throws {
    let session = try RandomSession(seed: seed, rows: 150).sketch.session
    let range = Day.on("2026-02-26") ... .on("2026-03-12")
    for days in [nil, range] {
      for campaign in [nil, CampaignID(2)] {
        let report = UnattributedReport.make(session, campaign: campaign, days: days)
        let table = KPITable.make(session, by: .influencer, campaign: campaign, days: days)
        let group = table[.unattributed]?.totals ?? Totals(returnFrom: .paid)
        #expect(report.total == group)
        for (name, value) in additive {
          let parts = report.unattributed.compactMap { value($0.totals) }
          #expect(parts.reduce(0, +) == value(group) ?? 0, "\(name)")
        }
        #expect(
          Fall.all(in: session, campaign: campaign, days: days).count == table.total.falls)
      }
    }
  }

  @Test("Falls are listed with what was there before")
  func falls() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna")
    for (day, likes) in [("2026-03-02", 100), ("2026-03-03", 90), ("2026-03-05", 0)] {
      try sketch.measure(spring, "p1", .total, day, by: anna) {
        $0.likes = likes
        $0.comments = likes > 0 ? 7 : nil
      }
    }
    let falls = Fall.all(in: sketch.session)
    #expect(falls.map(\.day.iso) == ["2026-03-05", "2026-03-03"])
    #expect(falls.map(\.since.iso) == ["2026-03-03", "2026-03-02"])
    #expect(falls.map(\.looksDeleted) == [true, false])
    #expect(falls[1].figures == [Fall.Figure(kpi: .likes, before: 100, after: 90)])
    #expect(falls.allSatisfy { $0.influencer == anna && $0.booking == nil })
  }
}
