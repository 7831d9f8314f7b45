import Marketing

/// A plan with all that is said about it.
package struct PlanStudy: Sendable {
  package let plan: Plan
  package let totals: PlanTotals
  package let obvious: [ObviousPlan]
  package let verdict: String
  package let margins: [PlanMargin]
  package internal(set) var reasons: PlanReasons
  /// Nil when it wasn't asked for.
  package internal(set) var curve: MegaCurve?
  /// In what share of the simulated futures each is chosen; nil when it wasn't asked for.
  package internal(set) var frequency: [InfluencerID: Double]?

  /// The parts that take little time.
  ///
  /// - Parameter goOn: asked in between; false leaves out what isn't worked out yet.
  package init(_ plan: Plan, goOn: () -> Bool = { true }) {
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
  package init(first plan: Plan) {
    self.plan = plan
    totals = plan.draft.totals(plan.lineUp, futures: 200)
    obvious = []
    verdict = ""
    margins = []
    reasons = PlanReasons(plan, nil, goOn: { false })
  }

  /// Adds the curve over the share of megas. `progress` hears of the share that is done; false ends it.
  package mutating func addCurve(progress: (Double) -> Bool = { _ in true }) {
    curve = plan.draft.megaCurve(progress: progress)
  }

  /// Adds how often each influencer is chosen. `progress` hears of the share that is done; false ends it.
  package mutating func addFrequency(progress: (Double) -> Bool = { _ in true }) {
    frequency = plan.isFeasible ? plan.draft.choiceFrequency(progress: progress) : nil
    reasons.frequency = frequency ?? [:]
  }
}
