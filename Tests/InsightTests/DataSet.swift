import Marketing
import TestSupport
import Testing

/// A brand as files: its creators, posts, orders and payouts. Apart from the headers' wording both sets are laid out
/// alike; no cell contains a comma.
enum DataSet {
  /// From `Tests/Fixtures`.
  case made
  /// A public data set.
  case healthKart

  /// Without this file the HealthKart set isn't available.
  static let healthKartFile = "data/healthkart_ittismita_posts.csv"

  private static let madeSession = Result {
    try BrandFiles(
      creators: TestData.made("creators.csv"), posts: TestData.made("posts.csv"),
      orders: TestData.made("orders.csv"), payouts: TestData.made("payouts.csv")
    ).session()
  }

  private static let healthKartSession = Result {
    try BrandFiles(
      creators: healthKartPath("influencers"), posts: healthKartPath("posts"),
      orders: healthKartPath("tracking_data"), payouts: healthKartPath("payouts")
    ).session()
  }

  private static func healthKartPath(_ name: String) throws -> String {
    try #require(TestData.shared("data/healthkart_ittismita_\(name).csv"))
  }

  /// The brand as a Clout session.
  func session() throws -> Session {
    switch self {
    case .made: try Self.madeSession.get()
    case .healthKart: try Self.healthKartSession.get()
    }
  }
}

private struct BrandFiles {
  let creators, posts, orders, payouts: String

  func session() throws -> Session {
    var session = Session(settings: Settings(name: "Brand"))
    let campaign = CampaignID(1)
    try session.apply(.put(Campaign(id: campaign, name: "Brand", goal: .conversions)))
    for line in try TestData.records(creators) {
      let id = try number(line[0])
      var row = Influencer(
        id: InfluencerID(id), handle: "\(line[1]) \(id)", platform: Platform(rawValue: line[5]))
      row.followers = try number(line[4])
      row.niches = [line[2]]
      try session.apply(.put(row))
    }
    for line in try TestData.records(posts) {
      let id = try number(line[0])
      // In HealthKart nine addresses occur twice, on different days and with unrelated figures, so the day is part of
      // the key.
      var row = Measurement(
        campaign: campaign, key: "\(id)|\(line[3])|\(line[2])", kind: .total, day: try day(line[2]))
      row.influencer = InfluencerID(id)
      row.counts.reach = try number(line[5])
      row.counts.likes = try number(line[6])
      row.counts.comments = try number(line[7])
      try session.apply(.put(row))
    }
    var occurrences: [[String]: Int] = [:]
    for line in try TestData.records(orders) {
      occurrences[line, default: 0] += 1
      let key = line.joined(separator: "|") + "|\(occurrences[line] ?? 0)"
      var row = Measurement(campaign: campaign, key: key, kind: .increment, day: try day(line[6]))
      row.influencer = InfluencerID(try number(line[2]))
      row.counts.conversions = try number(line[7])
      row.counts.revenue = try money(line[8])
      try session.apply(.put(row))
    }
    for line in try TestData.records(payouts) {
      var booking = Booking(
        id: session.bookings.nextID, campaign: campaign,
        influencer: InfluencerID(try number(line[0])))
      booking.stage = .paid
      let payout = try money(line[4])
      booking.fee = .zero
      if line[1] == "post" { booking.fee = payout } else { booking.commission = payout }
      try session.apply(.put(booking))
    }
    return session
  }

  private func number(_ text: String) throws -> Int { try #require(Int(text), "\(text)") }
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text), "\(text)") }

  /// `12.3` as 1230 cents.
  private func money(_ text: String) throws -> Money {
    let parts = text.split(separator: ".")
    let digits = parts.count == 2 ? parts[1] : ""
    try #require(parts.count <= 2 && digits.count <= 2, "\(text)")
    let whole = try #require(Int64(parts[0]))
    let padded = String(digits) + String(repeating: "0", count: 2 - digits.count)
    let rest = try #require(Int64(padded))
    return Money(minorUnits: 100 * whole + rest)
  }
}
