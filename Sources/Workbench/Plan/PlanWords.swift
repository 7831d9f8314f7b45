import Marketing
import Wording

/// Reads a plan's request as typed: the command line and the form on the screen use the same words.
package struct PlanWords {
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
    /// Whether the text is well formed, but names what the session doesn't have.
    package let isOfSession: Bool

    init(_ description: String, isOfSession: Bool = false) {
      self.description = description
      self.isOfSession = isOfSession
    }

    /// The same with the option that it is about.
    package func about(_ option: String) -> Fault {
      Fault("\(option): \(description)", isOfSession: isOfSession)
    }
  }

  package var request: PlanRequest
  private let session: Session

  package init(_ session: Session, _ request: PlanRequest) {
    self.session = session
    self.request = request
  }

  /// `awareness`, `engagement` or `conversions`, possibly shortened, or several with weights:
  /// `awareness=2,conversions=1`.
  package mutating func setGoal(_ text: String) throws(Fault) {
    guard text.contains("=") else {
      request.goal = try read { () throws(EntryError) in try ChoiceText.read(text, of: Goal.self) }
      request.blend = nil
      request.followed.remove(.goal)
      request.settle("goal", "blend")
      return
    }
    var blend = PlanRequest.Blend()
    for part in ChoiceText.readList(text) {
      let sides = part.split(separator: "=", maxSplits: 1)
      let weight = try? sides.last.flatMap {
        try NumberText.read($0, decimals: 4, what: "a weight")
      }
      guard sides.count == 2, let weight, (0...1_000_000).contains(weight) else {
        throw Fault("Write goals as “awareness=2,conversions=1”, with weights from 0 to 100.")
      }
      let goal = try read { () throws(EntryError) in
        try ChoiceText.read(String(sides[0]), of: Goal.self)
      }
      blend[goal] = Double(weight) / 10_000
    }
    guard blend != PlanRequest.Blend() else {
      throw Fault("At least one goal needs a weight above 0.")
    }
    request.blend = blend
    request.followed.remove(.goal)
    request.settle("goal", "blend")
  }

  /// An amount; empty for none.
  package mutating func setBudget(_ text: String) throws(Fault) {
    let currency = session.settings.currency
    let budget = try read { () throws(EntryError) in try MoneyText.read(text, currency) }
    if let budget, budget < .zero { throw Fault("A budget can't be negative.") }
    request.budget = budget
    request.followed.remove(.budget)
    request.settle("budget")
  }

  package mutating func setHours(_ text: String) throws(Fault) {
    let hours = try read { () throws(EntryError) in try HoursText.read(text) }
    if let hours, hours < .zero { throw Fault("Hours can't be negative.") }
    request.hours = hours
    request.followed.remove(.hours)
    request.settle("hours")
  }

  package mutating func setMargin(_ text: String) throws(Fault) {
    let margin = try read { () throws(EntryError) in try PercentText.read(text) }
    if let margin, !(0...1_000_000).contains(margin.millionths) {
      throw Fault("The margin goes from 0 to 100%.")
    }
    request.margin = margin
    request.settle("margin")
  }

  /// Limits separated by commas, such as `micro>=5, mega<=2, food<=3, bookings<=20, share<=25%, pieces<=2`. They
  /// replace the previous ones.
  package mutating func setLimits(_ text: String) throws(Fault) {
    var words = self
    words.request.limits = RequestLimits()
    for part in ListText.entries(text) { try words.addLimit(part) }
    request.limits = words.request.limits
    request.settle("limits")
  }

  /// One limit: a tier, a niche (`niche:NAME`, or just its name), or another kind of limit; then `>=`, `<=` or `=`;
  /// then a number, or a state for `vetting`.
  package mutating func addLimit(_ text: String) throws(Fault) {
    request.limits.set(
      try limit(text) { limit throws(Fault) in
        guard let group = limit.kind.rule.group, !group.has(limit.group, in: session) else {
          return
        }
        throw Fault(
          "“\(limit.group)” is neither a tier nor a niche here. \(PlanWords.form)",
          isOfSession: true)
      })
  }

  /// Limits as options of a command: the first one on a tier, a niche or another thing replaces what was kept for it,
  /// further ones add to it.
  package mutating func addLimits(_ texts: [String]) throws(Fault) {
    var begun: Set<String> = []
    for text in texts {
      let asked = try PlanWords(session, PlanRequest(goal: request.goal)).limit(text)
      if begun.insert(asked.name).inserted {
        request.limits.set(RequestLimit(asked.kind, of: asked.group))
      }
      try addLimit(text)
      request.settle("limits")
    }
  }

  /// Locks accounts in and bans others. Whoever is named changes sides if need be.
  package mutating func lock(_ names: [String], ban others: [String]) throws(Fault) {
    var locked: Set<InfluencerID> = []
    var banned: Set<InfluencerID> = []
    for name in names { locked.insert(try influencer(name)) }
    for name in others { banned.insert(try influencer(name)) }
    if let both = locked.intersection(banned).min() {
      throw Fault("@\(session.roster[both]?.handle ?? "") can't be both locked in and banned.")
    }
    request.must.formUnion(locked)
    request.must.subtract(banned)
    request.banned.formUnion(banned)
    request.banned.subtract(locked)
    if !locked.isEmpty { request.settle("must") }
    if !banned.isEmpty { request.settle("banned") }
  }

  /// An influencer's fee for one piece, such as `ana=1200`.
  package mutating func addFee(_ text: String) throws(Fault) {
    let currency = session.settings.currency
    let sides = text.split(separator: "=", maxSplits: 1)
    guard sides.count == 2 else { throw Fault("Write a fee as “handle=1200”, not “\(text)”.") }
    let id = try influencer(String(sides[0]))
    let fee = try read { () throws(EntryError) in try MoneyText.read(String(sides[1]), currency) }
    guard let fee, fee > .zero, fee <= .limit else {
      throw Fault("A fee must be above 0: “\(text)”.")
    }
    request.fees[id] = fee
    request.settle("fees")
  }

  /// Finds an account by its handle, with or without `@`; `handle/platform` where several have the same handle.
  package func influencer(_ text: String) throws(Fault) -> InfluencerID {
    let parts = text.split(separator: "/", maxSplits: 1)
    let handle = (parts.first ?? "").drop { $0 == "@" }.lowercased()
    let platform = parts.count == 2 ? Platform(rawValue: String(parts[1])) : nil
    let matches = session.roster.rows.filter {
      $0.identity.handle == handle && (platform == nil || $0.platform == platform)
    }
    guard let match = matches.first else {
      throw Fault("@\(handle) isn't in the roster.", isOfSession: true)
    }
    guard matches.count == 1 else {
      let names = matches.map { "\(handle)/\($0.platform.rawValue)" }.joined(separator: ", ")
      throw Fault("There are several @\(handle): write \(names).", isOfSession: true)
    }
    return match.id
  }

  /// Everybody who is locked in, separated by commas: `ana, ben/tiktok`. They replace those there were.
  package mutating func setMust(_ text: String) throws(Fault) {
    var must: Set<InfluencerID> = []
    for name in ChoiceText.readList(text) {
      if let gone = request.must.first(where: { PlanWords.placeholder($0) == name }) {
        must.insert(gone)
      } else {
        must.insert(try influencer(name))
      }
    }
    request.must = must
    request.banned.subtract(must)
    request.settle("must")
  }

  /// As `setMust` reads it.
  package var must: String {
    let names = request.must.sorted().map { id in
      session.roster[id].map { session.accountName($0) } ?? PlanWords.placeholder(id)
    }
    return names.joined(separator: ", ")
  }

  /// For somebody who has left the roster: it can be taken away, but not entered.
  private static func placeholder(_ id: InfluencerID) -> String { "#\(id.number)" }

  private func read<Value>(_ body: () throws(EntryError) -> Value) throws(Fault) -> Value {
    do throws(EntryError) { return try body() } catch { throw Fault(error.message) }
  }
}

