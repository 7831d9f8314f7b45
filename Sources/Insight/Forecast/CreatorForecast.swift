import LibC
import Marketing

/// A figure's expected distribution without its basis: all that a solver needs.
package struct Expectation: Sendable {
  package let outcome: Distribution
  /// As in `ForecastFigure`.
  package let shared: SharedDoubt

  package init(outcome: Distribution, shared: SharedDoubt) {
    self.outcome = outcome
    self.shared = shared
  }

  func figure(_ basis: Basis) -> ForecastFigure {
    ForecastFigure(outcome: outcome, basis: basis, shared: shared)
  }
}

/// What the influencers of a tier on a platform have in common, if the same priors apply to them.
final class ForecastGroup: Sendable {
  let reach: RateExpectation
  let impressions: RateExpectation
  let engagements: RateExpectation
  let clicks: RateExpectation
  let conversionBase: ConversionModel.Base
  let conversions: ConversionModel.Expectation?
  /// Revenue per conversion in minor units; nil if nothing was sold.
  let orderValue: Double?
  let fee: FeeModel.Estimate?
  let productCost: Double
  /// As a share of the revenue.
  let commissionRate: Double

  init(
    reach: RateExpectation, impressions: RateExpectation, engagements: RateExpectation,
    clicks: RateExpectation, conversionBase: ConversionModel.Base,
    conversions: ConversionModel.Expectation?, orderValue: Double?, fee: FeeModel.Estimate?,
    productCost: Double, commissionRate: Double
  ) {
    self.reach = reach
    self.impressions = impressions
    self.engagements = engagements
    self.clicks = clicks
    self.conversionBase = conversionBase
    self.conversions = conversions
    self.orderValue = orderValue
    self.fee = fee
    self.productCost = productCost
    self.commissionRate = commissionRate
  }
}

/// What an influencer's own posts and orders show.
final class OwnFigures: Sendable {
  let reach: LogSum
  let impressions: LogSum
  let engagements: LogSum
  let clicks: LogSum
  /// Clicks, or people reached, that conversions are counted against, while orders were tracked.
  let exposure: Double
  /// Those on days on which orders were tracked, which belong to the exposure.
  let conversions: Double
  /// All of them, which belong to the revenue.
  let sold: Double
  let revenue: Double

  /// - Parameter logFollowers: ln of the followers, subtracted from all logarithms.
  init(_ own: PostEvidence.Creator, logFollowers: Double, base: ConversionModel.Base) {
    // Half a unit is added to keep logarithms finite.
    func logs(_ figure: KeyPath<PostFigures, Double?>) -> LogSum {
      LogSum(
        own.posts.compactMap { post in post[keyPath: figure].map { log($0 + 0.5) - logFollowers } })
    }
    reach = logs(\.reach)
    impressions = logs(\.impressions)
    engagements = logs(\.engagements)
    clicks = logs(\.clicks)
    exposure = base == .clicks ? own.tracked.clicks : own.tracked.reach
    conversions = max(0, own.tracked.conversions)
    sold = own.conversions ?? 0
    revenue = own.revenue ?? 0
  }
}

