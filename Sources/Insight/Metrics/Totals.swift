import Marketing

/// The sums over a group's measurements and bookings. A figure that no row has is nil, which isn't zero.
///
/// Increments add up. For a running total each snapshot counts as the difference from the one before, so the sum over
/// days, or any other breakdown, is the latest state.
package struct Totals: Hashable, Sendable {
  var sums = Sums()
  /// What was reached at least: the sum over influencers.
  private var leastReach: Int64 = 0
  /// Influencers with at least one measurement in the group.
  package internal(set) var influencers = 0
  /// Followers of influencers with known engagements, each counted once.
  var followerSum: Int64 = 0
  /// The number of influencers in `followerSum`.
  var followed = 0
  /// The engagements of influencers with known followers.
  var followedEngagements: Int64 = 0

  /// Whether the group leaves out what bookings cost.
  var isWithoutCosts = false
  /// What is set against the cost.
  let returnFrom: RevenueBasis

  package init(returnFrom: RevenueBasis, withoutCosts: Bool = false) {
    self.returnFrom = returnFrom
    isWithoutCosts = withoutCosts
  }

  /// Of one person.
  init(_ sums: Sums, returnFrom: RevenueBasis) {
    self.sums = sums
    self.returnFrom = returnFrom
    leastReach = sums.leastReach
  }

  package var impressions: Int? { count(.impressions) }
  /// Nil, too, if it is only known roughly: then there is a band.
  package var reach: Int? { isReachExact ? count(.reach) : nil }
  /// Between which figures the reach lies, if it isn't known exactly: what the days of an ad reached is no sum, nor what
  /// an ad and the post beside it did.
  package var reachBand: ClosedRange<Int>? {
    isReachExact || leastReach > sums[.reach] ? nil : Int(leastReach)...Int(sums[.reach])
  }
  private var isReachExact: Bool { leastReach == sums[.reach] }
  /// The two sums over measurements with both figures; nil without such.
  func rated(_ pair: Sums.Pair) -> (above: Int64, below: Int64)? {
    sums.rated(pair, isReachExact: isReachExact)
  }
  package var likes: Int? { count(.likes) }
  package var comments: Int? { count(.comments) }
  package var shares: Int? { count(.shares) }
  package var saves: Int? { count(.saves) }
  package var clicks: Int? { count(.clicks) }
  package var conversions: Int? { count(.conversions) }
  /// Likes, comments, shares and saves, as far as known.
  package var engagements: Int? { sums.knowsEngagements ? Int(sums.engagements) : nil }
  package var revenue: Money? { sums.knowsRevenue ? Money(minorUnits: sums.revenue) : nil }
  package var netRevenue: Money? {
    // Of orders of nothing it is always known, which says nothing about the others.
    guard sums.knowsNetRevenue, sums.netRevenue != 0 || sums.unnetted == 0 else { return nil }
    return Money(minorUnits: sums.netRevenue)
  }
  /// What is set against the cost.
  package var returns: Money? { sums.returns(returnFrom).map { Money(minorUnits: $0) } }
  package var spend: Money? { sums.knowsSpend ? Money(minorUnits: sums.spend) : nil }
  /// Fee, product cost and commission of the group's committed bookings (contracted, live, done, paid), and its ad
  /// spend, as far as known: see `unknownFees`. Nil if nothing of it is known. Bookings have no day, so groups of days and tables for a range of days have no cost:
  /// the ad spend alone would pass for all of it.
  package var cost: Money? {
    guard !isWithoutCosts, sums.bookings > 0 || sums.knowsSpend else { return nil }
    let known = sums.cost &+ sums.spend
    return known == 0 && sums.feeless > 0 ? nil : Money(minorUnits: known)
  }

  /// Followers of the group's influencers with known engagements, each counted once; the base of ER by followers.
  package var followers: Int? { followed > 0 ? Int(followerSum) : nil }

  /// Conversions of which it isn't known what they brought, while it is known of others: the revenue is at least what it
  /// says.
  package var unvaluedConversions: Int { sums.knowsRevenue ? max(0, Int(sums.unvalued)) : 0 }
  /// Measurements with revenue of which it isn't known how much is tax and shipping, while it is known of others.
  package var unnettedRevenues: Int { sums.knowsNetRevenue ? max(0, Int(sums.unnetted)) : 0 }
  /// Measurements whose ad spend is in a currency without a rate: the cost is at least what it says.
  package var unpricedSpends: Int { Int(sums.unpriced) }

  /// Committed bookings whose fee isn't known: the cost is at least what it says.
  package var unknownFees: Int { isWithoutCosts ? 0 : Int(sums.feeless) }
  /// Committed bookings.
  package var bookings: Int { Int(sums.bookings) }

  package var measurements: Int { Int(sums.rows) }
  /// Running totals that begin in this group: its posts, if each post has its own key.
  package var posts: Int { Int(sums.posts) }
  /// Snapshots lower than the one before: deleted posts, corrections, refunds.
  package var falls: Int { Int(sums.falls) }

  /// Adds something of the one person, or the one post, whose totals these are.
  mutating func add(_ increment: Sums) {
    sums += increment
    leastReach = sums.leastReach
  }

  private func count(_ field: Sums.Field) -> Int? { sums.knows(field) ? Int(sums[field]) : nil }

  /// Updates one influencer's part of the group, or the part that belongs to nobody.
  package mutating func change(
    from former: Sums, to current: Sums, followers: Int?, isSomebody: Bool
  ) {
    sums -= former
    sums += current
    leastReach &+= current.leastReach &- former.leastReach
    guard isSomebody else { return }
    influencers += (current.rows > 0 ? 1 : 0) - (former.rows > 0 ? 1 : 0)
    guard let followers else { return }
    let step = (current.knowsEngagements ? 1 : 0) - (former.knowsEngagements ? 1 : 0)
    followed += step
    followerSum &+= Int64(step) &* Int64(followers)
    followedEngagements &+= current.engagements &- former.engagements
  }
}
