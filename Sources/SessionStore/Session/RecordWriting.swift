import JSON
import Marketing
import Tabular

extension JSONWriter {
  /// - Parameter sequence: of two lines about one measurement the one with the higher number counts.
  mutating func measurement(_ row: Measurement, sequence: Int64? = nil) {
    beginObject()
    identity(row.identity, day: row.day)
    if let sequence {
      key("seq")
      int(sequence)
    }
    self.day("from", row.from)
    count("influencer", row.influencer?.number)
    if let creator = row.creator {
      text("creator", creator.name)
      text("creator_platform", creator.platform?.rawValue ?? "")
    }
    count("booking", row.booking?.number)
    text("post", row.post)
    text("promo_code", row.promoCode)
    text("tracking_link", row.trackingLink)
    count("impressions", row.counts.impressions)
    count("reach", row.counts.reach)
    count("likes", row.counts.likes)
    count("comments", row.counts.comments)
    count("shares", row.counts.shares)
    count("saves", row.counts.saves)
    count("clicks", row.counts.clicks)
    count("conversions", row.counts.conversions)
    money("revenue", row.counts.revenue)
    money("net_revenue", row.counts.netRevenue)
    money("spend", row.counts.spend)
    text("channel", row.channel?.rawValue ?? "")
    flag("repeat", row.isRepeat)
    text("source", row.source)
    custom("custom", row.custom)
    unknown(row.unknown)
    endObject()
  }

  /// A line that removes a measurement. An increment's day doesn't matter and is omitted.
  mutating func removal(of identity: Measurement.Identity, sequence: Int64? = nil) {
    beginObject()
    self.identity(identity, day: identity.day)
    if let sequence {
      key("seq")
      int(sequence)
    }
    key("removed")
    bool(true)
    endObject()
  }

  private mutating func identity(_ identity: Measurement.Identity, day: Day?) {
    key("campaign")
    int(Int64(identity.campaign.number))
    key("key")
    string(identity.key)
    key("kind")
    string(identity.kind.rawValue)
    self.day("day", day)
  }

  mutating func settings(_ settings: Settings) {
    key("name")
    string(settings.name)
    key("currency")
    string(settings.currency.code)
    key("attribution")
    string(settings.attribution.rawValue)
    text("orders_from", settings.ordersFrom?.rawValue ?? "")
    text("return_from", settings.returnFrom == .paid ? "" : settings.returnFrom.rawValue)
    key("tiers")
    beginObject()
    key("name")
    string(settings.tiers.name)
    key("from")
    beginObject()
    for step in settings.tiers.steps {
      key(text: step.tier.rawValue)
      int(Int64(step.minimum))
    }
    endObject()
    endObject()
    priors(settings.priors)
    brand(settings.brand)
    checklists(settings.checklists)
    searches(settings.searches)
    overlaps(settings.overlaps)
    rates(settings.rates)
    sources(settings.sources)
    unknown(settings.unknown)
  }

  mutating func text(_ name: StaticString, _ value: String) {
    guard !value.isEmpty else { return }
    key(name)
    string(value)
  }

  mutating func count(_ name: StaticString, _ value: Int?) {
    guard let value else { return }
    key(name)
    int(Int64(value))
  }

  mutating func money(_ name: StaticString, _ value: Money?) {
    guard let value else { return }
    key(name)
    int(value.minorUnits)
  }

  mutating func share(_ name: StaticString, _ value: Share?) {
    guard let value else { return }
    key(name)
    number(text: ExactDecimal(significand: Int128(value.millionths), exponent: -6).description)
  }

  mutating func hours(_ name: StaticString, _ value: Hours?) {
    guard let value else { return }
    key(name)
    number(text: ExactDecimal(significand: Int128(value.hundredths), exponent: -2).description)
  }

  mutating func day(_ name: StaticString, _ value: Day?) {
    guard let value else { return }
    key(name)
    string(value.iso)
  }

  mutating func list(_ name: StaticString, _ values: [String]) {
    guard !values.isEmpty else { return }
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Written only if true.
  mutating func flag(_ name: StaticString, _ value: Bool) {
    guard value else { return }
    key(name)
    bool(true)
  }

  mutating func targets(_ name: StaticString, _ targets: [Target]) {
    guard !targets.isEmpty else { return }
    key(name)
    beginArray()
    for target in targets {
      beginObject()
      key("kpi")
      string(target.kpi.rawValue)
      switch target.kpi.unit {
      case .count, .money:
        key("target")
        int(target.value)
      case .ratio, .percent: share("target", Share(millionths: target.value))
      }
      endObject()
    }
    endArray()
  }

  mutating func deliverables(_ name: StaticString, _ deliverables: [Deliverable]) {
    guard !deliverables.isEmpty else { return }
    key(name)
    beginArray()
    for deliverable in deliverables {
      beginObject()
      key("type")
      string(deliverable.type)
      key("count")
      int(Int64(deliverable.count))
      endObject()
    }
    endArray()
  }

  mutating func custom(_ name: StaticString, _ values: [String: String]) {
    guard !values.isEmpty else { return }
    key(name)
    beginObject()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      key(text: name)
      string(value)
    }
    endObject()
  }

  mutating func unknown(_ fields: [UnknownField]) {
    for field in fields {
      key(text: field.name)
      raw(field.json.utf8)
    }
  }
}
