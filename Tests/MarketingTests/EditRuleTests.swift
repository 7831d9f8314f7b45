import Testing

@testable import Marketing

/// Each rule once, with the message that the manager sees. A refused edit changes nothing.
@Suite struct EditRuleTests {
  private func refuses(
    _ edit: Edit, _ message: String, in session: Session? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var session = try session ?? Fixtures.session()
    let before = session
    let error = #expect(throws: EditError.self, sourceLocation: sourceLocation) {
      try session.apply(edit)
    }
    #expect(error?.description == message, sourceLocation: sourceLocation)
    #expect(session == before, sourceLocation: sourceLocation)
  }

  private func allows(_ edit: Edit, in session: Session? = nil) throws {
    var session = try session ?? Fixtures.session()
    let before = session
    let inverse = try session.apply(edit)
    try session.apply(inverse)
    #expect(session == before)
  }

  @Test func settings() throws {
    try refuses(.settings(Settings(name: "")), "A session needs a name.")
    try allows(.settings(Settings(name: "Other", tiers: .industry)))
  }

  @Test func currencyStaysOnceThereIsMoney() throws {
    let euro = Edit.settings(Settings(name: "Test", currency: try #require(Currency(code: "EUR"))))
    let message =
      "Amounts are in USD. “EUR at RATE” converts them, “EUR as they are” keeps them."
    try allows(euro)

    let money = Money(minorUnits: 1)
    var influencer = Fixtures.influencer(1)
    influencer.fee = .zero
    var campaign = Fixtures.campaign(1)
    campaign.budget = money
    var aim = Fixtures.campaign(1)
    aim.targets = [Target(kpi: .revenue, value: 5)]
    var booking = Fixtures.booking(1)
    booking.commission = money
    var measurement = Measurement(
      campaign: CampaignID(1), key: "order", kind: .increment, day: Fixtures.day)
    measurement.counts.revenue = .zero
    for edit in [
      Edit.put(influencer), .put(campaign), .put(aim), .put(booking), .put(measurement),
    ] {
      var session = try Fixtures.session()
      try session.apply(edit)
      try refuses(euro, message, in: session)
      try allows(.settings(Settings(name: "Renamed")), in: session)
    }
    var session = try Fixtures.session()
    var reach = Fixtures.campaign(1)
    reach.targets = [Target(kpi: .reach, value: 5)]
    try session.apply(.put(reach))
    try allows(euro, in: session)
  }

  @Test func influencerHasHandleAndPlatform() throws {
    for handle in ["", "@", "@@"] {
      try refuses(
        .put(Influencer(id: InfluencerID(3), handle: handle, platform: .x)),
        "An influencer needs a handle.")
    }
    try refuses(
      .put(Influencer(id: InfluencerID(3), handle: "mia", platform: Platform(rawValue: " "))),
      "@mia needs a platform.")
    try allows(.put(Influencer(id: InfluencerID(3), handle: "@mia", platform: .x)))
  }

  @Test func influencerCounts() throws {
    let fields: [(WritableKeyPath<Influencer, Int?>, String)] = [
      (\.followers, "Followers"), (\.averageViews, "Average views"),
      (\.averageLikes, "Average likes"), (\.averageComments, "Average comments"),
      (\.averageShares, "Average shares"),
    ]
    for (field, name) in fields {
      var influencer = Fixtures.influencer(1)
      influencer[keyPath: field] = -1
      try refuses(.put(influencer), "\(name) can't be negative (-1).")
      influencer[keyPath: field] = Counts.limit + 1
      try refuses(.put(influencer), "\(name) of 1000000000001 is too large to be true.")
      influencer[keyPath: field] = Counts.limit
      try allows(.put(influencer))
    }
  }

  @Test func influencerMoneyHoursAndShares() throws {
    var influencer = Fixtures.influencer(1)
    influencer.fee = Money(minorUnits: -1)
    try refuses(.put(influencer), "The fee can't be negative.")
    influencer.fee = Money(minorUnits: Money.limit.minorUnits + 1)
    try refuses(.put(influencer), "The fee is too large to be true.")
    influencer.fee = .limit
    influencer.hoursPerBooking = Hours(hundredths: -1)
    try refuses(.put(influencer), "Hours go from 0 to 100,000.")
    influencer.hoursPerBooking = Hours(hundredths: 10_000_001)
    try refuses(.put(influencer), "Hours go from 0 to 100,000.")
    influencer.hoursPerBooking = Hours(hundredths: 10_000_000)
    influencer.engagementRate = Share(millionths: -1)
    try refuses(.put(influencer), "The engagement rate can't be negative.")
    influencer.engagementRate = Share(millionths: .max)
    try refuses(.put(influencer), "The engagement rate is too large to be true.")
    // Engagement by followers is far above 100% for a video that goes viral.
    influencer.engagementRate = Share(millionths: 700_000_000)
    for share in [-1, 1_000_001, Int64.min] {
      influencer.sponsoredShare = Share(millionths: share)
      try refuses(.put(influencer), "The share of sponsored posts goes from 0 to 100%.")
    }
    influencer.sponsoredShare = Share(millionths: 1_000_000)
    try allows(.put(influencer))
  }

  @Test func whoIsReferredToStays() throws {
    let message =
      "@handle1 has bookings or measurements and can't be removed: archive the influencer instead."
    try refuses(.influencer(InfluencerID(1), nil), message)
    try allows(.influencer(InfluencerID(2), nil))

    var booked = try Fixtures.session()
    try booked.apply(.measurement(booked.measurements.rows[0].identity, nil))
    try refuses(.influencer(InfluencerID(1), nil), message, in: booked)
    var measured = try Fixtures.session()
    try measured.apply(.booking(BookingID(1), nil))
    try refuses(.influencer(InfluencerID(1), nil), message, in: measured)
    try booked.apply(.booking(BookingID(1), nil))
    try allows(.influencer(InfluencerID(1), nil), in: booked)
  }

  @Test func campaigns() throws {
    try refuses(
      .put(Campaign(id: CampaignID(2), name: "", goal: .awareness)), "A campaign needs a name.")
    var campaign = Fixtures.campaign(1)
    campaign.start = Day(iso: "2026-03-02")
    campaign.end = Day(iso: "2026-03-01")
    try refuses(
      .put(campaign), "Campaign 1 can't end on 2026-03-01, before it starts on 2026-03-02.")
    campaign.end = campaign.start
    try allows(.put(campaign))
    campaign.budget = Money(minorUnits: -1)
    try refuses(.put(campaign), "The budget can't be negative.")
    campaign.budget = Money(minorUnits: .max)
    try refuses(.put(campaign), "The budget is too large to be true.")
    campaign.budget = .limit
    campaign.hours = Hours(hundredths: -1)
    try refuses(.put(campaign), "Hours go from 0 to 100,000.")
    campaign.hours = nil
    for value in [Int64.min, .max, -Money.limit.minorUnits - 1] {
      campaign.targets = [Target(kpi: .roi, value: 1), Target(kpi: .reach, value: value)]
      try refuses(.put(campaign), "A target of Campaign 1 is too large to be true.")
    }
    campaign.targets = [Target(kpi: .roi, value: -1_000_000)]
    try allows(.put(campaign))
  }

  @Test func aCampaignInUseStays() throws {
    let message =
      "Campaign 1 has bookings or measurements and can't be removed: archive it instead."
    try refuses(.campaign(CampaignID(1), nil), message)
    var session = try Fixtures.session()
    try session.apply(.booking(BookingID(1), nil))
    try refuses(.campaign(CampaignID(1), nil), message, in: session)
    try session.apply(.measurement(session.measurements.rows[0].identity, nil))
    try allows(.campaign(CampaignID(1), nil), in: session)
    try allows(.campaign(CampaignID(9), nil))
  }

  @Test func bookingsNameWhatExists() throws {
    try refuses(
      .put(Booking(id: BookingID(2), campaign: CampaignID(9), influencer: InfluencerID(1))),
      "Booking 2 names campaign 9, which doesn't exist.")
    try refuses(
      .put(Booking(id: BookingID(2), campaign: CampaignID(1), influencer: InfluencerID(9))),
      "Booking 2 names influencer 9, who isn't in the roster.")
    try allows(.put(Fixtures.booking(2)))
    try allows(.booking(BookingID(1), nil))
  }

  @Test(arguments: Stage.allCases)
  func theArchivedTakeNoNewBookings(_ stage: Stage) throws {
    var booking = Booking(
      id: BookingID(2), campaign: CampaignID(1), influencer: InfluencerID(2))
    booking.stage = stage
    if stage < .live {
      try refuses(
        .put(booking),
        "@handle2 is archived and takes no new bookings: restore the influencer first.")
    } else {
      try allows(.put(booking))
    }
  }

  @Test func bookings() throws {
    var booking = Fixtures.booking(1)
    booking.start = Day(iso: "2026-03-02")
    booking.end = Day(iso: "2026-03-01")
    try refuses(
      .put(booking), "A booking can't end on 2026-03-01, before it starts on 2026-03-02.")
    booking.end = booking.start
    for deliverable in [
      Deliverable("reel", count: 0), Deliverable("reel", count: -1), Deliverable("", count: 1),
      Deliverable("reel", count: 10_001),
    ] {
      booking.deliverables = [Deliverable("story", count: 1), deliverable]
      try refuses(.put(booking), "Deliverables need a type and a count from 1 to 10,000.")
    }
    booking.deliverables = [Deliverable("reel", count: 10_000)]
    let amounts: [(String, (inout Booking, Money) -> Void)] = [
      ("fee", { $0.fee = $1 }), ("product cost", { $0.productCost = $1 }),
      ("commission", { $0.commission = $1 }),
    ]
    for (name, set) in amounts {
      set(&booking, Money(minorUnits: -1))
      try refuses(.put(booking), "The \(name) can't be negative.")
      set(&booking, Money(minorUnits: .max))
      try refuses(.put(booking), "The \(name) is too large to be true.")
      set(&booking, .limit)
    }
    booking.hours = Hours(hundredths: .max)
    try refuses(.put(booking), "Hours go from 0 to 100,000.")
    booking.hours = .zero
    try allows(.put(booking))
  }

  @Test func measurements() throws {
    func row(_ key: String = "k", campaign: Int = 1) -> Measurement {
      Measurement(campaign: CampaignID(campaign), key: key, kind: .increment, day: Fixtures.day)
    }
    try refuses(.put(row("")), "A measurement needs a key.")
    try refuses(
      .put(row(campaign: 9)), "A measurement names campaign 9, which doesn't exist.")
    let fields: [(WritableKeyPath<Counts, Int?>, String)] = [
      (\.impressions, "Impressions"), (\.reach, "Reach"), (\.likes, "Likes"),
      (\.comments, "Comments"), (\.shares, "Shares"), (\.saves, "Saves"), (\.clicks, "Clicks"),
    ]
    for (field, name) in fields {
      var row = row()
      row.counts[keyPath: field] = -2
      try refuses(.put(row), "\(name) can't be negative (-2).")
      row.counts[keyPath: field] = Counts.limit + 1
      try refuses(.put(row), "\(name) of 1000000000001 is too large to be true.")
      row.counts[keyPath: field] = Counts.limit
      try allows(.put(row))
    }
    // A refund.
    var refund = row()
    refund.counts.conversions = -1
    refund.counts.revenue = Money(minorUnits: -4_900)
    try allows(.put(refund))
    try allows(.measurement(row().identity, nil))
  }
}
