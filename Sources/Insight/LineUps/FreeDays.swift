import Marketing

/// When an influencer could post for a campaign without posting for another on the same days.
struct FreeDays {
  /// The days of other campaigns' bookings by influencer, ascending.
  private var taken: [InfluencerID: [(days: ClosedRange<Day>, campaign: CampaignID)]] = [:]

  init(_ session: Session, besides campaign: CampaignID) {
    for booking in session.bookings.rows
    where booking.campaign != campaign && booking.stage.isPlanned {
      // Without dates a booking may be on any day of its campaign until it is done.
      let isOver = booking.stage == .done || booking.stage == .paid
      let other = isOver ? nil : session.campaigns[booking.campaign]
      guard let start = booking.start ?? other?.start, let end = booking.end ?? other?.end,
        start <= end
      else { continue }
      taken[booking.influencer, default: []].append((start...end, booking.campaign))
    }
    for id in taken.keys { taken[id]?.sort { $0.days.lowerBound < $1.days.lowerBound } }
  }

  enum Answer {
    case free(ClosedRange<Day>)
    case taken(by: CampaignID, ClosedRange<Day>)
  }

  /// The first `count` consecutive free days within the campaign's.
  func find(_ count: Int, within days: ClosedRange<Day>, for influencer: InfluencerID) -> Answer {
    let count = max(1, min(count, days.upperBound - days.lowerBound + 1))
    var start = days.lowerBound
    var obstacle: (days: ClosedRange<Day>, campaign: CampaignID)?
    for entry in taken[influencer] ?? [] {
      if entry.days.upperBound < start { continue }
      if entry.days.lowerBound > start + (count - 1) { break }
      obstacle = entry
      start = entry.days.upperBound + 1
    }
    if let obstacle, start + (count - 1) > days.upperBound {
      return .taken(by: obstacle.campaign, obstacle.days)
    }
    return .free(start...(start + (count - 1)))
  }
}
