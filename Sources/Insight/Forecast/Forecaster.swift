import Marketing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Forecasts what bookings will bring, from what the session measured and what is published.
///
/// Reach, impressions, engagements and clicks of a post are modelled relative to followers (`RateModel`); conversions
/// as a rate of clicks, or of reach where no clicks are known (`ConversionModel`); revenue as conversions times what an
/// order is worth; fees by `FeeModel`. Several posts of one booking repeat the same influencer's luck, so their
/// uncertainty shrinks only as far as posts scatter.
public struct Forecaster: Sendable {
  private let session: Session
  private let evidence: PostEvidence
  private let reach: RateModel
  private let impressions: RateModel
  private let engagements: RateModel
  private let clicks: RateModel
  private let conversions: ConversionModel
  private let fees: FeeModel
  private let orderValue: Double?
  private let productCosts: [Tier?: Double]
  private let commissionRates: [Tier?: Double]
  /// An export's views are taken as 1.2 a person: between one and one and a half.
  private static let viewsPerPerson = 1.2
  /// The pseudo-orders with which an influencer's order value is drawn towards the session's.
  private static let pseudoOrders = 20.0

  public init(_ session: Session) { self.init(session, days: nil) }

  /// As it would have forecast when only those days had been measured.
  init(_ session: Session, days: ClosedRange<Day>?) {
    self.session = session
    let evidence = PostEvidence(session, days: days)
    self.evidence = evidence
    let people = session.roster.rows
    func model(
      _ figure: KeyPath<PostFigures, Double?>, bias: Double = 0,
      exported: (Influencer) -> Double? = { _ in nil }
    ) -> RateModel {
      RateModel(
        people.compactMap { influencer in
          guard let own = evidence.creators[influencer.id] else { return nil }
          let logs = Forecaster.logs(own, figure, influencer)
          guard !logs.isEmpty, influencer.followers ?? 0 > 0 else { return nil }
          return RateModel.Observation(
            cell: Forecaster.cell(session, influencer), logs: logs, exported: exported(influencer))
        }, exportBias: bias)
    }
    reach = model(
      \.reach, bias: -log(Forecaster.viewsPerPerson), exported: Forecaster.exportedViews)
    impressions = model(\.impressions, exported: Forecaster.exportedViews)
    engagements = model(\.engagements, exported: Forecaster.exportedEngagements)
    clicks = model(\.clicks)

    let sellers = people.compactMap { influencer in
      evidence.creators[influencer.id].map { (influencer, $0) }
    }
    let hasSales = sellers.contains { $0.1.conversions != nil }
    let hasClicks = sellers.contains { $0.1.clicks > 0 }
    let base: ConversionModel.Base = hasClicks || !hasSales ? .clicks : .reach
    conversions = ConversionModel(
      hasSales
        ? sellers.map { influencer, own in
          ConversionModel.Observation(
            cell: Forecaster.cell(session, influencer),
            exposure: base == .clicks ? own.clicks : own.reach,
            conversions: max(0, own.conversions ?? 0))
        } : [], base: base)
    let sold = sellers.reduce(0) { $0 + max(0, $1.1.conversions ?? 0) }
    let earned = sellers.reduce(0) { $0 + ($1.1.conversions == nil ? 0 : $1.1.revenue ?? 0) }
    orderValue = sold > 0 && earned > 0 ? earned / sold : nil
    fees = FeeModel(session, evidence)
    (productCosts, commissionRates) = Forecaster.extras(session, evidence)
  }

  private static func cell(_ session: Session, _ influencer: Influencer) -> Cell {
    Cell(tier: session.tier(of: influencer), platform: influencer.platform)
  }

  /// ln(amount ÷ followers) of the posts that know the figure; half a unit more keeps nothing from being infinite.
  private static func logs(
    _ own: PostEvidence.Creator, _ figure: KeyPath<PostFigures, Double?>, _ influencer: Influencer
  ) -> [Double] {
    let offset = log(Double(max(1, influencer.followers ?? 1)))
    return own.posts.compactMap { post in post[keyPath: figure].map { log($0 + 0.5) - offset } }
  }

  private static func exportedViews(_ influencer: Influencer) -> Double? {
    guard let views = influencer.averageViews, views > 0, let followers = influencer.followers,
      followers > 0
    else { return nil }
    return log(Double(views) / Double(followers))
  }

