import Marketing

/// Builds the demo session's influencers: who they are, how large, and what they charge.
struct DemoRoster {
  private var random: SeededGenerator
  private var notes: DemoNotes
  private(set) var influencers: [Influencer] = []

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    notes = DemoNotes(seed: seed &+ 1)
    addPeople()
    addSecondAccounts()
    spoilSome()
  }

  private mutating func addPeople() {
    let free = DemoPerson.all.filter { $0.tier == nil }.count
    var deck = random.shuffled(
      (0..<free).map { place -> Tier in place < DemoRoster.macros ? .macro : .micro })
    for person in DemoPerson.all {
      let tier = person.tier ?? deck.removeLast()
      add(
        person, handle: person.stem, platform: platform(for: person), tier: tier,
        followers: followers(tier))
    }
  }

  /// Some people are on a second network, usually with a smaller following.
  private mutating func addSecondAccounts() {
    let megas = influencers.filter { ($0.followers ?? 0) >= 1_000_000 }.prefix(2)
    let others = random.shuffled(influencers.filter { DemoRoster.isMiddle($0) }).prefix(6)
    for first in Array(megas) + Array(others) {
      guard let person = DemoPerson.all.first(where: { $0.name == first.name }) else { continue }
      let second = DemoRoster.platforms.filter { $0 != first.platform }
      let wanted = Double(first.followers ?? 0) * random.uniform(0.15...0.6)
      let count = max(1200, min(820_000, Int(wanted)))
      influencers[first.id.number - 1].person = person.stem
      add(
        person, handle: person.stem, platform: random.pick(Array(second.prefix(2))),
        tier: count > 100_000 ? .macro : .micro, followers: DemoRoster.rounded(count))
      let at = influencers.count - 1
      influencers[at].person = person.stem
      influencers[at].email = first.email
      influencers[at].notes =
        "Second account of the same person; same contact as on \(first.platform.title)."
    }
  }

  private mutating func add(
    _ person: DemoPerson, handle: String, platform: Platform, tier: Tier, followers: Int
  ) {
    var row = Influencer(
      id: InfluencerID(influencers.count + 1),
      handle: DemoRoster.handle(handle, on: platform), platform: platform)
    row.name = person.name
    row.followers = followers
    row.niches = person.niches
    row.country = person.country
    row.language = person.language
    let size = Double(followers)
    let rate = DemoRates.engagementRate(platform, followers: size) * random.logNormal(0.3)
    row.engagementRate = Share(millionths: Int64(nearest(rate * 10_000)) * 100)
    row.fee = DemoRates.fee(platform, followers: size * random.logNormal(0.3))
    let engagements = rate * size
    row.averageViews = Int(size * DemoRates.reachShare(tier) * random.logNormal(0.25) * 1.2)
    row.averageLikes = Int(engagements * 0.88)
    row.averageComments = Int(engagements * random.uniform(0.03...0.07))
    row.averageShares = platform == .youtube ? nil : Int(engagements * 0.04)
    row.sponsoredShare = Share(millionths: Int64(sponsoredPercent(tier)) * 10_000)
    row.hoursPerBooking = hours(tier)
    row.tags = tags(tier)
    let contact = tier >= .macro ? notes.contact() : nil
    if contact?.domain != nil { row.tags.insert("agency", at: 0) }
    row.notes = notes.aboutInfluencer(tier, contact: contact?.remark)
    let domain = contact == nil ? random.pick(["mail", "post", "inbox"]) : contact?.domain
    row.email = "\(person.stem)@\(domain ?? person.stem.filter { $0 != "." }).example"
    influencers.append(row)
  }

  /// What every real roster has: archived accounts, unknown figures, and exceptions to the pattern.
  private mutating func spoilSome() {
    var places = random.shuffled(
      influencers.indices.filter { DemoRoster.isMiddle(influencers[$0]) })
    for reason in DemoNotes.archived {
      let at = places.removeLast()
      influencers[at].isArchived = true
      influencers[at].notes = reason
    }
    for _ in 0..<3 {
      let at = places.removeLast()
      influencers[at].followers = nil
      influencers[at].engagementRate = nil
      influencers[at].averageViews = nil
      influencers[at].tags = ["to vet"]
      influencers[at].notes =
        "Found through a hashtag; the export had no follower count. Look up before writing."
    }
    for _ in 0..<8 { influencers[places.removeLast()].fee = nil }
    for rate in [3_100, 4_400, 5_200] as [Int64] {
      let at = places.removeLast()
      influencers[at].engagementRate = Share(millionths: rate)
      influencers[at].averageLikes = influencers[at].followers.map { $0 * Int(rate) / 1_000_000 }
      influencers[at].tags.append("check audience")
      influencers[at].notes =
        "Hardly any reaction for this size, and the comments are all emoji. Ask for the audience report."
    }
    if let at = influencers.firstIndex(where: { $0.handle == "kiplarkspur" }) {
      influencers[at].engagementRate = Share(millionths: 61_000)
      influencers[at].notes += " Fans talk as in a small community: rare at this size."
    }
    for _ in 0..<4 { influencers[places.removeLast()].email = "" }
    // Exactly at the edges of the tiers.
    for edge in [1_000, 100_000] {
      guard let place = places.lastIndex(where: { influencers[$0].followers ?? 0 < 100_001 })
      else { continue }
      let at = places.remove(at: place)
      influencers[at].followers = edge
      influencers[at].fee = DemoRates.fee(influencers[at].platform, followers: Double(edge))
    }
  }

  private static func isMiddle(_ row: Influencer) -> Bool {
    (1_000..<1_000_000).contains(row.followers ?? 0)
  }
}

