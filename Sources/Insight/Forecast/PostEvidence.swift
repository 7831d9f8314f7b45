import Marketing
import Metrics

/// One post's figures, as far as known.
struct PostFigures: Hashable, Sendable {
  var impressions: Double?
  var reach: Double?
  var engagements: Double?
  var clicks: Double?
  var first: Day
  var last: Day
  /// Has several snapshots, so an early one may be far from the last.
  var grows = false
}

/// Everything measured of each influencer, post by post; orders, which name no post, as totals.
///
/// A running total is one post. So is an increment with impressions, reach or engagements; one with only conversions or
/// revenue is an order.
struct PostEvidence: Sendable {
  /// Of the days on which orders are tracked: what sales are set against, and the sales.
  struct Tracked: Sendable {
    var clicks = 0.0
    var reach = 0.0
    var conversions = 0.0

    mutating func add(_ sums: Sums, share: Double) {
      guard share > 0 else { return }
      clicks += share * Double(sums[.clicks])
      reach += share * Double(sums[.reach])
      conversions += share * Double(sums[.conversions])
    }
  }

  struct Creator: Sendable {
    var posts: [PostFigures] = []
    var clicks = 0.0
    var reach = 0.0
    var tracked = Tracked()
    var conversions: Double?
    /// Revenue or net revenue, whichever the session sets against the cost, in minor units.
    var revenue: Double?
    /// Orders with at least one conversion and with revenue, for the spread of order values.
    var orders = 0
    /// Posts by booking, for the price per piece of bookings without deliverables.
    var postsByBooking: [BookingID: Int] = [:]
    var postsByCampaign: [CampaignID: Int] = [:]
  }

  private(set) var creators: [InfluencerID: Creator] = [:]
  private(set) var lastDay: Day?

  /// Days until a watched post counts: most of its figures have come in by then.
  static let maturity = 14

  /// - Parameter includes: false leaves out a campaign.
  init(
    _ session: Session, days: ClosedRange<Day>? = nil,
    includes: (CampaignID) -> Bool = { _ in true }
  ) {
    let directory = Directory(session)
    let rows = session.measurements.rows
    let trackedDays = TrackedDays(session, days: days)
    var last: Int?
    var sums = Sums()
    var tracked = Tracked()
    var author = Attribution(influencer: directory.nobody, booking: -1)
    var first = Day(number: 0)
    var latest = Day(number: 0)
    var snapshots = 0
    func finish() {
      guard let row = last, includes(rows[row].campaign) else { return }
      let place = Int(author.influencer)
      guard place < directory.influencers.count else { return }
      let booking = author.booking >= 0 ? directory.bookings[Int(author.booking)].id : nil
      creators[directory.influencers[place].id, default: Creator()].add(
        sums, tracked, first: first, last: latest, grows: snapshots > 1, booking: booking,
        campaign: rows[row].campaign, returnFrom: directory.returnFrom)
    }
    session.forEachIncrement(campaign: nil, days: days, directory: directory) {
      increment, who, _, day, row in
      if lastDay.map({ $0 < day }) ?? true { lastDay = day }
      let continues = last.map { rows[row].isOfSamePost(as: rows[$0]) } == true
      if !continues {
        finish()
        sums = Sums()
        tracked = Tracked()
        first = day
        snapshots = 0
      }
      sums += increment
      tracked.add(increment, share: trackedDays.share(of: rows[row]))
      author = who
      latest = day
      snapshots += 1
      last = row
    }
    finish()
    dropYoung()
  }

  /// Leaves out posts that are still growing. Orders and clicks stay, since they come in day by day.
  private mutating func dropYoung() {
    guard let lastDay else { return }
    for id in creators.keys {
      creators[id]?.posts.removeAll { $0.grows && lastDay - $0.first < PostEvidence.maturity }
    }
  }
}

extension PostEvidence.Creator {
  fileprivate mutating func add(
    _ sums: Sums, _ tracked: PostEvidence.Tracked, first: Day, last: Day, grows: Bool,
    booking: BookingID?,
    campaign: CampaignID, returnFrom: RevenueBasis
  ) {
    func known(_ field: Sums.Field) -> Double? {
      sums.knows(field) ? max(0, Double(sums[field])) : nil
    }
    var post = PostFigures(first: first, last: last, grows: grows)
    post.impressions = known(.impressions)
    // What the days of an ad reached is no sum.
    post.reach = sums.leastReach == sums[.reach] ? known(.reach) : nil
    post.engagements = sums.knowsEngagements ? max(0, Double(sums.engagements)) : nil
    post.clicks = known(.clicks)
    clicks += post.clicks ?? 0
    reach += post.reach ?? 0
    self.tracked.clicks += max(0, tracked.clicks)
    self.tracked.reach += post.reach == nil ? 0 : max(0, tracked.reach)
    self.tracked.conversions += tracked.conversions
    if post.impressions != nil || post.reach != nil || post.engagements != nil {
      posts.append(post)
      if let booking { postsByBooking[booking, default: 0] += 1 }
      postsByCampaign[campaign, default: 0] += 1
    }
    if let sold = sums.knows(.conversions) ? Double(sums[.conversions]) : nil {
      conversions = (conversions ?? 0) + sold
      if sold > 0, sums.returns(returnFrom) != nil { orders += 1 }
    }
    if let returns = sums.returns(returnFrom) { revenue = (revenue ?? 0) + Double(returns) }
  }
}
