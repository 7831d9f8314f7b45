import JSON
import Marketing
import Tabular

extension JSONReader {
  mutating func readTarget() throws(JSONError) -> Target {
    let start = mark()
    var kpi: KPI?
    // Format 1 has a value in cents or millionths; since format 2 the units are as everywhere.
    var value: Int64?
    var number: ExactDecimal?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "kpi": kpi = try readChoice(KPI.self, "KPI")
      case "value": value = try readInt64()
      case "target": number = ExactDecimal(plain: try readNumberText())
      default: try skipValue()
      }
    }
    guard let kpi else { throw error(at: start, "this target has no KPI") }
    let digits =
      switch kpi.unit {
      case .count, .money: 0
      case .ratio, .percent: 6
      }
    value = value ?? number?.minorUnits(digits: digits, rounding: .exact).map(Int64.init)
    guard let value else {
      throw error(at: start, "this target has no value, or one with too many decimals")
    }
    return Target(kpi: kpi, value: value)
  }

  mutating func readDeliverable() throws(JSONError) -> Deliverable {
    let start = mark()
    var type = ""
    var count = 1
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "type": type = try readString()
      case "count": count = try readCount()
      default: try skipValue()
      }
    }
    guard !type.isEmpty, (1...10_000).contains(count) else {
      throw error(at: start, "a deliverable needs a type and a count from 1 to 10,000")
    }
    return Deliverable(type, count: count)
  }

  /// A measurement, or the identity of one that was removed.
  mutating func readMeasurement() throws(JSONError) -> (
    identity: Measurement.Identity, measurement: Measurement?, sequence: Int64
  ) {
    let start = mark()
    var sequence: Int64 = 0
    var campaign: Int?
    var name: String?
    var kind: Measurement.Kind?
    var day: Day?
    var isRemoved = false
    var creator = ""
    var creatorPlatform: Platform?
    var row = Measurement(campaign: CampaignID(0), key: "", kind: .total, day: Day(number: 0))
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "campaign": campaign = try readIdentifier()
      case "key": name = try readString()
      case "kind": kind = try readChoice(Measurement.Kind.self, "kind", all: [.total, .increment])
      case "day": day = try readDay()
      case "from": row.from = try readDay()
      case "creator": creator = try readString()
      case "creator_platform": creatorPlatform = Platform(rawValue: try readString())
      case "removed": isRemoved = try readBool()
      case "seq": sequence = try readSequence()
      case "influencer": row.influencer = InfluencerID(try readIdentifier())
      case "booking": row.booking = BookingID(try readIdentifier())
      case "post": row.post = try readString()
      case "promo_code": row.promoCode = try readString()
      case "tracking_link": row.trackingLink = try readString()
      case "impressions": row.counts.impressions = try readCount()
      case "reach": row.counts.reach = try readCount()
      case "likes": row.counts.likes = try readCount()
      case "comments": row.counts.comments = try readCount()
      case "shares": row.counts.shares = try readCount()
      case "saves": row.counts.saves = try readCount()
      case "clicks": row.counts.clicks = try readCount()
      case "conversions": row.counts.conversions = try readCount(negative: true)
      case "revenue": row.counts.revenue = try readAmount(negative: true)
      case "net_revenue": row.counts.netRevenue = try readAmount(negative: true)
      case "spend": row.counts.spend = try readAmount(negative: true)
      case "channel": row.channel = try readChoice(SalesChannel.self, "source of conversions")
      case "repeat": row.isRepeat = try readBool()
      case "source": row.source = try readString()
      case "custom": row.custom = try readCustom()
      // Of a live file's line, which `LineChecks` looks at.
      case "crc": try skipValue()
      default: row.unknown.append(try readUnknown(key))
      }
    }
    guard let campaign else { throw error(at: start, "this measurement has no campaign") }
    guard let name, !name.isEmpty else { throw error(at: start, "this measurement has no key") }
    guard let kind else { throw error(at: start, "this measurement has no kind") }
    guard day != nil || isRemoved && kind == .increment else {
      throw error(at: start, "this measurement has no day")
    }
    let id = CampaignID(campaign)
    if isRemoved {
      return (
        Measurement.Identity(campaign: id, key: name, kind: kind, day: kind == .total ? day : nil),
        nil, sequence
      )
    }
    row.campaign = id
    row.key = name
    row.kind = kind
    row.day = day ?? Day(number: 0)
    if !creator.isEmpty { row.creator = Creator(creator, on: creatorPlatform) }
    return (row.identity, row, sequence)
  }

  /// Returns false, without reading anything, if the member isn't one of the settings.
  mutating func readSetting(_ key: JSONText, into settings: inout Settings) throws(JSONError)
    -> Bool
  {
    switch key {
    case "name": settings.name = try readString()
    case "currency":
      let place = mark()
      let code = try readString()
      guard let currency = Currency(code: code) else {
        throw error(
          at: place, "“\(code)” isn't a currency: expected three capital letters such as USD")
      }
      settings.currency = currency
    case "attribution":
      settings.attribution = try readChoice(AttributionRule.self, "attribution rule")
    case "orders_from":
      settings.ordersFrom = try readChoice(SalesChannel.self, "source of orders")
    case "return_from":
      settings.returnFrom = try readChoice(RevenueBasis.self, "kind of revenue")
    case "tiers": settings.tiers = try readTiers()
    case "priors": settings.priors = try readPriors()
    case "brand": settings.brand = try readBrand()
    case "checklists": settings.checklists = try readChecklists()
    case "searches":
      settings.searches = try readArray { reader throws(JSONError) in try reader.readSearch() }
    case "overlaps":
      settings.overlaps = try readArray { reader throws(JSONError) in try reader.readOverlap() }
    case "sources":
      settings.sources = try readArray { reader throws(JSONError) in
        try reader.readSourceTerms()
      }
    case "rates":
      settings.rates = try readArray { reader throws(JSONError) in try reader.readRate() }
    default: return false
    }
    return true
  }

  private mutating func readTiers() throws(JSONError) -> TierScheme {
    let start = mark()
    var name = "custom"
    var steps: [TierScheme.Step] = []
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try readString()
      case "from":
        try beginObject()
        while let tierName = try nextKey() {
          guard let tier = Tier(rawValue: tierName.string) else {
            throw error("there is no tier of that name")
          }
          steps.append(TierScheme.Step(tier, from: try readCount()))
        }
      default: try skipValue()
      }
    }
    guard let scheme = TierScheme(name: name, steps: steps.sorted { $0.tier < $1.tier }) else {
      throw error(at: start, "the tiers must start at 0 and increase")
    }
    return scheme
  }

  mutating func readCustom() throws(JSONError) -> [String: String] {
    var values: [String: String] = [:]
    try beginObject()
    while let name = try nextKey() {
      let name = name.string
      values[name] = try readString()
    }
    return values
  }

  mutating func readUnknown(_ key: JSONText) throws(JSONError) -> UnknownField {
    let name = key.string
    return UnknownField(name: name, json: String(decoding: try rawValue(), as: UTF8.self))
  }
}

