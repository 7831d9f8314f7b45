import Marketing

/// A running campaign's days: how many there are, and how many have passed, including today.
struct CampaignTime: Hashable, Sendable {
  let start: Day
  let end: Day
  let today: Day

  /// With fewer days passed it is too early to judge.
  static let fewestDays = 3
  static let smallestShare = 0.05

  /// Nil unless the campaign is running: it has started, has an end, and the end isn't past. Without a start it begins
  /// with its first measurement.
  init?(_ campaign: Campaign, firstMeasured: Day?, today: Day) {
    guard case .running = campaign.phase(on: today), let end = campaign.end else { return nil }
    guard let start = campaign.start ?? firstMeasured, start <= today else { return nil }
    self.start = start
    self.end = end
    self.today = today
  }

  var length: Int { end - start + 1 }
  var elapsed: Int { today - start + 1 }
  var elapsedShare: Double { Double(elapsed) / Double(length) }
  var isEarly: Bool {
    elapsed < min(CampaignTime.fewestDays, length) || elapsedShare < CampaignTime.smallestShare
  }
}