// Limits.
extension PlanWords {
  private static let form =
    "Write a limit as “micro>=5”, “niche:food<=3”, “bookings<=20”, “share<=25%”, “pieces<=2”, “alignment>=60” or "
    + "“vetting>=approved”."

  /// The request's limit of this kind and group, with the bound in the text added.
  ///
  /// - Parameter check: throws if the limit's group doesn't exist.
  func limit(
    _ text: String, check: (RequestLimit) throws(Fault) -> Void = { _ in }
  ) throws(Fault) -> RequestLimit {
    let refusal = Fault("“\(text)” isn't a limit. \(PlanWords.form)")
    guard let sign = ["<=", ">=", "≤", "≥", "="].first(where: { text.contains($0) }) else {
      throw refusal
    }
    let sides = text.split(separator: sign, maxSplits: 1)
    guard sides.count == 2 else { throw refusal }
    let isMost = sign == "<=" || sign == "≤" || sign == "="
    let isLeast = sign == ">=" || sign == "≥" || sign == "="
    let (kind, group) = PlanWords.kind(sides[0].trimmed.lowercased())
    let rule = kind.rule
    if isMost && rule.atMost == nil || isLeast && rule.atLeast == nil {
      throw rule.refusal.map { Fault($0) } ?? refusal
    }
    guard let value = try value(sides[1].trimmed, rule.unit) else { throw refusal }
    guard
      isMost ? kind.allows(atLeast: nil, atMost: value) : kind.allows(atLeast: value, atMost: nil)
    else { throw rule.outOfRange.map { Fault($0) } ?? refusal }
    var limit = request.limits[kind, of: group]
    if isLeast { limit.atLeast = value }
    if isMost { limit.atMost = value }
    try check(limit)
    if let least = limit.atLeast, let most = limit.atMost, most < least {
      throw Fault(
        "“\(limit.name)” can't be at least \(rule.unit.text(least)) and at most \(rule.unit.text(most))."
      )
    }
    return limit
  }

