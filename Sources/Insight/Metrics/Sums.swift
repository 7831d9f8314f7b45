import Marketing

/// The sums over rows as one vector: adding a row and removing it again are the same few instructions.
///
/// Sums wrap instead of trapping, so that removing always undoes adding. With every field at its limit nine million
/// rows fit, or two million for engagements, which have four fields; real data never comes near.
package struct Sums: Hashable, Sendable {
  /// A lane of `counts`, and of `known`.
  package enum Field: Int {
    case impressions, reach, likes, comments, shares, saves, clicks, conversions
  }

  /// Two figures of the same row. The lanes in `pairs` are twice its number (above the line) and the one after (below
  /// it).
  ///
  /// A quotient of plain sums would divide the engagements of every row by the reach of only those rows that have it: a
  /// post without reach would raise the rate, one without engagements would lower it. So beside each sum there is its
  /// part from rows with both figures.
  package enum Pair: Int, CaseIterable {
    case engagementsToReach, engagementsToImpressions, clicksToImpressions, impressionsToReach

    var figures: (above: KPI.Figure, below: KPI.Figure) {
      switch self {
      case .engagementsToReach: (.engagements, .reach)
      case .engagementsToImpressions: (.engagements, .impressions)
      case .clicksToImpressions: (.clicks, .impressions)
      case .impressionsToReach: (.impressions, .reach)
      }
    }
  }

  var counts = SIMD8<Int64>.zero
  var pairs = SIMD8<Int64>.zero
  package var revenue: Int64 = 0
  package var netRevenue: Int64 = 0
  /// Ad spend, as measured.
  var spend: Int64 = 0
  /// The cost of bookings.
  var cost: Int64 = 0
  // Reach that can't be added to other reach of the same person, within `counts`.
  /// Of days and periods.
  private var spanReach: Int64 = 0
  /// The most of one day or period. Removing can't undo it: see `KPILedger.follow`.
  private var largestSpan: Int64 = 0
  /// Of running totals with ad spend.
  private var paidReach: Int64 = 0
  private var spanRows: Int32 = 0
  /// Conversions whose amount isn't known, such as of orders in a currency without a rate.
  package private(set) var unvalued: Int64 = 0
  /// Rows with revenue of which it isn't known how much is tax and shipping.
  package private(set) var unnetted: Int32 = 0
  /// Rows whose ad spend is in a currency without a rate.
  package private(set) var unpriced: Int32 = 0
  /// How many rows have each figure: the fields, then revenue, then the pairs, then spend and net revenue.
  var known = SIMD16<Int32>.zero
  var rows: Int32 = 0
  /// Running totals that begin here: posts, if each post has its own key.
  var posts: Int32 = 0
  /// Snapshots with a figure lower than in the one before.
  var falls: Int32 = 0
  /// Committed bookings.
  var bookings: Int32 = 0
  /// Those of them whose fee isn't known.
  var feeless: Int32 = 0
  /// The part of the pairs with reach that is of days and periods: as in `pairs`, engagements first.
  private var spanPairs = SIMD4<Int64>.zero

  private static let revenueLane = 8
  private static let firstPairLane = 9
  private static let spendLane = firstPairLane + Pair.allCases.count
  private static let netLane = spendLane + 1

  package init() {}

  /// A single increment.
  init(_ row: Counts) {
    func take(_ value: Int?, _ field: Field) {
      guard let value else { return }
      counts[field.rawValue] = Int64(truncatingIfNeeded: value)
      known[field.rawValue] = 1
    }
    take(row.impressions, .impressions)
    take(row.reach, .reach)
    take(row.likes, .likes)
    take(row.comments, .comments)
    take(row.shares, .shares)
    take(row.saves, .saves)
    take(row.clicks, .clicks)
    take(row.conversions, .conversions)
    if let amount = row.revenue {
      revenue = amount.minorUnits
      known[Sums.revenueLane] = 1
    } else {
      unvalued = self[.conversions]
    }
    if let amount = row.netRevenue {
      netRevenue = amount.minorUnits
      known[Sums.netLane] = 1
    } else if revenue != 0 {
      unnetted = 1
    }
    if let amount = row.spend {
      spend = amount.minorUnits
      known[Sums.spendLane] = 1
    }
    rows = 1

    func pair(_ pair: Pair, _ above: Int64, _ below: Int64) {
      pairs[2 * pair.rawValue] = above
      pairs[2 * pair.rawValue + 1] = below
      known[Sums.firstPairLane + pair.rawValue] = 1
    }
    let knowsImpressions = row.impressions != nil
    let knowsReach = row.reach != nil
    if knowsEngagements {
      if knowsReach { pair(.engagementsToReach, engagements, self[.reach]) }
      if knowsImpressions { pair(.engagementsToImpressions, engagements, self[.impressions]) }
    }
    if knowsImpressions {
      if row.clicks != nil { pair(.clicksToImpressions, self[.clicks], self[.impressions]) }
      if knowsReach { pair(.impressionsToReach, self[.impressions], self[.reach]) }
    }
  }

  /// An increment, or the only snapshot of a running total.
  init(_ row: Measurement, counting counts: Counts) {
    self.init(counts)
    notePrice(of: row)
    guard counts.reach != nil else { return }
    if row.from != nil {
      spanReach = self[.reach]
      largestSpan = spanReach
      spanRows = 1
      spanPairs = SIMD4(pairs[0], pairs[1], pairs[6], pairs[7])
    } else if counts.spend != nil {
      paidReach = self[.reach]
    }
  }

  /// Notes whether the row's ad spend isn't known for want of a rate.
  mutating func notePrice(of row: Measurement) {
    if row.unconvertedSpend != nil { unpriced = 1 }
  }

  /// The cost of a committed booking, as far as it is known.
  package init(costOf booking: Booking) {
    cost = booking.knownCost.minorUnits
    bookings = 1
    feeless = booking.fee == nil ? 1 : 0
  }

  package subscript(field: Field) -> Int64 { counts[field.rawValue] }
  package func knows(_ field: Field) -> Bool { known[field.rawValue] > 0 }
  package var knowsRevenue: Bool { known[Sums.revenueLane] > 0 }
  package var knowsSpend: Bool { known[Sums.spendLane] > 0 }
  package var knowsNetRevenue: Bool { known[Sums.netLane] > 0 }

  /// What is set against the cost, in minor units; nil if it isn't known.
  package func returns(_ basis: RevenueBasis) -> Int64? {
    switch basis {
    case .paid: knowsRevenue ? revenue : nil
    case .net: knowsNetRevenue ? netRevenue : nil
    }
  }

  /// The two sums over rows with both figures; nil without such rows.
  package subscript(pair: Pair) -> (above: Int64, below: Int64)? {
    guard known[Sums.firstPairLane + pair.rawValue] > 0 else { return nil }
    return (pairs[2 * pair.rawValue], pairs[2 * pair.rawValue + 1])
  }

  package var engagements: Int64 {
    self[.likes] &+ self[.comments] &+ self[.shares] &+ self[.saves]
  }
  package var knowsEngagements: Bool {
    knows(.likes) || knows(.comments) || knows(.shares) || knows(.saves)
  }

  /// What one person's posts reached at least; the sum is the most that it can be. Days of an ad reach the same people
  /// again, and so do an ad and the post beside it: the largest of them is what is certain.
  package var leastReach: Int64 {
    let organic = self[.reach] &- spanReach &- paidReach
    let parts = (organic != 0 ? 1 : 0) + (spanReach != 0 ? 1 : 0) + (paidReach != 0 ? 1 : 0)
    return parts < 2 && spanRows < 2 ? self[.reach] : max(organic, largestSpan, paidReach)
  }

  /// The two sums over rows with both figures. Where reach isn't known exactly, what is of days and periods is left out.
  func rated(_ pair: Pair, isReachExact: Bool) -> (above: Int64, below: Int64)? {
    guard let all = self[pair], !isReachExact else { return self[pair] }
    let part: (above: Int64, below: Int64)
    switch pair {
    case .engagementsToReach: part = (spanPairs[0], spanPairs[1])
    case .impressionsToReach: part = (spanPairs[2], spanPairs[3])
    case .engagementsToImpressions, .clicksToImpressions: return all
    }
    return all.below == part.below ? nil : (all.above &- part.above, all.below &- part.below)
  }

  /// The same of a single person.
  func rated(_ pair: Pair) -> (above: Int64, below: Int64)? {
    rated(pair, isReachExact: leastReach == self[.reach])
  }

  package var isEmpty: Bool { rows == 0 && bookings == 0 }

  package static func += (left: inout Sums, right: Sums) {
    left.counts &+= right.counts
    left.pairs &+= right.pairs
    left.revenue &+= right.revenue
    left.netRevenue &+= right.netRevenue
    left.unnetted &+= right.unnetted
    left.spend &+= right.spend
    left.cost &+= right.cost
    left.known &+= right.known
    left.rows &+= right.rows
    left.posts &+= right.posts
    left.falls &+= right.falls
    left.bookings &+= right.bookings
    left.feeless &+= right.feeless
    left.spanReach &+= right.spanReach
    left.largestSpan = max(left.largestSpan, right.largestSpan)
    left.paidReach &+= right.paidReach
    left.spanRows &+= right.spanRows
    left.unvalued &+= right.unvalued
    left.unpriced &+= right.unpriced
    left.spanPairs &+= right.spanPairs
  }

  package static func -= (left: inout Sums, right: Sums) {
    left.counts &-= right.counts
    left.pairs &-= right.pairs
    left.revenue &-= right.revenue
    left.netRevenue &-= right.netRevenue
    left.unnetted &-= right.unnetted
    left.spend &-= right.spend
    left.cost &-= right.cost
    left.known &-= right.known
    left.rows &-= right.rows
    left.posts &-= right.posts
    left.falls &-= right.falls
    left.bookings &-= right.bookings
    left.feeless &-= right.feeless
    left.spanReach &-= right.spanReach
    left.paidReach &-= right.paidReach
    left.spanRows &-= right.spanRows
    left.unvalued &-= right.unvalued
    left.unpriced &-= right.unpriced
    left.spanPairs &-= right.spanPairs
  }
}

