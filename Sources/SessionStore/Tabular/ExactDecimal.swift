/// An exact decimal number: `significand × 10^exponent`.
///
/// The form is canonical (no trailing zeros in the significand, zero has exponent 0), so equal numbers are equal values
/// with equal hashes. Nothing rounds unless asked to: an operation whose exact result doesn't fit returns nil.
public struct ExactDecimal: Hashable, Sendable {
  public let significand: Int128
  public let exponent: Int

  public static let zero = ExactDecimal(significand: 0)

  public init(significand: Int128, exponent: Int = 0) {
    if significand == 0 {
      self.significand = 0
      self.exponent = 0
      return
    }
    var exponent = exponent
    if var small = Int64(exactly: significand) {
      while small % 10 == 0 {
        small /= 10
        exponent += 1
      }
      self.significand = Int128(small)
    } else {
      var wide = significand
      while wide % 10 == 0 {
        wide /= 10
        exponent += 1
      }
      self.significand = wide
    }
    self.exponent = exponent
  }

  public init(_ value: Int) {
    self.init(significand: Int128(value))
  }

  /// Reads plain notation: an optional sign, digits, and at most one dot. `1e5`, `.5` and `1,000` aren't plain; use
  /// `NumberFormat` for imported text.
  public init?(plain text: String) {
    // Nearly all numbers fit into a machine word; 18 digits always do.
    var narrow: Int64 = 0
    var wide: Int128 = 0
    var digits = 0
    var digitsAfter: Int?
    var sign: UInt8?
    for byte in text.utf8 {
      if byte >= 48 && byte <= 57 {
        digits += 1
        digitsAfter? += 1
        if digits <= 18 {
          narrow = narrow * 10 + Int64(byte - 48)
          continue
        }
        if digits == 19 { wide = Int128(narrow) }
        let (product, over) = wide.multipliedReportingOverflow(by: 10)
        let (sum, more) = product.addingReportingOverflow(Int128(byte - 48))
        if over || more { return nil }
        wide = sum
      } else if byte == UInt8(ascii: "."), digitsAfter == nil, digits > 0 {
        digitsAfter = 0
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), sign == nil, digits == 0 {
        sign = byte
      } else {
        return nil
      }
    }
    if digits == 0 || digitsAfter == 0 { return nil }
    let size = digits <= 18 ? Int128(narrow) : wide
    self.init(
      significand: sign == UInt8(ascii: "-") ? -size : size, exponent: -(digitsAfter ?? 0))
  }

  /// Reads a number as JSON writes it, which may have an exponent (`5e-05`). Of more than 36 digits the last are left out.
  public init?(json text: String) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    var mantissa = String(parts[0])
    if mantissa.utf8.count > 38, let dot = mantissa.firstIndex(of: ".") {
      let whole = mantissa[...dot].utf8.count
      mantissa = String(mantissa.prefix(max(whole + 1, 36)))
    }
    guard let number = ExactDecimal(plain: mantissa) else { return nil }
    guard parts.count == 2 else {
      self = number
      return
    }
    guard let power = Int(parts[1]), power.magnitude <= 1000 else { return nil }
    self = number.shifted(by: power)
  }

  public var isNegative: Bool { significand < 0 }
  public var isZero: Bool { significand == 0 }
  public var isInteger: Bool { exponent >= 0 }

  /// The number as an integer; nil if it isn't one or doesn't fit.
  public var int: Int? {
    guard let value = Self.scale(significand, by: exponent) else { return nil }
    return Int(exactly: value)
  }

  /// The number times a power of ten; always exact.
  public func shifted(by places: Int) -> ExactDecimal {
    isZero ? self : ExactDecimal(significand: significand, exponent: exponent + places)
  }

  public var negated: ExactDecimal {
    ExactDecimal(significand: 0 - significand, exponent: exponent)
  }

  /// The exact sum; nil if it has more than 38 digits.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    if isZero { return other }
    if other.isZero { return self }
    let low = min(exponent, other.exponent)
    guard let left = Self.scale(significand, by: exponent - low),
      let right = Self.scale(other.significand, by: other.exponent - low)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : ExactDecimal(significand: sum, exponent: low)
  }

  /// What to do with digits that don't fit.
  public enum Rounding: Sendable {
    /// To the nearest; a tie goes to the even neighbour.
    case halfEven
    /// To the nearest; a tie goes away from zero.
    case halfUp
    /// Towards zero.
    case truncate
    /// Not at all: nil if there are such digits.
    case exact
  }

  /// The number in units of `10^-digits` (cents for 2), rounded as given; nil if it doesn't fit.
  public func minorUnits(digits: Int, rounding: Rounding) -> Int? {
    let shift = exponent + digits
    if shift >= 0 {
      guard let value = Self.scale(significand, by: shift) else { return nil }
      return Int(exactly: value)
    }
    if rounding == .exact { return nil }  // canonical: a digit is lost for certain
    guard -shift <= 38, let divisor = Self.scale(1, by: -shift) else {
      return 0  // smaller than half of anything
    }
    let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: divisor)
    let half = divisor / 2  // exact: a power of ten
    let size = remainder.magnitude
    let away: Bool
    switch rounding {
    case .truncate, .exact: away = false
    case .halfUp: away = size >= half.magnitude
    case .halfEven:
      away = size > half.magnitude || (size == half.magnitude && quotient % 2 != 0)
    }
    return Int(exactly: away ? quotient + (isNegative ? -1 : 1) : quotient)
  }

  /// `value × 10^power`; nil if it isn't an integer or doesn't fit.
  private static func scale(_ value: Int128, by power: Int) -> Int128? {
    if power == 0 || value == 0 { return value }
    if power < 0 || power > 38 { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: powers[power])
    return overflow ? nil : product
  }

  private static let powers: [Int128] = {
    var list: [Int128] = [1]
    for _ in 0..<38 { list.append(list[list.count - 1] * 10) }
    return list
  }()
}

extension ExactDecimal: Comparable {
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.significand.signum() != right.significand.signum() {
      return left.significand.signum() < right.significand.signum()
    }
    if left.exponent == right.exponent { return left.significand < right.significand }
    if left.exponent > right.exponent {
      // A number that doesn't fit after scaling is larger in magnitude.
      guard let scaled = scale(left.significand, by: left.exponent - right.exponent) else {
        return left.isNegative
      }
      return scaled < right.significand
    }
    guard let scaled = scale(right.significand, by: right.exponent - left.exponent) else {
      return !right.isNegative
    }
    return left.significand < scaled
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// Plain notation with a dot, readable by `ExactDecimal(plain:)`.
  public var description: String {
    // A text of 128 bits takes many times as long.
    var digits =
      UInt64(exactly: significand.magnitude).map { String($0) } ?? String(significand.magnitude)
    let sign = isNegative ? "-" : ""
    if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
    let places = -exponent
    return digits.withUTF8 { digits in
      let zeros = max(0, places + 1 - digits.count)
      let count = sign.utf8.count + zeros + digits.count + 1
      return String(unsafeUninitializedCapacity: count) { bytes in
        bytes.initialize(repeating: UInt8(ascii: "0"))
        if isNegative { bytes[0] = UInt8(ascii: "-") }
        for (place, digit) in digits.enumerated() {
          let fromEnd = digits.count - place
          bytes[count - fromEnd - (fromEnd > places ? 1 : 0)] = digit
        }
        bytes[count - places - 1] = UInt8(ascii: ".")
        return count
      }
    }
  }
}
