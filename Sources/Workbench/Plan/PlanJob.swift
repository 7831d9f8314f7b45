import Forecast
import LineUps
import Marketing

/// Makes the plan of a campaign, for the cockpit and for the command line.
package struct PlanJob: Sendable {
  /// The steps of planning, in order; a step repeats whenever there is something new.
  package enum Step: Sendable {
    case forecast(Forecaster)
    /// A better line-up than the last one.
    case better(Plan)
    /// The final line-up, before anything is explained.
    case found(Plan)
    /// The alternatives and reasons are being worked out.
    case comparing(Plan)
    /// The line-up with its alternatives.
    case planned(PlanStudy)
    /// The share of the curve that is done; the study with the curve follows.
    case drawing(Double)
    case drawn(PlanStudy)
    /// The share of the simulated futures that is done.
    case choosing(Double)
  }

  package let session: Session
  package let campaign: Campaign
  package let request: PlanRequest
  package let today: Day
  /// The search stops once the line-up is this close to the best possible.
  package var gap = PlanDraft.usualGap
  package var drawsCurve = true
  package var countsFutures = true

  package init(_ session: Session, _ campaign: Campaign, _ request: PlanRequest, today: Day) {
    self.session = session
    self.campaign = campaign
    self.request = request
    self.today = today
  }

  /// The problem to solve, with everybody's forecast. Throws if the request can't be understood.
  package func draft(_ known: Forecaster? = nil) throws(Refusal) -> PlanDraft {
    try Refusal.of(request, in: session)
    return PlanDraft(session, campaign, request, today: today, forecaster: known)
  }

  /// - Parameters:
  ///   - known: forecasts to reuse; they must be of this very session.
  ///   - goOn: called at each step; returning false ends the work with the best result so far.
  package func run(
    _ known: Forecaster? = nil, goOn: (Step) -> Bool = { _ in true }
  ) throws(Refusal) -> PlanStudy {
    try Refusal.of(request, in: session)
    let forecaster = known ?? Forecaster(session)
    var isWanted = goOn(.forecast(forecaster))
    func tell(_ step: Step) -> Bool {
      isWanted = goOn(step) && isWanted
      return isWanted
    }
    let plan = try draft(forecaster).solve(within: gap) { tell(.better($0)) }
    _ = tell(.found(plan))
    var study = PlanStudy(plan) { tell(.comparing(plan)) }
    guard tell(.planned(study)) else { return study }
    if drawsCurve {
      study.addCurve { tell(.drawing($0)) }
      guard tell(.drawn(study)) else { return study }
    }
    if countsFutures { study.addFrequency { tell(.choosing($0)) } }
    return study
  }
}
