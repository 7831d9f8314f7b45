import Forecast
import Marketing
import Metrics
import Optimizer

/// A campaign's planning question, ready to solve: who could be booked, what each would cost and bring, and the limits.
///
/// Making one forecasts every candidate, which is the slow part; `solve` may then be called again with other limits.
package struct PlanDraft: Sendable {
  package let session: Session
  package let campaign: Campaign
  package internal(set) var request: PlanRequest
  /// The first day that anyone can be booked for.
  package let today: Day?
  package private(set) var candidates: [PlanCandidate] = []
  /// In the roster's order.
  package private(set) var excluded: [PlanExclusion] = []
  package let audience: AudienceModel
  /// Influencers who must be booked but can't be.
  package var missing: [PlanExclusion] {
    excluded.filter { request.must.contains($0.influencer) }
  }
  /// What the campaign's ads have cost so far: the line-up gets the rest of the budget.
  package let adSpend: Money
  /// What was measured of reach, engagements and conversions.
  let measured: [KPI: MeasuredFigures]
  /// What the solver gets.
  package internal(set) var problem: PlanProblem
  var scale = BlendScale()

  package init(
    _ session: Session, _ campaign: Campaign, _ request: PlanRequest, today: Day? = nil,
    forecaster: Forecaster? = nil
  ) {
    self.session = session
    self.campaign = campaign
    self.request = request
    self.today = today
    let forecaster = forecaster ?? Forecaster(session)
    audience = AudienceModel(
      session.roster.rows, overlaps: session.settings.overlaps,
      furthest: forecaster.furthestReach)
    measured = Dictionary(
      uniqueKeysWithValues: [KPI.reach, .engagements, .conversions].map {
        ($0, forecaster.measured($0))
      })
    adSpend =
      Budget.make(session).campaigns.first { $0.campaign == campaign.id }?.all.adSpend ?? .zero
    problem = PlanProblem(candidates: [])
    var builder = CandidateBuilder(
      session, campaign, request, today: today, forecaster)
    for place in session.roster.rows.indices { builder.add(place) }
    candidates = builder.candidates
    excluded = builder.excluded
    prepare()
  }
}

/// Collects a draft's candidates. Influencers are referred to by place, because copying one out of the roster costs
/// more than its forecast.
private struct CandidateBuilder {
  let session: Session
  private let people: [Influencer]
  let campaign: Campaign
  let request: PlanRequest
  let forecaster: Forecaster
  private let rules: PlanRules
  private(set) var candidates: [PlanCandidate] = []
  private(set) var excluded: [PlanExclusion] = []
  private var bookings: [InfluencerID: Booking] = [:]
  private var declined: Set<InfluencerID> = []
  private let freeDays: FreeDays
  private var hours: [Tier?: Hours] = [:]
  private var types: [Platform: String] = [:]
  /// Packages by kind, shared by everyone who offers it.
  private var deliverables: [String: [[Deliverable]]] = [:]
  private let days: ClosedRange<Day>?

  init(
    _ session: Session, _ campaign: Campaign, _ request: PlanRequest, today: Day?,
    _ forecaster: Forecaster
  ) {
    self.session = session
    people = session.roster.rows
    self.campaign = campaign
    self.request = request
    self.forecaster = forecaster
    rules = PlanRules(session, request)
    freeDays = FreeDays(session, besides: campaign.id)
    if let start = campaign.start, let end = campaign.end {
      let first = today.map { max($0, start) } ?? start
      days = first <= end ? first...end : start...end
    } else {
      days = nil
    }
    for booking in session.bookings.rows where booking.campaign == campaign.id {
      if booking.stage == .declined {
        declined.insert(booking.influencer)
      } else if bookings[booking.influencer].map({ $0.stage < booking.stage }) ?? true {
        bookings[booking.influencer] = booking
      }
    }
    hours = CandidateBuilder.usualHours(session)
    types = CandidateBuilder.usualTypes(session)
  }

  private static func usualHours(_ session: Session) -> [Tier?: Hours] {
    var known: [Tier?: [Double]] = [:]
    let people = session.roster.rows
    for place in people.indices {
      guard let hours = people[place].hoursPerBooking else { continue }
      known[session.tier(followers: people[place].followers), default: []]
        .append(Double(hours.hundredths))
    }
    return known.compactMapValues { Typical($0).map { Hours(hundredths: Int($0.median)) } }
  }

