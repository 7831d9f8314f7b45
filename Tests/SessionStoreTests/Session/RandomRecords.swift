import Marketing

@testable import SessionStore

/// A small seeded generator (SplitMix64, Vigna 2015), so that failures can be reproduced.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func roll(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
  mutating func maybe<Value>(_ value: (inout Dice) -> Value) -> Value? {
    roll(0...2) == 0 ? nil : value(&self)
  }
}

/// Random sessions with every field, and random edits of them.
struct RandomRecords {
  var dice: Dice
  /// Building blocks for texts, including hostile ones.
  let texts: [String]

  init(seed: UInt64, texts: [String] = RandomRecords.texts) {
    dice = Dice(seed: seed)
    self.texts = texts
  }

  static let texts = [
    "", "plain", "with \"quotes\" and \\", "line\nbreak\ttab\r", "null\u{0}byte", "\u{1B}[31mred",
    "日本語 テキスト", "عربى",
    "👩‍👩‍👧 family", "e\u{301}", "\u{FEFF}bom", "\u{2028}\u{2029}", "</script>", "{\"a\": 1}", "a,b;c|d",
    "'", "\u{7F}\u{9F}",
    "\u{202E}right", "=1+1", "-",
  ]

  mutating func text() -> String { texts[dice.roll(0...(texts.count - 1))] }
  mutating func word() -> String {
    ["ana", "bo", "えみ", "x y"][dice.roll(0...3)] + String(dice.roll(0...999))
  }
  mutating func money() -> Money { Money(minorUnits: Int64(dice.roll(0...1_000_000_000))) }
  mutating func day() -> Day { Day(number: dice.roll(-5000...40_000)) }
  mutating func count() -> Int { dice.roll(0...Counts.limit) }

  mutating func influencer(_ number: Int) -> Influencer {
    var row = Influencer(
      id: InfluencerID(number), handle: word(), platform: Platform.known[dice.roll(0...5)])
    row.name = text()
    row.followers = dice.maybe { $0.roll(0...Counts.limit) }
    row.niches = (0..<dice.roll(0...3)).map { _ in text() }
    row.country = text()
    row.language = text()
    row.email = text()
    row.person = text()
    row.reference = text()
    row.fee = dice.maybe { Money(minorUnits: Int64($0.roll(0...1_000_000_000_000))) }
    row.engagementRate = dice.maybe { Share(millionths: Int64($0.roll(0...30_000_000))) }
    row.averageViews = dice.maybe { $0.roll(0...9999) }
    row.averageLikes = dice.maybe { $0.roll(0...9999) }
    row.averageComments = dice.maybe { $0.roll(0...9999) }
    row.averageShares = dice.maybe { $0.roll(0...9999) }
    row.averageEngagements = dice.maybe { $0.roll(0...9999) }
    row.found = dice.maybe { Day(number: $0.roll(0...10_000)) }
    row.approved = dice.maybe { Day(number: $0.roll(10_000...20_000)) }
    row.sponsoredShare = dice.maybe { Share(millionths: Int64($0.roll(0...1_000_000))) }
    row.hoursPerBooking = dice.maybe { Hours(hundredths: $0.roll(0...10_000_000)) }
    row.audienceAges = dice.maybe { AgeRange(from: $0.roll(0...40), to: 60) } ?? nil
    row.realAudience = dice.maybe { Share(millionths: Int64($0.roll(0...1_000_000))) }
    row.averageAuthenticEngagements = dice.maybe { $0.roll(0...9999) }
    row.vetting = vetting()
    row.asOf = dice.maybe { Day(number: $0.roll(0...20_000)) }
    row.history = (0..<dice.roll(0...2)).map { _ in
      Snapshot(
        day: dice.maybe { Day(number: $0.roll(0...20_000)) },
        followers: dice.maybe { $0.roll(0...99_999) },
        engagementRate: dice.maybe { Share(millionths: Int64($0.roll(0...999_999))) },
        fee: dice.maybe { Money(minorUnits: Int64($0.roll(0...99_999))) })
    }
    row.tags = (0..<dice.roll(0...2)).map { _ in text() }
    row.notes = text()
    row.isArchived = dice.roll(0...3) == 0
    for _ in 0..<dice.roll(0...2) { row.custom[text()] = text() }
    if dice.roll(0...3) == 0 {
      row.unknown = [UnknownField(name: "later", json: "{\"x\": [1, null, \"é\"]}")]
    }
    return row
  }