  private static func kind(_ name: String) -> (RequestLimit.Kind, group: String) {
    if name.hasPrefix("niche:") { return (.niche, String(name.dropFirst(6)).trimmed) }
    if let kind = RequestLimit.Kind(rawValue: name), kind.rule.group == nil { return (kind, "") }
    return (Tier(rawValue: name) == nil ? .niche : .tier, name)
  }

  private func value(_ text: String, _ unit: RequestLimit.Unit) throws(Fault) -> Int? {
    try read { () throws(EntryError) in
      switch unit {
      case .count, .score: try CountText.read(text)
      case .share: try PercentText.read(text).map { Int($0.millionths) }
      case .state:
        Vetting.State.allCases.firstIndex(of: try ChoiceText.read(text, of: Vetting.State.self))
      }
    }
  }
}

extension RequestLimit.Unit {
  /// A value of the unit as typed.
  fileprivate func text(_ value: Int) -> String {
    switch self {
    case .count, .score: String(value)
    case .share: PercentText.exact(Share(millionths: Int64(value)))
    case .state: Vetting.State.allCases[value].rawValue
    }
  }
}

extension PlanRequest.Blend {
  /// As it is typed: `awareness=2,conversions=1`.
  package var text: String {
    Goal.allCases.filter { self[$0] > 0 }.map { goal in
      let weight = NumberText.exact(Int64((self[goal] * 10_000).rounded()), decimals: 4)
      return "\(goal.rawValue)=\(weight)"
    }.joined(separator: ",")
  }
}

extension RequestLimits {
  /// The limits as typed: `bookings<=20, micro>=5`.
  package var text: String {
    let parts = rows.flatMap { limit -> [String] in
      let unit = limit.kind.rule.unit
      if let least = limit.atLeast, least == limit.atMost {
        return ["\(limit.name)=\(unit.text(least))"]
      }
      return [
        limit.atLeast.map { "\(limit.name)>=\(unit.text($0))" },
        limit.atMost.map { "\(limit.name)<=\(unit.text($0))" },
      ].compactMap(\.self)
    }
    return (parts + unread).joined(separator: ", ")
  }
}
