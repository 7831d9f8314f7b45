import LineUps
import Marketing

/// Works out what approving each influencer would be worth to a campaign.
package struct WorthJob: Sendable {
  package let session: Session
  package let campaign: Campaign
  /// What the campaign's plan is asked for, but for the state in vetting: that would hide what changing it is worth.
  package let request: PlanRequest
  package let today: Day

  package init(_ session: Session, _ campaign: Campaign, _ asked: PlanRequest, today: Day) {
    self.session = session
    self.campaign = campaign
    self.today = today
    var request = asked
    request.limits.set(RequestLimit(.vetting))
    self.request = request
  }

  package var measure: PlanMeasure { request.measure }

  /// - Parameter goOn: polled in between; false ends the work without a result.
  ///
  /// Empty as long as there is no plan: the request can't be understood, or too little is measured.
  package func run(goOn: () -> Bool = { true }) -> [InfluencerID: VettingWorth] {
    guard request.problems(in: session).isEmpty else { return [:] }
    let draft = PlanDraft(session, campaign, request, today: today)
    guard draft.gap == nil else { return [:] }
    return VettingWorth.make(draft, goOn: goOn)
  }
}
