import LibC
import Marketing

/// What a booking may cost and bring. Amounts of money are in minor units. Figures without any data are nil, which
/// isn't zero.
package struct Forecast: Hashable, Sendable {
  package let influencer: InfluencerID
  package let pieces: Int
  package var fee: ForecastFigure?
  /// Cost of goods.
  package var productCost = 0.0
  package var commission = 0.0
  package internal(set) var impressions: ForecastFigure?
  /// People, each counted once however many pieces they see.
  package internal(set) var reach: ForecastFigure?
  /// The reach of the pieces added up, as platforms report it.
  package internal(set) var addedReach: ForecastFigure?
  package internal(set) var engagements: ForecastFigure?
  package internal(set) var clicks: ForecastFigure?
  package internal(set) var conversions: ForecastFigure?
  package internal(set) var revenue: ForecastFigure?

  init(influencer: InfluencerID, pieces: Int) {
    self.influencer = influencer
    self.pieces = pieces
  }

  /// Fee, goods and expected commission; nil if the fee is unknown.
  package var cost: Double? { fee.map { $0.outcome.mean + productCost + commission } }

  package func figure(_ kpi: KPI) -> ForecastFigure? {
    guard !kpi.isQuotient else { return nil }
    return switch kpi.row.numerator {
    case .impressions: impressions
    case .reach: reach
    case .engagements: engagements
    case .clicks: clicks
    case .conversions: conversions
    case .revenue: revenue
    case .likes, .comments, .shares, .saves, .netRevenue, .returns, .spend, .cost, .followers:
      nil
    }
  }

  /// Summed over the pieces, as post measurements have it.
  func summed(_ kpi: KPI) -> ForecastFigure? { kpi == .reach ? addedReach : figure(kpi) }
}
