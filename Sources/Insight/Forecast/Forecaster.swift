import LibC
import Marketing
import Metrics

/// Forecasts what bookings will bring, from the session's measurements and published benchmarks.
///
/// A post's reach, impressions, engagements and clicks are modelled per follower (`RateModel`); conversions as a rate
/// of clicks, or of reach if clicks are unknown (`ConversionModel`); revenue as conversions times the value of an
/// order; fees by `FeeModel`. The posts of one booking share the influencer's luck, so more posts only average out the
/// variation between posts.
///
/// What a tier on a platform has in common is worked out once.
package struct Forecaster: Sendable {
  let session: Session
  let evidence: PostEvidence
  private let models: Models
  /// For everybody in the roster, made in advance.
  private let groups: [GroupKey: ForecastGroup]

  /// Exported views are taken as 1.2 per person: between 1 and 1.5.
  private static let viewsPerPerson = 1.2

  private struct GroupKey: Hashable {
    let platform: Platform
    let tier: Tier?
    /// The range of followers among the priors'; -1 if the followers are unknown.
    let size: Int
  }

  package init(_ session: Session) { self.init(session, days: nil) }

  /// The forecast as it would have been if only these days had been measured.
  init(_ session: Session, days: ClosedRange<Day>?) {
    self.session = session
    let evidence = PostEvidence(session, days: days)
    let models = Models(session, evidence)
    self.evidence = evidence
    self.models = models
    let people = session.roster.rows
    var groups: [GroupKey: ForecastGroup] = [:]
    for place in people.indices {
      let followers = Forecaster.known(people[place].followers)
      let tier = session.tier(followers: people[place].followers)
      let key = GroupKey(
        platform: people[place].platform, tier: tier, size: models.size(followers))
      guard groups[key] == nil else { continue }
      groups[key] = models.group(
        Cell(tier: tier, platform: key.platform), followers: followers, session.priors)
    }
    self.groups = groups
  }

  /// The most that a single post of each account has reached, where that was measured.
  package var furthestReach: [InfluencerID: Double] {
    evidence.creators.compactMapValues { own in own.posts.compactMap(\.reach).max() }
  }

  private static func known(_ followers: Int?) -> Int? {
    followers.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The forecast for a booking of `pieces` pieces.
  package func forecast(_ influencer: Influencer, pieces: Int = 1) -> Forecast {
    creator(influencer).forecast(pieces: pieces)
  }

  func creator(_ influencer: Influencer) -> CreatorForecast { creator([influencer], 0) }

  /// By place: copying a whole influencer out of the roster would cost more than the forecast.
  ///
  /// - Parameter price: the price of one piece, if it is known better.
  package func creator(_ people: [Influencer], _ place: Int, price: FeeModel.Price? = nil)
    -> CreatorForecast
  {
    let id = people[place].id
    let followers = Forecaster.known(people[place].followers)
    let tier = session.tier(followers: people[place].followers)
    let key = GroupKey(platform: people[place].platform, tier: tier, size: models.size(followers))
    let group =
      groups[key]
      ?? models.group(
        Cell(tier: tier, platform: key.platform), followers: followers, session.priors)
    let logFollowers = log(Double(followers ?? 1))
    var views: Double?
    var engagements: Double?
    if let followers {
      if let average = people[place].averageViews, average > 0 {
        views = log(Double(average) / Double(followers))
      }
      if let rate = people[place].followerEngagementRate, rate > 0 { engagements = log(rate) }
    }
    let own = evidence.creators.isEmpty ? nil : evidence.creators[id]
    return CreatorForecast(
      id, followers: followers, logFollowers: logFollowers, group,
      own: own.map {
        OwnFigures($0, logFollowers: logFollowers, base: group.conversionBase)
      }, exportedViews: views, exportedEngagements: engagements,
      price: price
        ?? models.fees.price(
          of: id, fee: people[place].fee, logFollowers: logFollowers, group.fee))
  }

  // MARK: What everybody has in common

  private struct Models: Sendable {
    let reach: RateModel
    let impressions: RateModel
    let engagements: RateModel
    let clicks: RateModel
    let conversions: ConversionModel
    let fees: FeeModel
    private let orderValue: Double?
    private let productCosts: [Tier?: Double]
    private let commissionRates: [Tier?: Double]
    /// Where the priors' ranges of followers begin and end, ascending.
    private let sizes: [Int]

    init(_ session: Session, _ evidence: PostEvidence) {
      let sellers = session.roster.rows.indices.compactMap { place in
        evidence.creators.isEmpty
          ? nil
          : evidence.creators[session.roster.rows[place].id].map { own in
            (session.roster.rows[place], own)
          }
      }
      func cell(_ influencer: Influencer) -> Cell {
        Cell(tier: session.tier(of: influencer), platform: influencer.platform)
      }
      let sizes = Set(session.priors.flatMap { [$0.from, $0.below ?? .max] }).sorted()
      self.sizes = sizes
      func published(_ figure: Prior.Figure?, _ influencer: Influencer) -> RateModel.Benchmark? {
        figure.flatMap {
          Models.benchmark(
            session.priors, $0, influencer.platform,
            followers: Forecaster.known(influencer.followers), sizes)
        }
      }
      func model(
        _ figure: KeyPath<PostFigures, Double?>, _ prior: Prior.Figure? = nil, bias: Double = 0,
        exported: (Influencer) -> Double? = { _ in nil }
      ) -> RateModel {
        RateModel(
          sellers.compactMap { influencer, own in
            guard let followers = Forecaster.known(influencer.followers) else { return nil }
            let size = log(Double(followers))
            let logs = own.posts.compactMap { post in
              post[keyPath: figure].map { log($0 + 0.5) - size }
            }
            guard !logs.isEmpty else { return nil }
            return RateModel.Observation(
              cell: cell(influencer), size: size, logs: logs, exported: exported(influencer),
              benchmark: published(prior, influencer))
          }, exportBias: bias)
      }
      func exportedViews(_ influencer: Influencer) -> Double? {
        guard let views = influencer.averageViews, views > 0,
          let followers = Forecaster.known(influencer.followers)
        else { return nil }
        return log(Double(views) / Double(followers))
      }
      reach = model(\.reach, .reach, bias: -log(Forecaster.viewsPerPerson), exported: exportedViews)
      impressions = model(\.impressions, exported: exportedViews)
      engagements = model(\.engagements, .engagement) {
        $0.followerEngagementRate.flatMap { $0 > 0 ? log($0) : nil }
      }
      clicks = model(\.clicks)

      let hasSales = sellers.contains { $0.1.conversions != nil }
      let hasClicks = sellers.contains { $0.1.tracked.clicks > 0 }
      let base: ConversionModel.Base = hasClicks || !hasSales ? .clicks : .reach
      conversions = ConversionModel(
        hasSales
          ? sellers.map { influencer, own in
            ConversionModel.Observation(
              cell: cell(influencer),
              exposure: base == .clicks ? own.tracked.clicks : own.tracked.reach,
              // Nobody whose orders are tracked and who has none is unknown: they sold nothing.
              conversions: max(0, own.tracked.conversions),
              benchmark: base == .clicks ? published(.cvr, influencer) : nil)
          } : [], base: base)
      let sold = sellers.reduce(0) { $0 + max(0, $1.1.conversions ?? 0) }
      let earned = sellers.reduce(0) { $0 + ($1.1.conversions == nil ? 0 : $1.1.revenue ?? 0) }
      orderValue = sold > 0 && earned > 0 ? earned / sold : nil
      fees = FeeModel(session, evidence)
      (productCosts, commissionRates) = Models.extras(session, sellers)
    }

    /// By tier: the median cost of goods in committed bookings, and commission ÷ revenue.
    private static func extras(
      _ session: Session, _ sellers: [(Influencer, PostEvidence.Creator)]
    ) -> (products: [Tier?: Double], commissions: [Tier?: Double]) {
      var products: [Tier?: [Double]] = [:]
      var commissions: [Tier?: Double] = [:]
      var revenues: [Tier?: Double] = [:]
      for booking in session.bookings.rows where booking.stage.isCommitted {
        let tier = session.roster[booking.influencer].flatMap { session.tier(of: $0) }
        products[tier, default: []].append(Double(booking.productCost.minorUnits))
        commissions[tier, default: 0] += Double(booking.commission.minorUnits)
      }
      for (influencer, own) in sellers {
        guard let revenue = own.revenue else { continue }
        revenues[session.tier(of: influencer), default: 0] += revenue
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

    /// The range that a number of followers falls into; the same priors cover everyone in a range.
    func size(_ followers: Int?) -> Int {
      guard let followers else { return -1 }
      return Models.size(followers, sizes)
    }

    private static func size(_ followers: Int, _ sizes: [Int]) -> Int {
      sizes.firstIndex { followers < $0 } ?? sizes.count
    }

    /// Stands for the middle where priors are of accounts of any size.
    private static let anySize = 30_000.0

    /// What is published of accounts with so many followers, for the middle of their range.
    private static func benchmark(
      _ priors: [Prior], _ figure: Prior.Figure, _ platform: Platform, followers: Int?,
      _ sizes: [Int]
    ) -> RateModel.Benchmark? {
      guard let followers,
        let benchmark = Benchmark(
          priors, figure, base: figure == .cvr ? .clicks : .followers, platform,
          followers: followers)
      else { return nil }
      let place = size(followers, sizes)
      let below = place < sizes.count ? sizes[place] : .max
      let from = place > 0 ? sizes[place - 1] : 0
      // Without an end on one side, half as large or twice as large as the other.
      let least = from > 0 ? Double(from) : below < .max ? Double(below) / 4 : Models.anySize
      let most = below < .max ? Double(below) : from > 0 ? 4 * Double(from) : Models.anySize
      return RateModel.Benchmark(
        belief: benchmark.belief, text: benchmark.text, size: (log(least) + log(most)) / 2)
    }

    /// - Parameter followers: of anyone in the group; nil if unknown.
    func group(_ cell: Cell, followers: Int?, _ priors: [Prior]) -> ForecastGroup {
      func published(_ figure: Prior.Figure) -> RateModel.Benchmark? {
        Models.benchmark(priors, figure, cell.platform, followers: followers, sizes)
      }
      func rate(_ model: RateModel, _ prior: Prior.Figure?, _ text: String = "") -> RateExpectation
      {
        model.expectation(cell, benchmark: prior.flatMap { published($0) }, exportText: text)
      }
      return ForecastGroup(
        reach: rate(reach, .reach, "average views of the export"),
        impressions: rate(impressions, nil, "average views of the export"),
        engagements: rate(engagements, .engagement, "engagement rate of the export"),
        clicks: rate(clicks, nil), conversionBase: conversions.base,
        conversions: conversions.expectation(cell, benchmark: published(.cvr)),
        orderValue: orderValue,
        fee: followers.flatMap { fees.estimate(cell.platform, followers: $0) },
        productCost: productCosts[cell.tier] ?? 0, commissionRate: commissionRates[cell.tier] ?? 0)
    }
  }
}
