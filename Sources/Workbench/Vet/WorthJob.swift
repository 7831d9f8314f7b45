import LineUps
import Marketing

/// Works out what approving each influencer would be worth to a campaign.
package struct WorthJob: Sendable {
  package let session: Session
  package let campaign: Campaign
  package let today: Day

  package init(_ session: Session, _ campaign: Campaign, today: Day) {
    self.session = session
    self.campaign = campaign
    self.today = today
  }

  /// Uses only the campaign's goal and budget: limits that keep people out would hide what vetting them is worth.
  private var request: PlanRequest { PlanRequest(campaign) }
  package var measure: PlanMeasure { request.measure }

  /// - Parameter goOn: polled in between; false ends the work without a result.
  package func run(goOn: () -> Bool = { true }) -> [InfluencerID: VettingWorth] {
    VettingWorth.make(PlanDraft(session, campaign, request, today: today), goOn: goOn)
  }
}
