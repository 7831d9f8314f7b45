import Comparison
import LibC
import Marketing
import Testing

/// How often the 95% intervals contain a known ratio, over simulated campaigns with heavy tails.
///
/// A development check of some minutes: `CLOUT_COVERAGE=500 swift test -c release --filter CoverageStudy`
/// prints the table for 500 campaigns a scenario.
@Suite("Coverage of the intervals")
struct CoverageStudy {
  static let campaigns = getenv("CLOUT_COVERAGE").flatMap { Int(String(cString: $0)) }
  static let kpis: [ComparisonKPI] = [
    .reachPerBooking, .engagementRateByReach, .reachPerCost, .engagementsPerCost,
    .conversionsPerCost, .feePerBooking,
  ]

  @Test(
    "92 to 97% of the intervals hold the true ratio",
    .enabled(
      if: campaigns != nil, "a development check; set CLOUT_COVERAGE to a number of campaigns"),
    arguments: [(5, 40), (31, 6), (40, 40), (8, 8), (100, 100), (10_000, 100)])
  func coverage(left: Int, right: Int) throws {
    let campaigns = try #require(Self.campaigns)
    var hits: [ComparisonKPI: Int] = [:]
    var quickHits: [ComparisonKPI: Int] = [:]
    var misses: [ComparisonKPI: Int] = [:]
    for number in 0..<campaigns {
      let seed = UInt64(1_000_000 * left + 1_000 * right + number)
      var simulation = SimulatedCampaign(seed: seed)
      let session = try simulation.session(left, right)
      let quick = Comparison.quick(
        session,
        ComparisonRequest(
          left: .platform(.instagram), right: .platform(.tiktok), audience: nil))
      let refined = try #require(quick.refine(seed: seed, kpis: Set(Self.kpis)))
      for kpi in Self.kpis {
        let truth = SimulatedCampaign.truth(kpi)
        guard let interval = refined[kpi].interval else {
          misses[kpi, default: 0] += 1
          continue
        }
        if interval.contains(truth) { hits[kpi, default: 0] += 1 }
        if quick[kpi].interval?.contains(truth) == true { quickHits[kpi, default: 0] += 1 }
      }
    }
    for kpi in Self.kpis {
      let told = campaigns - misses[kpi, default: 0]
      func percent(_ count: Int?) -> Double {
        (1000 * Double(count ?? 0) / Double(max(1, told))).rounded() / 10
      }
      let refined = percent(hits[kpi])
      print(
        "coverage \(left) v \(right) \(kpi.rawValue): bootstrap \(refined)%, first answer "
          + "\(percent(quickHits[kpi]))%, without interval \(misses[kpi, default: 0])")
      if told >= 500 {
        #expect((92.0...97.0).contains(refined), "\(left) v \(right) \(kpi.rawValue)")
      }
    }
  }

  @Test(
    "The same influencers in two campaigns: 92 to 97%",
    .enabled(if: campaigns != nil, "a development check; set CLOUT_COVERAGE"),
    arguments: [10, 40])
  func paired(count: Int) throws {
    let campaigns = try #require(Self.campaigns)
    let kpis: [ComparisonKPI] = [.reachPerBooking, .engagementRateByReach]
    var hits: [ComparisonKPI: Int] = [:]
    var widths = 0.0
    for number in 0..<campaigns {
      let seed = UInt64(77_000_000 + 10_000 * count + number)
      var simulation = SimulatedCampaign(seed: seed)
      let session = try simulation.twice(count)
      let request = ComparisonRequest(
        left: .campaign("S1"), right: .campaign("S2"))
      let refined = try #require(
        Comparison.quick(session, request).refine(seed: seed, kpis: Set(kpis)))
      for kpi in kpis {
        let interval = try #require(refined[kpi].interval)
        if interval.contains(kpi == .reachPerBooking ? 1.3 : 0.8) { hits[kpi, default: 0] += 1 }
        if kpi == .reachPerBooking { widths += interval.upperBound / interval.lowerBound }
      }
    }
    for kpi in kpis {
      let share = 100 * Double(hits[kpi, default: 0]) / Double(campaigns)
      print(
        "coverage paired \(count) \(kpi.rawValue): \(share)%, width × \(widths / Double(campaigns))"
      )
      if campaigns >= 500 { #expect((92.0...97.0).contains(share), "\(count) \(kpi.rawValue)") }
    }
  }

