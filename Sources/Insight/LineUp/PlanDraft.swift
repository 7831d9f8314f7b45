import Marketing

/// A campaign's question, ready to be answered: who could be booked, what each would cost and bring, and the limits.
///
/// Making one forecasts every candidate and is the slow part; after it, `solve` may be asked again with other limits.
public struct PlanDraft: Sendable {
  public let session: Session
  public let campaign: Campaign
  public internal(set) var options: PlanOptions
  public private(set) var candidates: [PlanCandidate] = []
  /// In the order of the roster.
  public private(set) var excluded: [PlanExclusion] = []
  public let audience: AudienceModel
  /// Those who must be booked and can't be.
  public var missing: [PlanExclusion] {
    excluded.filter { options.must.contains($0.influencer) }
  }
  /// What the solver is asked.
  public internal(set) var problem: PlanProblem
  var scale = BlendScale()

  /// - Parameter exclude: why somebody isn't to be booked, such as what the vetting found; nil for everybody else.
  public init(
    _ session: Session, _ campaign: Campaign, _ options: PlanOptions,
    forecaster: Forecaster? = nil, exclude: @escaping (Influencer) -> String? = { _ in nil }
  ) {
    self.session = session
    self.campaign = campaign
    self.options = options
    let roster = session.roster.rows.filter { !$0.isArchived }
    audience = AudienceModel(roster, universes: options.universes)
    problem = PlanProblem(candidates: [])
    var builder = CandidateBuilder(
      session, campaign, options, forecaster ?? Forecaster(session), exclude)
    for influencer in session.roster.rows { builder.add(influencer) }
    candidates = builder.candidates
    excluded = builder.excluded
    prepare()
  }
}

/// Puts the candidates of a draft together.
private struct CandidateBuilder {
  let session: Session
  let campaign: Campaign
  let options: PlanOptions
  let forecaster: Forecaster
  let exclude: (Influencer) -> String?
  private(set) var candidates: [PlanCandidate] = []
  private(set) var excluded: [PlanExclusion] = []
  private var bookings: [InfluencerID: Booking] = [:]
  private var declined: Set<InfluencerID> = []
  private let freeDays: FreeDays
  private var hours: [Tier?: Hours] = [:]
  private var types: [Platform: String] = [:]
  private let days: ClosedRange<Day>?

  init(
    _ session: Session, _ campaign: Campaign, _ options: PlanOptions, _ forecaster: Forecaster,
    _ exclude: @escaping (Influencer) -> String?
  ) {
    self.session = session
    self.campaign = campaign
    self.options = options
    self.forecaster = forecaster
    self.exclude = exclude
    freeDays = FreeDays(session, besides: campaign.id)
    if let start = campaign.start, let end = campaign.end {
      let first = options.today.map { max($0, start) } ?? start
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
    for influencer in session.roster.rows {
      guard let hours = influencer.hoursPerBooking else { continue }
      known[session.tier(of: influencer), default: []].append(Double(hours.hundredths))
    }
    return known.compactMapValues { Typical($0).map { Hours(hundredths: Int($0.median)) } }
  }

  /// What is mostly delivered on each platform, stories aside.
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

  mutating func add(_ influencer: Influencer) {
    let booking = bookings[influencer.id]
    if let booking, booking.stage.isCommitted, options.keepsCommitted {
      keep(booking, influencer)
      return
    }
    guard !influencer.isArchived else { return }
    func leaveOut(_ reason: PlanExclusion.Reason) {
      excluded.append(PlanExclusion(influencer: influencer.id, reason: reason))
    }
    let isMust = options.must.contains(influencer.id)
    if booking == nil, declined.contains(influencer.id), !isMust { return leaveOut(.declined) }
    if !isMust, let text = exclude(influencer) { return leaveOut(.vetting(text)) }
    var window: ClosedRange<Day>?
    if let days {
      switch freeDays.find(options.bookingDays, within: days, for: influencer.id) {
      case .free(let found): window = found
      case .taken(let by, let found): return leaveOut(.booked(by, found))
      }
    }
    let creator = creator(influencer)
    guard creator.price != nil else { return leaveOut(.feeUnknown) }
    let type = usualType(influencer.platform)
    let packages = (1...max(1, options.maximumPieces)).compactMap {
      pieces -> PlanCandidate.Package? in
      package(creator.forecast(pieces: pieces), [Deliverable(type, count: pieces)])
    }
    guard packages.contains(where: { options.knows($0.forecast) }) else {
      return leaveOut(.noForecast(options.measure))
    }
    append(influencer, packages, booking: booking, days: window, isKept: false)
  }

  /// The influencer's forecast, with the fee that was entered for this plan, if one was.
  private func creator(_ influencer: Influencer) -> CreatorForecast {
    var creator = forecaster.creator(influencer)
    if let fee = options.fees[influencer.id], fee > .zero {
      creator.price = FeeModel.Price(exactly: fee, Basis(.agreed, "entered for this plan"))
    }
    return creator
  }

  private func package(_ forecast: Forecast, _ deliverables: [Deliverable])
    -> PlanCandidate.Package?
  {
    guard let cost = forecast.cost, cost.isFinite, cost < Double(Money.limit.minorUnits) else {
      return nil
    }
    return PlanCandidate.Package(
      deliverables: deliverables, forecast: forecast,
      cost: Money(minorUnits: Int64(cost.rounded())))
  }

  /// A contracted booking costs what was agreed and brings what its pieces are expected to.
  private mutating func keep(_ booking: Booking, _ influencer: Influencer) {
    var forecast = forecaster.creator(influencer).forecast(pieces: booking.pieces ?? 1)
    forecast.fee =
      booking.fee > .zero
      ? ForecastFigure(
        outcome: Distribution(exactly: Double(booking.fee.minorUnits)),
        basis: Basis(.agreed, "contracted")) : nil
    forecast.productCost = Double(booking.productCost.minorUnits)
    forecast.commission = Double(booking.commission.minorUnits)
    let package = PlanCandidate.Package(
      deliverables: booking.deliverables, forecast: forecast, cost: booking.cost)
    let days = booking.start.flatMap { start in booking.end.map { start...$0 } }
    append(influencer, [package], booking: booking, days: days, isKept: true)
  }

  private mutating func append(
    _ influencer: Influencer, _ packages: [PlanCandidate.Package], booking: Booking?,
    days: ClosedRange<Day>?, isKept: Bool
  ) {
    let tier = session.tier(of: influencer)
    let known = (isKept ? booking?.hours : nil) ?? influencer.hoursPerBooking
    candidates.append(
      PlanCandidate(
        influencer: influencer, tier: tier, packages: packages, hours: known ?? hours[tier],
        areHoursEstimated: known == nil, days: days, booking: booking?.id, isKept: isKept))
  }
}

extension PlanOptions {
  /// Whether the forecast says anything about what is to be made large.
  func knows(_ forecast: Forecast) -> Bool {
    switch measure {
    case .reach: forecast.reach != nil
    case .engagements: forecast.engagements != nil
    case .conversions: forecast.conversions != nil
    case .contribution: forecast.revenue != nil
    case .blend:
      forecast.reach != nil || forecast.engagements != nil || forecast.conversions != nil
    }
  }
}
