import Marketing

/// What the measurements and bookings of a group add up to. A figure that no row knew is nil, which is not zero.
///
/// Increments add up. Of a running total each snapshot counts with its difference to the snapshot before it, so the
/// sum over days, or over any other breakdown, is the newest state.
public struct Totals: Hashable, Sendable {
  var sums = Sums()
  /// Influencers with at least one measurement in the group.
  public internal(set) var influencers = 0
  /// Followers of those influencers whose engagements are known, each counted once.
  var followerSum: Int64 = 0
  /// The influencers that `followerSum` is the sum of.
  var followed = 0
  /// The engagements of influencers whose followers are known.
  var followedEngagements: Int64 = 0

  public init() {}

  public var impressions: Int? { count(.impressions) }
  public var reach: Int? { count(.reach) }
  public var likes: Int? { count(.likes) }
  public var comments: Int? { count(.comments) }
  public var shares: Int? { count(.shares) }
  public var saves: Int? { count(.saves) }
  public var clicks: Int? { count(.clicks) }
  public var conversions: Int? { count(.conversions) }
  /// Likes, comments, shares and saves, as far as known.
  public var engagements: Int? { sums.knowsEngagements ? Int(sums.engagements) : nil }
  public var revenue: Money? { sums.knowsRevenue ? Money(minorUnits: sums.revenue) : nil }
  /// Fee, product cost and commission of the group's committed bookings (contracted, live, done, paid); nil when it
  /// has none. A cost has no day: groups of days and tables of a range of days have no cost.
  public var cost: Money? { sums.bookings > 0 ? Money(minorUnits: sums.cost) : nil }

  /// Followers of the group's influencers with known engagements, each counted once; the base of ER by followers.
  public var followers: Int? { followed > 0 ? Int(followerSum) : nil }

  public var measurements: Int { Int(sums.rows) }
  /// Running totals that begin in this group: its posts, when each post has a key of its own.
  public var posts: Int { Int(sums.posts) }
  /// Snapshots that were lower than the one before: deleted posts, corrections, refunds.
  public var falls: Int { Int(sums.falls) }
  public var committedBookings: Int { Int(sums.bookings) }

  private func count(_ field: Sums.Field) -> Int? { sums.knows(field) ? Int(sums[field]) : nil }

  /// Changes one influencer's part of the group, or the part that is attributed to nobody.
  mutating func change(
    from former: Sums, to current: Sums, followers: Int?, isSomebody: Bool
  ) {
    sums -= former
    sums += current
    guard isSomebody else { return }
    influencers += (current.rows > 0 ? 1 : 0) - (former.rows > 0 ? 1 : 0)
    guard let followers else { return }
    let step = (current.knowsEngagements ? 1 : 0) - (former.knowsEngagements ? 1 : 0)
    followed += step
    followerSum &+= Int64(step) &* Int64(followers)
    followedEngagements &+= current.engagements &- former.engagements
  }
}
