import Forecast
import LineUps
import Marketing
import Screen
import Workbench

/// The state of the plan screen: the request for each campaign, and the answer to the latest one.
struct PlanState: StatePart {
  enum Pane: String, CaseIterable, Sendable { case lineUp, outcome, curve }

  /// The question. As soon as it changes, a new answer is needed.
  struct Question: Equatable, Sendable {
    let campaign: CampaignID
    let revision: Int
    let request: PlanRequest
    let today: Day
  }

  var focus = Pane.lineUp
  /// Shows everybody who could be booked instead of only the line-up.
  var showsAll = false
  var grid = GridState<InfluencerID>()
  /// The first visible line of the outcome.
  var scroll = 0
  /// The point under the curve's cursor; nil for the sweet spot.
  var point: Int?
  /// Requests that the user has changed, by campaign.
  var requests: [CampaignID: PlanRequest] = [:]

  var asked: Question?
  /// The parts of the request that can't be understood; while there are any, there is no answer.
  private(set) var problems: [String] = []
  /// The latest answer, possibly to an older question.
  private(set) var answer: (basis: Question, study: PlanStudy)?
  /// Whether the search ended with the answer; otherwise there may be better line-ups.
  private(set) var isFinal = false
  private(set) var rows: [PlanGrid.Row] = []
  private(set) var revision = 0
  /// Reused until the session changes.
  var forecaster: (revision: Int, value: Forecaster)?

  mutating func take(_ study: PlanStudy, for basis: Question, isFinal: Bool = true) {
    problems = []
    answer = (basis, study)
    self.isFinal = isFinal
    refreshRows()
  }

  mutating func refreshRows() {
    rows = answer.map { PlanGrid.rows($0.study, all: showsAll) } ?? []
    revision += 1
  }

  mutating func forget(problems: [String] = []) {
    self.problems = problems
    answer = nil
    asked = nil
    rows = []
    revision += 1
  }

  /// Whether the answer is to the current question.
  var isCurrent: Bool { answer != nil && answer?.basis == asked }
  var study: PlanStudy? { answer?.study }
}

extension CockpitState {
  var plan: PlanState {
    _read { yield parts[PlanState.self] }
    _modify { yield &parts[PlanState.self] }
  }
}

extension CockpitState {
  /// The campaign in view, else the newest that isn't archived, else the newest.
  var plannedCampaign: Campaign? {
    guard let session = document?.session else { return nil }
    if let scope = campaignInView { return session.campaigns[scope] }
    return session.campaigns.rows.last { !$0.isArchived } ?? session.campaigns.rows.last
  }

  var planRequest: PlanRequest? { plannedCampaign.map { planRequest($0) } }

  func planRequest(_ campaign: Campaign) -> PlanRequest {
    plan.requests[campaign.id]?.following(campaign) ?? PlanRequest(campaign)
  }

  mutating func changePlan(_ change: (inout PlanRequest) -> Void) {
    guard let campaign = plannedCampaign, var request = planRequest else { return }
    change(&request)
    plan.requests[campaign.id] = request.compared(to: campaign)
  }

  /// Plans again if the question has changed: the line-up first, then the alternatives, the curve, and how often each
  /// influencer is chosen.
  mutating func arrangePlan() -> [Effect] {
    guard let document, let campaign = plannedCampaign, let request = planRequest else {
      if plan.answer != nil { plan.forget() }
      return []
    }
    let basis = PlanState.Question(
      campaign: campaign.id, revision: document.revision, request: request, today: today)
    defer { arrange(PlanGrid.self) }
    guard plan.asked != basis else { return [] }
    let problems = request.problems(in: document.session)
    if !problems.isEmpty || plan.answer?.basis.campaign != campaign.id {
      plan.forget(problems: problems)
    }
    plan.asked = basis
    guard problems.isEmpty else { return [] }
    let known = plan.forecaster?.revision == basis.revision ? plan.forecaster?.value : nil
    return [.compute(PlanWork.computation(document.session, campaign, basis, known))]
  }
}

/// Makes a plan in the background.
enum PlanWork {
  static func computation(
    _ session: Session, _ campaign: Campaign, _ basis: PlanState.Question, _ known: Forecaster?
  ) -> Computation {
    Computation("plan", title: "planning") { context in
      context.report(nil)
      var forecaster = known
      func publish(_ study: PlanStudy, isFinal: Bool = true) {
        let made = forecaster
        context.publish { state in
          guard state.plan.asked == basis else { return [] }
          state.plan.forecaster = made.map { (basis.revision, $0) }
          state.plan.take(study, for: basis, isFinal: isFinal)
          return []
        }
      }
      var isFirst = true
      let study = try? PlanJob(session, campaign, basis.request, today: basis.today).run(known) {
        step in
        switch step {
        case .forecast(let made):
          forecaster = made
          context.report(nil)
        case .better(let plan):
          // Show the first line-up at once; finding a better one may take a while.
          if isFirst, plan.isFeasible {
            isFirst = false
            publish(PlanStudy(first: plan), isFinal: false)
          }
        // The answer doesn't wait for its reasons.
        case .found(let plan): if plan.isFeasible { publish(PlanStudy(first: plan)) }
        case .comparing: break
        case .planned(let study), .drawn(let study): publish(study)
        case .drawing(let share): context.report(share / 2)
        case .choosing(let share): context.report(0.5 + share / 2)
        }
        return !context.isCancelled
      }
      guard let study, !context.isCancelled else { return nil }
      publish(study)
      return { _ in [] }
    }
  }
}
