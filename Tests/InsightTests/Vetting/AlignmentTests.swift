import LibC
import Marketing
import Testing
import Vetting

@Suite("Alignment with the brand")
struct AlignmentTests {
  private func session(_ brand: Brand, _ influencer: Influencer) throws -> Session {
    var settings = Settings(name: "S")
    settings.brand = brand
    var session = Session(settings: settings)
    try session.apply(.put(influencer))
    return session
  }

  private func influencer() -> Influencer {
    Influencer(id: InfluencerID(1), handle: "ana", platform: .instagram)
  }

  private func brand() -> Brand {
    var brand = Brand()
    brand.niches = ["beauty"]
    brand.values = ["vegan", "fair trade", "family", "honest"]
    brand.avoid = ["fur", "betting"]
    brand.countries = ["Germany", "AT"]
    brand.ages = AgeRange(text: "18-34")
    brand.languages = ["German"]
    brand.competitors = ["Gloss & Co"]
    brand.sponsoredTolerance = Share(millionths: 200_000)
    return brand
  }

  @Test("A worked example: every part, and their mean by weight")
  func worked() throws {
    var ana = influencer()
    ana.niches = ["fashion", "Beauty & Makeup"]
    ana.tags = ["Vegan", "#fair-trade"]
    ana.country = "DE"
    ana.audienceAges = AgeRange(text: "25-44")
    ana.language = "en"
    ana.sponsoredShare = Share(millionths: 300_000)
    ana.vetting.rating = 4
    let alignment = AlignmentScorer(try session(brand(), ana)).alignment(of: ana)
    let parts = Dictionary(uniqueKeysWithValues: alignment.parts.map { ($0.part, $0) })
    #expect(parts[.niche]?.value == 0.7)
    // Two of three values: what is found counts in full, the rest is unknown.
    #expect(parts[.values]?.value == 1)
    #expect(abs(try #require(parts[.values]?.known) - 2.0 / 3) < 1e-12)
    #expect(parts[.topics]?.value == nil)
    #expect(parts[.countries]?.value == 1)
    // 25 to 34 are ten of twenty years.
    #expect(parts[.ages]?.value == 0.5)
    #expect(parts[.language]?.value == 0)
    #expect(parts[.history]?.value == nil)
    #expect(parts[.competitors]?.value == nil)
    // 30% where 20% are tolerated: half-way to twice the tolerance.
    #expect(abs(try #require(parts[.sponsored]?.value) - 0.5) < 1e-12)
    #expect(parts[.rating]?.value == 0.75)
    // By hand: 20·0.7 + 10·1 + 10·1 + 5·0.5 + 10·0 + 5·0.5 + 5·0.75 of 20 + 10 + 10 + 5 + 10 + 5 + 5.
    let points: Double = 14 + 10 + 10 + 2.5 + 0 + 2.5 + 3.75
    #expect(abs(try #require(alignment.score) - 100 * points / 65) < 1e-9)
    #expect(abs(alignment.known - 0.65) < 1e-12)
    let quick = AlignmentScorer(try session(brand(), ana)).scores([ana])[0]
    #expect(abs(Double(quick.score) - 100 * points / 65) < 1e-4)
  }

  @Test("What isn't known is unknown, not bad")
  func unknown() throws {
    let bare = influencer()
    let alignment = AlignmentScorer(try session(brand(), bare)).alignment(of: bare)
    #expect(alignment.score == nil && alignment.known == 0)
    #expect(alignment.parts.count == 10)
    #expect(alignment.parts.allSatisfy { $0.value == nil && !$0.why.isEmpty })
    // Something good never lowers the score, and unknown parts don't change it.
    var one = bare
    one.country = "Austria"
    #expect(AlignmentScorer(try session(brand(), one)).alignment(of: one).score == 100)
    // A brand that asks for nothing asks only for history and rating.
    let nobody = AlignmentScorer(try session(Brand(), bare)).alignment(of: bare)
    #expect(nobody.parts.map(\.part) == [.history, .rating])
  }

