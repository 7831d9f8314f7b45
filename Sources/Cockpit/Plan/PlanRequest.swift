import LineUps
import Marketing

/// What a person asks a plan for, as typed: the same words on the command line and in the form on the screen.
public struct PlanRequest {
  public struct Fault: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
  }

  package var options: PlanOptions
  private let session: Session

  public init(_ session: Session, _ campaign: Campaign) {
    self.session = session
    options = PlanOptions(campaign)
  }

  /// `awareness`, `engagement`, `conversions` or the beginning of one, or several with weights:
  /// `awareness=2,conversions=1`.
  public mutating func setGoal(_ text: String) throws(Fault) {
    guard text.contains("=") else {
      options.goal = try read { () throws(EntryError) in try Entry.choice(text, of: Goal.self) }
      options.blend = nil
      return
    }
    var blend = PlanOptions.Blend()
    for part in Entry.list(text) {
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, let weight = Int(sides[1].trimmed), (0...100).contains(weight) else {
        throw Fault("Write goals as “awareness=2,conversions=1”, with weights from 0 to 100.")
      }
      let goal = try read { () throws(EntryError) in
        try Entry.choice(String(sides[0]), of: Goal.self)
      }
      switch goal {
      case .awareness: blend.awareness = Double(weight)
      case .engagement: blend.engagement = Double(weight)
      case .conversions: blend.conversions = Double(weight)
      }
    }
    guard blend.awareness + blend.engagement + blend.conversions > 0 else {
      throw Fault("At least one goal needs a weight above 0.")
    }
    options.blend = blend
  }

  /// An amount; empty for none.
  public mutating func setBudget(_ text: String) throws(Fault) {
    let currency = session.settings.currency
    options.budget = try read { () throws(EntryError) in try Entry.money(text, currency) }
    if let budget = options.budget, budget < .zero { throw Fault("A budget can't be negative.") }
  }

  public mutating func setHours(_ text: String) throws(Fault) {
    options.hours = try read { () throws(EntryError) in try Entry.hours(text) }
    if let hours = options.hours, hours < .zero { throw Fault("Hours can't be negative.") }
  }

  public mutating func setMargin(_ text: String) throws(Fault) {
    options.margin = try read { () throws(EntryError) in try Entry.percent(text) }
    if let margin = options.margin, !(0...1_000_000).contains(margin.millionths) {
      throw Fault("The margin goes from 0 to 100 %.")
    }
  }

  /// Limits separated by commas, such as `micro>=5, mega<=2, food<=3, bookings<=20, share<=25%, pieces<=2`. They replace
  /// those there were.
  public mutating func setLimits(_ text: String) throws(Fault) {
    let plain = PlanOptions(goal: options.goal)
    options.bookings = plain.bookings
    options.tiers = [:]
    options.niches = [:]
    options.influencerShare = nil
    options.maximumPieces = plain.maximumPieces
    options.minimumAlignment = nil
    options.vetting = nil
    for part in Entry.list(text) { try addLimit(part) }
  }

  /// One limit: a tier, `niche:NAME` or a niche of the roster, `bookings`, `share`, `pieces`, `alignment` or `vetting`, then `>=`, `<=` or `=`,
  /// then a number, or for `vetting` a state.
  public mutating func addLimit(_ text: String) throws(Fault) {
    let form =
      "Write a limit as “micro>=5”, “niche:food<=3”, “bookings<=20”, “share<=25%”, “pieces<=2”, “alignment>=60” or "
      + "“vetting>=approved”."
    guard let sign = ["<=", ">=", "≤", "≥", "="].first(where: { text.contains($0) }),
      let range = text.split(separator: sign, maxSplits: 1) as [Substring]?, range.count == 2
    else { throw Fault("“\(text)” is no limit. \(form)") }
    let name = range[0].trimmed.lowercased()
    let value = range[1].trimmed
    let isMost = sign == "<=" || sign == "≤" || sign == "="
    let isLeast = sign == ">=" || sign == "≥" || sign == "="
    if name == "share" {
      guard !isLeast else { throw Fault("A share for one influencer can only be a most.") }
      let share = try read { () throws(EntryError) in try Entry.percent(value) }
      guard let share, (1...1_000_000).contains(share.millionths) else {
        throw Fault("The share for one influencer goes up to 100 %.")
      }
      options.influencerShare = share
      return
    }
    if name == "vetting" {
      guard isLeast else {
        throw Fault("A state of vetting can only be a least: vetting>=approved.")
      }
      options.vetting = try read { () throws(EntryError) in
        try Entry.choice(value, of: Vetting.State.self)
      }
      return
    }
    let count = try read { () throws(EntryError) in try Entry.count(value) }
    guard let count, (0...1_000_000).contains(count) else {
      throw Fault("“\(text)” is no limit. \(form)")
    }
    func change(_ limit: inout PlanOptions.CountRange) throws(Fault) {
      if isLeast { limit.minimum = count }
      if isMost { limit.maximum = count }
      if let maximum = limit.maximum, maximum < limit.minimum {
        throw Fault("“\(name)” can't be at least \(limit.minimum) and at most \(maximum).")
      }
    }
    switch name {
    case "bookings": try change(&options.bookings)
    case "alignment":
      guard !isMost, count <= 100 else {
        throw Fault("An alignment can only be a least, up to 100: alignment>=60.")
      }
      options.minimumAlignment = count
    case "pieces":
      guard !isLeast, (1...20).contains(count) else {
        throw Fault("Pieces of one influencer can be limited to at most 1 to 20.")
      }
      options.maximumPieces = count
    default:
      if let tier = Tier(rawValue: name) {
        var limit = options.tiers[tier] ?? PlanOptions.CountRange()
        try change(&limit)
        options.tiers[tier] = limit
        return
      }
      let niche = name.hasPrefix("niche:") ? String(name.dropFirst(6)).trimmed : name
      let isKnown = session.roster.rows.contains { row in
        row.niches.contains { $0.lowercased() == niche }
      }
      guard isKnown else { throw Fault("“\(niche)” is neither a tier nor a niche here. \(form)") }
      var limit = options.niches[niche] ?? PlanOptions.CountRange()
      try change(&limit)
      options.niches[niche] = limit
    }
  }

  /// A fee for one piece of somebody, such as `ana=1200`.
  public mutating func addFee(_ text: String) throws(Fault) {
    let currency = session.settings.currency
    let sides = text.split(separator: "=", maxSplits: 1)
    guard sides.count == 2 else { throw Fault("Write a fee as “handle=1200”, not “\(text)”.") }
    let id = try influencer(String(sides[0]))
    let fee = try read { () throws(EntryError) in try Entry.money(String(sides[1]), currency) }
    guard let fee, fee > .zero, fee <= .limit else {
      throw Fault("A fee must be above 0: “\(text)”.")
    }
    options.fees[id] = fee
  }

  /// The account that a handle means, with or without `@`; `handle/platform` where several have it.
  public func influencer(_ text: String) throws(Fault) -> InfluencerID {
    let parts = text.split(separator: "/", maxSplits: 1)
    let handle = (parts.first ?? "").drop { $0 == "@" }.lowercased()
    let platform = parts.count == 2 ? Platform(rawValue: String(parts[1])) : nil
    let matches = session.roster.rows.filter {
      $0.identity.handle == handle && (platform == nil || $0.platform == platform)
    }
    guard let match = matches.first else { throw Fault("@\(handle) isn't in the roster.") }
    guard matches.count == 1 else {
      let names = matches.map { "\(handle)/\($0.platform.rawValue)" }.joined(separator: ", ")
      throw Fault("There are several @\(handle): write \(names).")
    }
    return match.id
  }

  private func read<Value>(_ body: () throws(EntryError) -> Value) throws(Fault) -> Value {
    do throws(EntryError) { return try body() } catch { throw Fault(error.message) }
  }
}

extension PlanOptions {
  /// The limits as they are typed: `bookings<=20, micro>=5`.
  var limitsText: String {
    var parts: [String] = []
    func add(_ name: String, _ range: CountRange) {
      if range.minimum > 0, range.minimum == range.maximum {
        parts.append("\(name)=\(range.minimum)")
        return
      }
      if range.minimum > 0 { parts.append("\(name)>=\(range.minimum)") }
      if let maximum = range.maximum { parts.append("\(name)<=\(maximum)") }
    }
    add("bookings", bookings)
    for (tier, range) in tiers.sorted(by: { $0.key < $1.key }) { add(tier.rawValue, range) }
    for (niche, range) in niches.sorted(by: { $0.key < $1.key }) { add(niche, range) }
    if let share = influencerShare {
      parts.append("share<=\(Format.decimal(share.fraction * 100, digits: 0))%")
    }
    if maximumPieces != PlanOptions(goal: goal).maximumPieces {
      parts.append("pieces<=\(maximumPieces)")
    }
    if let minimumAlignment { parts.append("alignment>=\(minimumAlignment)") }
    if let vetting { parts.append("vetting>=\(vetting.rawValue)") }
    return parts.joined(separator: ", ")
  }
}
