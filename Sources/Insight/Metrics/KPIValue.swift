import Marketing

/// A KPI's value. A quotient keeps both of its terms, so that they can be shown and checked.
package struct KPIValue: Hashable, Sendable {
  package let kpi: KPI
  /// The figure itself, or the dividend; money in minor units.
  package let numerator: Int
  /// Always above zero; nil if the KPI isn't a quotient.
  package let denominator: Int?
  /// From the KPI; stored because columns are sorted by the value.
  private let scale: Double

  package init(kpi: KPI, numerator: Int, denominator: Int?) {
    self.kpi = kpi
    self.numerator = numerator
    self.denominator = denominator
    scale = Double(kpi.row.scale)
  }

  /// In the KPI's unit: a count, minor units of money, or a fraction (0.031 is 3.1%).
  package var double: Double {
    guard let denominator else { return Double(numerator) }
    return Double(numerator) * scale / Double(denominator)
  }
}

extension Totals {
  /// The ratio of the group's sums; nil if a term is unknown or the divisor isn't above zero.
  ///
  /// The engagement rates, CTR and frequency only use measurements with both figures (`Sums.Pair` explains why). CVR
  /// and AOV divide the group's sums: clicks come from the platform and conversions from the shop, so no measurement
  /// has both. Costs come from bookings, so they do the same.
  package func value(_ kpi: KPI) -> KPIValue? {
    func figure(_ value: Int?) -> KPIValue? {
      value.map { KPIValue(kpi: kpi, numerator: $0, denominator: nil) }
    }
    guard let (above, below) = parts(of: kpi) else {
      return figure(count(of: kpi.row.numerator))
    }
    guard let above, let below, below > 0 else { return nil }
    return KPIValue(kpi: kpi, numerator: above, denominator: below)
  }

  package func count(of figure: KPI.Figure) -> Int? {
    switch figure {
    case .impressions: impressions
    case .reach: reach
    case .likes: likes
    case .comments: comments
    case .shares: shares
    case .saves: saves
    case .engagements: engagements
    case .clicks: clicks
    case .conversions: conversions
    case .revenue: revenue.map { Int($0.minorUnits) }
    case .netRevenue: netRevenue.map { Int($0.minorUnits) }
    case .returns: returns.map { Int($0.minorUnits) }
    case .spend: spend.map { Int($0.minorUnits) }
    case .cost: cost.map { Int($0.minorUnits) }
    case .followers: followers
    }
  }

  /// Dividend and divisor; nil for a KPI that isn't a quotient.
  package func parts(of kpi: KPI) -> (above: Int?, below: Int?)? {
    let row = kpi.row
    guard let denominator = row.denominator else { return nil }
    switch row.pairing {
    case .group:
      guard let above = count(of: row.numerator), let below = count(of: denominator) else {
        // Revenue less an unknown cost isn't a profit.
        return (row.offset == 0 ? count(of: row.numerator) : nil, count(of: denominator))
      }
      // What isn't known to have brought anything brought no average.
      if kpi == .aov { return (above, below &- Int(sums.unvalued)) }
      return (above &+ row.offset &* below, below)
    case .measurement:
      let pair = kpi.pair.flatMap { rated($0) }
      return (pair.map { Int($0.above) }, pair.map { Int($0.below) })
    case .influencer:
      return followed > 0 ? (Int(followedEngagements), Int(followerSum)) : (nil, nil)
    }
  }
}
