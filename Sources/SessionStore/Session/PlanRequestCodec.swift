import JSON
import Marketing

// The request behind a campaign's plan:
//
//     {"campaign": 2, "goal": "awareness", "budget": 2000000, "limits": [{"limit": "share", "max": 0.125},
//       {"limit": "niche", "of": "food", "max": 3}, {"limit": "vetting", "min": "approved"}], "must": [4]}
//
// Goal, budget and hours are left out where the request follows its campaign; "none" is no limit where the campaign has
// one. A member whose value isn't understood is kept as is and reported: it might be a limit.
private let noLimit = "none"

extension JSONWriter {
  mutating func plan(_ request: PlanRequest, of campaign: CampaignID) {
    beginObject()
    count("campaign", campaign.number)
    let unread = Set(request.unread.map(\.name))
    if !unread.contains("goal"), !request.followed.contains(.goal) {
      text("goal", request.goal.rawValue)
    }
    if let blend = request.blend, !unread.contains("blend") {
      key("blend")
      beginObject()
      for goal in Goal.allCases where blend[goal] != 0 {
        key(text: goal.rawValue)
        double(blend[goal])
      }
      endObject()
    }
    if !unread.contains("budget"), !request.followed.contains(.budget) {
      if request.budget == nil { text("budget", noLimit) } else { money("budget", request.budget) }
    }
    if !unread.contains("hours"), !request.followed.contains(.hours) {
      if request.hours == nil { text("hours", noLimit) } else { hours("hours", request.hours) }
    }
    if !unread.contains("margin") { share("margin", request.margin) }
    if !unread.contains("limits") { limits(request.limits) }
    if !unread.contains("must") { numbers("must", request.must) }
    if !unread.contains("banned") { numbers("banned", request.banned) }
    if !request.fees.isEmpty, !unread.contains("fees") {
      key("fees")
      beginArray()
      for (id, fee) in request.fees.sorted(by: { $0.key < $1.key }) {
        beginObject()
        count("influencer", id.number)
        money("fee", fee)
        endObject()
      }
      endArray()
    }
    if !unread.contains("cautious") { flag("cautious", request.isCautious) }
    if !unread.contains("afresh") { flag("afresh", !request.keepsCommitted) }
    if request.bookingDays != PlanRequest.usualBookingDays, !unread.contains("booking_days") {
      count("booking_days", request.bookingDays)
    }
    unknown(request.unread)
    unknown(request.unknown)
    endObject()
  }

  private mutating func limits(_ limits: RequestLimits) {
    guard !limits.isEmpty else { return }
    key("limits")
    beginArray()
    for limit in limits.rows {
      beginObject()
      text("limit", limit.kind.rawValue)
      text("of", limit.group)
      end("min", limit.atLeast, limit.kind.rule.unit)
      end("max", limit.atMost, limit.kind.rule.unit)
      endObject()
    }
    for json in limits.unread { raw(json.utf8) }
    endArray()
  }

  private mutating func end(_ name: StaticString, _ value: Int?, _ unit: RequestLimit.Unit) {
    guard let value else { return }
    switch unit {
    case .count, .score: count(name, value)
    case .share: share(name, Share(millionths: Int64(value)))
    case .state: text(name, Vetting.State.allCases[value].rawValue)
    }
  }

  private mutating func numbers(_ name: StaticString, _ ids: Set<InfluencerID>) {
    guard !ids.isEmpty else { return }
    key(name)
    beginArray()
    for id in ids.sorted() { int(Int64(id.number)) }
    endArray()
  }
}

extension JSONReader {
  mutating func readPlan() throws(JSONError) -> (campaign: CampaignID, request: PlanRequest) {
    let start = mark()
    var campaign: Int?
    var request = PlanRequest(goal: .awareness)
    request.followed = Set(PlanRequest.CampaignPart.allCases)
    var locks: [UnknownField] = []
    try beginObject()
    while let key = try nextKey() {
      if key == "campaign" {
        campaign = try readIdentifier()
        continue
      }
      let field = try readUnknown(key)
      if field.name == "must" || field.name == "banned" { locks.append(field) }
      do throws(JSONError) {
        try request.take(field)
      } catch {
        request.unread.append(field)
      }
    }
    guard let campaign else { throw error(at: start, "this plan lacks its campaign") }
    if !request.must.isDisjoint(with: request.banned) {
      // Nobody can be both, and which of the two was meant isn't for us to say.
      request.must = []
      request.banned = []
      request.unread += locks
    }
    return (CampaignID(campaign), request)
  }

