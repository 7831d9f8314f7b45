import Marketing

/// The demo session's brand, its influencers' vetting states, and their figures in earlier exports.
struct DemoVetting {
  private var random: SeededGenerator
  private let today: Day

  init(seed: UInt64, today: Day) {
    random = SeededGenerator(seed: seed)
    self.today = today
  }

  static var brand: Brand {
    var brand = Brand()
    brand.values = ["vegan", "fragrance free", "honest", "refill"]
    brand.message = "Skin first: few ingredients, said plainly."
    brand.avoid = ["tanning", "crash diet", "betting"]
    brand.niches = ["skincare", "beauty", "wellness"]
    brand.countries = ["US", "GB", "DE", "FR"]
    brand.ages = AgeRange(from: 18, to: 44)
    brand.languages = ["en", "de", "fr"]
    brand.competitors = ["Lumora", "Dewline"]
    brand.sponsoredTolerance = Share(millionths: 250_000)
    return brand
  }

  static let searches = [
    SavedSearch("Small and lively", "tier:micro er>5 -is:booked"),
    SavedSearch("To be answered", "is:flagged state:vetting"),
  ]

  /// Everyone with a booking was cleared first; of the others some are in vetting and some were declined.
  mutating func vetted(_ roster: [Influencer], _ bookings: [Booking]) -> [Influencer] {
    let first = Dictionary(
      bookings.compactMap { booking in booking.start.map { (booking.influencer, $0) } },
      uniquingKeysWith: min)
    let open = Set(
      random.shuffled(roster.filter { first[$0.id] == nil && !$0.isArchived }.map(\.id)).prefix(26))
    var order = 0
    return roster.map { row in
      var row = row
      remember(&row)
      let days = (row.followers ?? 0) >= 1_000_000 ? random.whole(1...5) : random.whole(3...14)
      let before = random.whole(10...30)
      if let start = first[row.id] {
        row.approved = start + -before
        row.found = start + -(before + days)
        row.vetting.state = .approved
        row.vetting.since = row.approved
        row.vetting.hours = Hours(hundredths: 50 * random.whole(1...6))
        row.vetting.rating = random.chance(0.7) ? random.whole(3...5) : nil
        check(&row, all: true, until: start + -before)
      } else if open.contains(row.id) {
        order += 1
        row.found = today + -random.whole(2...40)
        if order <= 14 {
          row.vetting.state = .inVetting
          row.vetting.since = (row.found ?? today) + 1
          row.vetting.hours = Hours(hundredths: 25 * random.whole(1...4))
          check(&row, all: order <= 4, until: today + -1)
        } else if order <= 17 {
          row.vetting.state = .declined
          row.vetting.since = today + -random.whole(1...20)
          row.vetting.reason = DemoVetting.reasons[order % DemoVetting.reasons.count]
        }
      }
      return row
    }
  }

  private static let reasons = [
    "Promotes a tanning studio every week.", "Wants exclusivity for half a year.",
    "Ads weren't marked as such in three of five posts.",
  ]

  private mutating func check(_ row: inout Influencer, all: Bool, until last: Day) {
    let isLarge = (row.followers ?? 0) > 100_000
    let items = (isLarge ? Checklist.usual[1] : Checklist.usual[0]).items
    let done = all ? items.count : random.whole(0...items.count - 1)
    let found = row.found ?? last
    for (place, item) in items.prefix(done).enumerated() {
      row.vetting.checks.append(
        Check(item.id, on: min(last, found + place), by: place % 2 == 0 ? "MK" : "JR"))
    }
  }

  /// Figures from the exports of the two months before. One account has bought followers since.
  private mutating func remember(_ row: inout Influencer) {
    let ages = random.pick([(18, 24), (18, 34), (25, 34), (25, 44), (35, 54)])
    let real = Int64(random.whole(62...93)) * 10_000
    let growth = random.uniform(0.985...1.035)
    let isKnown = random.chance(0.8)
    guard let followers = row.followers, isKnown else { return }
    row.audienceAges = AgeRange(from: ages.0, to: ages.1)
    row.realAudience = Share(millionths: real)
    row.asOf = today + -4
    let isJump = row.handle == "kiplarkspur"
    for months in [2, 1] {
      var size = Double(followers)
      for _ in 0..<months { size /= growth }
      if isJump { size /= 2.4 }
      let rate = row.engagementRate.map {
        Share(millionths: Int64(Double($0.millionths) * random.uniform(0.95...1.06)))
      }
      row.history.append(
        Snapshot(
          day: today + -(4 + 31 * months), followers: Int(size), engagementRate: rate,
          fee: row.fee))
    }
  }
}
