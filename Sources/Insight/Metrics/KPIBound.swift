import Marketing

/// On which side of a figure the truth lies, where some amounts that belong to it aren't known.
package enum KPIBound: Sendable {
  case atLeast, atMost
  /// Either: what isn't known would raise it and lower it.
  case unsure
}

extension Totals {
  /// Nil if all amounts that the figure is made of are known.
  package func bound(of kpi: KPI) -> KPIBound? {
    let row = kpi.row
    guard value(kpi) != nil else { return nil }
    // The average order leaves out orders whose amount isn't known.
    let above = kpi != .aov && isShort(of: row.numerator)
    let below = row.denominator.map(isShort) ?? false
    return switch (above, below) {
    case (true, true): .unsure
    case (true, false): .atLeast
    case (false, true): .atMost
    case (false, false): nil
    }
  }

  /// Whether there is more of a figure than is known.
  private func isShort(of figure: KPI.Figure) -> Bool {
    switch figure {
    case .revenue: unvaluedConversions > 0
    case .netRevenue: unvaluedConversions + unnettedRevenues > 0
    case .returns: isShort(of: returnFrom == .net ? .netRevenue : .revenue)
    case .spend: unpricedSpends > 0
    case .cost: unpricedSpends + unknownFees > 0
    case .impressions, .reach, .likes, .comments, .shares, .saves, .engagements, .clicks,
      .conversions, .followers:
      false
    }
  }
}
