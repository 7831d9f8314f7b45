import LibC
import Marketing

/// What one piece of each influencer costs: as agreed before, as listed in the roster, or estimated from followers.
package struct FeeModel: Sendable {
  package struct Price: Hashable, Sendable {
    /// Minor units per piece.
    let outcome: Distribution
    let basis: Basis
    /// Includes commission, so none comes on top.
    var isAll = false

    init(outcome: Distribution, basis: Basis) {
      self.outcome = outcome
      self.basis = basis
    }

    package init(exactly fee: Money, _ basis: Basis) {
      self.init(outcome: Distribution(exactly: Double(fee.minorUnits)), basis: basis)
    }
  }

  /// The price of one piece in the newest booking by influencer, and the campaign's name.
  private var agreed: [InfluencerID: (price: Double, text: String, isAll: Bool)] = [:]
  /// ln fee = intercept of the platform + slope · ln followers, and the variance of the residuals.
  private var slope = FeeModel.assumedSlope
  private var intercepts: [Platform: (value: Double, influencers: Int)] = [:]
  private var overall: (value: Double, influencers: Int)?
  private var residual = FeeModel.assumedResidual
  private let priors: [Prior]
  private let currency: Currency

  /// Fees grow more slowly than followers, and vary by half from one account to the next.
  static let assumedSlope = 0.8
  static let assumedResidual = 0.25

  init(_ session: Session, _ evidence: PostEvidence) {
    priors = session.priors
    currency = session.settings.currency
    for booking in session.bookings.rows {
      guard booking.stage >= .offered, booking.stage != .declined else { continue }
      // What nobody has named isn't agreed.
      guard let fee = booking.fee else { continue }
      // Somebody who works for commission alone costs what was paid in the end.
      let isAll = fee <= .zero
      guard !isAll || booking.stage >= .done && booking.commission > .zero else { continue }
      let own = evidence.creators[booking.influencer]
      let posts = own?.postsByBooking[booking.id] ?? own?.postsByCampaign[booking.campaign]
      let pieces = booking.pieces ?? max(1, posts ?? 1)
      let name = session.campaigns[booking.campaign]?.name ?? "a campaign"
      let word = isAll ? "commission of" : booking.stage == .offered ? "offered for" : "agreed for"
      let amount = isAll ? booking.commission : fee
      agreed[booking.influencer] = (
        Double(amount.minorUnits) / Double(pieces), "\(word) \(name)", isAll
      )
    }
    fit(session)
  }

  private mutating func fit(_ session: Session) {
    var points: [Platform: [(x: Double, y: Double)]] = [:]
    let people = session.roster.rows
    // By place: copying whole influencers out of the roster costs more than everything else here.
    for place in people.indices {
      guard let followers = people[place].followers, followers > 0,
        let price = known(people[place].id, people[place].fee), price > 0
      else { continue }
      points[people[place].platform, default: []].append((log(Double(followers)), log(price)))
    }
    let platforms = points.keys.sorted()
    // The slope within platforms, with the assumed one weighing as much as two observations.
    var square = 2.0
    var product = 2 * FeeModel.assumedSlope
    for platform in platforms {
      let own = points[platform] ?? []
      let x = own.reduce(0) { $0 + $1.x } / Double(own.count)
      let y = own.reduce(0) { $0 + $1.y } / Double(own.count)
      for point in own {
        square += (point.x - x) * (point.x - x)
        product += (point.x - x) * (point.y - y)
      }
    }
    slope = min(max(product / square, 0.2), 1.5)
    var all = (sum: 0.0, count: 0)
    for platform in platforms {
      for point in points[platform] ?? [] {
        all.sum += point.y - slope * point.x
        all.count += 1
      }
    }
    guard all.count > 0 else { return }
    let center = all.sum / Double(all.count)
    overall = (center, all.count)
    var squares = 4 * FeeModel.assumedResidual
    for platform in platforms {
      let own = (points[platform] ?? []).map { $0.y - slope * $0.x }
      let value = (own.reduce(0, +) + center) / Double(own.count + 1)
      intercepts[platform] = (value, own.count)
      squares += own.reduce(0) { $0 + ($1 - value) * ($1 - value) }
    }
    residual = squares / Double(all.count + 4)
  }

  /// Minor units per piece, if no estimate is needed.
  private func known(_ influencer: InfluencerID, _ fee: Money?) -> Double? {
    let stated = fee.map { Double($0.minorUnits) }
    return agreed.isEmpty ? stated : agreed[influencer]?.price ?? stated
  }

  /// The estimated price of a piece on a platform and in a size class, for anyone without a known price.
  struct Estimate: Sendable {
    /// Beliefs about the logarithm: a constant, or a constant and a slope over ln followers.
    fileprivate let beliefs: [(constant: Double, slope: Double, variance: Double)]
    fileprivate let precision: Double
    fileprivate let deviation: Double
    fileprivate let basis: Basis
  }

  /// Nil if neither other fees in the session nor a benchmark help.
  func estimate(_ platform: Platform, followers: Int) -> Estimate? {
    var beliefs: [(constant: Double, slope: Double, variance: Double)] = []
    var parts: [(kind: Basis.Kind, weight: Double, text: String)] = []
    if let own = intercepts[platform] {
      let variance = residual / Double(own.influencers)
      beliefs.append((own.value, slope, variance))
      parts.append((.session, 1 / variance, "\(own.influencers) fees on \(platform.title) here"))
    } else if let overall {
      let variance = 0.25 + residual
      beliefs.append((overall.value, slope, variance))
      parts.append(
        (.session, 1 / variance, "\(overall.influencers) fees on other platforms here"))
    }
    if let benchmark = Benchmark(
      priors, .fee, base: .post, platform, followers: followers, currency: currency)
    {
      beliefs.append((benchmark.mean, 0, benchmark.variance))
      parts.append((.prior, 1 / benchmark.variance, benchmark.text))
    }
    guard !beliefs.isEmpty else { return nil }
    let precision = beliefs.reduce(0) { $0 + 1 / $1.variance }
    return Estimate(
      beliefs: beliefs, precision: precision, deviation: (residual + 1 / precision).squareRoot(),
      basis: Basis(parts))
  }

  private static let rosterBasis = Basis(.rateCard, "the roster")

  /// Nil if the fee is unknown and can't be estimated.
  ///
  /// - Parameter fee: per piece, as listed in the roster; `logFollowers` is ln of the followers.
  func price(
    of influencer: InfluencerID, fee: Money?, logFollowers: Double, _ estimate: Estimate?
  ) -> Price? {
    if !agreed.isEmpty, let (amount, text, isAll) = agreed[influencer] {
      var price = Price(outcome: Distribution(exactly: amount), basis: Basis(.agreed, text))
      price.isAll = isAll
      return price
    }
    if let fee, fee > .zero { return Price(exactly: fee, FeeModel.rosterBasis) }
    guard let estimate else { return nil }
    let sum = estimate.beliefs.reduce(0) {
      $0 + ($1.constant + $1.slope * logFollowers) / $1.variance
    }
    return Price(
      outcome: Distribution(mu: sum / estimate.precision, sigma: estimate.deviation),
      basis: estimate.basis)
  }
}

extension Booking {
  /// The number of pieces that the fee pays for: stories that come with posts don't count. Nil if the booking has no
  /// deliverables.
  package var pieces: Int? {
    let posts = deliverables.filter { $0.type != "story" }.reduce(0) { $0 + $1.count }
    if posts > 0 { return posts }
    let all = deliverables.reduce(0) { $0 + $1.count }
    return all > 0 ? all : nil
  }
}
