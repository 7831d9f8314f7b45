import LibC
import Marketing

/// A market with a known truth, to set forecasts against. It knows the published benchmarks and nothing of the models:
/// what a source says is drawn from its range as stated, accounts vary around their tier and platform, posts around
/// their account, and sales are counts.
struct World {
  enum Family: String, CaseIterable {
    /// As the benchmarks say, within their spread.
    case benchmarks
    /// Every benchmark is off threefold, up or down.
    case threefold
    /// Held back until the end: heavy tails, followers that count for less the more there are, a strong season, and
    /// accounts that sell nothing.
    case heldBack = "held back"
  }

  enum Measured: String, CaseIterable {
    case none, half, all
    var share: Double {
      switch self {
      case .none: 0
      case .half: 0.5
      case .all: 1
      }
    }
  }

  /// What one post of an account brings when the campaign runs.
  struct Outcome {
    var reach = 0.0
    var engagements = 0.0
    var clicks = 0.0
    var conversions = 0.0
    /// Minor units.
    var revenue = 0.0
  }

  private(set) var session = Session(settings: Settings(name: "World"))
  /// By influencer.
  private(set) var outcomes: [InfluencerID: Outcome] = [:]
  let campaign = CampaignID(2)
  private var random: WorldRandom
  private let family: Family

  /// What a tier on a platform has for reach and engagements per follower, clicks per impression and conversions per
  /// click, as logarithms.
  private struct Levels {
    var reach = 0.0
    var engagements = 0.0
    var clicks = 0.0
    var conversions = 0.0
  }

  private struct Account {
    var reach = 0.0
    var engagements = 0.0
    var clicks = 0.0
    var conversions = 0.0
    var followers = 0.0
  }

  /// The world's own constants, drawn once.
  private struct Nature {
    var talent = 0.0
    var luck = 0.0
    /// Of a benchmark's variance, what all tiers and platforms share.
    var common = 1.0
    var shift: [Prior.Figure: Double] = [:]
    /// Which of several sources is right, from 0 to 1.
    var source: [Prior.Figure: Double] = [:]
    var elasticity = 1.0
    var season = 0.0
    var salesSeason = 0.0
    var silent = 0.0
    var reachElsewhere = 0.0
    var clickRate = 0.0
  }

  init(_ family: Family, _ measured: Measured, accounts: Int = 150, seed: UInt64) throws {
    self.family = family
    random = WorldRandom(seed: seed)
    let past = CampaignID(1)
    try session.apply(.put(Campaign(id: past, name: "Past", goal: .awareness)))
    var next = Campaign(id: campaign, name: "Next", goal: .engagement)
    next.budget = Money(minorUnits: 15_000_00)
    try session.apply(.put(next))
    let nature = nature()
    var levels: [String: Levels] = [:]
    for number in 1...accounts {
      let platform: Platform = [.instagram, .instagram, .tiktok, .youtube][random.below(4)]
      let followers = pow(10, 3.3 + 3 * random.fraction())
      var person = Influencer(id: InfluencerID(number), handle: "i\(number)", platform: platform)
      person.followers = Int(followers)
      person.niches = [["food", "beauty", "travel", "games"][random.below(4)]]
      person.language = ["en", "de"][random.below(2)]
      person.fee = Money(
        minorUnits: Int64(15 * pow(followers, 0.75) * exp(0.5 * random.gaussian())) + 1)
      try session.apply(.put(person))
      let place = "\(session.tier(of: person)?.rawValue ?? "") \(platform.rawValue)"
      let level = levels[place] ?? self.levels(platform, Int(followers), nature)
      levels[place] = level
      var account = Account(followers: followers)
      func talent() -> Double { nature.talent * deviate() }
      let size = (nature.elasticity - 1) * (log(followers) - log(30_000))
      account.reach = level.reach + talent() + size
      account.engagements = level.engagements + talent() + size
      account.clicks = level.clicks + 0.7 * talent()
      account.conversions = level.conversions + talent()
      if random.fraction() < nature.silent { account.conversions = -100 }
      if random.fraction() < measured.share {
        for post in 0..<(2 + random.below(6)) {
          try measure(person.id, past, post, self.post(account, nature, isFuture: false))
        }
      }
      outcomes[person.id] = post(account, nature, isFuture: true)
    }
  }

  private mutating func deviate() -> Double {
    family == .heldBack ? random.heavy() : random.gaussian()
  }

  private mutating func nature() -> Nature {
    var result = Nature()
    result.talent = 0.35 + 0.3 * random.fraction()
    result.luck = 0.35 + 0.3 * random.fraction()
    for figure in [Prior.Figure.reach, .engagement, .cvr] {
      result.source[figure] = random.fraction()
      result.shift[figure] =
        family == .threefold ? (random.fraction() < 0.5 ? 1 : -1) * log(3) : random.gaussian()
    }
    result.reachElsewhere = log(0.2) + 0.7 * random.gaussian()
    result.clickRate = log(0.008) + 0.6 * random.gaussian()
    result.season = 0.1 * random.gaussian()
    result.salesSeason = 0.1 * random.gaussian()
    switch family {
    case .benchmarks: result.common = 0.6 + 0.4 * random.fraction()
    case .threefold: result.common = 0.8
    case .heldBack:
      result.common = 0.3 + 0.7 * random.fraction()
      result.elasticity = 0.6 + 0.4 * random.fraction()
      result.season *= 1.5
      result.salesSeason *= 1.5
      result.silent = 0.2
    }
    return result
  }

