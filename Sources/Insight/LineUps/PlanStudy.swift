import Marketing

/// A plan with all that is said about it.
public struct PlanStudy: Sendable {
  public let plan: Plan
  public let totals: PlanTotals
  public let obvious: [ObviousPlan]
  public let verdict: String
  public let margins: [PlanMargin]
  public internal(set) var reasons: PlanReasons
  /// Nil when it wasn't asked for.
  public internal(set) var curve: MegaCurve?
  /// In what share of the simulated futures each is chosen; nil when it wasn't asked for.
  public internal(set) var frequency: [InfluencerID: Double]?

  /// The parts that take little time.
  ///
  /// - Parameter goOn: asked in between; false leaves out what isn't worked out yet.
  public init(_ plan: Plan, goOn: () -> Bool = { true }) {
    let draft = plan.draft
    self.plan = plan
    totals = draft.totals(plan.lineUp)
    obvious = plan.isFeasible && goOn() ? draft.obviousPlans(beside: plan, goOn: goOn) : []
    verdict = draft.verdict(plan, obvious)
    let prices = plan.isFeasible && goOn() ? draft.prices : nil
    margins = draft.margins(plan, prices, goOn: goOn)
    reasons = PlanReasons(plan, prices, goOn: goOn)
  }

  /// A first line-up, shown while a better one is looked for: what it brings, and nothing beside it yet.
  public init(first plan: Plan) {
    self.plan = plan
    totals = plan.draft.totals(plan.lineUp, futures: 200)
    obvious = []
    verdict = ""
    margins = []
    reasons = PlanReasons(plan, nil, goOn: { false })
  }

  /// Adds the curve over the share of megas. `progress` hears of the share that is done; false ends it.
  public mutating func addCurve(progress: (Double) -> Bool = { _ in true }) {
    curve = plan.draft.megaCurve(progress: progress)
  }

  /// Adds how often each influencer is chosen. `progress` hears of the share that is done; false ends it.
  public mutating func addFrequency(progress: (Double) -> Bool = { _ in true }) {
    frequency = plan.isFeasible ? plan.draft.choiceFrequency(progress: progress) : nil
    reasons.frequency = frequency ?? [:]
  }
}
