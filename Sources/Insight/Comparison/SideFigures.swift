import Marketing
import Metrics

/// The data of one side: a column of figures, one per influencer, NaN where unknown.
struct SideFigures: Sendable {
  enum Field: Int, CaseIterable, Hashable {
    case one, bookings, cost, fee, hours, hourBookings
    case impressions, reach, engagements, clicks, conversions, revenue, returns
    case engagementsKnowingReach, reachKnowingEngagements
    case engagementsKnowingImpressions, impressionsKnowingEngagements
    case clicksKnowingImpressions, impressionsKnowingClicks
    case days, sponsoredShare, realAudience, vettingDays, vettingHours, countryDiffers,
      nicheDiffers, exposure
  }

  struct Post: Sendable {
    let owner: Int32
    let reach: Double
  }

  /// Members with a measurement or a committed booking. If the segment only looks at influencers, those without either
  /// count as well, since the roster has figures for them.
  private(set) var influencers: [Influencer] = []
  private(set) var totals: [Totals] = []
  private(set) var whole: Totals
  private(set) var columns: [[Double]]
  /// The sources of conversions and revenue; empty if all sources count alike.
  private(set) var sources: Set<String>
  /// By reach, ascending.
  private(set) var posts: [Post] = []

  var count: Int { influencers.count }
  subscript(field: Field) -> [Double] { columns[field.rawValue] }

  /// Both sides, in one pass over the measurements.
  static func make(
    _ session: Session, _ request: ComparisonRequest, _ sides: ComparisonRequest.Sides
  ) -> (left: SideFigures, right: SideFigures) {
    let directory = Directory(session)
    var collectors = [
      Collector(sides.left, directory), Collector(sides.right, directory),
    ]
    let rows = session.measurements.rows
    let watchesSources = session.settings.hasUnlikeWindows
    session.forEachIncrement(campaign: request.campaign, days: nil, directory: directory) {
      increment, who, campaign, day, row in
      guard who.influencer != directory.nobody else { return }
      for side in 0..<2 where collectors[side].membership.contains(who.influencer, campaign, day) {
        collectors[side].add(increment, who, campaign, day, row, rows)
        if watchesSources, increment.knows(.conversions) || increment.knowsRevenue {
          collectors[side].sources.insert(rows[row].source)
        }
      }
    }
    for booking in directory.bookings where booking.stage.isCommitted {
      if let wanted = request.campaign, booking.campaign != wanted { continue }
      let who = directory.attribution(influencer: booking.influencer, booking: booking.id)
      guard who.influencer != directory.nobody else { continue }
      for side in 0..<2
      where !collectors[side].hasDays
        && collectors[side].membership.contains(who.influencer, booking.campaign, nil)
      {
        collectors[side].add(booking, of: who.influencer)
      }
    }
    let figures = collectors.enumerated().map { side, collector in
      var collector = collector
      collector.finishPost()
      let segment = side == 0 ? sides.left : sides.right
      return SideFigures(
        collector, directory, session, universe: request.audience?.universe,
        keepsAll: request.campaign == nil && segment.isOfInfluencers)
    }
    return (figures[0], figures[1])
  }

  private init(
    _ collector: Collector, _ directory: Directory, _ session: Session, universe: Int?,
    keepsAll: Bool
  ) {
    let places = directory.influencers.indices.filter { place in
      !collector.sums[place].isEmpty
        || keepsAll && collector.membership.contains(Int32(place), CampaignID(0), nil)
    }
    var position: [Int32: Int32] = [:]
    position.reserveCapacity(places.count)
    for (index, place) in places.enumerated() { position[Int32(place)] = Int32(index) }
    sources = collector.sources
    influencers = places.map { directory.influencers[$0] }
    columns = Field.allCases.map { _ in Array(repeating: .nan, count: places.count) }
    totals.reserveCapacity(places.count)
    whole = Totals(returnFrom: directory.returnFrom)
    for place in places {
      let followers = directory.followers(place)
      var own = Totals(returnFrom: directory.returnFrom)
      own.change(from: Sums(), to: collector.sums[place], followers: followers, isSomebody: true)
      whole.change(from: Sums(), to: collector.sums[place], followers: followers, isSomebody: true)
      totals.append(own)
    }
    posts = collector.posts
      .compactMap { post in position[post.owner].map { Post(owner: $0, reach: post.reach) } }
      .sorted { $0.reach < $1.reach }
    fill(collector, places, session, universe)
  }

