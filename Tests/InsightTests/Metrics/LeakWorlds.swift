import LibC
import Marketing

/// Campaigns with two hundred codes of which twenty have leaked, made apart from how leaks are looked for.
///
/// Orders of a code fade after its post, some for weeks; some creators post twice, some codes sell evenly all the time,
/// and on days of sales everybody sells three times as much. Clicks are tracked for all, for some or for nobody. A leak
/// is three times the own orders and at least thirty, a code that was shared quietly brings ten times as many.
struct LeakWorld {
  enum Kind: String, CaseIterable { case couponSite, burst, seep, beforePost, shared }

  struct Code {
    let name: String
    let kind: Kind?
    let isEvergreen: Bool
  }

  private(set) var codes: [Code] = []
  let session: Session

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed)
    func uniform(_ range: ClosedRange<Double>) -> Double {
      Double.random(in: range, using: &random)
    }
    func normal(_ mean: Double, _ deviation: Double) -> Double {
      mean + deviation * (-2 * log(uniform(1e-12...1))).squareRoot() * cos(uniform(0...(2 * .pi)))
    }
    func poisson(_ mean: Double) -> Int {
      guard mean > 0 else { return 0 }
      if mean > 50 { return max(0, Int(normal(mean, mean.squareRoot()).rounded())) }
      var (count, product) = (0, uniform(0...1))
      while product > exp(-mean) {
        count += 1
        product *= uniform(0...1)
      }
      return count
    }
    let days = [30, 45, 60].randomElement(using: &random) ?? 30
    let sales = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      Int.random(in: 5...(days - 4), using: &random)
    }
    let tracked: Double = [0.0, 0.6, 1.0].randomElement(using: &random) ?? 0
    let half = uniform(1.5...5)
    let tail = uniform(0.05...0.3)
    let level = log([8.0, 15, 30].randomElement(using: &random) ?? 8)
    let spread = uniform(0.7...1.2)
    let usualRate = uniform(0.01...0.05)
    let leaked = Set((0..<200).shuffled(using: &random).prefix(20))
    let start = Day(number: 20_000)
    var session = Session(settings: Settings(name: "leaks"))
    let campaign = CampaignID(1)
    try session.apply(.put(Campaign(id: campaign, name: "Fall", goal: .conversions)))
    var rows: [Edit] = []
    for number in 0..<200 {
      let kind = leaked.contains(number) ? Kind.allCases.randomElement(using: &random) : nil
      let isEvergreen = kind == nil && uniform(0...1) < 0.1
      let first = Int.random(in: 3...(days / 2 - 1), using: &random)
      var posts = [first]
      if uniform(0...1) < 0.25 {
        posts.append(min(days - 2, first + Int.random(in: 5...19, using: &random)))
      }
      let size = exp(normal(level, spread))
      let ownHalf = half * exp(normal(0, 0.25))
      let ownTail = min(0.6, tail * exp(normal(0, 0.4)))
      var means = Array(repeating: 0.0, count: days)
      for (place, post) in posts.enumerated() {
        let shape = (post..<days).map { exp(-Double($0 - post) * log(2) / ownHalf) }
        let sum = shape.reduce(0, +)
        let share =
          size * (1 - ownTail) / Double(posts.count) * (place == 0 ? 1 : uniform(0.5...1.5))
        for (offset, value) in shape.enumerated() { means[post + offset] += share * value / sum }
      }
      for day in first..<days { means[day] += size * ownTail / Double(days - first) }
      if isEvergreen {
        means = Array(repeating: size / Double(days), count: days)
        if uniform(0...1) < 0.5 { posts = [] }
      }
      for day in sales { means[day] *= 3 }
      means = means.map { $0 * exp(normal(0, 0.3)) }
      let own = means.map(poisson)
      let rate = usualRate * exp(normal(0, 0.4))
      let clicks = means.map { poisson($0 / rate) }
      var leak = Array(repeating: 0.0, count: days)
      let total = max(30, Double(own.reduce(0, +)) * (kind == .shared ? 10 : 3))
      switch kind {
      case .couponSite:
        let from = first + Int.random(in: 2...max(2, (days - first) / 2 - 1), using: &random)
        for day in from..<days { leak[day] = total / Double(days - from) }
      case .burst:
        let from = first + Int.random(in: 1...(days - first - 2), using: &random)
        let width = min(Int.random(in: 1...3, using: &random), days - from)
        for day in from..<(from + width) { leak[day] = total / Double(width) }
      case .seep:
        let from = first + Int.random(in: 0...max(0, (days - first) / 3 - 1), using: &random)
        let sum = Double((days - from) * (days - from + 1) / 2)
        for day in from..<days { leak[day] = total * Double(day - from + 1) / sum }
      case .beforePost:
        let from = Int.random(in: 0..<first, using: &random)
        for day in from..<first { leak[day] = total / Double(first - from) }
      case .shared:
        let sum = max(means.reduce(0, +), 1e-9)
        leak = means.map { total * $0 / sum }
      case nil: break
      }
      let id = InfluencerID(number + 1)
      var creator = Influencer(id: id, handle: "c\(number)", platform: .instagram)
      creator.promoCode = "CODE\(number)"
      creator.followers = 20_000
      rows.append(.put(creator))
      for post in posts {
        for age in [0, 3, 9] where post + age < days {
          var row = Measurement(
            campaign: campaign, key: "p\(number)-\(post)", kind: .total, day: start + (post + age))
          row.influencer = id
          row.post = "https://www.instagram.com/p/x\(number)x\(post)/"
          row.counts.likes = 100 + age
          rows.append(.put(row))
        }
      }
      let isTracked = uniform(0...1) < tracked
      for day in 0..<days {
        let orders = own[day] + poisson(leak[day])
        if orders > 0 {
          var row = Measurement(
            campaign: campaign, key: "o\(number)-\(day)", kind: .increment, day: start + day)
          row.promoCode = creator.promoCode
          row.counts.conversions = orders
          row.channel = .shop
          rows.append(.put(row))
        }
        if isTracked, clicks[day] > 0 {
          var row = Measurement(
            campaign: campaign, key: "k\(number)-\(day)", kind: .increment, day: start + day)
          row.influencer = id
          row.counts.clicks = clicks[day]
          rows.append(.put(row))
        }
      }
      codes.append(Code(name: creator.promoCode, kind: kind, isEvergreen: isEvergreen))
    }
    try session.apply(.group("world", rows))
    self.session = session
  }
}
