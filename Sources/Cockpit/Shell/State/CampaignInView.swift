import Marketing

extension CockpitState {
  /// The goal of the campaign in view; nil for all campaigns.
  var goalInView: Goal? {
    campaignInView.flatMap { document?.session.campaigns[$0]?.goal }
  }

  /// The campaigns to choose from: the active ones, and an archived one while it is in view.
  var listedCampaigns: [Campaign] {
    document?.session.campaigns.rows.filter { !$0.isArchived || $0.id == campaignInView } ?? []
  }

  /// Goes to another campaign; place 0 stands for all of them together.
  mutating func moveCampaign(_ step: (Int) -> Int) {
    let campaigns = listedCampaigns
    let at =
      campaignInView.flatMap { id in campaigns.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
    let place = max(0, min(step(at), campaigns.count))
    campaignInView = place == 0 ? nil : campaigns[place - 1].id
  }
}
