/// The state and findings of an influencer's vetting.
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
  /// Since when the state holds.
  public var since: Day?
  /// The checks done, in order.
  public var checks: [Check] = []
  /// Time spent on vetting so far.
  public var hours = Hours.zero
  /// The manager's own rating, 1 to 5.
  public var rating: Int?
  /// Why the influencer was declined, or approved despite missing checks.
  public var reason: String = ""
  /// Answers to flags, in order; the newest per flag counts.
  public var decisions: [FlagDecision] = []

  public init() {}

  public func check(_ item: String) -> Check? { checks.last { $0.item == item } }
  public func decision(on flag: FlagDecision.Flag) -> FlagDecision? {
    decisions.last { $0.flag == flag }
  }
}

/// A checklist item that was checked.
public struct Check: Hashable, Sendable {
  /// The item's identifier in its checklist.
  public var item: String
  public var day: Day
  /// Initials of whoever checked it.
  public var by: String
  public var note: String

  public init(_ item: String, on day: Day, by: String = "", note: String = "") {
    self.item = item
    self.day = day
    self.by = by
    self.note = note
  }
}

/// An answer to a flag. Flags are questions, so either answer is kept.
public struct FlagDecision: Hashable, Sendable {
  public struct Flag: Hashable, Sendable {
    /// The signal's identifier.
    public var signal: String
    /// Tells flags of the same signal apart, such as by the handle imitated; often empty.
    public var about: String

    public init(_ signal: String, about: String = "") {
      self.signal = signal
      self.about = about
    }
  }

  public enum Answer: String, CaseIterable, Sendable {
    /// There is an explanation; the flag no longer counts.
    case accepted
    /// The flag counts against the account.
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

/// An account's figures on a day, before a later export changed them.
public struct Snapshot: Hashable, Sendable {
  /// Nil if unknown.
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
  /// The current figures.
  public var snapshot: Snapshot {
    var rate = engagementRate
    if rate == nil, let known = followerEngagementRate, known.isFinite, known < 1_000_000 {
      rate = Share(millionths: Int64((known * 1_000_000).rounded()))
    }
    return Snapshot(day: asOf, followers: followers, engagementRate: rate, fee: fee)
  }

  /// How many earlier figures are kept; beyond that the oldest go, except the very first.
  public static let mostSnapshots = 200

  /// Adds earlier figures to the history, unless they are unknown or the same as now.
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
