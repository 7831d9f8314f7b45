import Marketing
import Wording

/// A common claim about mega and micro influencers, checked against a session: rows 2 to 13 of the list in DESIGN.md
/// §2.
package struct Claim: Sendable {
  package enum Status: String, Sendable {
    case holds, fails
    case notDistinguishable = "can't tell"
    case noData = "no data"
  }

  /// The row in that list.
  package let row: Int
  package let text: String
  package let status: Status
  /// The KPI that decides the status.
  package let kpi: ComparisonKPI
  /// The measured figure, or why there is none.
  package let figure: String
  /// The influencers behind the figures.
  package let mega: [InfluencerID]
  package let micro: [InfluencerID]

  /// All twelve claims.
  ///
  /// - Parameter comparison: mega on the left, micro on the right; quick or refined.
  package static func make(_ comparison: Comparison) -> [Claim] {
    func rate() -> ComparisonKPI {
      let byImpressions = comparison[.engagementRateByImpressions]
      return byImpressions.verdict == .noData
        ? .engagementRateByReach : .engagementRateByImpressions
    }
    let list: [(Int, String, ComparisonKPI, isHigher: Bool)] = [
      (2, "Mega: massive reach, quickly", .reachPerDay, true),
      (
        3, "Mega: attracts new and diverse audiences",
        comparison.request.audience == nil ? .audienceDiversity : .newAudiencePerBooking, true
      ),
      (4, "Mega: may go viral", .reachTail, true),
      (5, "Mega: expensive, ROI uncertain", .feePerBooking, true),
      (6, "Mega: lower engagement rates", .engagementRateByReach, false),
      (7, "Mega: message lost in a sea of sponsored posts", .sponsoredShare, true),
      (8, "Micro: higher engagement, more authentic", rate(), false),
      (9, "Micro: affordable, so several collaborations", .bookingsForBudget, false),
      (10, "Micro: niche targeting", .nicheDiversity, true),
      (11, "Micro: smaller reach", .reachPerBooking, true),
      (12, "Micro: many people to manage", .reachPerHour, true),
      (13, "Micro: slow to identify and vet", .vettingTime, false),
    ]
    return list.map { Claim(comparison, $0.0, $0.1, $0.2, isHigher: $0.isHigher) }
  }

  /// - Parameter isHigher: whether the claim gives mega the higher figure.
  private init(
    _ comparison: Comparison, _ row: Int, _ text: String, _ kpi: ComparisonKPI, isHigher: Bool
  ) {
    self.row = row
    self.text = text
    self.kpi = kpi
    mega = comparison.behind(kpi, .left)
    micro = comparison.behind(kpi, .right)
    let result = comparison[kpi]
    switch result.verdict {
    case .noData, .tooFew, .totals, .notCompared, .unstable: status = .noData
    case .notDistinguishable: status = .notDistinguishable
    case .leftBetter, .rightBetter:
      status = ((result.ratio ?? 1) > 1) == isHigher ? .holds : .fails
    }
    var words =
      if let ratio = result.ratio, let interval = result.interval {
        "\(kpi.title): mega \(NumberText.factor(ratio)) times micro "
          + "(\(NumberText.factor(interval.lowerBound)) to \(NumberText.factor(interval.upperBound)))"
      } else if let ratio = result.ratio {
        "\(kpi.title): mega \(NumberText.factor(ratio)) times micro; \(result.reason)"
      } else {
        "\(kpi.title): \(result.reason)"
      }
    // Some claims also speak of a second figure; it goes beside the one that decides.
    let beside: ComparisonKPI? = row == 8 ? .realAudience : row == 13 ? .vettingHours : nil
    if let beside, let other = comparison[beside].ratio {
      let range = comparison[beside].interval.map {
        " (\(NumberText.factor($0.lowerBound)) to \(NumberText.factor($0.upperBound)))"
      }
      words += "; \(beside.title): mega \(NumberText.factor(other)) times micro\(range ?? "")"
    }
    if row == 5, let spread = Claim.spread(comparison[.roi]) { words += "; \(spread)" }
    figure = words
  }

  /// The middle half of ROI on each side, in words.
  private static func spread(_ roi: KPIComparison) -> String? {
    guard let mega = roi.left.quartiles, let micro = roi.right.quartiles else { return nil }
    func text(_ range: ClosedRange<Double>) -> String {
      func percent(_ value: Double) -> String {
        abs(value) < 1e12 ? PercentText.whole(value) : "very much"
      }
      return "\(percent(range.lowerBound)) to \(percent(range.upperBound))"
    }
    return "the middle half of ROI: mega \(text(mega)), micro \(text(micro))"
  }
}