// Single values within their ranges.
extension JSONReader {
  mutating func readIdentifier() throws(JSONError) -> Int {
    let place = mark()
    let number = try readInt64()
    guard (1...1_000_000_000_000).contains(number) else {
      throw error(at: place, "\(number) isn't a valid record number")
    }
    return Int(number)
  }

  /// The number of a change or of a measurement's line.
  mutating func readSequence() throws(JSONError) -> Int64 {
    let place = mark()
    let number = try readInt64()
    guard (0...SequenceClock.limit).contains(number) else {
      throw error(at: place, "\(number) isn't a time in microseconds since 1970")
    }
    return number
  }

  mutating func readCount(negative: Bool = false) throws(JSONError) -> Int {
    let place = mark()
    let number = try readInt64()
    guard number >= (negative ? -Int64(Counts.limit) : 0), number <= Int64(Counts.limit) else {
      throw error(at: place, "\(number) is out of range for a count")
    }
    return Int(number)
  }

  mutating func readAmount(negative: Bool = false) throws(JSONError) -> Money {
    let place = mark()
    let number = try readInt64()
    guard number >= (negative ? -Money.limit.minorUnits : 0), number <= Money.limit.minorUnits
    else {
      throw error(at: place, "\(number) is out of range for an amount")
    }
    return Money(minorUnits: number)
  }

  mutating func readShare() throws(JSONError) -> Share {
    Share(millionths: Int64(try readDecimal(digits: 6, limit: 1_000_000_000_000)))
  }

  mutating func readHours() throws(JSONError) -> Hours {
    Hours(hundredths: try readDecimal(digits: 2, limit: 10_000_000))
  }

  /// A decimal as a multiple of the last digit kept; more digits, such as the noise of binary fractions, are rounded.
  mutating func readDecimal(digits: Int, limit: Int) throws(JSONError) -> Int {
    let place = mark()
    let text = try readNumberText()
    guard let units = ExactDecimal(json: text)?.minorUnits(digits: digits, rounding: .halfEven),
      (0...limit).contains(units)
    else { throw error(at: place, "\(text) is out of range") }
    return units
  }

  mutating func readDay() throws(JSONError) -> Day {
    let place = mark()
    let text = try readString()
    guard let day = Day(iso: text) else {
      throw error(at: place, "“\(text)” isn't a date: expected YYYY-MM-DD")
    }
    return day
  }

  mutating func readStrings() throws(JSONError) -> [String] {
    try readArray { reader throws(JSONError) in try reader.readString() }
  }

  mutating func readChoice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type, _ what: String
  ) throws(JSONError) -> Choice where Choice.RawValue == String {
    try readChoice(type, what, all: Array(Choice.allCases))
  }

  mutating func readChoice<Choice: RawRepresentable>(
    _ type: Choice.Type, _ what: String, all: [Choice]
  ) throws(JSONError) -> Choice where Choice.RawValue == String {
    let place = mark()
    let text = try readString()
    guard let choice = Choice(rawValue: text) else {
      let names = all.map(\.rawValue).joined(separator: ", ")
      throw error(at: place, "“\(text)” isn't a valid \(what): expected one of \(names)")
    }
    return choice
  }
}