  mutating func vetting() -> Vetting {
    var vetting = Vetting()
    vetting.state = Vetting.State.allCases[dice.roll(0...4)]
    vetting.since = dice.maybe { Day(number: $0.roll(0...20_000)) }
    vetting.hours = Hours(hundredths: dice.roll(0...999))
    vetting.rating = dice.maybe { $0.roll(1...5) }
    vetting.reason = text()
    for _ in 0..<dice.roll(0...2) {
      vetting.checks.append(Check(word(), on: day(), by: text(), note: text()))
    }
    for _ in 0..<dice.roll(0...2) {
      let answer = FlagDecision.Answer.allCases[dice.roll(0...1)]
      vetting.decisions.append(
        FlagDecision(.init(word(), about: text()), answer, reason: word(), on: day(), by: text()))
    }
    return vetting
  }

  mutating func brand() -> Brand {
    var brand = Brand()
    brand.values = (0..<dice.roll(0...2)).map { _ in text() }
    brand.message = text()
    brand.avoid = (0..<dice.roll(0...2)).map { _ in text() }
    brand.niches = (0..<dice.roll(0...2)).map { _ in text() }
    brand.countries = (0..<dice.roll(0...2)).map { _ in text() }
    brand.ages = dice.maybe { AgeRange(from: $0.roll(0...40), to: nil) } ?? nil
    brand.languages = (0..<dice.roll(0...2)).map { _ in text() }
    brand.competitors = (0..<dice.roll(0...2)).map { _ in text() }
    brand.sponsoredTolerance = dice.maybe { Share(millionths: Int64($0.roll(0...1_000_000))) }
    for part in AlignmentPart.allCases where dice.roll(0...1) == 0 {
      brand.weights[part] = dice.roll(0...1_000)
    }
    if dice.roll(0...3) == 0 { brand.unknown = [UnknownField(name: "later", json: "[1]")] }
    return brand
  }

  /// Vetting settings, in addition to existing ones.
  mutating func settings(_ settings: Settings) -> Settings {
    var settings = settings
    settings.brand = dice.roll(0...2) == 0 ? Brand() : brand()
    settings.checklists = dice.maybe { dice in
      (0..<dice.roll(0...2)).map {
        Checklist("List \($0)", for: [.mega, .micro], [.init("a\($0)", "Look")])
      }
    }
    settings.searches = (0..<dice.roll(0...2)).map { _ in SavedSearch(word(), text()) }
    settings.rates = (0..<dice.roll(0...2)).map { number in
      ExchangeRate(
        Currency(code: ["EUR", "GBP"][number])!, Int64(dice.roll(1...1_000_000_000_000)),
        day: Day(number: dice.roll(0...30_000)), source: word())
    }
    settings.overlaps = (0..<dice.roll(0...2)).map {
      AudienceOverlap(
        InfluencerID($0 + 1), InfluencerID(9), share: Share(millionths: Int64($0) * 1000))
    }
    settings.returnFrom = dice.maybe { _ in .net } ?? .paid
    settings.sources = (0..<dice.roll(0...2)).map { number in
      var terms = SourceTerms("\(number) \(word()).csv", product: text(), zone: word())
      terms.windows = (0..<dice.roll(0...2)).map {
        AttributionWindow(click: $0 + 1, engagement: dice.maybe { $0.roll(0...365) }, view: $0)
      }
      return terms
    }
    settings.ordersFrom = dice.maybe { SalesChannel.allCases[$0.roll(0...5)] }
    return settings
  }

  mutating func campaign(_ number: Int) -> Campaign {
    var row = Campaign(id: CampaignID(number), name: word(), goal: Goal.allCases[dice.roll(0...2)])
    row.targets = KPI.allCases.prefix(dice.roll(0...4)).map {
      Target(kpi: $0, value: Int64($0.rawValue.count * 1000))
    }
    row.start = dice.maybe { Day(number: $0.roll(0...20_000)) }
    row.end = row.start.map { $0 + dice.roll(0...100) }
    row.budget = money()
    row.hours = dice.maybe { Hours(hundredths: $0.roll(0...100_000)) }
    row.notes = text()
    row.isArchived = dice.roll(0...3) == 0
    if dice.roll(0...3) == 0 { row.unknown = [UnknownField(name: "brand \"x\"", json: "[true]")] }
    return row
  }

  mutating func booking(_ number: Int, campaigns: Int, influencers: Int) -> Booking {
    var row = Booking(
      id: BookingID(number), campaign: CampaignID(dice.roll(1...campaigns)),
      influencer: InfluencerID(dice.roll(1...influencers)))
    row.deliverables = (0..<dice.roll(0...2)).map { _ in
      Deliverable("reel", count: dice.roll(1...9))
    }
    row.fee = money()
    row.productCost = dice.roll(0...1) == 0 ? .zero : money()
    row.commission = dice.roll(0...1) == 0 ? .zero : money()
    row.promoCode = text()
    row.trackingLink = text()
    row.hours = dice.maybe { Hours(hundredths: $0.roll(0...10_000)) }
    // Live or later, so that an archived influencer may have it.
    row.stage = [.live, .done, .paid, .declined][dice.roll(0...3)]
    row.start = dice.maybe { Day(number: $0.roll(0...20_000)) }
    row.notes = text()
    return row
  }

