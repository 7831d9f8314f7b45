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

/// A currency by its ISO 4217 code.
public struct Currency: Hashable, Sendable {
  public let code: String

  /// Nil unless the code is three capital letters.
  public init?(code: String) {
    guard code.utf8.count == 3,
      code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    self.code = code
  }

  private init(known code: String) { self.code = code }
  public static let usDollar = Currency(known: "USD")

  /// Decimals according to ISO 4217: 2 for most, 0 for yen, 3 for dinars.
  public var digits: Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
      "XAF", "XOF",
      "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// Minor units in one major unit.
  public var scale: Int64 {
    switch digits {
    case 0: 1
    case 3: 1000
    default: 100
    }
  }

  /// The sign before an amount; the code and a space if there is no common one.
  public var symbol: String {
    switch code {
    case "USD": "$"
    case "EUR": "€"
    case "GBP": "£"
    case "JPY": "¥"
    case "INR": "₹"
    default: code + " "
    }
  }
}

/// A fraction in millionths: `1.39%` is 13,900. Exact for every percentage with four decimals.
public struct Share: Hashable, Comparable, Sendable {
  public let millionths: Int64
  public init(millionths: Int64) { self.millionths = millionths }
  public var fraction: Double { Double(millionths) / 1_000_000 }
  public static func < (left: Share, right: Share) -> Bool { left.millionths < right.millionths }
}
