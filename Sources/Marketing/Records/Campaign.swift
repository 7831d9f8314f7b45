/// A campaign's goal.
public enum Goal: String, CaseIterable, Sendable {
  case awareness, engagement, conversions
}

/// A figure to reach by the end of the campaign.
public struct Target: Hashable, Sendable {
  public var kpi: KPI
  /// In the KPI's own unit: a count, minor units of money, or millionths of a ratio.
  public var value: Int64

  public init(kpi: KPI, value: Int64) {
    self.kpi = kpi
    self.value = value
  }
}

/// A goal with its targets, dates, budget and hours.
public struct Campaign: Keyed {
  public private(set) var id: Identifier<Campaign>
  public var name: String
  public var goal: Goal
  public var targets: [Target] = []
  public var start: Day?
  /// The last day, inclusive.
  public var end: Day?
  /// From this day on orders are tracked: before it nobody knows what was sold. Nil if nobody says: then from the
  /// first click or order.
  public var trackedSince: Day?
  public var budget: Money = .zero
  /// Working hours available to the team.
  public var hours: Hours?
  public var notes: String = ""
  public var isArchived = false
  public var unknown: [UnknownField] = []

  public init(id: Identifier<Campaign>, name: String, goal: Goal) {
    self.id = id
    self.name = name
    self.goal = goal
  }

  /// A copy with another number, for file readers, which learn the number last.
  public func numbered(_ id: Identifier<Campaign>) -> Campaign {
    var copy = self
    copy.id = id
    return copy
  }

  public enum Phase: Hashable, Sendable {
    case undated
    case upcoming(daysToStart: Int)
    case running(daysLeft: Int)
    case finished(daysAgo: Int)
  }

  /// How far along the campaign is on a day. On its last day 0 days are left.
  public func phase(on day: Day) -> Phase {
    if let start, day < start { return .upcoming(daysToStart: start - day) }
    guard let end else { return .undated }
    return day > end ? .finished(daysAgo: day - end) : .running(daysLeft: end - day)
  }
}

public typealias CampaignID = Identifier<Campaign>
