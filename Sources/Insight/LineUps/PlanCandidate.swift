import Forecast
import Marketing

/// Somebody who could be booked, with the cost and outcome of each number of pieces.
package struct PlanCandidate: Sendable {
  package struct Package: Sendable {
    package let deliverables: [Deliverable]
    package let cost: Money
    private let source: Source

    /// There are hundreds of thousands of packages, and only a few are asked for the whole forecast.
    private enum Source: Sendable {
      case creator(CreatorForecast, pieces: Int)
      case made(Made)
    }

    private final class Made: Sendable {
      let forecast: Forecast
      init(_ forecast: Forecast) { self.forecast = forecast }
    }

    init(deliverables: [Deliverable], forecast: Forecast, cost: Money) {
      self.deliverables = deliverables
      self.cost = cost
      source = .made(Made(forecast))
    }

    /// What is booked.
    init(_ booking: Booking, _ forecast: Forecast) {
      self.init(
        deliverables: booking.deliverables, forecast: forecast, cost: forecast.leastCost)
    }

    /// Pieces of a creator at their expected cost.
    init(_ creator: CreatorForecast, pieces: Int, deliverables: [Deliverable], cost: Money) {
      self.deliverables = deliverables
      self.cost = cost
      source = .creator(creator, pieces: pieces)
    }

    package var forecast: Forecast {
      switch source {
      case .creator(let creator, let pieces): creator.forecast(pieces: pieces)
      case .made(let made): made.forecast
      }
    }

    /// One figure of the forecast, without its basis.
    func expected(_ kpi: KPI) -> Expectation? {
      switch source {
      case .creator(let creator, let pieces): return creator.expected(kpi, pieces: pieces)
      case .made(let made):
        return made.forecast.figure(kpi).map {
          Expectation(outcome: $0.outcome, shared: $0.shared)
        }
      }
    }
  }

  /// The roster, and the influencer's place in it.
  private let people: [Influencer]
  private let place: Int
  package let tier: Tier?
  package let packages: [Package]
  /// Hours for one booking; nil if neither the influencer nor the session has any.
  package let hours: Hours?
  package let areHoursEstimated: Bool
  /// The days on which posts could appear; nil if the campaign has no dates.
  package let days: ClosedRange<Day>?
  /// An existing booking of this campaign.
  package let booking: BookingID?
  /// Contracted, so it stays as it is.
  package let isKept: Bool

  package var influencer: Influencer { people[place] }
  var id: InfluencerID { people[place].id }
  var platform: Platform { people[place].platform }
  var niches: [String] { people[place].niches }
  var person: String { people[place].person }

  func parts(_ audience: AudienceModel) -> AudienceModel.Parts { audience.parts(people, place) }

  /// - Parameters:
  ///   - people: the roster, or part of it.
  ///   - place: the influencer's place in it.
  init(
    _ people: [Influencer], _ place: Int, tier: Tier?, packages: [Package], hours: Hours?,
    areHoursEstimated: Bool, days: ClosedRange<Day>?, booking: BookingID?, isKept: Bool
  ) {
    self.people = people
    self.place = place
    self.tier = tier
    self.packages = packages
    self.hours = hours
    self.areHoursEstimated = areHoursEstimated
    self.days = days
    self.booking = booking
    self.isKept = isKept
  }
}

extension PlanCandidate.Package: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.cost == right.cost && left.deliverables == right.deliverables
      && left.forecast == right.forecast
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(cost)
    hasher.combine(deliverables)
  }
}

extension PlanCandidate: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.influencer == right.influencer && left.tier == right.tier
      && left.packages == right.packages && left.hours == right.hours
      && left.areHoursEstimated == right.areHoursEstimated && left.days == right.days
      && left.booking == right.booking && left.isKept == right.isKept
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(booking)
  }
}

/// Somebody who can't be planned with, and why.
package struct PlanExclusion: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// No fee is known and none can be estimated.
    case feeUnknown
    /// No data to forecast the goal from.
    case noForecast(PlanMeasure)
    /// Booked on the same days by that campaign.
    case booked(CampaignID, ClosedRange<Day>)
    /// Turned the campaign down.
    case declined
    /// Archived, though locked in. Others in the archive aren't considered at all.
    case archived
    /// The vetting rules them out, for the reason given.
    case vetting(String)
  }

  package let influencer: InfluencerID
  package let reason: Reason
}

extension PlanExclusion {
  /// In words for a manager: `fee unknown: enter one to plan with them`.
  package func text(_ session: Session) -> String {
    switch reason {
    case .feeUnknown: return "fee unknown: enter one to plan with them"
    case .noForecast(let measure):
      return "no data to forecast \(measure.title) from"
    case .booked(let campaign, let days):
      let name = session.campaigns[campaign]?.name ?? "another campaign"
      return "booked for \(name) from \(days.lowerBound.iso) to \(days.upperBound.iso)"
    case .declined: return "declined this campaign"
    case .archived: return "archived"
    case .vetting(let text): return text
    }
  }
}