  private mutating func fill(
    _ collector: Collector, _ places: [Int], _ session: Session, _ universe: Int?
  ) {
    func set(_ field: Field, _ index: Int, _ value: Double?) {
      if let value { columns[field.rawValue][index] = value }
    }
    var furthest: [Int32: Double] = [:]
    for post in posts { furthest[post.owner] = max(furthest[post.owner] ?? 0, post.reach) }
    var launches: [CampaignID: Day] = [:]
    for (campaign, first) in collector.firstDays {
      let start = session.campaigns[campaign]?.start
      launches[campaign] = start.map { min($0, first) } ?? first
    }
    for (index, place) in places.enumerated() {
      let sums = totals[index]
      set(.one, index, 1)
      if collector.bookings[place] > 0 {
        set(.bookings, index, Double(collector.bookings[place]))
        if sums.unknownFees == 0 { set(.fee, index, collector.fees[place]) }
      }
      // Without the bookings, the ad spend would pass for the whole cost.
      if !collector.hasDays, sums.unknownFees == 0 {
        set(.cost, index, sums.cost.map { Double($0.minorUnits) })
      }
      if collector.hourBookings[place] > 0 {
        set(.hours, index, collector.hours[place])
        set(.hourBookings, index, Double(collector.hourBookings[place]))
      }
      set(.impressions, index, sums.impressions.map(Double.init))
      set(.reach, index, sums.reach.map(Double.init))
      set(.engagements, index, sums.engagements.map(Double.init))
      set(.clicks, index, sums.clicks.map(Double.init))
      set(.conversions, index, sums.conversions.map(Double.init))
      set(.revenue, index, sums.revenue.map { Double($0.minorUnits) })
      set(.returns, index, sums.returns.map { Double($0.minorUnits) })
      func pair(_ kpi: KPI, _ above: Field, _ below: Field) {
        guard let parts = sums.parts(of: kpi) else { return }
        set(above, index, parts.above.map(Double.init))
        set(below, index, parts.below.map(Double.init))
      }
      pair(.engagementRateByReach, .engagementsKnowingReach, .reachKnowingEngagements)
      pair(
        .engagementRateByImpressions, .engagementsKnowingImpressions,
        .impressionsKnowingEngagements)
      pair(.ctr, .clicksKnowingImpressions, .impressionsKnowingClicks)
      if sums.reach != nil, let last = collector.lastDays[place] {
        let launch = collector.campaigns[place].compactMap { launches[$0] }.min()
        set(.days, index, launch.map { Double(max(1, last - $0 + 1)) })
      }
      set(.sponsoredShare, index, influencers[index].sponsoredShare?.fraction)
      set(.realAudience, index, influencers[index].authenticShare)
      let spent = influencers[index].vetting.hours
      set(.vettingHours, index, spent > .zero ? Double(spent.hundredths) / 100 : nil)
      set(.vettingDays, index, influencers[index].daysInVetting.map(Double.init))
      if let universe, let reach = furthest[Int32(index)] {
        set(.exposure, index, UniqueReach.exposure(reach / Double(universe)))
      }
    }
    differ(.countryDiffers) { $0.country.isEmpty ? nil : $0.country.lowercased() }
    differ(.nicheDiffers) { $0.niches.first { !$0.isEmpty }?.lowercased() }
  }

  /// For each influencer, the share of the others with a different key; the mean is the unbiased Gini–Simpson index.
  private mutating func differ(_ field: Field, _ key: (Influencer) -> String?) {
    let keys = influencers.map(key)
    var counts: [String: Int] = [:]
    for case let key? in keys { counts[key, default: 0] += 1 }
    let known = counts.values.reduce(0, +)
    guard known > 1 else { return }
    for (index, key) in keys.enumerated() {
      guard let key, let same = counts[key] else { continue }
      columns[field.rawValue][index] = Double(known - same) / Double(known - 1)
    }
  }
}

/// Adds up one side by the influencers' places.
private struct Collector {
  let membership: Membership
  let hasDays: Bool
  var sums: [Sums]
  var bookings: [Int32]
  var fees: [Double]
  var hours: [Double]
  var hourBookings: [Int32]
  var lastDays: [Day?]
  var campaigns: [[CampaignID]]
  var firstDays: [CampaignID: Day] = [:]
  var posts: [SideFigures.Post] = []
  var sources: Set<String> = []
  private let directory: Directory
  private var post: (owner: Int32, sums: Sums, row: Int)?

  init(_ segment: Segment, _ directory: Directory) {
    membership = Membership(segment, directory)
    hasDays = segment.hasDays
    self.directory = directory
    let count = directory.influencers.count
    sums = Array(repeating: Sums(), count: count)
    bookings = Array(repeating: 0, count: count)
    fees = Array(repeating: 0, count: count)
    hours = Array(repeating: 0, count: count)
    hourBookings = Array(repeating: 0, count: count)
    lastDays = Array(repeating: nil, count: count)
    campaigns = Array(repeating: [], count: count)
  }

  /// The increments of one running total come one after another; together they are a post, as is what was counted alone.
  mutating func add(
    _ increment: Sums, _ who: Attribution, _ campaign: CampaignID, _ day: Day, _ row: Int,
    _ rows: [Measurement]
  ) {
    let place = Int(who.influencer)
    sums[place] += increment
    if !campaigns[place].contains(campaign) { campaigns[place].append(campaign) }
    if increment.knows(.reach) {
      lastDays[place] = max(lastDays[place] ?? day, day)
      firstDays[campaign] = min(firstDays[campaign] ?? day, day)
    }
    if let open = post, open.owner == who.influencer, rows[row].isOfSamePost(as: rows[open.row]) {
      post?.sums += increment
    } else {
      finishPost()
      post = (who.influencer, increment, row)
    }
  }

  mutating func finishPost() {
    if let post, post.sums.knows(.reach), post.sums.leastReach > 0 {
      posts.append(SideFigures.Post(owner: post.owner, reach: Double(post.sums.leastReach)))
    }
    post = nil
  }

  mutating func add(_ booking: Booking, of influencer: Int32) {
    let at = Int(influencer)
    sums[at] += Sums(costOf: booking)
    bookings[at] += 1
    fees[at] += Double(booking.fee?.minorUnits ?? 0)
    let length = booking.hours ?? directory.influencers[at].hoursPerBooking
    if let length {
      hours[at] += Double(length.hundredths) / 100
      hourBookings[at] += 1
    }
  }
}
