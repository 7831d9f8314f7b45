extension RequestLimit {
  /// What a plan can limit. A new one needs a case and a row here, and a rule in the planner that enforces it.
  public enum Kind: String, CaseIterable, Sendable {
    case bookings, tier, niche, share, pieces, alignment, vetting
  }

  public enum Unit: Sendable {
    /// A minimum of 0 is no limit.
    case count
    /// 0 to 100. A minimum of 0 means that it must be known.
    case score
    /// In millionths.
    case share
    /// The index of a vetting state.
    case state
  }

  /// Kinds with a limit for each tier or niche.
  public enum Group: Sendable {
    case tier, niche

    public var title: String {
      switch self {
      case .tier: "tier"
      case .niche: "niche"
      }
    }
  }

  public struct Rule: Sendable {
    public var unit = Unit.count
    public var group: Group?
    /// The values allowed after `>=` and `<=`; nil if there is no such limit.
    public var atLeast: ClosedRange<Int>?
    public var atMost: ClosedRange<Int>?
    /// The message for the other sign, or a number out of range; nil for the general one.
    public var refusal: String?
    public var outOfRange: String?
    /// An example of how to type it.
    public var example: String
  }
}

extension RequestLimit.Kind {
  private static let counts = 0...1_000_000

  public var rule: RequestLimit.Rule {
    switch self {
    case .bookings:
      .init(atLeast: Self.counts, atMost: Self.counts, example: "bookings<=20")
    case .tier:
      .init(group: .tier, atLeast: Self.counts, atMost: Self.counts, example: "micro>=5")
    case .niche:
      .init(group: .niche, atLeast: Self.counts, atMost: Self.counts, example: "niche:food<=3")
    case .share:
      // Share of the budget for one influencer.
      .init(
        unit: .share, atMost: 1...1_000_000,
        refusal: "The share for one influencer only takes a maximum.",
        outOfRange: "The share for one influencer must be above 0% and at most 100%.",
        example: "share<=25%")
    case .pieces:
      .init(
        atMost: 1...20, refusal: "Pieces of one influencer only take a maximum, from 1 to 20.",
        outOfRange: "Pieces of one influencer only take a maximum, from 1 to 20.",
        example: "pieces<=2")
    case .alignment:
      // An unknown alignment isn't enough.
      .init(
        unit: .score, atLeast: 0...100,
        refusal: "Alignment only takes a minimum, up to 100: alignment>=60.",
        outOfRange: "Alignment only takes a minimum, up to 100: alignment>=60.",
        example: "alignment>=60")
    case .vetting:
      // Influencers below the state aren't planned with: `approved` only books those who have been cleared.
      .init(
        unit: .state, atLeast: 0...(Vetting.State.allCases.count - 1),
        refusal: "Vetting only takes a minimum: vetting>=approved.",
        example: "vetting>=approved")
    }
  }

  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether these bounds are allowed.
  public func allows(atLeast: Int?, atMost: Int?) -> Bool {
    func allows(_ value: Int?, _ range: ClosedRange<Int>?) -> Bool {
      value.map { range?.contains($0) ?? false } ?? true
    }
    let isInOrder = atLeast.flatMap { least in atMost.map { least <= $0 } } ?? true
    return isInOrder && allows(atLeast, rule.atLeast) && allows(atMost, rule.atMost)
  }
}
