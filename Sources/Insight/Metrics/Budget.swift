import Marketing

/// A campaign's money and hours: planned, committed and spent, and what is left.
package struct Budget: Sendable, Equatable {
  /// The sums over some bookings.
  package struct Line: Sendable, Hashable {
    /// All bookings except declined ones, and the ad spend, as far as they are known.
    package private(set) var planned: Money = .zero
    /// Bookings that are contracted or further, and the ad spend.
    package private(set) var committed: Money = .zero
    /// Paid bookings, and the ad spend.
    package private(set) var spent: Money = .zero
    /// What ad platforms were paid; part of all three.
    package private(set) var adSpend: Money = .zero
    /// The bookings in each of the three whose fee isn't known: the sum is at least what it says.
    package private(set) var plannedWithoutFee = 0
    package private(set) var committedWithoutFee = 0
    package private(set) var spentWithoutFee = 0
    /// The same three for known working hours.
    package private(set) var plannedHours: Hours = .zero
    package private(set) var committedHours: Hours = .zero
    package private(set) var spentHours: Hours = .zero
    /// Bookings, except declined ones, without hours of their own or of their influencer.
    package private(set) var bookingsWithoutHours = 0
    private var counts = SIMD8<Int>.zero

    package func bookings(_ stage: Stage) -> Int { counts[Line.lane(stage)] }
    /// All bookings except declined ones.
    package var plannedBookings: Int { counts.wrappedSum() - bookings(.declined) }

    private static func lane(_ stage: Stage) -> Int {
      switch stage {
      case .proposed: 0
      case .offered: 1
      case .contracted: 2
      case .live: 3
      case .done: 4
      case .paid: 5
      case .declined: 6
      }
    }

    mutating func add(adSpend amount: Money) {
      adSpend += amount
      planned += amount
      committed += amount
      spent += amount
    }

    mutating func add(_ booking: Booking, hours: Hours?) {
      let stage = booking.stage
      let unknown = booking.fee == nil ? 1 : 0
      counts[Line.lane(stage)] += 1
      if stage.isPlanned {
        planned += booking.knownCost
        plannedWithoutFee += unknown
        if let hours { plannedHours = plannedHours + hours } else { bookingsWithoutHours += 1 }
      }
      if stage.isCommitted {
        committed += booking.knownCost
        committedWithoutFee += unknown
        if let hours { committedHours = committedHours + hours }
      }
      if stage.isSpent {
        spent += booking.knownCost
        spentWithoutFee += unknown
        if let hours { spentHours = spentHours + hours }
      }
    }
  }

  /// The bookings of one tier; `tier` is nil if the influencer's followers are unknown.
  package struct TierLine: Sendable, Equatable {
    package let tier: Tier?
    package fileprivate(set) var line = Line()
  }

  /// Nil for the whole session.
  package let campaign: CampaignID?
  package let name: String
  /// The campaign's budget, or that of all campaigns together.
  package fileprivate(set) var budget: Money = .zero
  /// The hours that the team has; nil if no campaign sets any.
  package fileprivate(set) var hours: Hours?
  package fileprivate(set) var all = Line()
  /// One line for each of the session's tiers, from large to small, and one for an unknown tier if it has bookings. The
  /// lines add up to `all`.
  package fileprivate(set) var tiers: [TierLine]

  /// Budget less committed; negative if more is committed than there is. At most so much while fees aren't known.
  package var left: Money { budget - all.committed }
  /// What is committed beyond the budget.
  package var overspend: Money { max(.zero, all.committed - budget) }
  /// What would be left if every planned booking went ahead.
  package var leftIfAllGoesAhead: Money { budget - all.planned }
  package var hoursOverspent: Hours? { hours.map { max(.zero, all.committedHours - $0) } }

  private init(campaign: CampaignID?, name: String, tiers scheme: TierScheme) {
    self.campaign = campaign
    self.name = name
    tiers = scheme.tiers.reversed().map { TierLine(tier: $0) } + [TierLine(tier: nil)]
  }

  fileprivate mutating func add(_ booking: Booking, tier: Tier?, hours: Hours?) {
    all.add(booking, hours: hours)
    for place in tiers.indices where tiers[place].tier == tier {
      tiers[place].line.add(booking, hours: hours)
    }
  }

  fileprivate mutating func add(adSpend amount: Money, tier: Tier?) {
    all.add(adSpend: amount)
    for place in tiers.indices where tiers[place].tier == tier {
      tiers[place].line.add(adSpend: amount)
    }
  }

  fileprivate mutating func allow(_ campaign: Campaign) {
    budget += campaign.budget
    if let more = campaign.hours { hours = (hours ?? .zero) + more }
  }

  fileprivate mutating func finish() {
    if tiers.last?.tier == nil, tiers.last?.line == Line() { tiers.removeLast() }
  }
}

extension Session {
  /// Visits the ad spend of each tier and campaign; the tier is nil where nobody or nobody's followers are known.
  fileprivate func forEachSpend(_ body: (Money, Tier?, CampaignID) -> Void) {
    guard measurements.hasSpend else { return }
    let directory = Directory(self)
    forEachIncrement(campaign: nil, days: nil, directory: directory) { sums, who, campaign, _, _ in
      guard sums.spend != 0 else { return }
      let tier = directory.followers(Int(who.influencer)).map {
        settings.tiers.tier(followers: $0)
      }
      body(Money(minorUnits: sums.spend), tier, campaign)
    }
  }
}

extension Budget {
  /// The session's budgets: all campaigns together, and each campaign by number.
  package static func make(_ session: Session) -> (session: Budget, campaigns: [Budget]) {
    let scheme = session.settings.tiers
    var whole = Budget(campaign: nil, name: session.settings.name, tiers: scheme)
    var campaigns: [Budget] = []
    var places: [CampaignID: Int] = [:]
    for campaign in session.campaigns.rows {
      places[campaign.id] = campaigns.count
      campaigns.append(Budget(campaign: campaign.id, name: campaign.name, tiers: scheme))
      campaigns[campaigns.count - 1].allow(campaign)
      whole.allow(campaign)
    }
    for booking in session.bookings.rows {
      let influencer = session.roster[booking.influencer]
      let tier = influencer.flatMap { session.tier(of: $0) }
      let hours = booking.hours ?? influencer?.hoursPerBooking
      whole.add(booking, tier: tier, hours: hours)
      if let place = places[booking.campaign] {
        campaigns[place].add(booking, tier: tier, hours: hours)
      }
    }
    session.forEachSpend { amount, tier, campaign in
      whole.add(adSpend: amount, tier: tier)
      if let place = places[campaign] { campaigns[place].add(adSpend: amount, tier: tier) }
    }
    whole.finish()
    for place in campaigns.indices { campaigns[place].finish() }
    return (whole, campaigns)
  }
}