  /// Levels of a tier on a platform.
  private mutating func levels(_ platform: Platform, _ followers: Int, _ nature: Nature) -> Levels {
    let apart = (1 - nature.common).squareRoot()
    func level(_ figure: Prior.Figure, _ base: Prior.Base) -> Double? {
      guard
        let stated = Stated(
          session.priors, figure, base, platform, followers, source: nature.source[figure] ?? 0)
      else { return nil }
      let shift = nature.shift[figure] ?? 0
      let own = apart * stated.deviation * random.gaussian()
      return family == .threefold
        ? stated.middle + shift + own
        : stated.middle + nature.common.squareRoot() * stated.deviation * shift + own
    }
    let reach = level(.reach, .followers) ?? nature.reachElsewhere + 0.3 * random.gaussian()
    return Levels(
      reach: reach, engagements: level(.engagement, .followers) ?? log(0.02),
      clicks: nature.clickRate + 0.3 * random.gaussian(),
      conversions: level(.cvr, .clicks) ?? log(0.015))
  }

  private mutating func post(_ account: Account, _ nature: Nature, isFuture: Bool) -> Outcome {
    let season = isFuture ? nature.season : 0
    let luck = deviate()
    var result = Outcome()
    result.reach = account.followers * exp(account.reach + season + nature.luck * luck)
    let other = 0.7 * luck + 0.71 * deviate()
    result.engagements = account.followers * exp(account.engagements + season + nature.luck * other)
    let clicks =
      1.3 * result.reach * exp(account.clicks + 0.3 * deviate())
    result.clicks = Double(random.poisson(clicks))
    let rate = exp(account.conversions + (isFuture ? nature.salesSeason : 0))
    let orders = random.poisson(result.clicks * min(rate, 0.9))
    result.conversions = Double(orders)
    result.revenue = random.orders(orders)
    return result
  }

  private mutating func measure(
    _ who: InfluencerID, _ campaign: CampaignID, _ number: Int, _ outcome: Outcome
  ) throws {
    let day = Day(number: 20_458) + random.below(50)
    var row = Measurement(
      campaign: campaign, key: "p\(who.number)-\(number)", kind: .total, day: day)
    row.influencer = who
    row.counts.reach = Int(outcome.reach)
    row.counts.impressions = Int(1.3 * outcome.reach)
    row.counts.likes = Int(outcome.engagements)
    row.counts.clicks = Int(outcome.clicks)
    try session.apply(.put(row))
    guard outcome.conversions > 0 else { return }
    var sales = Measurement(
      campaign: campaign, key: "o\(who.number)-\(number)", kind: .increment, day: day)
    sales.influencer = who
    sales.counts.conversions = Int(outcome.conversions)
    sales.counts.revenue = Money(minorUnits: Int64(outcome.revenue))
    try session.apply(.put(sales))
  }
}

/// A source's range as a middle and a deviation of the logarithm: eight of ten lie within it, it is wider for less
/// trustworthy sources, and of several sources one is right, the more trustworthy ones more often.
private struct Stated {
  let middle: Double
  let deviation: Double

  init?(
    _ priors: [Prior], _ figure: Prior.Figure, _ base: Prior.Base, _ platform: Platform,
    _ followers: Int, source: Double
  ) {
    let known =
      priors.filter {
        $0.figure == figure && $0.base == base && $0.deliverable.isEmpty
          && $0.covers(platform, followers: followers)
      }.map { prior -> (middle: Double, deviation: Double) in
        let low = log(Double(prior.low) / 1e6)
        let high = log(Double(prior.high) / 1e6)
        let trusts: [String: Double] = ["A": 1, "B": 1.25, "C": 1.5, "D": 2]
        let trust = trusts[prior.grade.rawValue] ?? 2
        return ((low + high) / 2, max((high - low) / 2 / 1.2816, 0.3) * trust)
      }.sorted { $0.middle < $1.middle }
    guard let last = known.last else { return nil }
    var left = source * known.reduce(0.0) { $0 + 1 / ($1.deviation * $1.deviation) }
    var chosen = last
    for one in known {
      chosen = one
      left -= 1 / (one.deviation * one.deviation)
      if left <= 0 { break }
    }
    (middle, deviation) = chosen
  }
}

/// A generator of the study's own (xorshift64*).
struct WorldRandom {
  private var state: UInt64

  init(seed: UInt64) { state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func fraction() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) * 0x1p-53
  }

  mutating func below(_ end: Int) -> Int { Int(fraction() * Double(end)) }

  /// Standard normal, by the polar method.
  mutating func gaussian() -> Double {
    while true {
      let x = 2 * fraction() - 1
      let y = 2 * fraction() - 1
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// Student's t with 4 degrees of freedom, scaled to a deviation of 1.
  mutating func heavy() -> Double {
    var square = 0.0
    for _ in 0..<4 {
      let part = gaussian()
      square += part * part
    }
    return gaussian() / (square / 4).squareRoot() / 2.0.squareRoot()
  }

  mutating func poisson(_ mean: Double) -> Int {
    guard mean < 50 else { return max(0, Int((mean + mean.squareRoot() * gaussian()).rounded())) }
    let end = exp(-mean)
    var product = fraction()
    var count = 0
    while product > end {
      product *= fraction()
      count += 1
    }
    return count
  }

  /// Orders of $50 on average, in minor units.
  mutating func orders(_ count: Int) -> Double {
    guard count < 200 else {
      return 50_00 * (Double(count) + 0.6 * Double(count).squareRoot() * gaussian())
    }
    return (0..<count).reduce(0) { sum, _ in sum + 50_00 * exp(0.55 * gaussian() - 0.15125) }
  }
}