  private static func exportedEngagements(_ influencer: Influencer) -> Double? {
    influencer.followerEngagementRate.flatMap { $0 > 0 ? log($0) : nil }
  }

  /// Goods sent along with a committed booking, the median of a tier; and commission by revenue of a tier.
  private static func extras(
    _ session: Session, _ evidence: PostEvidence
  ) -> (products: [Tier?: Double], commissions: [Tier?: Double]) {
    var products: [Tier?: [Double]] = [:]
    var commissions: [Tier?: Double] = [:]
    var revenues: [Tier?: Double] = [:]
    for booking in session.bookings.rows where booking.stage.isCommitted {
      let tier = session.roster[booking.influencer].flatMap { session.tier(of: $0) }
      products[tier, default: []].append(Double(booking.productCost.minorUnits))
      commissions[tier, default: 0] += Double(booking.commission.minorUnits)
    }
    for influencer in session.roster.rows {
      guard let own = evidence.creators[influencer.id]?.revenue else { continue }
      revenues[session.tier(of: influencer), default: 0] += own
    }
    return (
      products.mapValues { Typical($0)?.median ?? 0 },
      commissions.reduce(into: [:]) { result, entry in
        if let revenue = revenues[entry.key], revenue > 0 {
          result[entry.key] = min(1, entry.value / revenue)
        }
      }
    )
  }

  /// What a booking of so many pieces of an influencer may cost and bring.
  public func forecast(_ influencer: Influencer, pieces: Int = 1) -> Forecast {
    creator(influencer).forecast(pieces: pieces)
  }

  func creator(_ influencer: Influencer) -> CreatorForecast {
    let cell = Forecaster.cell(session, influencer)
    let own = evidence.creators[influencer.id]
    let followers = influencer.followers.flatMap { $0 > 0 ? $0 : nil }
    var result = CreatorForecast(influencer: influencer.id, followers: followers)
    func posterior(
      _ model: RateModel, _ figure: KeyPath<PostFigures, Double?>, _ prior: Prior.Figure?,
      _ exported: (value: Double, text: String)? = nil
    ) -> RateModel.Posterior? {
      let logs = own.map { Forecaster.logs($0, figure, influencer) } ?? []
      // Without followers nothing can be said but what the influencer's own posts say.
      guard let followers else { return logs.isEmpty ? nil : model.alone(logs) }
      let benchmark = prior.flatMap {
        Benchmark(
          session.priors, $0, base: .followers, influencer.platform, followers: followers)
      }
      return model.posterior(
        cell, benchmark: benchmark.map { ($0.belief, $0.text) }, logs: logs, exported: exported)
    }
    let views = Forecaster.exportedViews(influencer).map { ($0, "average views of the export") }
    result.reach = posterior(reach, \.reach, .reach, views)
    result.impressions = posterior(impressions, \.impressions, nil, views)
    result.engagements = posterior(
      engagements, \.engagements, .engagement,
      Forecaster.exportedEngagements(influencer).map { ($0, "engagement rate of the export") })
    result.clicks = posterior(clicks, \.clicks, nil)

    let rate = followers.flatMap {
      Benchmark(session.priors, .cvr, base: .clicks, influencer.platform, followers: $0)
    }
    let exposure = own.map { conversions.base == .clicks ? $0.clicks : $0.reach } ?? 0
    result.conversionBase = conversions.base
    result.conversions = conversions.posterior(
      cell, benchmark: rate, exposure: exposure, conversions: own?.conversions ?? 0)
    if let orderValue {
      let sold = max(0, own?.conversions ?? 0)
      let earned = max(0, own?.revenue ?? 0)
      let weight = sold / (sold + Forecaster.pseudoOrders)
      result.orderValue = (
        (earned + Forecaster.pseudoOrders * orderValue) / (sold + Forecaster.pseudoOrders),
        CreatorForecast.orderVariation / (sold + Forecaster.pseudoOrders).squareRoot(),
        Basis([
          (.measured, weight, "\(Int(sold)) orders"), (.session, 1 - weight, "orders here"),
        ])
      )
    }
    result.price = fees.price(of: influencer)
    let tier = session.tier(of: influencer)
    result.productCost = productCosts[tier] ?? 0
    result.commissionRate = result.price?.isAll == true ? 0 : commissionRates[tier] ?? 0
    return result
  }
}
