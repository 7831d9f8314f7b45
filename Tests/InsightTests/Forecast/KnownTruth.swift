import LibC
import Marketing

@testable import Forecast

/// A campaign with a known truth: influencers vary around their tier and platform, posts around their influencer, and
/// clicks convert at each influencer's own rate. Two halves of four weeks each.
struct KnownTruth {
  private var random: Marketing.SeededGenerator
  private(set) var session = Session(settings: Settings(name: "Known"))
  private let campaign = CampaignID(1)
  private static let start = Day.on("2026-01-05")

  /// - Parameter talent: how much influencers differ, on the logarithm; `luck`: how much posts do.
  init(seed: UInt64, influencers: Int, talent: Double = 0.4, luck: Double = 0.5) throws {
    random = Marketing.SeededGenerator(seed: seed)
    try session.apply(.put(Campaign(id: campaign, name: "Launch", goal: .awareness)))
    var cells: [String: Double] = [:]
    let platforms: [Platform] = [.instagram, .tiktok, .youtube]
    for number in 1...influencers {
      let platform = platforms[number % 3]
      let isMega = number % 5 == 0
      var person = Influencer(id: InfluencerID(number), handle: "i\(number)", platform: platform)
      person.followers = Int((isMega ? 2e6 : 3e4) * exp(0.5 * random.gaussian()))
      try session.apply(.put(person))
      let cell = "\(session.tier(of: person)?.rawValue ?? "")\(platform.rawValue)"
      let level = cells[cell] ?? 0.3 * random.gaussian()
      cells[cell] = level
      try addPosts(
        of: person, level: level + talent * random.gaussian(),
        engaging: talent * random.gaussian(), selling: 0.03 * exp(0.5 * random.gaussian()),
        luck: luck)
    }
  }

  private mutating func addPosts(
    of person: Influencer, level: Double, engaging: Double, selling: Double, luck: Double
  ) throws {
    let early = Int(random.fraction() * 6)
    let late = 1 + Int(random.fraction() * 3)
    for post in 0..<(early + late) {
      let offset = post < early ? random.fraction() * 27 : 28 + random.fraction() * 27
      let day = Self.start + Int(offset)
      var row = Measurement(
        campaign: campaign, key: "p\(person.id.number)-\(post)", kind: .total, day: day)
      row.influencer = person.id
      let reach =
        0.2 * Double(person.followers ?? 0) * exp(level + luck * random.gaussian())
      let impressions = reach * (1.2 + 0.3 * random.fraction())
      let clicks = impressions * 0.01 * exp(0.2 * random.gaussian())
      row.counts.reach = Int(reach)
      row.counts.impressions = Int(impressions)
      row.counts.likes = Int(reach * 0.04 * exp(engaging + 0.2 * random.gaussian()))
      row.counts.clicks = Int(clicks)
      try session.apply(.put(row))
      try addOrders(of: person, poisson(Double(Int(clicks)) * selling), day, post)
    }
  }

  private mutating func addOrders(
    of person: Influencer, _ count: Int, _ day: Day, _ post: Int
  ) throws {
    guard count > 0 else { return }
    var row = Measurement(
      campaign: campaign, key: "o\(person.id.number)-\(post)", kind: .increment, day: day)
    row.influencer = person.id
    row.counts.conversions = count
    let value = (0..<min(count, 1_000)).reduce(0.0) { sum, _ in
      sum + 50 * exp(-0.125 + 0.5 * random.gaussian())
    }
    row.counts.revenue = Money(
      minorUnits: Int64(value * 100 * Double(count) / Double(min(count, 1_000))))
    try session.apply(.put(row))
  }

  private mutating func poisson(_ mean: Double) -> Int {
    if mean > 50 { return max(0, Int((mean + mean.squareRoot() * random.gaussian()).rounded())) }
    let end = exp(-mean)
    var product = random.fraction()
    var count = 0
    while product > end {
      product *= random.fraction()
      count += 1
    }
    return count
  }
}
