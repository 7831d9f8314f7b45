/// How far an influencer has been vetted, and what was found.
public struct Vetting: Hashable, Sendable {
  public enum State: String, CaseIterable, Comparable, Sendable {
    case found
    case inVetting = "in-vetting"
    case approved, contracted, declined

    public var title: String {
      self == .inVetting ? "In vetting" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }

    /// Whether the influencer may be booked.
    public var isCleared: Bool { self == .approved || self == .contracted }

    public static func < (left: State, right: State) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  public var state = State.found
  /// The day on which the state was entered.
  public var since: Day?
  /// What was checked, in that order.
  public var checks: [Check] = []
  /// Work that vetting has taken so far.
  public var hours = Hours.zero
  /// The manager's own, 1 to 5.
  public var rating: Int?
  /// Why the influencer was declined, or approved with checks missing.
  public var reason: String = ""
  /// What was said of flags, in that order; the newest of a flag counts.
  public var decisions: [FlagDecision] = []

  public init() {}

  public func check(_ item: String) -> Check? { checks.last { $0.item == item } }
  public func decision(on flag: FlagDecision.Flag) -> FlagDecision? {
    decisions.last { $0.flag == flag }
  }
}

/// An item of a checklist that was looked at.
public struct Check: Hashable, Sendable {
  /// The item's identifier in its checklist.
  public var item: String
  public var day: Day
  /// Initials of whoever looked.
  public var by: String
  public var note: String

  public init(_ item: String, on day: Day, by: String = "", note: String = "") {
    self.item = item
    self.day = day
    self.by = by
    self.note = note
  }
}

/// The answer to a flag. Flags are questions, so both answers are kept.
public struct FlagDecision: Hashable, Sendable {
  public struct Flag: Hashable, Sendable {
    /// The signal's identifier.
    public var signal: String
    /// What tells two flags of a signal apart, such as the handle that is imitated; often empty.
    public var about: String

    public init(_ signal: String, about: String = "") {
      self.signal = signal
      self.about = about
    }
  }

  public enum Answer: String, CaseIterable, Sendable {
    /// There is an explanation; the flag no longer counts.
    case accepted
    /// It stands against the account.
    case rejected
  }

  public var flag: Flag
  public var answer: Answer
  public var reason: String
  public var day: Day
  public var by: String

  public init(_ flag: Flag, _ answer: Answer, reason: String, on day: Day, by: String = "") {
    self.flag = flag
    self.answer = answer
    self.reason = reason
    self.day = day
    self.by = by
  }
}

/// What an account's figures were on a day, before a later export changed them.
public struct Snapshot: Hashable, Sendable {
  /// Nil when nobody knows.
  public var day: Day?
  public var followers: Int?
  /// By followers.
  public var engagementRate: Share?
  public var fee: Money?

  public init(day: Day?, followers: Int?, engagementRate: Share?, fee: Money?) {
    self.day = day
    self.followers = followers
    self.engagementRate = engagementRate
    self.fee = fee
  }
}

extension Influencer {
  /// The figures as they are now.
  public var snapshot: Snapshot {
    var rate = engagementRate
    if rate == nil, let known = followerEngagementRate, known.isFinite, known < 1_000_000 {
      rate = Share(millionths: Int64((known * 1_000_000).rounded()))
    }
    return Snapshot(day: asOf, followers: followers, engagementRate: rate, fee: fee)
  }

  /// So many former figures are kept; of more the oldest but the first go.
  public static let mostSnapshots = 200

  /// Puts former figures into the history, unless nothing about them is known or they are those of now.
  public mutating func keep(_ former: Snapshot) {
    func figures(_ snapshot: Snapshot) -> Snapshot {
      var copy = snapshot
      copy.day = nil
      return copy
    }
    let blank = Snapshot(day: nil, followers: nil, engagementRate: nil, fee: nil)
    guard figures(former) != blank, figures(former) != figures(snapshot) else { return }
    history.append(former)
    if history.count > Influencer.mostSnapshots { history.remove(at: 1) }
  }
}