  @Test(
    "Like for like: 92 to 97%",
    .enabled(if: campaigns != nil, "a development check; set CLOUT_COVERAGE"),
    arguments: [(12, 30), (40, 40)])
  func likeForLike(left: Int, right: Int) throws {
    let campaigns = try #require(Self.campaigns)
    var hits = 0
    for number in 0..<campaigns {
      var simulation = SimulatedCampaign(seed: UInt64(88_000_000 + 10_000 * left + number))
      let session = try simulation.mixed(left, right)
      let comparison = Comparison.quick(
        session, ComparisonRequest(left: .niche("a"), right: .niche("b")))
      let same = try #require(LikeForLike.make(comparison, .engagementRateByReach))
      if try #require(same.interval).contains(0.7) { hits += 1 }
    }
    let share = 100 * Double(hits) / Double(campaigns)
    print("coverage like for like \(left) v \(right): \(share) %")
    if campaigns >= 500 { #expect((92.0...97.0).contains(share)) }
  }
}

/// A campaign with known true ratios between Instagram and TikTok; account sizes, rates and prices are log-normal.
struct SimulatedCampaign {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed) }

  /// Everyone on the left reaches twice as many people, 0.7 times as many of whom engage, for 1.5 times the fee.
  static func truth(_ kpi: ComparisonKPI) -> Double {
    switch kpi {
    case .reachPerBooking: 2
    case .engagementRateByReach: 0.7
    case .reachPerCost: 2 / 1.5
    case .engagementsPerCost: 2 * 0.7 / 1.5
    case .conversionsPerCost: 3 / 1.5
    case .feePerBooking: 1.5
    default: .nan
    }
  }

  mutating func session(_ left: Int, _ right: Int) throws -> Session {
    var session = Session(settings: Settings(name: "Simulated"))
    let campaign = CampaignID(1)
    try session.apply(.put(Campaign(id: campaign, name: "S", goal: .conversions)))
    for number in 1...(left + right) {
      let isLeft = number <= left
      let id = InfluencerID(number)
      var influencer = Influencer(
        id: id, handle: "i\(number)", platform: isLeft ? .instagram : .tiktok)
      let size = exp(normal())
      influencer.followers = Int(50_000 * size)
      try session.apply(.put(influencer))
      let reach = 40_000 * size * (isLeft ? 2 : 1)
      let rate = 0.05 * exp(0.6 * normal()) * (isLeft ? 0.7 : 1)
      let fee = 60_000 * exp(0.8 * log(size) + 0.5 * normal()) * (isLeft ? 1.5 : 1)
      var booking = Booking(id: BookingID(number), campaign: campaign, influencer: id)
      booking.stage = .paid
      booking.fee = Money(minorUnits: Int64(fee))
      try session.apply(.put(booking))
      var row = Measurement(
        campaign: campaign, key: "p\(number)", kind: .total, day: .on("2026-03-02"))
      row.influencer = id
      row.booking = booking.id
      row.counts.reach = Int(reach)
      row.counts.likes = Int(reach * rate)
      let mean = 20 * size * exp(0.8 * normal()) * (isLeft ? 3 : 1)
      row.counts.conversions = max(0, Int((mean + mean.squareRoot() * normal()).rounded()))
      try session.apply(.put(row))
    }
    return session
  }

  /// Everybody in two campaigns: in the first they reach 1.3 times as many as in the second, of whom 0.8 times as many
  /// engage. Their size and their rate are their own and mostly stay.
  mutating func twice(_ count: Int) throws -> Session {
    var session = Session(settings: Settings(name: "Simulated"))
    for number in 1...2 {
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "S\(number)", goal: .awareness)))
    }
    for number in 1...count {
      let id = InfluencerID(number)
      try session.apply(.put(Influencer(id: id, handle: "i\(number)", platform: .instagram)))
      let size = exp(normal())
      let own = 0.05 * exp(0.6 * normal())
      for campaign in 1...2 {
        var booking = Booking(
          id: BookingID(2 * number + campaign), campaign: CampaignID(campaign), influencer: id)
        booking.stage = .paid
        try session.apply(.put(booking))
        let reach = 40_000 * size * exp(0.3 * normal()) * (campaign == 1 ? 1.3 : 1)
        let rate = own * exp(0.2 * normal()) * (campaign == 1 ? 0.8 : 1)
        try session.apply(.put(row(number, booking, reach: reach, rate: rate)))
      }
    }
    return session
  }

  /// Two niches, of which the first is mostly on Instagram and the second mostly on TikTok, where three times as many
  /// engage. On each platform 0.7 times as many of those whom the first reaches engage.
  mutating func mixed(_ left: Int, _ right: Int) throws -> Session {
    var session = Session(settings: Settings(name: "Simulated"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "S", goal: .awareness)))
    for number in 1...(left + right) {
      let isLeft = number <= left
      let isTikTok = (number % 3 == 0) == isLeft
      let id = InfluencerID(number)
      var influencer = Influencer(
        id: id, handle: "i\(number)", platform: isTikTok ? .tiktok : .instagram)
      influencer.niches = [isLeft ? "a" : "b"]
      try session.apply(.put(influencer))
      var booking = Booking(id: BookingID(number), campaign: CampaignID(1), influencer: id)
      booking.stage = .paid
      try session.apply(.put(booking))
      let rate = 0.03 * exp(0.5 * normal()) * (isTikTok ? 3 : 1) * (isLeft ? 0.7 : 1)
      try session.apply(.put(row(number, booking, reach: 40_000 * exp(normal()), rate: rate)))
    }
    return session
  }

  private func row(_ number: Int, _ booking: Booking, reach: Double, rate: Double) -> Measurement {
    var row = Measurement(
      campaign: booking.campaign, key: "p\(number)", kind: .total, day: .on("2026-03-02"))
    row.influencer = booking.influencer
    row.booking = booking.id
    row.counts.reach = Int(reach)
    row.counts.likes = Int(reach * rate)
    return row
  }

  /// Box and Muller's transformation.
  private mutating func normal() -> Double {
    let radius = (-2 * log(Double.random(in: 0x1p-60..<1, using: &random))).squareRoot()
    return radius * cos(2 * Double.pi * Double.random(in: 0..<1, using: &random))
  }
}

@Suite("Speed of a comparison")
struct ComparisonSpeed {
  /// `CLOUT_SPEED=1 swift test -c release --filter ComparisonSpeed`
  @Test(
    "10,000 influencers against 100",
    .enabled(if: getenv("CLOUT_SPEED") != nil, "a development check; set CLOUT_SPEED"))
  func speed() throws {
    var simulation = SimulatedCampaign(seed: 7)
    let session = try simulation.session(10_000, 100)
    let request = ComparisonRequest(
      left: .platform(.instagram), right: .platform(.tiktok),
      audience: Audience(universe: 100_000_000_000))
    let clock = ContinuousClock()
    var quick: Comparison?
    let first = clock.measure { quick = Comparison.quick(session, request) }
    let comparison = try #require(quick)
    var refined: Comparison?
    let second = clock.measure { refined = comparison.refine() }
    let rows = try #require(refined).rows.filter { $0.interval != nil }
    print("speed: first answer \(first), \(rows.count) KPIs with 2,000 resamples \(second)")
    #expect(first < .milliseconds(50))
    #expect(second < .seconds(1))
  }
}
