import JSON
import Marketing
import Tabular

// How records stand in the files. Amounts are whole minor units of the session's currency (cents), rates are
// fractions (0.0139 is 1.39 %), hours are decimal, days are ISO 8601. What is empty or unknown is left out; members
// that this version doesn't know follow at the end.
extension JSONWriter {
  mutating func influencer(_ row: Influencer) {
    beginObject()
    key("id")
    int(Int64(row.id.number))
    key("handle")
    string(row.handle)
    key("platform")
    string(row.platform.rawValue)
    text("name", row.name)
    count("followers", row.followers)
    list("niches", row.niches)
    text("country", row.country)
    text("language", row.language)
    text("email", row.email)
    text("person", row.person)
    text("reference", row.reference)
    money("fee", row.fee)
    share("er_followers", row.engagementRate)
    count("avg_views", row.averageViews)
    count("avg_likes", row.averageLikes)
    count("avg_comments", row.averageComments)
    count("avg_shares", row.averageShares)
    count("avg_engagements", row.averageEngagements)
    share("sponsored_share", row.sponsoredShare)
    day("found", row.found)
    day("approved", row.approved)
    hours("hours_per_booking", row.hoursPerBooking)
    text("audience_ages", row.audienceAges?.text ?? "")
    share("real_audience", row.realAudience)
    count("avg_authentic_engagements", row.averageAuthenticEngagements)
    vetting(row.vetting)
    day("as_of", row.asOf)
    history(row.history)
    list("tags", row.tags)
    text("notes", row.notes)
    if row.isArchived {
      key("archived")
      bool(true)
    }
    custom(row.custom)
    unknown(row.unknown)
    endObject()
  }

  mutating func campaign(_ row: Campaign) {
    beginObject()
    key("id")
    int(Int64(row.id.number))
    key("name")
    string(row.name)
    key("goal")
    string(row.goal.rawValue)
    if !row.targets.isEmpty {
      key("targets")
      beginArray()
      for target in row.targets {
        beginObject()
        key("kpi")
        string(target.kpi.rawValue)
        key("value")
        int(target.value)
        endObject()
      }
      endArray()
    }
    day("start", row.start)
    day("end", row.end)
    key("budget")
    int(row.budget.minorUnits)
    hours("hours", row.hours)
    text("notes", row.notes)
    if row.isArchived {
      key("archived")
      bool(true)
    }
    unknown(row.unknown)
    endObject()
  }

  mutating func booking(_ row: Booking) {
    beginObject()
    key("id")
    int(Int64(row.id.number))
    key("campaign")
    int(Int64(row.campaign.number))
    key("influencer")
    int(Int64(row.influencer.number))
    key("stage")
    string(row.stage.rawValue)
    if !row.deliverables.isEmpty {
      key("deliverables")
      beginArray()
      for deliverable in row.deliverables {
        beginObject()
        key("type")
        string(deliverable.type)
        key("count")
        int(Int64(deliverable.count))
        endObject()
      }
      endArray()
    }
    key("fee")
    int(row.fee.minorUnits)
    money("product_cost", row.productCost == .zero ? nil : row.productCost)
    money("commission", row.commission == .zero ? nil : row.commission)
    text("promo_code", row.promoCode)
    text("tracking_link", row.trackingLink)
    hours("hours", row.hours)
    day("start", row.start)
    day("end", row.end)
    text("notes", row.notes)
    unknown(row.unknown)
    endObject()
  }

  mutating func measurement(_ row: Measurement) {
    beginObject()
    identity(row.identity, day: row.day)
    count("influencer", row.influencer?.number)
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
    text("source", row.source)
    custom(row.custom)
    unknown(row.unknown)
    endObject()
  }

  /// A line that takes a measurement out again. An increment's day doesn't matter and is left out.
  mutating func removal(of identity: Measurement.Identity) {
    beginObject()
    self.identity(identity, day: identity.day)
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

  mutating func custom(_ values: [String: String]) {
    guard !values.isEmpty else { return }
    key("custom")
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