  /// The most common deliverable on each platform, stories aside.
  private static func usualTypes(_ session: Session) -> [Platform: String] {
    var counts: [Platform: [String: Int]] = [:]
    for booking in session.bookings.rows {
      guard let platform = session.roster[booking.influencer]?.platform else { continue }
      for deliverable in booking.deliverables where deliverable.type != "story" {
        counts[platform, default: [:]][deliverable.type, default: 0] += deliverable.count
      }
    }
    return counts.compactMapValues { types in
      types.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }

  private func usualType(_ platform: Platform) -> String {
    if let type = types[platform] { return type }
    return switch platform {
    case .instagram: "reel"
    case .tiktok, .youtube: "video"
    default: "post"
    }
  }

  mutating func add(_ place: Int) {
    let id = people[place].id
    let booking = bookings.isEmpty ? nil : bookings[id]
    if let booking, booking.stage.isCommitted, request.keepsCommitted {
      keep(booking, place)
      return
    }
    func leaveOut(_ reason: PlanExclusion.Reason) {
      excluded.append(PlanExclusion(influencer: id, reason: reason))
    }
    let isMust = request.must.contains(id)
    guard !people[place].isArchived else {
      if isMust { leaveOut(.archived) }
      return
    }
    if booking == nil, declined.contains(id), !isMust { return leaveOut(.declined) }
    if !isMust, let text = rules.objection(to: people[place]) {
      return leaveOut(.vetting(text))
    }
    var window: ClosedRange<Day>?
    if let days {
      switch freeDays.find(request.bookingDays, within: days, for: id) {
      case .free(let found): window = found
      case .taken(let by, let found): return leaveOut(.booked(by, found))
      }
    }
    let creator = creator(place)
    guard creator.price != nil else { return leaveOut(.feeUnknown) }
    guard request.knows(creator) else { return leaveOut(.noForecast(request.measure)) }
    let kinds = deliverables(people[place].platform)
    var packages: [PlanCandidate.Package] = []
    packages.reserveCapacity(kinds.count)
    for (number, deliverables) in kinds.enumerated() {
      // What is entered in a proposal is known better than what is usual.
      if let booking, booking.fee != nil, request.fees[id] == nil,
        booking.pieces ?? 1 == number + 1
      {
        packages.append(
          PlanCandidate.Package(booking, forecaster.forecast(booking, people, place)))
        continue
      }
      guard let cost = creator.cost(pieces: number + 1), cost.isFinite,
        cost < Double(Money.limit.minorUnits)
      else { continue }
      packages.append(
        PlanCandidate.Package(
          creator, pieces: number + 1, deliverables: deliverables,
          cost: Money(minorUnits: Int64(cost.rounded()))))
    }
    guard !packages.isEmpty else { return leaveOut(.noForecast(request.measure)) }
    append(place, packages, booking: booking, days: window, isKept: false)
  }

  private mutating func deliverables(_ platform: Platform) -> [[Deliverable]] {
    let type = usualType(platform)
    if let known = deliverables[type] { return known }
    let made = (1...max(1, rules.maximumPieces)).map { [Deliverable(type, count: $0)] }
    deliverables[type] = made
    return made
  }

  /// The influencer's forecast, with the fee entered for this plan if there is one.
  private func creator(_ place: Int) -> CreatorForecast {
    let entered = request.fees.isEmpty ? nil : request.fees[people[place].id]
    return forecaster.creator(
      people, place,
      price: entered.flatMap {
        $0 > .zero ? FeeModel.Price(exactly: $0, Basis(.agreed, "entered for this plan")) : nil
      })
  }

  /// A contracted booking costs the agreed fee, or what one is likely to be if none is named, and brings what its pieces
  /// are expected to bring.
  private mutating func keep(_ booking: Booking, _ place: Int) {
    let package = PlanCandidate.Package(
      booking, forecaster.forecast(booking, people, place))
    let days = booking.start.flatMap { start in booking.end.map { start...$0 } }
    append(place, [package], booking: booking, days: days, isKept: true)
  }

  private mutating func append(
    _ place: Int, _ packages: [PlanCandidate.Package], booking: Booking?,
    days: ClosedRange<Day>?, isKept: Bool
  ) {
    let tier = session.tier(followers: people[place].followers)
    let known = (isKept ? booking?.hours : nil) ?? people[place].hoursPerBooking
    candidates.append(
      PlanCandidate(
        people, place, tier: tier, packages: packages, hours: known ?? hours[tier],
        areHoursEstimated: known == nil, days: days, booking: booking?.id, isKept: isKept))
  }
}

extension PlanRequest {
  /// Whether there is a forecast for the goal.
  func knows(_ creator: CreatorForecast) -> Bool {
    func knows(_ kpi: KPI) -> Bool { creator.expected(kpi, pieces: 1) != nil }
    return switch measure {
    case .reach: knows(.reach)
    case .engagements: knows(.engagements)
    case .conversions: knows(.conversions)
    case .contribution: knows(.revenue)
    case .blend: knows(.reach) || knows(.engagements) || knows(.conversions)
    }
  }
}
