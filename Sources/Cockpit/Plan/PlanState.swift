import Forecast
import LineUps
import Marketing
import Screen
import Workbench

/// Where the manager stands on the plan screen, what is asked for each campaign, and what was answered.
struct PlanState: StatePart {
  enum Pane: String, CaseIterable, Sendable { case lineUp, outcome, curve }

  /// What is asked; another answer is wanted as soon as it changes.
  struct Basis: Equatable, Sendable {
    let campaign: CampaignID
    let revision: Int
    let request: PlanRequest
    let today: Day
  }

  var focus = Pane.lineUp
  /// Everybody who could be booked shows, not the line-up alone.
  var showsAll = false
  var grid = GridState<InfluencerID>()
  /// The first line of the outcome that shows.
  var scroll = 0
  /// The point of the curve that is read; nil for the sweet spot.
  var point: Int?
  /// What the manager has changed, by campaign.
  var requests: [CampaignID: PlanRequest] = [:]

  var asked: Basis?
  /// What of the question isn't understood; there is no answer then.
  private(set) var problems: [String] = []
  /// The newest answer, perhaps to an older question.
  private(set) var answer: (basis: Basis, study: PlanStudy)?
  private(set) var rows: [PlanGrid.Row] = []
  private(set) var revision = 0
  /// Reused as long as the session stays as it is.
  var forecaster: (revision: Int, value: Forecaster)?

  mutating func take(_ study: PlanStudy, for basis: Basis) {
    problems = []
    answer = (basis, study)
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

  /// Whether the answer is to what is asked now.
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
  /// The campaign that is planned: the one in view, else the first that isn't archived.
  var plannedCampaign: Campaign? {
    guard let session = document?.session else { return nil }
    if let scope = campaignInView { return session.campaigns[scope] }
    return session.campaigns.rows.last { !$0.isArchived } ?? session.campaigns.rows.last
  }

  /// What is asked of that campaign's plan.
  var planRequest: PlanRequest? { plannedCampaign.map { planRequest($0) } }

  func planRequest(_ campaign: Campaign) -> PlanRequest {
    plan.requests[campaign.id] ?? PlanRequest(campaign)
  }

  mutating func changePlan(_ change: (inout PlanRequest) -> Void) {
    guard let campaign = plannedCampaign, var request = planRequest else { return }
    change(&request)
    plan.requests[campaign.id] = request
  }

  /// Plans anew when what is asked has changed. First the line-up, then what stands beside it, the curve, and how often
  /// each is chosen.
  mutating func arrangePlan() -> [Effect] {
    guard let document, let campaign = plannedCampaign, let request = planRequest else {
      if plan.answer != nil { plan.forget() }
      return []
    }
    let basis = PlanState.Basis(
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

/// Makes a plan beside the loop.
enum PlanWork {
  static func computation(
    _ session: Session, _ campaign: Campaign, _ basis: PlanState.Basis, _ known: Forecaster?
  ) -> Computation {
    Computation("plan", title: "planning") { context in
      context.report(nil)
      var forecaster = known
      func publish(_ study: PlanStudy) {
        let made = forecaster
        context.publish { state in
          guard state.plan.asked == basis else { return [] }
          state.plan.forecaster = made.map { (basis.revision, $0) }
          state.plan.take(study, for: basis)
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
          // A first line-up is there at once; the search for a better one may take a while.
          if isFirst, plan.isFeasible {
            isFirst = false
            publish(PlanStudy(first: plan))
          }
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
