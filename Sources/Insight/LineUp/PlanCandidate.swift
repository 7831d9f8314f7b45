import Marketing

/// Somebody who could be booked, with what each number of pieces costs and brings.
public struct PlanCandidate: Sendable, Hashable {
  public struct Package: Sendable, Hashable {
    public let deliverables: [Deliverable]
    public let forecast: Forecast
    public let cost: Money
  }

  public let influencer: Influencer
  public let tier: Tier?
  public let packages: [Package]
  /// What one booking takes; nil when neither the influencer nor the session says so.
  public let hours: Hours?
  public let areHoursEstimated: Bool
  /// The days on which the posts could appear; nil for a campaign without days.
  public let days: ClosedRange<Day>?
  /// A booking of this campaign that is there already.
  public let booking: BookingID?
  /// The booking is contracted, so it stays as it is.
  public let isKept: Bool
}

/// Somebody who can't be planned with, and why.
public struct PlanExclusion: Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// No fee is known and none can be estimated.
    case feeUnknown
    /// Nothing is known that the goal could be forecast from.
    case noForecast(PlanMeasure)
    /// Booked on the same days by that campaign.
    case booked(CampaignID, ClosedRange<Day>)
    /// Turned the campaign down.
    case declined
    /// Of what the vetting says, in its words.
    case vetting(String)
  }

  public let influencer: InfluencerID
  public let reason: Reason
}

extension PlanExclusion {
  /// In words for a manager: `fee unknown: enter one to plan with them`.
  public func text(_ session: Session) -> String {
    switch reason {
    case .feeUnknown: return "fee unknown: enter one to plan with them"
    case .noForecast(let measure):
      return "nothing is known to forecast \(measure.title) from"
    case .booked(let campaign, let days):
      let name = session.campaigns[campaign]?.name ?? "another campaign"
      return "booked for \(name) from \(days.lowerBound.iso) to \(days.upperBound.iso)"
    case .declined: return "declined this campaign"
    case .vetting(let text): return text
    }
  }
}
