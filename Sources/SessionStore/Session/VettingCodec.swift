import JSON
import Marketing

// The brand, checklists, searches and overlaps in the settings, and an influencer's vetting:
//
//     "vetting": {"state": "approved", "since": "2026-03-02", "hours": 1.5, "rating": 4,
//       "checks": [{"item": "profile", "day": "2026-03-01", "by": "AB", "note": "…"}],
//       "flags": [{"signal": "er-high", "answer": "accepted", "reason": "…", "day": "2026-03-02", "by": "AB"}]}
extension JSONWriter {
  mutating func vetting(_ name: StaticString, _ vetting: Vetting) {
    guard vetting != Vetting() else { return }
    key(name)
    beginObject()
    if vetting.state != .found { text("state", vetting.state.rawValue) }
    day("since", vetting.since)
    hours("hours", vetting.hours == .zero ? nil : vetting.hours)
    count("rating", vetting.rating)
    text("reason", vetting.reason)
    if !vetting.checks.isEmpty {
      key("checks")
      beginArray()
      for check in vetting.checks {
        beginObject()
        text("item", check.item)
        day("day", check.day)
        text("by", check.by)
        text("note", check.note)
        endObject()
      }
      endArray()
    }
    if !vetting.decisions.isEmpty {
      key("flags")
      beginArray()
      for decision in vetting.decisions {
        beginObject()
        text("signal", decision.flag.signal)
        text("about", decision.flag.about)
        text("answer", decision.answer.rawValue)
        text("reason", decision.reason)
        day("day", decision.day)
        text("by", decision.by)
        endObject()
      }
      endArray()
    }
    endObject()
  }

  mutating func history(_ name: StaticString, _ history: [Snapshot]) {
    guard !history.isEmpty else { return }
    key(name)
    beginArray()
    for snapshot in history {
      beginObject()
      day("day", snapshot.day)
      count("followers", snapshot.followers)
      share("er_followers", snapshot.engagementRate)
      money("fee", snapshot.fee)
      endObject()
    }
    endArray()
  }

  mutating func brand(_ brand: Brand) {
    guard brand != Brand() else { return }
    key("brand")
    beginObject()
    list("values", brand.values)
    text("message", brand.message)
    list("avoid", brand.avoid)
    list("niches", brand.niches)
    list("countries", brand.countries)
    text("ages", brand.ages?.text ?? "")
    list("languages", brand.languages)
    list("competitors", brand.competitors)
    share("sponsored_tolerance", brand.sponsoredTolerance)
    if !brand.weights.isEmpty {
      key("weights")
      beginObject()
      for part in AlignmentPart.allCases {
        guard let weight = brand.weights[part] else { continue }
        key(text: part.rawValue)
        int(Int64(weight))
      }
      endObject()
    }
    unknown(brand.unknown)
    endObject()
  }

  mutating func checklists(_ lists: [Checklist]?) {
    guard let lists else { return }
    key("checklists")
    beginArray()
    for list in lists {
      beginObject()
      text("name", list.name)
      self.list("tiers", list.tiers.map(\.rawValue))
      key("items")
      beginArray()
      for item in list.items {
        beginObject()
        text("id", item.id)
        text("title", item.title)
        endObject()
      }
      endArray()
      endObject()
    }
    endArray()
  }

  mutating func searches(_ searches: [SavedSearch]) {
    guard !searches.isEmpty else { return }
    key("searches")
    beginArray()
    for search in searches {
      beginObject()
      text("name", search.name)
      text("query", search.query)
      endObject()
    }
    endArray()
  }

  mutating func overlaps(_ overlaps: [AudienceOverlap]) {
    guard !overlaps.isEmpty else { return }
    key("overlaps")
    beginArray()
    for overlap in overlaps {
      beginObject()
      count("one", overlap.one.number)
      count("other", overlap.other.number)
      share("share", overlap.share)
      endObject()
    }
    endArray()
  }
}

extension JSONReader {
  mutating func readAges() throws(JSONError) -> AgeRange {
    let place = mark()
    let text = try readString()
    guard let ages = AgeRange(text: text) else {
      throw error(at: place, "“\(text)” isn't a range of ages: expected 18-34 or 55+")
    }
    return ages
  }

