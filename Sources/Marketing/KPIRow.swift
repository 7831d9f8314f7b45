extension KPI {
  public enum Unit: Sendable { case count, money, ratio, percent }

  /// Measured or booked figures, from which KPIs are made.
  package enum Figure: String, CaseIterable, Sendable {
    case impressions, reach, likes, comments, shares, saves, engagements, clicks, conversions,
      revenue, spend, cost, followers
    case netRevenue = "net revenue"
    /// What is set against the cost: revenue or net revenue, as the session says.
    case returns = "revenue or net revenue"

    package var isMoney: Bool {
      switch self {
      case .revenue, .netRevenue, .returns, .spend, .cost: true
      case .impressions, .reach, .likes, .comments, .shares, .saves, .engagements, .clicks,
        .conversions, .followers:
        false
      }
    }

    /// The figures that add up to this one.
    package var parts: [Figure] {
      switch self {
      case .engagements: [.likes, .comments, .shares, .saves]
      case .impressions, .reach, .likes, .comments, .shares, .saves, .clicks, .conversions,
        .revenue, .netRevenue, .returns, .spend, .cost, .followers:
        []
      }
    }

    /// The formula as shown to a manager, in one line.
    package var formula: String {
      switch self {
      case .engagements: parts.map(\.rawValue).joined(separator: " + ")
      case .cost: "fee + product cost + commission + ad spend"
      case .impressions, .reach, .likes, .comments, .shares, .saves, .clicks, .conversions,
        .revenue, .netRevenue, .returns, .spend, .followers:
        "Σ \(rawValue)"
      }
    }
  }

  package enum Better: Sendable { case higher, lower }

  /// How the two figures of a quotient are paired.
  package enum Pairing: Sendable {
    /// Sums over the group: the two come from different sources, or one of them from bookings.
    case group
    /// Only measurements with both figures count.
    case measurement
    /// Only influencers with both figures count.
    case influencer
  }

  /// One KPI: `numerator × scale ÷ denominator + offset`, or just the numerator without a denominator.
  package struct Row: Sendable {
    /// Short, for a column. A rate names its base.
    package let title: String
    package let unit: Unit
    package let better: Better
    package let numerator: Figure
    package let denominator: Figure?
    package let pairing: Pairing
    /// CPM is per thousand.
    package let scale: Int
    /// −1 if the denominator is subtracted from the numerator first, as for ROI.
    package let offset: Int
    /// What the figure means and which measurements it uses, in plain words.
    package let meaning: String

    init(
      title: String, unit: Unit, better: Better, numerator: Figure, denominator: Figure?,
      pairing: Pairing, scale: Int = 1, offset: Int = 0, meaning: String
    ) {
      self.title = title
      self.unit = unit
      self.better = better
      self.numerator = numerator
      self.denominator = denominator
      self.pairing = pairing
      self.scale = scale
      self.offset = offset
      self.meaning = meaning
    }

    static func sum(
      _ title: String, _ figure: Figure, better: Better = .higher, _ meaning: String
    ) -> Row {
      Row(
        title: title, unit: figure.isMoney ? .money : .count, better: better, numerator: figure,
        denominator: nil, pairing: .group, meaning: meaning)
    }

    static func paired(
      _ title: String, _ above: Figure, per below: Figure, _ unit: Unit, _ better: Better,
      _ meaning: String
    ) -> Row {
      Row(
        title: title, unit: unit, better: better, numerator: above, denominator: below,
        pairing: .measurement, meaning: meaning)
    }

    static func quotient(
      _ title: String, _ above: Figure, per below: Figure, offset: Int = 0, _ unit: Unit,
      _ better: Better, _ meaning: String
    ) -> Row {
      Row(
        title: title, unit: unit, better: better, numerator: above, denominator: below,
        pairing: .group, offset: offset, meaning: meaning)
    }

    /// The cost of one unit, or of `scale` units.
    static func cost(_ title: String, per figure: Figure, scale: Int = 1, _ meaning: String) -> Row
    {
      Row(
        title: title, unit: .money, better: .lower, numerator: .cost, denominator: figure,
        pairing: .group, scale: scale, meaning: meaning)
    }
  }

  package var title: String { row.title }
  public var unit: Unit { row.unit }
  /// False if smaller is better.
  public var higherIsBetter: Bool { row.better == .higher }
  package var meaning: String { row.meaning }
  package var isQuotient: Bool { row.denominator != nil }

  /// Whether it uses the cost, which has no day because bookings have none.
  package var usesCost: Bool { row.numerator == .cost || row.denominator == .cost }

  /// Whether it uses conversions or what they brought, of which one source counts.
  package var usesSales: Bool {
    [row.numerator, row.denominator].contains {
      [.conversions, .revenue, .netRevenue, .returns].contains($0)
    }
  }

  /// The figure that grows over time: the KPI's own, or the one that its cost is compared with. Nil for rates, which
  /// don't grow, and for cost, which has no day.
  package var accumulating: Figure? {
    let row = row
    guard let denominator = row.denominator else {
      return row.numerator == .cost ? nil : row.numerator
    }
    return row.numerator == .cost ? denominator : denominator == .cost ? row.numerator : nil
  }
}