/// What is known about one influencer, ready for any figure and any number of pieces. Figures are worked out when they
/// are asked for: most candidates are only ever asked for the goal's.
package final class CreatorForecast: Sendable {
  let influencer: InfluencerID
  let followers: Int?
  private let logFollowers: Double
  private let group: ForecastGroup
  private let own: OwnFigures?
  /// ln of the exported views and engagements per follower.
  private let exportedViews: Double?
  private let exportedEngagements: Double?
  package let price: FeeModel.Price?

  /// The coefficient of variation of an order's value.
  static let orderVariation = 0.6
  /// An influencer's mean order value is shrunk towards the session's as if it had this many orders.
  private static let pseudoOrders = 20.0

  init(
    _ influencer: InfluencerID, followers: Int?, logFollowers: Double, _ group: ForecastGroup,
    own: OwnFigures?, exportedViews: Double?, exportedEngagements: Double?,
    price: FeeModel.Price?
  ) {
    self.influencer = influencer
    self.followers = followers
    self.logFollowers = logFollowers
    self.group = group
    self.own = own
    self.exportedViews = exportedViews
    self.exportedEngagements = exportedEngagements
    self.price = price
  }

  var productCost: Double { group.productCost }
  var commissionRate: Double { price?.isAll == true ? 0 : group.commissionRate }

  // MARK: What one post brings

  private func posterior(
    _ expectation: RateExpectation, _ logs: LogSum, _ exported: Double? = nil
  ) -> RateModel.Posterior? {
    // Without followers only the influencer's own posts count.
    guard followers != nil else { return logs.count == 0 ? nil : expectation.alone(logs) }
    return expectation.posterior(logs, exported: exported, size: logFollowers)
  }

  private var reach: RateModel.Posterior? {
    posterior(group.reach, own?.reach ?? .none, exportedViews)
  }
  private var impressions: RateModel.Posterior? {
    posterior(group.impressions, own?.impressions ?? .none, exportedViews)
  }
  private var engagements: RateModel.Posterior? {
    posterior(group.engagements, own?.engagements ?? .none, exportedEngagements)
  }
  private var clicks: RateModel.Posterior? { posterior(group.clicks, own?.clicks ?? .none) }
  private var conversions: ConversionModel.Posterior? {
    group.conversions?.posterior(
      exposure: own?.exposure ?? 0, conversions: own?.conversions ?? 0)
  }

  /// Revenue per conversion in minor units, and the relative error of its mean.
  var orderValue: (mean: Double, variation: Double)? {
    group.orderValue.map { value in
      let sold = max(0, own?.sold ?? 0)
      let earned = max(0, own?.revenue ?? 0)
      let pseudo = CreatorForecast.pseudoOrders
      return (
        (earned + pseudo * value) / (sold + pseudo),
        CreatorForecast.orderVariation / (sold + pseudo).squareRoot()
      )
    }
  }

  // MARK: What some pieces bring

  /// The expected figure; nil if nothing is known. Reach counts each person once.
  package func expected(_ kpi: KPI, pieces: Int) -> Expectation? {
    guard !kpi.isQuotient else { return nil }
    switch kpi.row.numerator {
    case .reach: return reach(pieces)
    case .impressions: return impressions.map { total($0, pieces) }
    case .engagements: return engagements.map { total($0, pieces) }
    case .clicks: return clicks.map { total($0, pieces) }
    case .conversions: return sales(pieces)
    case .revenue:
      guard let orderValue, let sales = sales(pieces) else { return nil }
      return revenue(sales, orderValue)
    case .likes, .comments, .shares, .saves, .netRevenue, .returns, .spend, .cost, .followers:
      return nil
    }
  }

  func fee(pieces: Int) -> Distribution? { price?.outcome.scaled(by: Double(pieces)) }

  /// In minor units.
  func commission(pieces: Int) -> Double {
    commissionRate == 0
      ? 0 : commissionRate * (expected(.revenue, pieces: pieces)?.outcome.mean ?? 0)
  }

  /// Fee, goods and expected commission, each in whole minor units, as a booking has them; nil if the fee is unknown.
  package func cost(pieces: Int) -> Double? {
    fee(pieces: pieces).map {
      $0.mean.rounded() + productCost.rounded() + commission(pieces: pieces).rounded()
    }
  }

  package func forecast(pieces: Int) -> Forecast {
    var result = Forecast(influencer: influencer, pieces: pieces)
    result.fee = price.map {
      ForecastFigure(outcome: $0.outcome.scaled(by: Double(pieces)), basis: $0.basis)
    }
    result.productCost = productCost
    if let reach {
      let added = total(reach, pieces)
      result.addedReach = added.figure(reach.basis)
      result.reach = self.reach(pieces)?.figure(reach.basis)
    }
    result.impressions = impressions.map { total($0, pieces).figure($0.basis) }
    result.engagements = engagements.map { total($0, pieces).figure($0.basis) }
    result.clicks = clicks.map { total($0, pieces).figure($0.basis) }
    let base = group.conversionBase == .clicks ? result.clicks : result.addedReach
    if let base, let conversions, let sales = sales(pieces) {
      let basis = Basis(conversions.basis, times: base.basis)
      result.conversions = sales.figure(basis)
      result.revenue = expected(.revenue, pieces: pieces)?.figure(basis)
    }
    result.commission = commission(pieces: pieces)
    return result
  }

  /// People, each counted once; never more than the impressions, since nobody is reached without seeing a piece.
  private func reach(_ pieces: Int) -> Expectation? {
    guard let reach = addedReach(pieces).map({ unique($0, pieces) }) else { return nil }
    guard let most = impressions.map({ total($0, pieces).outcome }) else { return reach }
    let factor = min(1, most.mean / reach.outcome.mean, most.p50 / reach.outcome.p50)
    return factor < 1
      ? Expectation(
        outcome: reach.outcome.scaled(by: factor), shared: reach.shared) : reach
  }

  private func addedReach(_ pieces: Int) -> Expectation? { reach.map { total($0, pieces) } }

  /// The sum of several posts: uncertainty about the influencer is common to all of them, variation between posts
  /// averages out. A log-normal of the same mean and variance (Fenton 1960).
  private func total(_ post: RateModel.Posterior, _ pieces: Int) -> Expectation {
    let count = Double(max(1, pieces))
    let scatter = log(1 + (exp(post.scatter) - 1) / count)
    let season = SharedDoubt.season * SharedDoubt.season
    return Expectation(
      outcome: Distribution(
        mu: post.mean + logFollowers + post.scatter / 2 + log(count) - scatter / 2,
        sigma: (post.variance + scatter + season).squareRoot()),
      shared: post.shared.withSeason)
  }

  /// People reached by several posts, as if each post reached a random part of the following (Sainsbury), so that a
  /// second one adds fewer. If a post reaches more people than follow, those count as the following.
  private func unique(_ added: Expectation, _ pieces: Int) -> Expectation {
    guard pieces > 1 else { return added }
    let mean = added.outcome.mean
    let each = mean / Double(pieces)
    let audience = max(Double(followers ?? 0), 2 * each)
    let people = audience * (1 - pow(1 - each / audience, Double(pieces)))
    return Expectation(
      outcome: added.outcome.scaled(by: people / mean), shared: added.shared)
  }

  private func sales(_ pieces: Int) -> Expectation? {
    guard let rate = conversions else { return nil }
    let base =
      group.conversionBase == .clicks
      ? clicks.map { total($0, pieces) } : addedReach(pieces)
    guard let base else { return nil }
    let mean = rate.mean * base.outcome.mean
    let spread =
      (1 + rate.variation * rate.variation)
      * (1 + base.outcome.variation * base.outcome.variation) - 1
    return Expectation(
      outcome: Distribution(countMean: mean, variation: spread.squareRoot()),
      shared: rate.shared * base.shared)
  }

  private func revenue(
    _ sales: Expectation, _ value: (mean: Double, variation: Double)
  ) -> Expectation {
    let mean = sales.outcome.mean * value.mean
    let spread =
      (1 + sales.outcome.variation * sales.outcome.variation)
      * (1 + value.variation * value.variation) - 1
    let orders = CreatorForecast.orderVariation
    let square = spread + orders * orders / sales.outcome.mean
    return Expectation(
      outcome: sales.outcome.with(mean: mean, variation: square.squareRoot()),
      shared: sales.shared)
  }
}
