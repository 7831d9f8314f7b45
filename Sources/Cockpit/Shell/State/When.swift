/// Conditions under which commands are available.
enum When {
  static let isOpen: @Sendable (CockpitState) -> Bool = { $0.document != nil }
  static let isWritable: @Sendable (CockpitState) -> Bool = {
    $0.document != nil && $0.document?.readOnlyReason == nil
  }
  static let hasCampaigns: @Sendable (CockpitState) -> Bool = {
    $0.document?.session.campaigns.isEmpty == false
  }
  static let canBook: @Sendable (CockpitState) -> Bool = { isWritable($0) && hasCampaigns($0) }
  static let canEditCampaign: @Sendable (CockpitState) -> Bool = {
    isWritable($0) && $0.campaignInView != nil
  }
  static let canUndo: @Sendable (CockpitState) -> Bool = {
    $0.document.map { $0.history.canUndo || $0.hasLog } == true
  }
  static let canRedo: @Sendable (CockpitState) -> Bool = { $0.document?.history.canRedo == true }
  static let isWorking: @Sendable (CockpitState) -> Bool = { $0.task != nil }
}
