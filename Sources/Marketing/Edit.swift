/// A change to a session, as a value. Undo applies its inverse, the journal records it, an import is a list of them.
///
/// Each case sets one thing to a value; nil removes it.
public indirect enum Edit: Hashable, Sendable {
  case settings(Settings)
  case influencer(InfluencerID, Influencer?)
  case campaign(CampaignID, Campaign?)
  case booking(BookingID, Booking?)
  case measurement(Measurement.Identity, Measurement?)
  case feed(FeedID, Feed?)
  /// What a campaign's plan is asked for; nil for the campaign's own goal and budget.
  case plan(CampaignID, PlanRequest?)
  /// What is compared, and the pairs compared before.
  case comparison(ComparisonRequest?, [ComparisonRequest.Sides])
  /// Changes that happen together or not at all, under the title that undo shows.
  case group(String, [Edit])

  public static func put(_ influencer: Influencer) -> Edit {
    .influencer(influencer.id, influencer)
  }
  public static func put(_ campaign: Campaign) -> Edit { .campaign(campaign.id, campaign) }
  public static func put(_ booking: Booking) -> Edit { .booking(booking.id, booking) }
  public static func put(_ measurement: Measurement) -> Edit {
    .measurement(measurement.identity, measurement)
  }
  public static func put(_ feed: Feed) -> Edit { .feed(feed.id, feed) }
}

/// Why an edit was refused. The session is unchanged.
public struct EditError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

extension Session {
  /// Makes the change and returns its inverse, which restores exactly what was there.
  ///
  /// Throws `EditError`, and leaves the session untouched, when the change would break a rule: an amount out of
  /// range, a booking without an influencer, the removal of something still referred to.
  @discardableResult
  public mutating func apply(_ edit: Edit) throws(EditError) -> Edit {
    try apply(edit, isPart: false)
  }

  /// - Parameter isPart: the edit is one of a group, which may change the currency together with the amounts.
  private mutating func apply(_ edit: Edit, isPart: Bool) throws(EditError) -> Edit {
    guard case .group(let title, let edits) = edit else {
      if case .settings(let settings) = edit, !isPart { try validateCurrency(settings.currency) }
      try validate(edit)
      return put(edit)
    }
    var inverses: [Edit] = []
    inverses.reserveCapacity(edits.count)
    for edit in edits {
      do {
        inverses.append(try apply(edit, isPart: true))
      } catch {
        for inverse in inverses.reversed() { put(inverse) }
        throw error
      }
    }
    return .group(title, inverses.reversed())
  }

  /// Replays a change from the journal. Objections to a removal are ignored: there were none
  /// at the time, though measurements, which are stored outside the journal, may refer to it by now.
  public mutating func replay(_ edit: Edit) throws(EditError) {
    switch edit {
    case .group(_, let edits):
      for edit in edits { try replay(edit) }
    case .influencer(_, nil), .campaign(_, nil), .booking(_, nil): put(edit)
    case .settings, .influencer, .campaign, .booking, .measurement, .feed, .plan, .comparison:
      _ = try apply(edit, isPart: true)
    }
  }

  private func validate(_ edit: Edit) throws(EditError) {
    switch edit {
    case .settings(let settings): try validate(settings)
    case .influencer(let id, let influencer): try validate(id, influencer)
    case .campaign(let id, let campaign): try validate(id, campaign)
    case .booking(let id, let booking): try validate(id, booking)
    case .measurement(let identity, let measurement): try validate(identity, measurement)
    case .feed(let id, let feed): try validate(id, feed)
    case .group, .plan, .comparison: break
    }
  }

  /// Why a single edit can't be made; nil if it can.
  public func objection(to edit: Edit) -> EditError? {
    do throws(EditError) {
      try validate(edit)
      return nil
    } catch {
      return error
    }
  }

  /// Makes the change regardless of the rules, so that a group refused half-way can always be rolled back.
  @discardableResult
  private mutating func put(_ edit: Edit) -> Edit {
    switch edit {
    case .settings(let settings):
      let former = self.settings
      self.settings = settings
      return .settings(former)
    case .influencer(let id, let influencer):
      return .influencer(id, roster.set(id, to: influencer))
    case .campaign(let id, let campaign):
      return .campaign(id, campaigns.set(id, to: campaign))
    case .booking(let id, let booking):
      return .booking(id, bookings.set(id, to: booking))
    case .measurement(let identity, let measurement):
      // A measurement may name somebody unknown here; the number must not be given to anybody else.
      if let influencer = measurement?.influencer { roster.reserve(through: influencer.number) }
      if let booking = measurement?.booking { bookings.reserve(through: booking.number) }
      return .measurement(identity, measurements.set(identity, to: measurement))
    case .feed(let id, let feed):
      return .feed(id, feeds.set(id, to: feed))
    case .plan(let campaign, let request):
      let former = requests.plans[campaign]
      requests.plans[campaign] = request
      return .plan(campaign, former)
    case .comparison(let request, let pairs):
      let former = Edit.comparison(requests.comparison, requests.pairs)
      requests.comparison = request
      requests.pairs = pairs
      return former
    case .group(let title, let edits):
      return .group(title, edits.map { put($0) }.reversed())
    }
  }
}
