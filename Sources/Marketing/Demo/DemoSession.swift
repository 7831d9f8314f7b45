import Marketing

extension Session {
  /// A believable session to explore. It depends on the day alone: another day gives the same story with other dates.
  /// Everything in it is invented.
  ///
  /// Two campaigns of a skincare brand, one running and one finished, with about 120 influencers, 40 bookings and
  /// 90 days of measurements.
  public static func demo(today: Day) -> Session {
    DemoSession(today: today).session
  }
}

/// Builds the demo session, through edits like everyone else.
struct DemoSession {
  private(set) var session = Session(settings: Settings(name: "Solvane skincare"))
  private static let seed: UInt64 = 0x50_1C_A7E

  init(today: Day) {
    let seed = Self.seed
    let roster = DemoRoster(seed: seed).influencers
    let tiers = session.settings.tiers
    let plan = DemoCampaigns(seed: seed &+ 10, today: today, roster: roster)
    let posts = DemoPosts(
      seed: seed &+ 20, today: today, bookings: plan.bookings, roster: roster, tiers: tiers)
    let shop = DemoShop(
      seed: seed &+ 30, today: today, bookings: plan.bookings,
      tier: { tiers.tier(followers: roster[$0.number - 1].followers ?? 0) }, clicks: posts.clicks)
    let bookings = plan.bookings.map { booking in
      var booking = booking
      booking.commission = Self.commission(
        on: shop.revenue[booking.id] ?? .zero, roster[booking.influencer.number - 1])
      return booking
    }

    var vetting = DemoVetting(seed: seed &+ 40, today: today)
    put(vetting.vetted(roster, bookings).map(Edit.put))
    var settings = session.settings
    settings.brand = DemoVetting.brand
    settings.searches = DemoVetting.searches
    put([.settings(settings)])
    put(plan.campaigns(with: bookings).map(Edit.put))
    put(bookings.map(Edit.put))
    put((posts.measurements + shop.measurements).map(Edit.put))
    put([.put(Feed(id: FeedID(1), name: "Live figures", source: .demo))])
  }

  /// Ten per cent of what their code brought, for accounts small enough to care.
  private static func commission(on revenue: Money, _ influencer: Influencer) -> Money {
    guard (influencer.followers ?? 0) <= 100_000 else { return .zero }
    return Money(minorUnits: max(0, revenue.minorUnits / 10))
  }

  private mutating func put(_ edits: [Edit]) {
    do {
      for edit in edits { try session.apply(edit) }
    } catch {
      preconditionFailure("The demo session breaks a rule: \(error)")
    }
  }
}
