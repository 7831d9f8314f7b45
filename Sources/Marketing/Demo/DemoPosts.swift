import Marketing

/// Builds what the networks report: running totals per post that grow and level off.
struct DemoPosts {
  private var random: SeededGenerator
  private let today: Day
  private(set) var measurements: [Measurement] = []
  /// Clicks from each booking's posts, by day; the shop's orders are based on them.
  private(set) var clicks: [BookingID: [Day: Int]] = [:]

  /// Ages in days at which a post is measured.
  private static let ages = Array(0...14) + [16, 18, 20, 22, 25, 28, 31, 35, 40]

  init(
    seed: UInt64, today: Day, bookings: [Booking], roster: [Influencer], tiers: TierScheme
  ) {
    random = SeededGenerator(seed: seed)
    self.today = today
    let measured = bookings.filter { $0.stage == .live || $0.stage == .done || $0.stage == .paid }
    let tier = Dictionary(
      uniqueKeysWithValues: roster.map { ($0.id, tiers.tier(followers: $0.followers ?? 0)) })
    // Two micros disappoint: the pattern is one of many, not of each.
    let micros = measured.filter { tier[$0.influencer] == .micro }.map(\.id)
    let flops = [micros[1], micros[8]]
    // Two of the mega posts go everywhere, one in each campaign.
    let megas = measured.filter { tier[$0.influencer] == .mega }.map(\.id)
    let viral = [megas[3], megas[6]]
    for booking in measured {
      let influencer = roster[booking.influencer.number - 1]
      var author = Author(
        influencer: influencer, tier: tier[booking.influencer] ?? .micro,
        appeal: random.logNormal(0.22), selling: random.logNormal(0.35))
      if flops.contains(booking.id) {
        author.appeal *= 0.3
        author.selling *= 0.25
      }
      addPosts(of: booking, by: author, viral: viral.contains(booking.id))
    }
  }

  private struct Author {
    let influencer: Influencer
    let tier: Tier
    /// Factors for the audience's reactions and clicks.
    var appeal: Double
    var selling: Double
  }

  private mutating func addPosts(of booking: Booking, by author: Author, viral: Bool) {
    guard let start = booking.start, let end = booking.end else { return }
    let pieces = booking.deliverables.filter { $0.type != "story" }.reduce(0) { $0 + $1.count }
    for piece in 0..<pieces {
      let posted =
        start + piece * (end - start) / max(pieces, 1) + (piece > 0 ? random.whole(0...2) : 0)
      guard posted <= today else { continue }
      var author = author
      var reach = reach(author)
      if viral, piece == 0 {
        // Strangers see it, and buy less.
        reach *= 9
        author.selling *= 0.25
      }
      addSnapshots(of: final(reach: reach, author), posted: posted, booking, author)
    }
  }

  /// The reach of a post is heavy-tailed, the more so the larger the account.
  private mutating func reach(_ author: Author) -> Double {
    Double(author.influencer.followers ?? 0) * DemoRates.reachShare(author.tier)
      * random.logNormal(author.tier >= .mega ? 0.55 : 0.25)
  }

  /// The post's final figures.
  private mutating func final(reach: Double, _ author: Author) -> Counts {
    let platform = author.influencer.platform
    let impressions = reach * random.uniform(1.15...1.5)
    let engagements =
      reach * DemoRates.engagementByReach(author.tier, platform) * author.appeal
      * random.logNormal(0.2)
    var counts = Counts()
    counts.reach = Int(reach)
    counts.impressions = Int(impressions)
    counts.likes = Int(engagements * 0.84)
    counts.comments = Int(engagements * random.uniform(0.04...0.08))
    counts.shares = Int(engagements * 0.05)
    // Neither YouTube nor X reports saves.
    counts.saves = platform == .youtube || platform == .x ? nil : Int(engagements * 0.05)
    counts.clicks = Int(
      impressions * DemoRates.clickRate(author.tier) * author.selling * random.logNormal(0.15))
    return counts
  }

  private mutating func addSnapshots(
    of final: Counts, posted: Day, _ booking: Booking, _ author: Author
  ) {
    let url = url(author.influencer)
    let pace = DemoRates.pace(author.influencer.platform)
    func share(_ age: Int) -> Double { 1 - exponential(-(Double(age) + 0.6) / pace) }
    func grown(_ count: Int?, _ age: Int) -> Int? { count.map { Int(Double($0) * share(age)) } }

    for age in 0...40 where posted + age <= today {
      let new = (grown(final.clicks, age) ?? 0) - (age > 0 ? grown(final.clicks, age - 1) ?? 0 : 0)
      clicks[booking.id, default: [:]][posted + age, default: 0] += new
    }
    // The feed has just run, so there are figures for today, whatever the post's age.
    let age = today - posted
    for age in Self.ages.filter({ $0 < age }) + [min(age, 40)] {
      var row = Measurement(
        campaign: booking.campaign, key: url, kind: .total, day: posted + age)
      row.influencer = booking.influencer
      row.booking = booking.id
      row.post = url
      row.source = "\(author.influencer.platform.rawValue)-insights.csv"
      row.counts.impressions = grown(final.impressions, age)
      row.counts.reach = grown(final.reach, age)
      row.counts.likes = grown(final.likes, age)
      row.counts.comments = grown(final.comments, age)
      row.counts.shares = grown(final.shares, age)
      row.counts.saves = grown(final.saves, age)
      row.counts.clicks = grown(final.clicks, age)
      measurements.append(row)
    }
  }

  /// An address that can't exist, so the demo doesn't point at anybody's real post.
  private mutating func url(_ influencer: Influencer) -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    let code = String((0..<11).map { _ in random.pick(letters) })
    let digits = "7" + (0..<17).map { _ in String(random.whole(0...9)) }.joined()
    return switch influencer.platform {
    case .tiktok: "https://tiktok.example/@\(influencer.handle)/video/\(digits)"
    case .youtube: "https://youtube.example/watch?v=\(code)"
    case .x: "https://x.example/\(influencer.handle)/status/\(digits)"
    default: "https://instagram.example/reel/\(code)/"
    }
  }
}