  fileprivate mutating func readLimit() throws(JSONError) -> RequestLimit {
    let start = mark()
    var kind: RequestLimit.Kind?
    var group = ""
    var ends: [UnknownField] = []
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "limit": kind = try readChoice(RequestLimit.Kind.self, "limit")
      case "of": group = try readString()
      case "min", "max": ends.append(try readUnknown(key))
      default: throw error("this limit has an unknown member")
      }
    }
    guard let kind, group.isEmpty == (kind.rule.group == nil), !ends.isEmpty else {
      throw error(at: start, "this limit is incomplete")
    }
    var limit = RequestLimit(kind, of: group)
    for end in ends {
      let value = try end.read { reader throws(JSONError) in try reader.readEnd(kind.rule.unit) }
      if end.name == "min" { limit.atLeast = value } else { limit.atMost = value }
    }
    guard kind.allows(atLeast: limit.atLeast, atMost: limit.atMost) else {
      throw error(at: start, "this limit is out of range")
    }
    return limit
  }

  private mutating func readEnd(_ unit: RequestLimit.Unit) throws(JSONError) -> Int {
    switch unit {
    case .count, .score: return try readCount()
    case .share: return Int(try readShare().millionths)
    case .state:
      let state = try readChoice(Vetting.State.self, "vetting state")
      return Vetting.State.allCases.firstIndex(of: state) ?? 0
    }
  }

  /// The value, or nil for no limit.
  fileprivate mutating func readLimited<Value>(
    _ body: (inout JSONReader) throws(JSONError) -> Value
  ) throws(JSONError) -> Value? {
    guard try peekKind() == .string else { return try body(&self) }
    let start = mark()
    guard try readString() == noLimit else { throw error(at: start, "this isn't a limit") }
    return nil
  }

  fileprivate mutating func readInfluencers() throws(JSONError) -> Set<InfluencerID> {
    Set(
      try readArray { reader throws(JSONError) in InfluencerID(try reader.readIdentifier()) })
  }
}

extension PlanRequest {
  /// Reads a stored member; throws if its value isn't understood.
  fileprivate mutating func take(_ field: UnknownField) throws(JSONError) {
    switch field.name {
    case "goal":
      followed.remove(.goal)
      goal = try field.read { reader throws(JSONError) in try reader.readChoice(Goal.self, "goal") }
    case "blend":
      followed.remove(.goal)
      blend = try field.read { reader throws(JSONError) in
        var blend = Blend()
        try reader.beginObject()
        while let key = try reader.nextKey() {
          guard let goal = Goal(rawValue: key.string) else {
            throw reader.error("“\(key.string)” isn't a goal")
          }
          blend[goal] = try reader.readDouble()
        }
        guard Goal.allCases.allSatisfy({ (0...100).contains(blend[$0]) }), blend != Blend() else {
          throw reader.error("weights go from 0 to 100, and one is above 0")
        }
        return blend
      }
    case "budget":
      followed.remove(.budget)
      budget = try field.read { reader throws(JSONError) in
        try reader.readLimited { reader throws(JSONError) in try reader.readAmount() }
      }
    case "hours":
      followed.remove(.hours)
      hours = try field.read { reader throws(JSONError) in
        try reader.readLimited { reader throws(JSONError) in try reader.readHours() }
      }
    case "margin":
      margin = try field.read { reader throws(JSONError) in
        let margin = try reader.readShare()
        guard margin.millionths <= 1_000_000 else { throw reader.error("a margin is at most 1") }
        return margin
      }
    case "limits":
      for json in try field.elements() {
        do throws(JSONError) {
          limits.set(try json.read { reader throws(JSONError) in try reader.readLimit() })
        } catch {
          limits.unread.append(json.json)
        }
      }
    case "must":
      must = try field.read { reader throws(JSONError) in try reader.readInfluencers() }
    case "banned":
      banned = try field.read { reader throws(JSONError) in try reader.readInfluencers() }
    case "fees":
      var read: [InfluencerID: Money] = [:]
      for json in try field.elements() {
        try json.read { reader throws(JSONError) in
          var influencer: Int?
          var fee: Money?
          try reader.beginObject()
          while let key = try reader.nextKey() {
            switch key {
            case "influencer": influencer = try reader.readIdentifier()
            case "fee": fee = try reader.readAmount()
            default: throw reader.error("this fee has an unknown member")
            }
          }
          guard let influencer, let fee, fee > .zero else {
            throw reader.error("this fee is incomplete, or it isn't above 0")
          }
          read[InfluencerID(influencer)] = fee
        }
      }
      fees = read
    case "cautious":
      isCautious = try field.read { reader throws(JSONError) in try reader.readBool() }
    case "afresh":
      keepsCommitted = try !field.read { reader throws(JSONError) in try reader.readBool() }
    case "booking_days":
      bookingDays = try field.read { reader throws(JSONError) in
        let days = try reader.readCount()
        guard (1...365).contains(days) else { throw reader.error("a booking takes 1 to 365 days") }
        return days
      }
    default: unknown.append(field)
    }
  }
}

extension UnknownField {
  func read<Value>(
    _ body: (inout JSONReader) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    try JSONReader.read(Array(json.utf8), body)
  }

  /// The elements of an array, each as raw JSON.
  func elements() throws(JSONError) -> [UnknownField] {
    let name = name
    return try read { reader throws(JSONError) in
      try reader.readArray { reader throws(JSONError) in
        UnknownField(name: name, json: String(decoding: try reader.rawValue(), as: UTF8.self))
      }
    }
  }
}
