import Marketing
import Metrics

/// A plan with everything that is reported about it.
package struct PlanStudy: Sendable {
  package let plan: Plan
  package let totals: PlanTotals
  package let obvious: [ObviousPlan]
  package let verdict: String
  /// What the forecast of the line-up rests on.
  package let evidence: Evidence
  package let margins: [PlanMargin]
  package internal(set) var reasons: PlanReasons
  /// Nil until asked for.
  package internal(set) var curve: MegaCurve?
  /// The share of simulated futures in which each influencer is chosen; nil until asked for.
  package internal(set) var frequency: [InfluencerID: Double]?

  /// The parts that are quick to work out.
  ///
  /// - Parameter goOn: asked now and then; returning false skips the rest.
  package init(_ plan: Plan, goOn: () -> Bool = { true }) {
    let draft = plan.draft
    self.plan = plan
    totals = draft.totals(plan.lineUp)
    obvious = plan.isFeasible && goOn() ? draft.obviousPlans(beside: plan, goOn: goOn) : []
    evidence = draft.evidence(of: plan.lineUp, totals)
    verdict = draft.verdict(plan, obvious, evidence)
    let prices = plan.isFeasible && goOn() ? draft.prices : nil
    margins = draft.margins(plan, prices, goOn: goOn)
    reasons = PlanReasons(plan, prices, goOn: goOn)
  }

  /// A first line-up, shown while a better one is being sought: its totals only.
  package init(first plan: Plan) {
    self.plan = plan
    totals = plan.draft.totals(plan.lineUp, futures: 200)
    obvious = []
    evidence = plan.draft.evidence(of: plan.lineUp, totals)
    verdict = ""
    margins = []
    reasons = PlanReasons(plan, nil, goOn: { false })
  }

  /// Adds the curve over megas' share. `progress` gets the share that is done; returning false stops it.
  package mutating func addCurve(progress: (Double) -> Bool = { _ in true }) {
    curve = plan.draft.megaCurve(progress: progress)
  }

  /// Adds how often each influencer is chosen. `progress` gets the share that is done; returning false stops it.
  package mutating func addFrequency(progress: (Double) -> Bool = { _ in true }) {
    frequency = plan.isFeasible ? plan.draft.choiceFrequency(progress: progress) : nil
    reasons.frequency = frequency ?? [:]
  }
}