  mutating func measurement(campaigns: Int, influencers: Int) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(dice.roll(1...campaigns)), key: word(),
      kind: dice.roll(0...1) == 0 ? .total : .increment, day: day())
    row.influencer = dice.maybe { InfluencerID($0.roll(1...influencers)) }
    row.booking = dice.maybe { BookingID($0.roll(1...9)) }
    row.post = text()
    row.promoCode = text()
    row.trackingLink = text()
    row.counts.impressions = dice.maybe { $0.roll(0...Counts.limit) }
    row.counts.reach = dice.maybe { $0.roll(0...Counts.limit) }
    row.counts.likes = dice.maybe { $0.roll(0...999) }
    row.counts.comments = dice.maybe { $0.roll(0...999) }
    row.counts.shares = dice.maybe { $0.roll(0...999) }
    row.counts.saves = dice.maybe { $0.roll(0...999) }
    row.counts.clicks = dice.maybe { $0.roll(0...999) }
    row.counts.conversions = dice.maybe { $0.roll(-9...999) }
    row.counts.revenue = dice.maybe { Money(minorUnits: Int64($0.roll(-999...99_999))) }
    row.counts.netRevenue = dice.maybe { Money(minorUnits: Int64($0.roll(-999...99_999))) }
    row.counts.spend = dice.maybe { Money(minorUnits: Int64($0.roll(0...99_999))) }
    if row.kind == .increment {
      row.from = dice.maybe { [day = row.day] in Day(number: day.number - $0.roll(0...30)) }
    }
    if row.influencer == nil {
      row.creator = dice.maybe { Creator("someone \($0.roll(1...9))", on: .tiktok) }
    }
    row.channel = row.counts.likes.map { SalesChannel.allCases[$0 % 6] }
    row.isRepeat = dice.roll(0...3) == 0
    row.source = text()
    for _ in 0..<dice.roll(0...2) { row.custom[text()] = text() }
    return row
  }

  mutating func feed(_ number: Int) -> Feed {
    let source: Feed.Source =
      switch dice.roll(0...3) {
      case 0: .file(path: word())
      case 1: .folder(path: word())
      case 2: .command(arguments: [word(), text()], every: dice.roll(1...99), timeLimit: 9)
      default: .demo
      }
    var feed = Feed(id: FeedID(number), name: word(), source: source)
    feed.campaign = dice.maybe { CampaignID($0.roll(1...3)) }
    feed.platform = dice.maybe { Platform.known[$0.roll(0...5)] }
    for _ in 0..<dice.roll(0...2) { feed.mapping[text()] = text() }
    feed.isPaused = dice.roll(0...1) == 0
    return feed
  }

  mutating func session() -> Session {
    var settings = Settings(name: word(), currency: Currency(code: "JPY")!, tiers: .industry)
    settings.attribution = .linkFirst
    settings.unknown = [UnknownField(name: "later", json: "{\"values\": [\"fair\"]}")]
    var session = Session(settings: self.settings(settings))
    func add(_ edit: Edit) { try! session.apply(edit) }
    for number in 1...12 { add(.put(influencer(number))) }
    for number in 1...3 { add(.put(campaign(number))) }
    for number in 1...9 { add(.put(booking(number, campaigns: 3, influencers: 12))) }
    for _ in 0..<40 { add(.put(measurement(campaigns: 3, influencers: 12))) }
    return session
  }

  /// An edit that the session accepts.
  mutating func edit(_ session: Session) -> Edit {
    switch dice.roll(0...10) {
    case 9:
      let campaign = CampaignID(dice.roll(1...3))
      return .plan(campaign, dice.roll(0...2) == 0 ? nil : plan())
    case 10:
      return .comparison(dice.roll(0...2) == 0 ? nil : comparison(), [sides(), sides()])
    case 7: return .settings(settings(session.settings))
    case 6: return .put(feed(dice.roll(1...4)))
    case 0: return .put(influencer(dice.roll(1...13)))
    case 1: return .put(campaign(dice.roll(1...3)))
    case 2: return .put(booking(dice.roll(1...11), campaigns: 3, influencers: 12))
    case 3: return .booking(BookingID(dice.roll(1...9)), nil)
    case 4: return .put(measurement(campaigns: 3, influencers: 12))
    case 5:
      guard let row = session.measurements.rows.randomElement(using: &dice) else {
        return .group("nothing", [])
      }
      return .measurement(row.identity, nil)
    default:
      return .group(
        text(),
        [.put(influencer(dice.roll(1...12))), .put(measurement(campaigns: 3, influencers: 12))])
    }
  }
}
