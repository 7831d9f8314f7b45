/// An entity's number within a session. Typed, so that a booking can't be mistaken for a campaign.
///
/// Numbers start at 1, are never reused, and are what files and queries join on.
public struct Identifier<Entity>: Hashable, Comparable, Sendable {
  public let number: Int
  public init(_ number: Int) { self.number = number }

  /// 1 to 10¹², so that there is always a next one.
  public var isValid: Bool { number >= 1 && number <= 1_000_000_000_000 }
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A value with a number, for a `Table`.
public protocol Keyed: Hashable, Sendable {
  var id: Identifier<Self> { get }
}
