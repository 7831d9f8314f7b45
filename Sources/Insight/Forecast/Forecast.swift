import Marketing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a booking of some pieces may cost and bring. Amounts of money are in minor units. What nothing is known about
/// is nil, which is not zero.
public struct Forecast: Hashable, Sendable {
  public let influencer: InfluencerID
  public let pieces: Int
  public internal(set) var fee: ForecastFigure?
  /// Goods sent along, and the expected commission.
  public internal(set) var productCost = 0.0
  public internal(set) var commission = 0.0
  public internal(set) var impressions: ForecastFigure?
  /// People, each counted once however many of the pieces they see.
  public internal(set) var reach: ForecastFigure?
  /// The reach of each piece added up, as platforms report it.
  public internal(set) var addedReach: ForecastFigure?
  public internal(set) var engagements: ForecastFigure?
  public internal(set) var clicks: ForecastFigure?
  public internal(set) var conversions: ForecastFigure?
  public internal(set) var revenue: ForecastFigure?

  init(influencer: InfluencerID, pieces: Int) {
    self.influencer = influencer
    self.pieces = pieces
  }

  /// Fee, goods and expected commission; nil when the fee is.
  public var cost: Double? { fee.map { $0.outcome.mean + productCost + commission } }

  public func figure(_ kpi: KPI) -> ForecastFigure? {
    switch kpi {
    case .impressions: impressions
    case .reach: reach
    case .engagements: engagements
    case .clicks: clicks
    case .conversions: conversions
    case .revenue: revenue
    default: nil
    }
  }

  /// The same as sums over the pieces, as measurements of posts have it.
  func summed(_ kpi: KPI) -> ForecastFigure? { kpi == .reach ? addedReach : figure(kpi) }
}

/// What is known of one influencer, ready to be asked for any number of pieces.
struct CreatorForecast: Sendable {
  let influencer: InfluencerID
  let followers: Int?
  var reach: RateModel.Posterior?
  var impressions: RateModel.Posterior?
  var engagements: RateModel.Posterior?
  var clicks: RateModel.Posterior?
  var conversions: ConversionModel.Posterior?
  var conversionBase = ConversionModel.Base.clicks
  /// Revenue by conversion in minor units, the deviation of its mean ÷ the mean, and where it is from.
  var orderValue: (mean: Double, variation: Double, basis: Basis)?
  var price: FeeModel.Price?
  var productCost = 0.0
  /// Share of the revenue.
  var commissionRate = 0.0

  /// Orders differ by so much of their mean.
  static let orderVariation = 0.6

  func forecast(pieces: Int) -> Forecast {
    var result = Forecast(influencer: influencer, pieces: pieces)
    result.fee = price.map {
      ForecastFigure(outcome: $0.outcome.scaled(by: Double(pieces)), basis: $0.basis)
    }
    result.productCost = productCost
    let reached = reach.map { total($0, pieces) }
    result.addedReach = reached
    result.reach = reached.map { unique($0, pieces) }
    result.impressions = impressions.map { total($0, pieces) }
    result.engagements = engagements.map { total($0, pieces) }
    result.clicks = clicks.map { total($0, pieces) }
    let base = conversionBase == .clicks ? result.clicks : reached
    if let conversions, let base {
      result.conversions = sold(conversions, base)
      if let orderValue, let sales = result.conversions {
        result.revenue = revenue(sales, orderValue)
      }
    }
    result.commission = commissionRate * (result.revenue?.outcome.mean ?? 0)
    return result
  }

  /// The sum of several posts: what is uncertain about the influencer is common to them, what scatters averages out.
  /// The log-normal of the same mean and variance (Fenton 1960).
  private func total(_ post: RateModel.Posterior, _ pieces: Int) -> ForecastFigure {
    let count = Double(max(1, pieces))
    let scatter = log(1 + (exp(post.scatter) - 1) / count)
    let offset = log(Double(max(1, followers ?? 1)))
    return ForecastFigure(
      outcome: Distribution(
        mu: post.mean + offset + post.scatter / 2 + log(count) - scatter / 2,
        sigma: (post.variance + scatter).squareRoot()),
      basis: post.basis, sharedDeviation: post.shared)
  }

  /// People reached by several posts: as if each post found its people in the following at random (Sainsbury), so a
  /// second post reaches fewer new ones. Who reaches more people than follow is taken as reaching from that many.
  private func unique(_ figure: ForecastFigure, _ pieces: Int) -> ForecastFigure {
    guard pieces > 1 else { return figure }
    let each = figure.outcome.mean / Double(pieces)
    let audience = max(Double(followers ?? 0), 2 * each)
    let people = audience * (1 - pow(1 - each / audience, Double(pieces)))
    return figure.scaled(by: people / figure.outcome.mean)
  }

  private func sold(_ rate: ConversionModel.Posterior, _ base: ForecastFigure) -> ForecastFigure {
    let mean = rate.mean * base.outcome.mean
    let spread =
      (1 + rate.variation * rate.variation)
      * (1 + base.outcome.variation * base.outcome.variation) - 1
    let square = spread + 1 / mean
    return ForecastFigure(
      outcome: Distribution(gammaMean: mean, variation: square.squareRoot()),
      basis: Basis(rate.basis, times: base.basis),
      sharedDeviation: (rate.shared * rate.shared + base.sharedDeviation * base.sharedDeviation)
        .squareRoot())
  }

  private func revenue(
    _ sales: ForecastFigure, _ value: (mean: Double, variation: Double, basis: Basis)
  ) -> ForecastFigure {
    let mean = sales.outcome.mean * value.mean
    let spread =
      (1 + sales.outcome.variation * sales.outcome.variation)
      * (1 + value.variation * value.variation) - 1
    let orders = CreatorForecast.orderVariation
    let square = spread + orders * orders / sales.outcome.mean
    return ForecastFigure(
      outcome: Distribution(gammaMean: mean, variation: square.squareRoot()), basis: sales.basis,
      sharedDeviation: sales.sharedDeviation)
  }
}
