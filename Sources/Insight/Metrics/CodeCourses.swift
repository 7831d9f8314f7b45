import Marketing

/// The orders of a campaign's promo codes by day.
struct CodeCourses {
  struct Code {
    let code: String
    let influencer: InfluencerID
    let booking: BookingID?
    let tier: Tier?
    let platform: Platform?
    /// Orders by day.
    var counts: [Double]
    /// The days on which its creator posted, counted from the campaign's first; empty if that isn't known.
    var posts: [Int]
    /// Clicks of its creator in the campaign; nil if none are tracked, or the creator has several codes.
    var clicks: Double?

    /// All of them.
    var total = 0.0
    /// Orders per click; nil where there are too few clicks.
    var perClick: Double? {
      clicks.flatMap { $0 >= 20 ? (total + 0.5) / $0 : nil }
    }

    /// What an ordinary course is made of: what posts bring, and what a code brings every day.
    func parts(_ common: CommonCourse) -> [[Double]] {
      guard !posts.isEmpty else { return [common.calendar] }
      var fading = Array(repeating: 0.0, count: counts.count)
      for post in posts {
        for day in post..<counts.count {
          fading[day] += common.fading[day - post] * common.calendar[day]
        }
      }
      return [fading, common.calendar]
    }
  }

  let campaign: CampaignID
  let first: Day
  let days: Int
  var codes: [Code]

  /// The codes of the same tier and platform, if there are enough of them; else of the platform, else all.
  func peers() -> (Code) -> [Code] {
    let platforms = Dictionary(grouping: codes, by: \.platform)
    let tiers = platforms.mapValues { Dictionary(grouping: $0, by: \.tier) }
    return { code in
      let platform = platforms[code.platform] ?? []
      let tier = tiers[code.platform]?[code.tier] ?? []
      return tier.count > 8 ? tier : platform.count > 8 ? platform : codes
    }
  }

  /// Longer ones are looked at from their last day back.
  private static let longest = 400

  private struct Key: Hashable {
    let campaign: CampaignID
    let code: String
  }

  private struct Person: Hashable {
    let campaign: CampaignID
    let influencer: Int32
  }

  static func all(in session: Session, campaign: CampaignID?) -> [CodeCourses] {
    let directory = Directory(session)
    let rows = session.measurements.rows
    var orders: [Key: (text: String, who: Attribution, days: [Day: Double])] = [:]
    var clicks: [Person: Double] = [:]
    session.forEachIncrement(campaign: campaign, days: nil, directory: directory) {
      sums, who, campaign, day, place in
      guard who.influencer != directory.nobody else { return }
      let count = sums[.clicks]
      if count > 0 {
        clicks[Person(campaign: campaign, influencer: who.influencer), default: 0] += Double(count)
      }
      // What is summed over weeks has no course.
      let sold = sums[.conversions]
      guard sold != 0, rows[place].kind == .increment, rows[place].from == nil else { return }
      let code = Sign.code(rows[place].promoCode)
      guard !code.isEmpty else { return }
      let key = Key(campaign: campaign, code: code)
      orders[key, default: (rows[place].promoCode, who, [:])].days[day, default: 0] += Double(sold)
    }
    let posts = postDays(session, campaign, directory)
    return Dictionary(grouping: orders.keys, by: \.campaign).sorted { $0.key < $1.key }
      .compactMap { campaign, keys in
        let all = keys.flatMap { orders[$0]?.days.keys.map(\.self) ?? [] }
        guard let last = all.max(), let start = all.min() else { return nil }
        let people = Set(keys.compactMap { orders[$0]?.who.influencer })
        let posted = people.flatMap { posts[Person(campaign: campaign, influencer: $0)] ?? [] }
        let first = max(min(start, posted.min() ?? start), last + (1 - longest))
        let days = last - first + 1
        var codesOf: [Int32: Int] = [:]
        for key in keys { codesOf[orders[key]?.who.influencer ?? -1, default: 0] += 1 }
        let codes = keys.compactMap { key -> Code? in
          guard let (text, who, counts) = orders[key] else { return nil }
          let person = Person(campaign: campaign, influencer: who.influencer)
          let influencer = directory.influencers[Int(who.influencer)]
          var code = Code(
            code: text, influencer: influencer.id, booking: directory.booking(who),
            tier: session.tier(of: influencer), platform: influencer.platform,
            counts: Array(repeating: 0, count: days), posts: [],
            clicks: codesOf[who.influencer] == 1 ? clicks[person] : nil)
          for (day, count) in counts where day >= first {
            // What was taken back doesn't count as less than nothing on its day.
            code.counts[day - first] = max(0, count)
          }
          code.total = code.counts.reduce(0, +)
          code.posts = (posts[person] ?? []).filter { $0 >= first && $0 <= last }.map { $0 - first }
            .sorted()
          return code
        }
        return CodeCourses(
          campaign: campaign, first: first, days: days, codes: codes.sorted { $0.code < $1.code })
      }
  }

  /// When each creator posted, by the first figures of each post. If most posts begin on one day, that is when they were
  /// exported.
  private static func postDays(
    _ session: Session, _ campaign: CampaignID?, _ directory: Directory
  ) -> [Person: [Day]] {
    var firsts: [Measurement.Identity: (person: Person, day: Day)] = [:]
    for row in session.measurements.rows where row.kind == .total && !row.post.isEmpty {
      if let campaign, row.campaign != campaign { continue }
      let who = directory.attribution(row)
      guard who.influencer != directory.nobody else { continue }
      let key = Measurement.Identity(
        campaign: row.campaign, key: row.key, kind: .total, day: nil)
      if let known = firsts[key], known.day <= row.day { continue }
      firsts[key] = (Person(campaign: row.campaign, influencer: who.influencer), row.day)
    }
    var result: [Person: [Day]] = [:]
    for (_, posts) in Dictionary(grouping: firsts.values, by: \.person.campaign) {
      let most = Dictionary(grouping: posts, by: \.day).values.map(\.count).max() ?? 0
      guard most * 2 < posts.count || posts.count < 4 else { continue }
      for post in posts { result[post.person, default: []].append(post.day) }
    }
    return result
  }
}
