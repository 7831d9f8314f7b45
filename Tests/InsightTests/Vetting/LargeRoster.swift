import Marketing

/// A made-up roster of any size, the same for the same seed: sizes, rates and prices on a log scale, some figures unknown,
/// words in several spellings, some accounts archived.
struct LargeRoster {
  private var random: SeededGenerator

  static let niches = [
    "Beauty", "skincare", "food", "Travel", "fitness", "gaming", "tech", "fashion", "parenting",
    "home", "DIY", "cars", "books", "music", "pets", "outdoors", "finance", "Photography and film",
  ]
  static let countries = ["US", "DE", "FR", "IN", "BR", "GB", "United Arab Emirates", "JP"]
  static let languages = ["en", "de", "fr", "hi", "pt", "Arabic", "ja"]
  static let tags = ["vegan", "ambassador", "gifting ok", "video first"]
  static let platforms: [Platform] = [.instagram, .tiktok, .youtube, .x]

  static func session(_ count: Int, seed: UInt64) -> Session {
    var roster = LargeRoster(random: SeededGenerator(seed))
    let rows = (1...count).map { roster.influencer($0) }
    return Session(
      settings: Settings(name: "Large"), roster: Table(rows), campaigns: Table(),
      bookings: Table(), measurements: MeasurementLog())
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  private mutating func some(of words: [String], _ most: Int) -> [String] {
    (0..<Int.random(in: 0...most, using: &random)).map { _ in
      words[Int.random(in: 0..<words.count, using: &random)]
    }
  }

  private mutating func one(of words: [String]) -> String {
    chance(0.85) ? words[Int.random(in: 0..<words.count, using: &random)] : ""
  }

  /// Log-uniform: all powers of two within the range are equally likely.
  private mutating func figure(_ low: Int, _ doublings: Int) -> Int {
    let power = low << Int.random(in: 0..<doublings, using: &random)
    return Int.random(in: power..<(2 * power), using: &random)
  }

  private mutating func influencer(_ number: Int) -> Influencer {
    var row = Influencer(
      id: InfluencerID(number), handle: "account\(number)",
      platform: Self.platforms[Int.random(in: 0...3, using: &random)])
    row.niches = some(of: Self.niches, 3)
    row.tags = some(of: Self.tags, 2)
    row.country = one(of: Self.countries)
    row.language = one(of: Self.languages)
    if chance(0.9) { row.followers = figure(1_000, 12) }
    if chance(0.7) {
      row.engagementRate = Share(millionths: Int64(figure(2_000, 6)))
    } else if chance(0.5) {
      row.averageLikes = figure(10, 12)
      row.averageComments = figure(1, 8)
    }
    if chance(0.6) { row.fee = Money(minorUnits: Int64(figure(5_000, 10))) }
    if chance(0.5) {
      let from = Int.random(in: 13...50, using: &random)
      row.audienceAges = AgeRange(
        from: from, to: chance(0.2) ? nil : from + Int.random(in: 0...20, using: &random))
    }
    row.isArchived = chance(0.03)
    return row
  }
}
