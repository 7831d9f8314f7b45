import Marketing
import Wording

extension KPI {
  /// The formula as shown to a manager, in one line.
  package var formula: String {
    let row = row
    guard let names = row.operands() else { return row.numerator.formula }
    return "\(row.offset == 0 ? names.above : "(\(names.above))")\(row.factor) ÷ \(names.below)"
  }
}

extension KPI.Row {
  /// The names of dividend and divisor; nil for a KPI that isn't a quotient.
  ///
  /// - Parameter basis: what is set against the cost, if that is known.
  fileprivate func operands(_ basis: RevenueBasis? = nil) -> (above: String, below: String)? {
    guard let denominator else { return nil }
    var above = numerator.rawValue
    if numerator == .returns { above = (basis ?? .paid).words }
    return (offset == 0 ? above : "\(above) − \(denominator.rawValue)", denominator.rawValue)
  }

  fileprivate var factor: String { scale == 1 ? "" : " × \(NumberText.whole(scale))" }
}

extension Totals {
  /// The figures that went into a KPI: `engagements 1,234 ÷ reach 40,000`. Says what is missing if there is no value,
  /// and what was left out because the other side of the quotient is unknown.
  package func explanation(of kpi: KPI, currency: Currency) -> String {
    ([terms(of: kpi, currency: currency)] + missing(of: kpi)).joined(separator: "; ")
  }

  /// Amounts that belong to the figure and aren't known.
  private func missing(of kpi: KPI) -> [String] {
    guard let bound = bound(of: kpi) else { return [] }
    var parts: [String] = []
    let usesNet = kpi == .netRevenue || kpi.row.numerator == .returns && returnFrom == .net
    if usesNet, unnettedRevenues > 0 {
      parts.append(
        "of \(CountText.plural(unnettedRevenues, "revenue")) it isn't known what is tax and shipping"
      )
    }
    if kpi.usesSales, unvaluedConversions > 0 {
      parts.append(
        "what \(CountText.plural(unvaluedConversions, "conversion")) brought isn't known")
    }
    if kpi.usesCost || kpi == .spend, unpricedSpends > 0 {
      parts.append("the ad spend of \(CountText.plural(unpricedSpends, "figure")) isn't known")
    }
    if kpi.usesCost, unknownFees > 0 {
      parts.append("the fee of \(CountText.plural(unknownFees, "booking")) isn't known")
    }
    let side =
      switch bound {
      case .atLeast: "so it is at least that"
      case .atMost: "so it is at most that"
      case .unsure: "so it may be more or less"
      }
    return parts + [side]
  }

  private func terms(of kpi: KPI, currency: Currency) -> String {
    let row = kpi.row
    func text(_ value: Int?, _ figure: KPI.Figure) -> String {
      guard let value else { return "unknown" }
      return figure.isMoney
        ? MoneyText.exact(Money(minorUnits: Int64(value)), currency) : NumberText.whole(value)
    }
    func stated(_ figure: KPI.Figure) -> String {
      "\(figure.rawValue) \(text(count(of: figure), figure))"
    }
    if let band = reachBand, row.numerator == .reach {
      return
        "reach \(NumberText.whole(band.lowerBound)) to \(NumberText.whole(band.upperBound)): days, and ads beside "
        + "posts, reach the same people again, so they don't add up"
    }
    guard let names = row.operands(returnFrom), let denominator = row.denominator,
      let parts = parts(of: kpi)
    else {
      let figures = row.numerator.parts
      return figures.isEmpty || count(of: row.numerator) == nil
        ? stated(row.numerator) : figures.map(stated).joined(separator: " + ")
    }
    if let pair = kpi.pair, sums[pair] != nil, rated(pair) == nil {
      return
        "reach isn't known exactly: that of single days, and of ads beside posts, doesn't add up"
    }
    if let pair = kpi.pair, sums[pair] == nil {
      return "no measurement knows both \(names.above) and \(names.below)"
    }
    var result =
      "\(names.above) \(text(parts.above, row.numerator))\(row.factor) ÷ \(names.below) \(text(parts.below, denominator))"
    let leftOut = leftOut(of: row, parts)
    if let above = leftOut.above {
      result += "; \(NumberText.whole(above)) \(names.above) without \(names.below) left out"
    }
    if let below = leftOut.below {
      result += "; \(NumberText.whole(below)) \(names.below) without \(names.above) left out"
    }
    return result
  }

  /// The part of the group's sums that isn't in the paired figures.
  private func leftOut(of row: KPI.Row, _ parts: (above: Int?, below: Int?)) -> (
    above: Int?, below: Int?
  ) {
    func rest(_ figure: KPI.Figure?, _ used: Int?) -> Int? {
      guard let figure, let all = count(of: figure), let used, all != used else { return nil }
      return all &- used
    }
    return switch row.pairing {
    case .group: (nil, nil)
    case .measurement: (rest(row.numerator, parts.above), rest(row.denominator, parts.below))
    case .influencer: (rest(row.numerator, parts.above), nil)
    }
  }
}

extension KPI {
  /// The pair of figures in one measurement that the KPI divides.
  package var pair: Sums.Pair? {
    let row = row
    guard row.pairing == .measurement else { return nil }
    return Sums.Pair.allCases.first { $0.figures == (row.numerator, row.denominator) }
  }
}