  mutating func readVetting() throws(JSONError) -> Vetting {
    var vetting = Vetting()
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "state": vetting.state = try readChoice(Vetting.State.self, "vetting state")
      case "since": vetting.since = try readDay()
      case "hours": vetting.hours = try readHours()
      case "rating":
        let place = mark()
        let rating = try readCount()
        guard (1...5).contains(rating) else {
          throw error(at: place, "\(rating) isn't a rating: expected 1 to 5")
        }
        vetting.rating = rating
      case "reason": vetting.reason = try readString()
      case "checks":
        vetting.checks = try readArray { reader throws(JSONError) in try reader.readCheck() }
      case "flags":
        vetting.decisions = try readArray { reader throws(JSONError) in try reader.readDecision() }
      default: try skipValue()
      }
    }
    return vetting
  }

  mutating func readCheck() throws(JSONError) -> Check {
    let start = mark()
    var day: Day?
    var check = Check("", on: Day(number: 0))
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "item": check.item = try readString()
      case "day": day = try readDay()
      case "by": check.by = try readString()
      case "note": check.note = try readString()
      default: try skipValue()
      }
    }
    guard let day, !check.item.isEmpty else {
      throw error(at: start, "a check needs its item and its day")
    }
    check.day = day
    return check
  }

  mutating func readDecision() throws(JSONError) -> FlagDecision {
    let start = mark()
    var signal = ""
    var about = ""
    var answer: FlagDecision.Answer?
    var reason = ""
    var day: Day?
    var by = ""
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "signal": signal = try readString()
      case "about": about = try readString()
      case "answer": answer = try readChoice(FlagDecision.Answer.self, "answer to a flag")
      case "reason": reason = try readString()
      case "day": day = try readDay()
      case "by": by = try readString()
      default: try skipValue()
      }
    }
    guard let answer, let day, !signal.isEmpty, answer == .rejected || !reason.isEmpty else {
      throw error(
        at: start, "an answer to a flag needs its signal, its day and, if accepted, a reason")
    }
    return FlagDecision(
      FlagDecision.Flag(signal, about: about), answer, reason: reason, on: day, by: by)
  }

  mutating func readSnapshot() throws(JSONError) -> Snapshot {
    var snapshot = Snapshot(day: nil, followers: nil, engagementRate: nil, fee: nil)
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "day": snapshot.day = try readDay()
      case "followers": snapshot.followers = try readCount()
      case "er_followers": snapshot.engagementRate = try readShare()
      case "fee": snapshot.fee = try readAmount()
      default: try skipValue()
      }
    }
    return snapshot
  }

  mutating func readBrand() throws(JSONError) -> Brand {
    var brand = Brand()
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "values": brand.values = try readStrings()
      case "message": brand.message = try readString()
      case "avoid": brand.avoid = try readStrings()
      case "niches": brand.niches = try readStrings()
      case "countries": brand.countries = try readStrings()
      case "ages": brand.ages = try readAges()
      case "languages": brand.languages = try readStrings()
      case "competitors": brand.competitors = try readStrings()
      case "sponsored_tolerance": brand.sponsoredTolerance = try readShare()
      case "weights": brand.weights = try readWeights()
      default: brand.unknown.append(try readUnknown(key))
      }
    }
    return brand
  }

  private mutating func readWeights() throws(JSONError) -> [AlignmentPart: Int] {
    var weights: [AlignmentPart: Int] = [:]
    try beginObject()
    while let key = try nextKey() {
      let place = mark()
      let weight = try readCount()
      guard weight <= 1_000 else {
        throw error(at: place, "\(weight) isn't a weight: expected 0 to 1,000")
      }
      // Parts that only a later version knows are skipped rather than refused.
      if let part = AlignmentPart(rawValue: key.string) { weights[part] = weight }
    }
    return weights
  }

  mutating func readChecklists() throws(JSONError) -> [Checklist]? {
    try readNull() ? nil : readArray { reader throws(JSONError) in try reader.readChecklist() }
  }

  private mutating func readChecklist() throws(JSONError) -> Checklist {
    let start = mark()
    var list = Checklist("", for: [], [])
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": list.name = try readString()
      case "tiers":
        list.tiers = try readArray { reader throws(JSONError) in
          try reader.readChoice(Tier.self, "tier")
        }
      case "items":
        list.items = try readArray { reader throws(JSONError) in try reader.readChecklistItem() }
      default: try skipValue()
      }
    }
    if let fault = list.fault { throw error(at: start, fault) }
    return list
  }

  private mutating func readChecklistItem() throws(JSONError) -> Checklist.Item {
    var item = Checklist.Item("", "")
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "id": item.id = try readString()
      case "title": item.title = try readString()
      default: try skipValue()
      }
    }
    return item
  }

  mutating func readSearch() throws(JSONError) -> SavedSearch {
    let start = mark()
    var search = SavedSearch("", "")
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": search.name = try readString()
      case "query": search.query = try readString()
      default: try skipValue()
      }
    }
    guard !search.name.isEmpty else { throw error(at: start, "this search has no name") }
    return search
  }

  mutating func readOverlap() throws(JSONError) -> AudienceOverlap {
    let start = mark()
    var one: Int?
    var other: Int?
    var share: Share?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "one": one = try readIdentifier()
      case "other": other = try readIdentifier()
      case "share": share = try readShare()
      default: try skipValue()
      }
    }
    guard let one, let other, one != other, let share, share.millionths <= 1_000_000 else {
      throw error(at: start, "an overlap needs two influencers and a share from 0 to 1")
    }
    return AudienceOverlap(InfluencerID(one), InfluencerID(other), share: share)
  }
}