  @Test("Looking is what makes silence tell")
  func looked() throws {
    var ana = influencer()
    for item in ["profile", "safety", "sponsorships"] {
      ana.vetting.checks.append(Check(item, on: .on("2026-03-01")))
    }
    let parts = AlignmentScorer(try session(brand(), ana)).alignment(of: ana).parts
    func value(_ part: AlignmentPart) -> Double? { parts.first { $0.part == part }?.value }
    #expect(value(.values) == 0)
    #expect(value(.topics) == 1)
    #expect(value(.competitors) == 1)
    ana.notes = "Posted for gloss & co in May; BETTING app before."
    let found = AlignmentScorer(try session(brand(), ana)).alignment(of: ana).parts
    #expect(found.first { $0.part == .topics }?.value == 0)
    #expect(found.first { $0.part == .competitors }?.value == 0)
    #expect(found.first { $0.part == .competitors }?.why == "names Gloss & Co")
  }

  @Test(
    "Terms are whole words",
    arguments: [
      ("fur", "faux-fur coats", true), ("fur", "Further reading", false), ("fur", "furs", true),
      ("bet", "better", false), ("fair trade", "we love FAIR-TRADE!", true),
      ("fair trade", "fair play, trade", false), ("бренд", "Наш Бренд.", true),
      ("été", "un ÉTÉ", true), ("class", "first class", true), ("s", "s", true),
    ])
  func words(_ term: String, _ text: String, _ occurs: Bool) throws {
    var brand = Brand()
    brand.avoid = [term]
    var ana = influencer()
    ana.notes = text
    let part = AlignmentScorer(try session(brand, ana)).alignment(of: ana).parts.first
    #expect((part?.value == 0) == occurs)
  }

  @Test("Weights are the session's; a part of weight 0 isn't asked for")
  func weights() throws {
    var ana = influencer()
    ana.country = "FR"
    ana.niches = ["beauty"]
    var brand = brand()
    brand.weights = [.niche: 30, .countries: 10]
    var alignment = AlignmentScorer(try session(brand, ana)).alignment(of: ana)
    #expect(alignment.score == 75)
    brand.weights[.countries] = 0
    alignment = AlignmentScorer(try session(brand, ana)).alignment(of: ana)
    #expect(alignment.score == 100)
    #expect(!alignment.parts.contains { $0.part == .countries })
  }

  @Test("Languages by name, code or locale", arguments: ["German", "de", "de-AT", "DEUTSCH"])
  func languages(_ text: String) throws {
    var ana = influencer()
    ana.language = text
    var brand = Brand()
    brand.languages = ["de"]
    #expect(AlignmentScorer(try session(brand, ana)).alignment(of: ana).score == 100)
  }

  @Test("Bookings that went live speak for somebody, declined ones alone against")
  func history() throws {
    var session = try session(Brand(), influencer())
    try session.apply(.put(Campaign(id: CampaignID(1), name: "C", goal: .awareness)))
    func score(_ stages: [Stage]) throws -> Double? {
      var copy = session
      for (number, stage) in stages.enumerated() {
        var booking = Booking(
          id: BookingID(number + 1), campaign: CampaignID(1), influencer: InfluencerID(1))
        booking.stage = stage
        try copy.apply(.put(booking))
      }
      return AlignmentScorer(copy).alignment(of: influencer()).score
    }
    #expect(try score([.proposed]) == nil)
    #expect(try score([.declined]) == 0)
    #expect(try score([.declined, .proposed]) == nil)
    #expect(try score([.declined, .done]) == 100)
  }

  /// `CLOUT_SPEED=1 swift test -c release --filter AlignmentTests/speed`
  @Test(
    "Scoring 100,000",
    .enabled(if: getenv("CLOUT_SPEED") != nil, "a development check; set CLOUT_SPEED"))
  func speed() throws {
    var session = try session(brand(), influencer())
    for number in 2...100_000 {
      var row = Influencer(
        id: InfluencerID(number), handle: "creator.\(number)", platform: .instagram)
      row.niches = [["beauty", "food", "travel"][number % 3], "lifestyle"]
      row.tags = ["vegan", "tag\(number % 50)"]
      row.notes = "Answers quickly, posts on Tuesdays, second call in spring \(number)."
      row.country = ["DE", "US", "FR"][number % 3]
      row.language = "en"
      row.sponsoredShare = Share(millionths: Int64(number % 900_000))
      try session.apply(.put(row))
    }
    let clock = ContinuousClock()
    var count = 0
    let time = clock.measure {
      count = AlignmentScorer(session).scores(session.roster.rows).count
    }
    print("speed: scoring \(count) influencers \(time)")
    #expect(time < .milliseconds(200))
  }
}
