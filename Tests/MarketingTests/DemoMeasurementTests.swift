import Testing

@testable import Marketing

@Suite struct DemoMeasurementTests {
  private var session: Session { DemoSessionTests.session }
  private var today: Day { DemoSessionTests.today }

  /// The newest totals of the posts and the sum of the orders.
  private struct Result {
    var posts: [Int] = []
    var impressions = 0
    var reach = 0
    var engagements = 0
    var clicks = 0
    var conversions = 0
    var cost = 0.0
    var bookings = 0
  }

  private func result(_ tier: Tier) throws -> Result {
    var result = Result()
    var newest: [String: Measurement] = [:]
    var measured: Set<BookingID> = []
    for row in session.measurements.rows {
      guard let id = row.influencer, let influencer = session.roster[id],
        session.tier(of: influencer) == tier, let booking = row.booking
      else { continue }
      measured.insert(booking)
      switch row.kind {
      case .increment: result.conversions += row.counts.conversions ?? 0
      case .total: if newest[row.key].map({ $0.day < row.day }) ?? true { newest[row.key] = row }
      }
    }
    for row in newest.values {
      result.posts.append(try #require(row.counts.reach))
      result.reach += try #require(row.counts.reach)
      result.impressions += try #require(row.counts.impressions)
      result.engagements += try #require(row.counts.engagements)
      result.clicks += try #require(row.counts.clicks)
    }
    for id in measured {
      result.cost += Double(try #require(session.bookings[id]).knownCost.minorUnits) / 100
    }
    result.bookings = measured.count
    result.posts.sort()
    return result
  }

  @Test func followsTheArticle() throws {
    let mega = try result(.mega)
    let micro = try result(.micro)
    // Enough on each side for an interval.
    #expect(mega.bookings >= 5)
    #expect(micro.bookings >= 8)
    // Mega: reach, much of it from a few posts.
    #expect(mega.reach / mega.bookings > 10 * micro.reach / micro.bookings)
    #expect(mega.reach > micro.reach)
    let tail = { (posts: [Int]) in
      Double(posts[posts.count * 9 / 10]) / Double(posts[posts.count / 2])
    }
    #expect(tail(mega.posts) > tail(micro.posts))
    #expect(Double(mega.posts.last ?? 0) > 4 * Double(mega.posts[mega.posts.count / 2]))
    #expect(mega.cost / Double(mega.bookings) > 5 * micro.cost / Double(micro.bookings))
    // Micro: engagement, clicks and orders.
    func ratio(_ top: Int, _ bottom: Int) -> Double { Double(top) / Double(bottom) }
    #expect(ratio(micro.engagements, micro.reach) > 1.5 * ratio(mega.engagements, mega.reach))
    #expect(ratio(micro.clicks, micro.impressions) > ratio(mega.clicks, mega.impressions))
    #expect(ratio(micro.conversions, micro.clicks) > ratio(mega.conversions, mega.clicks))
    #expect(Double(micro.conversions) / micro.cost > 2 * Double(mega.conversions) / mega.cost)
  }

  @Test func isNotTooCleanToBeTrue() throws {
    let mega = try result(.mega)
    let average = Double(mega.conversions) / mega.cost
    let flops = session.bookings.rows.filter { booking in
      guard let influencer = session.roster[booking.influencer],
        session.tier(of: influencer) == .micro, [.live, .done, .paid].contains(booking.stage)
      else { return false }
      let orders = session.measurements.rows.filter { $0.booking == booking.id }
        .reduce(0) { $0 + ($1.counts.conversions ?? 0) }
      return Double(orders) / (Double(booking.knownCost.minorUnits) / 100) < average
    }
    #expect(flops.count >= 2)
  }

  @Test func coversNinetyDaysUpToToday() {
    let rows = session.measurements.rows
    #expect((1_500...4_000).contains(rows.count))
    #expect(rows.map(\.day).max() == today)
    #expect(rows.map(\.day).min() == today + -89)
    #expect(Set(rows.map(\.day)).count >= 85)
    // Everyone who is live has figures for today.
    for booking in session.bookings.rows where booking.stage == .live {
      #expect(rows.contains { $0.booking == booking.id && $0.day == today })
    }
  }

  @Test func runningTotalsOnlyGrow() throws {
    let posts = Dictionary(
      grouping: session.measurements.rows.filter { $0.kind == .total }, by: \.key)
    #expect(posts.count > 50)
    for snapshots in posts.values {
      let rows = snapshots.sorted { $0.day < $1.day }
      for (former, later) in zip(rows, rows.dropFirst()) {
        #expect(former.day < later.day)
        for field in [
          \Counts.impressions, \.reach, \.likes, \.comments, \.shares, \.saves, \.clicks,
        ] {
          #expect(former.counts[keyPath: field] ?? 0 <= later.counts[keyPath: field] ?? 0)
        }
      }
      for row in rows {
        #expect(row.key == row.post)
        #expect(try #require(row.counts.impressions) >= #require(row.counts.reach))
        #expect(row.counts.conversions == nil && row.counts.revenue == nil)
      }
      // Fast at first, then levelling off.
      if rows.count > 12, let first = rows[3].counts.reach, let last = rows.last?.counts.reach {
        #expect(Double(first) > 0.3 * Double(last))
      }
    }
  }

  @Test func theShopHasRefundsAndOrdersOfNobody() {
    let orders = session.measurements.rows.filter { $0.kind == .increment }
    let refunds = orders.filter { $0.counts.conversions ?? 0 < 0 }
    #expect((10...60).contains(refunds.count))
    #expect(refunds.allSatisfy { $0.counts.revenue ?? .zero < .zero && $0.influencer != nil })
    let unattributed = orders.filter { $0.influencer == nil }
    #expect((20...80).contains(unattributed.count))
    #expect(unattributed.allSatisfy { $0.promoCode.isEmpty && $0.booking == nil })
    for row in orders {
      guard let booking = row.booking.flatMap({ session.bookings[$0] }) else { continue }
      #expect(row.promoCode == booking.promoCode)
      #expect(row.campaign == booking.campaign)
      #expect(row.influencer == booking.influencer)
    }
  }

  @Test func commissionsAreATenthOfWhatTheCodeBrought() {
    for booking in session.bookings.rows where booking.commission > .zero {
      let revenue = session.measurements.rows.filter { $0.booking == booking.id }
        .reduce(Money.zero) { $0 + ($1.counts.revenue ?? .zero) }
      #expect(booking.commission.minorUnits == revenue.minorUnits / 10)
    }
  }
}
