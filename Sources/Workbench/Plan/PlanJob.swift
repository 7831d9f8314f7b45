import Forecast
import LineUps
import Marketing

/// Makes the plan of a campaign, for whichever door it was asked at.
package struct PlanJob: Sendable {
  /// What has been done, in this order; the parts come as often as there is something new.
  package enum Step: Sendable {
    case forecast(Forecaster)
    /// A better line-up than the last one.
    case better(Plan)
    /// The line-up it will be; what stands beside it comes next.
    case comparing(Plan)
    /// The line-up, with what stands beside it.
    case planned(PlanStudy)
    /// The share of the curve that is done, then the study with it.
    case drawing(Double)
    case drawn(PlanStudy)
    /// The share of the simulated futures that is done.
    case choosing(Double)
  }

  package let session: Session
  package let campaign: Campaign
  package let request: PlanRequest
  package let today: Day
  /// The search ends at a line-up that is so close to the best possible.
  package var gap = PlanDraft.usualGap
  package var drawsCurve = true
  package var countsFutures = true

  package init(_ session: Session, _ campaign: Campaign, _ request: PlanRequest, today: Day) {
    self.session = session
    self.campaign = campaign
    self.request = request
    self.today = today
  }

  /// The question with everybody's forecast. Throws when the request isn't understood.
  package func draft(_ known: Forecaster? = nil) throws(Refusal) -> PlanDraft {
    try Refusal.of(request, in: session)
    return PlanDraft(session, campaign, request, today: today, forecaster: known)
  }

  /// - Parameters:
  ///   - known: forecasts of this very session, where there are some.
  ///   - goOn: hears of each step; false ends the work with what there is.
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
    _ = tell(.comparing(plan))
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
