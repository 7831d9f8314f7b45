import Forecast
import LineUps
import Marketing

/// Splits a budget between two campaigns.
package struct SplitJob: Sendable {
  package let session: Session
  package let first: Campaign
  package let second: Campaign
  /// The request for each campaign; its budget is the whole budget to be split.
  package let requests: (first: PlanRequest, second: PlanRequest)
  package let budget: Money
  package let today: Day

  /// - Parameters:
  ///   - request: for the first campaign.
  ///   - other: for the second; nil for its own goal and hours, planned as cautiously and as afresh as the first. Both
  ///     share the limit on pieces, unless the second has its own.
  ///   - budget: what to split; nil for the sum of both campaigns' budgets.
  package init(
    _ session: Session, _ first: Campaign, _ second: Campaign, _ request: PlanRequest,
    other kept: PlanRequest? = nil, budget: Money?, today: Day
  ) throws(Refusal) {
    guard first.id != second.id else {
      throw Refusal("A budget can only be split between two different campaigns.")
    }
    var one = request
    var other = kept ?? PlanRequest(second)
    if kept == nil {
      other.isCautious = one.isCautious
      other.keepsCommitted = one.keepsCommitted
    }
    if other.limits[.pieces].atMost == nil { other.limits.set(one.limits[.pieces]) }
    let own = [one.budget, other.budget].compactMap(\.self).reduce(.zero, +)
    let whole = budget ?? own
    guard whole > .zero else {
      throw Refusal("There is no budget to split: give one with --budget.")
    }
    one.budget = whole
    other.budget = whole
    self.session = session
    self.first = first
    self.second = second
    self.budget = whole
    self.today = today
    requests = (one, other)
  }

  /// - Parameter goOn: called with the share that is done; returning false ends the work with the best result so far.
  package func run(goOn: (Double) -> Bool = { _ in true }) throws(Refusal) -> BudgetSplit {
    try Refusal.of(requests.first, in: session, for: first)
    try Refusal.of(requests.second, in: session, for: second)
    let forecaster = Forecaster(session)
    let drafts = [(first, requests.first), (second, requests.second)].map { campaign, request in
      PlanDraft(session, campaign, request, today: today, forecaster: forecaster)
    }
    for draft in drafts where draft.candidates.isEmpty {
      throw Refusal("There is nobody to plan with for \(draft.campaign.name).")
    }
    for draft in drafts {
      if let gap = draft.gap { throw Refusal("\(draft.campaign.name): \(gap.missing)") }
    }
    let split = BudgetSplit(drafts[0], drafts[1], budget: budget, progress: goOn)
    guard split.best != nil else {
      throw Refusal("No share of the budget lets both campaigns keep their limits.")
    }
    return split
  }
}

/// Compares forecasts with what was measured later.
package struct BacktestJob: Sendable {
  package let session: Session
  package let campaign: CampaignID?

  package init(_ session: Session, campaign: CampaignID?) {
    self.session = session
    self.campaign = campaign
  }

  package func run() throws(Refusal) -> Backtest {
    guard let test = Backtest.make(session, campaign: campaign) else {
      throw Refusal("There is nothing to test: it takes posts on at least two days.")
    }
    return test
  }
}
