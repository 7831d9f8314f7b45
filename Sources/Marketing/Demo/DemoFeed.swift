import Marketing

/// Figures that arrive while you watch: the running campaign's posts keep growing, and now and then the shop sells
/// something. The same session and number of steps give the same figures.
public struct DemoFeed: Sendable {
  private struct Post {
    var newest: Measurement
    /// The total at which its impressions level off.
    let limit: Double
  }

  private var random: SeededGenerator
  private var posts: [Post] = []
  private var bookings: [Booking] = []
  private var step = 0
  private let campaign: CampaignID?

  /// Continues from the session's measurements so far.
  public init(_ session: Session, campaign: CampaignID?, today: Day) {
    let running = session.campaigns.rows.last { row in
      if case .running = row.phase(on: today) { true } else { false }
    }
    self.campaign = campaign ?? running?.id
    random = SeededGenerator(seed: 0x11FE &+ UInt64(bitPattern: Int64(today.number)))
    guard let campaign = self.campaign else { return }
    bookings = session.bookings.rows.filter {
      $0.campaign == campaign && $0.stage >= .live && $0.stage != .declined
        && !$0.promoCode.isEmpty
    }
    var newest: [String: Measurement] = [:]
    for row in session.measurements.rows where row.campaign == campaign && row.kind == .total {
      if row.day >= newest[row.key]?.day ?? row.day { newest[row.key] = row }
    }
    posts = newest.values.sorted { $0.key < $1.key }.map { row in
      Post(newest: row, limit: Double(row.counts.impressions ?? 0) * 1.2 + 50)
    }
    // Earlier sales of the day keep their numbers.
    let prefix = "live/\(today.iso)/"
    step = session.measurements.rows.reduce(0) { highest, row in
      guard row.key.hasPrefix(prefix), let number = Int(row.key.dropFirst(prefix.count)) else {
        return highest
      }
      return max(highest, number)
    }
  }

  /// The next step's measurements.
  public mutating func next(day: Day) -> [Measurement] {
    guard let campaign else { return [] }
    step += 1
    var result: [Measurement] = []
    for _ in 0..<min(3, posts.count) {
      let at = random.whole(0...(posts.count - 1))
      result.append(grow(at, day))
    }
    if !bookings.isEmpty, random.chance(0.06) {
      let booking = random.pick(bookings)
      var sale = Measurement(
        campaign: campaign, key: "live/\(day.iso)/\(step)", kind: .increment, day: day)
      sale.promoCode = booking.promoCode
      sale.counts.conversions = 1
      sale.counts.revenue = Money(minorUnits: random.pick([24_00, 29_00, 34_00, 38_00, 58_00]))
      sale.source = "demo feed"
      result.append(sale)
    }
    return result
  }

  private mutating func grow(_ at: Int, _ day: Day) -> Measurement {
    var row = posts[at].newest
    row.day = max(day, row.day)
    row.source = "demo feed"
    let now = Double(row.counts.impressions ?? 0)
    let share = random.uniform(0.002...0.012) * max(0, posts[at].limit - now) / max(now, 1)
    func grown(_ count: Int?) -> Int? {
      count.map { $0 + Int((Double($0) * share).rounded(.up)) }
    }
    row.counts.impressions = grown(row.counts.impressions)
    row.counts.reach = grown(row.counts.reach)
    row.counts.likes = grown(row.counts.likes)
    if random.chance(0.4) { row.counts.comments = grown(row.counts.comments) }
    if random.chance(0.3) { row.counts.shares = grown(row.counts.shares) }
    if random.chance(0.5) { row.counts.clicks = grown(row.counts.clicks) }
    posts[at].newest = row
    return row
  }
}
