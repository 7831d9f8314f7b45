// What of a request a session can't meet.

extension PlanRequest {
  /// The parts of the request that the session can't make sense of, in words. Any of them prevents a plan: leaving it
  /// out would answer a different question.
  public func problems(in session: Session) -> [String] {
    var problems = limits.problems(in: session)
    // A ban and a fee of somebody who is gone change nothing; a lock does.
    let gone = must.filter { session.roster[$0] == nil }.sorted()
    for id in gone {
      problems.append(
        "Influencer \(id.number) is locked in, but isn't in the roster any more.")
    }
    for field in unread {
      problems.append("The plan's “\(field.name)” isn't understood: \(field.json).")
    }
    return problems
  }
}

extension RequestLimit {
  /// Why the session can't keep it, in words; nil when it can.
  public func problem(in session: Session) -> String? {
    guard let kind = kind.rule.group, !kind.has(group, in: session) else { return nil }
    return "The limit on “\(group)” can't be kept: it isn't a \(kind.title) here."
  }
}

extension RequestLimits {
  /// What the session can't make sense of, in words.
  func problems(in session: Session) -> [String] {
    let problems = unread.map { "A limit of the plan isn't understood: \($0)." }
    return problems + rows.compactMap { $0.problem(in: session) }
  }
}

extension RequestLimit.Group {
  /// Whether the session has this tier or niche.
  public func has(_ name: String, in session: Session) -> Bool {
    switch self {
    case .tier: Tier(rawValue: name) != nil
    case .niche:
      session.roster.rows.contains { row in row.niches.contains { $0.lowercased() == name } }
    }
  }
}

extension ComparisonRequest {
  /// Why the session can't be compared so; nil when it can.
  public func fault(in session: Session) -> Fault? {
    if let field = unread.first { return .unread(field) }
    let sides = sides(in: session.settings.tiers)
    if let problem = sides.left.unknown(in: session) { return .side(.left, problem: problem) }
    if let problem = sides.right.unknown(in: session) { return .side(.right, problem: problem) }
    if let campaign, session.campaigns[campaign] == nil { return .campaign(campaign) }
    return nil
  }

  /// The same in words.
  public func problem(in session: Session) -> String? {
    switch fault(in: session) {
    case .unread(let field)?: "the comparison's “\(field.name)” isn't understood: \(field.json)"
    case .side(let side, let problem)?: "on the \(side.rawValue), \(problem)"
    case .campaign(let id)?:
      "it is of campaign \(id.number) alone, which isn't in the session any more"
    case nil: nil
    }
  }
}

extension Segment {
  /// For a title: `Mega`, `TikTok · beauty`, `not Spring`.
  public func title(in session: Session) -> String {
    switch self {
    case .all: "Everybody"
    case .tier(let tier): tier.title
    case .platform(let platform): platform.title
    case .niche(let niche): niche
    case .campaign(let name): session.campaign(called: name)?.name ?? name
    case .days(let days): "\(days.lowerBound.iso) to \(days.upperBound.iso)"
    case .marked(let influencers): "Marked (\(influencers.count))"
    case .not(.and(let segments)): "not (\(Segment.and(segments).title(in: session)))"
    case .not(let segment): "not \(segment.title(in: session))"
    case .and(let segments): segments.map { $0.title(in: session) }.joined(separator: " · ")
    }
  }

  /// What it refers to that the session doesn't have; nil if it has everything.
  public func unknown(in session: Session) -> String? {
    switch self {
    case .campaign(let name):
      session.campaign(called: name) == nil ? "no campaign is called “\(name)”" : nil
    case .tier(let tier):
      session.settings.tiers.tiers.contains(tier)
        ? nil : "the session's cut-offs have no tier “\(tier.rawValue)”"
    case .niche(let niche):
      RequestLimit.Group.niche.has(niche.lowercased(), in: session)
        ? nil : "nobody has the niche “\(niche)”"
    case .marked(let influencers):
      influencers.isEmpty || influencers.contains { session.roster[$0] != nil }
        ? nil : "nobody who was marked is in the roster any more"
    case .not(let segment): segment.unknown(in: session)
    case .and(let segments): segments.lazy.compactMap { $0.unknown(in: session) }.first
    case .all, .platform, .days: nil
    }
  }
}

extension Session {
  /// The campaign with this name, ignoring case.
  public func campaign(called name: String) -> Campaign? {
    let wanted = name.lowercased()
    return campaigns.rows.first { $0.name.lowercased() == wanted }
  }
}