extension DemoRoster {
  static let platforms: [Platform] = [.instagram, .tiktok, .youtube, .x]
  private static let macros = 26

  private mutating func platform(for person: DemoPerson) -> Platform {
    let technical = !Set(person.niches).isDisjoint(with: ["tech", "gaming"])
    return switch random.uniform() {
    case ..<(technical ? 0.1 : 0.5): .instagram
    case ..<(technical ? 0.3 : 0.8): .tiktok
    case ..<(technical ? 0.8 : 0.93): .youtube
    default: .x
    }
  }

  private mutating func followers(_ tier: Tier) -> Int {
    switch tier {
    case .nano: random.whole(180...985)
    case .micro: DemoRoster.rounded(clamped(median: 21_000, sigma: 0.8, 1_150...99_800))
    case .mid, .macro: DemoRoster.rounded(clamped(median: 260_000, sigma: 0.55, 102_000...985_000))
    case .mega: DemoRoster.rounded(clamped(median: 1_900_000, sigma: 0.5, 1_020_000...8_400_000))
    }
  }

  private mutating func clamped(median: Double, sigma: Double, _ range: ClosedRange<Int>) -> Int {
    min(max(Int(median * random.logNormal(sigma)), range.lowerBound), range.upperBound)
  }

  /// Three leading digits, the way networks show large followings.
  private static func rounded(_ count: Int) -> Int {
    var unit = 1
    while count / unit >= 1000 { unit *= 10 }
    return count / unit * unit
  }

  private mutating func sponsoredPercent(_ tier: Tier) -> Int {
    switch tier {
    case .nano: random.whole(0...6)
    case .micro: random.whole(3...22)
    case .mid, .macro: random.whole(16...38)
    case .mega: random.whole(30...58)
    }
  }

  private mutating func hours(_ tier: Tier) -> Hours {
    let quarters =
      switch tier {
      case .nano: random.whole(6...10)
      case .micro: random.whole(10...22)
      case .mid, .macro: random.whole(26...48)
      case .mega: random.whole(56...96)
      }
    return Hours(hundredths: quarters * 25)
  }

  private mutating func tags(_ tier: Tier) -> [String] {
    var tags: [String] = []
    if tier <= .micro, random.chance(0.25) { tags.append("gifting ok") }
    if random.chance(0.15) { tags.append("vegan") }
    if random.chance(0.12) { tags.append("ambassador") }
    if random.chance(0.15) { tags.append("video first") }
    return tags
  }

  private static func handle(_ stem: String, on platform: Platform) -> String {
    guard platform == .x else { return stem }
    return String(String(stem.map { $0 == "." ? "_" : $0 }).prefix(15))
  }
}

extension SeededGenerator {
  /// Log-normal with median 1.
  mutating func logNormal(_ sigma: Double) -> Double { logNormal(median: 1, sigma: sigma) }
}
