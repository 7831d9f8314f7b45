/// An amount in the session's currency, in whole minor units (cents, pence, yen); never a binary fraction.
public struct Money: Hashable, Comparable, Sendable {
  public var minorUnits: Int64

  public init(minorUnits: Int64) { self.minorUnits = minorUnits }

  public static let zero = Money(minorUnits: 0)
  /// The largest amount allowed: a million of them still add up within 64 bits.
  public static let limit = Money(minorUnits: 1_000_000_000_000)

  public static func + (left: Money, right: Money) -> Money {
    Money(minorUnits: left.minorUnits + right.minorUnits)
  }
  public static func - (left: Money, right: Money) -> Money {
    Money(minorUnits: left.minorUnits - right.minorUnits)
  }
  public static func += (left: inout Money, right: Money) { left = left + right }
  public static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }
}

/// A fraction in millionths: `1.39%` is 13,900. Exact for every percentage with four decimals.
public struct Share: Hashable, Comparable, Sendable {
  public let millionths: Int64
  public init(millionths: Int64) { self.millionths = millionths }
  public var fraction: Double { Double(millionths) / 1_000_000 }
  public static func < (left: Share, right: Share) -> Bool { left.millionths < right.millionths }
}
