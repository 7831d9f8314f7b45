/// A minimum and maximum for one thing in a plan. `RequestLimit.Kind` lists what can be limited.
public struct RequestLimit: Hashable, Sendable {
  public let kind: Kind
  /// The tier or niche, for kinds with a limit for each; otherwise empty.
  public let group: String
  /// In the kind's unit.
  public var atLeast: Int?
  public var atMost: Int?

  public init(_ kind: Kind, of group: String = "", atLeast: Int? = nil, atMost: Int? = nil) {
    self.kind = kind
    self.group = group
    self.atLeast = atLeast
    self.atMost = atMost
  }

  /// The name as typed: `micro`, `food`, `bookings`; `niche:micro` for a niche that shares its name with something
  /// else.
  public var name: String {
    switch kind.rule.group {
    case nil: kind.rawValue
    case .tier?: group
    case .niche?:
      Tier(rawValue: group) == nil && Kind(rawValue: group) == nil && !group.hasPrefix("niche:")
        ? group : "niche:\(group)"
    }
  }

  /// For sorting: kinds in their order, tiers by size, niches by name.
  fileprivate var place: (Int, Int, String) {
    (kind.place, Tier(rawValue: group).flatMap(Tier.allCases.firstIndex) ?? 0, group)
  }
}

/// A plan's limits, at most one per kind and group, in the order of the kinds.
public struct RequestLimits: Hashable, Sendable {
  public private(set) var rows: [RequestLimit] = []
  /// Limits that this version doesn't understand, as JSON text. They are kept, and there is no plan until they are
  /// removed.
  public var unread: [String] = []

  public init() {}

  public init(_ rows: [RequestLimit]) {
    for row in rows { set(row) }
  }

  public var isEmpty: Bool { rows.isEmpty && unread.isEmpty }

  public subscript(kind: RequestLimit.Kind, of group: String = "") -> RequestLimit {
    rows.first { $0.kind == kind && $0.group == group } ?? RequestLimit(kind, of: group)
  }

  public func of(_ kind: RequestLimit.Kind) -> [RequestLimit] { rows.filter { $0.kind == kind } }

  /// Replaces the limit of the same kind and group; removes it if the new one limits nothing.
  public mutating func set(_ limit: RequestLimit) {
    rows.removeAll { $0.kind == limit.kind && $0.group == limit.group }
    var limit = limit
    if limit.kind.rule.unit == .count, limit.atLeast == 0 { limit.atLeast = nil }
    guard limit.atLeast != nil || limit.atMost != nil else { return }
    rows.append(limit)
    rows.sort { $0.place < $1.place }
  }
}