/// Running totals: what a snapshot adds to the one before it.
extension Sums {
  /// What one snapshot adds to its running total: the figures after it less the figures before it.
  ///
  /// `before` and `after` hold the newest known value of each figure, so a snapshot that leaves a figure out
  /// changes nothing about it. The increments of a chain add up to its last state, whatever rows they are sorted into.
  init(_ snapshot: Counts, before: Counts?, after: Counts) {
    self.init(after)
    if let before {
      let former = Sums(before)
      counts &-= former.counts
      pairs &-= former.pairs
      revenue &-= former.revenue
      netRevenue &-= former.netRevenue
      unnetted &-= former.unnetted
      spend &-= former.spend
      unvalued &-= former.unvalued
      let own = Sums(snapshot)
      for lane in 0..<Sums.firstPairLane { known[lane] = own.known[lane] }
      for lane in [Sums.spendLane, Sums.netLane] { known[lane] = own.known[lane] }
      // A figure that wasn't known before can't fall.
      let isFall =
        (0..<8).contains { counts[$0] < 0 && former.known[$0] > 0 }
        || revenue < 0 && former.knowsRevenue || spend < 0 && former.knowsSpend
        || netRevenue < 0 && former.knowsNetRevenue
      if isFall { falls = 1 }
    } else {
      posts = 1
    }
    if after.spend != nil { paidReach = self[.reach] }
  }
}

extension Sums {
  /// Goes through the increments of the snapshots of one running total, which come oldest first.
  @inline(__always)
  static func forEachIncrement(
    _ snapshots: some Sequence<(Day, Counts)>, _ body: (Day, Sums) -> Void
  ) {
    var before: Counts?
    for (day, own) in snapshots {
      let after = before?.updated(by: own) ?? own
      body(day, Sums(own, before: before, after: after))
      before = after
    }
  }
}

extension Counts {
  /// These figures, updated with whatever a newer snapshot knows.
  func updated(by newer: Counts) -> Counts {
    var result = self
    result.impressions = newer.impressions ?? impressions
    result.reach = newer.reach ?? reach
    result.likes = newer.likes ?? likes
    result.comments = newer.comments ?? comments
    result.shares = newer.shares ?? shares
    result.saves = newer.saves ?? saves
    result.clicks = newer.clicks ?? clicks
    result.conversions = newer.conversions ?? conversions
    result.revenue = newer.revenue ?? revenue
    result.netRevenue = newer.netRevenue ?? netRevenue
    result.spend = newer.spend ?? spend
    return result
  }
}
