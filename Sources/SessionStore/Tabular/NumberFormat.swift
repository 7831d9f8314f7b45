/// How the numbers of a column are written. Decided from the whole column (`NumberEvidence`), never cell by cell,
/// because `1,234` alone says nothing.
public struct NumberFormat: Hashable, Sendable {
  public enum DecimalMark: String, Sendable, Hashable {
    case dot = "."
    case comma = ","
  }

  public var decimalMark: DecimalMark
  /// The power of ten for `mil`: 6 in English finance, 3 in Portuguese and Spanish.
  public var milPower: Int

  public init(decimalMark: DecimalMark = .dot, milPower: Int = 6) {
    self.decimalMark = decimalMark
    self.milPower = milPower
  }

  /// Reads a whole cell.
  ///
  /// A number is: an optional sign (`+`, `-`, U+2212) or parentheses around a negative; an optional currency before or
  /// after it (`$`, `€`, `£`, `¥`, `₹`, `R$`, or a code such as `USD`); digits in groups of three (or as in India
  /// `12,34,567`), separated by whichever mark isn't the decimal one, a blank, a no-break space or an apostrophe; an
  /// exponent (`2.28E+11`); a suffix (`k`, `K`, `M`, `mn`, `mio`, `mil`, `B`, `bn`, `mrd`, `t`, `thousand`, `million`,
  /// `billion`, `lakh`, `cr`, `crore`); a percent sign, which divides by 100. The whole cell must match.
  public func read(_ cell: UnsafeBufferPointer<UInt8>) -> NumberCell {
    NumberScan(cell).cell(in: self)
  }

  public func read(_ cell: String) -> NumberCell { cell.withBytes(read) }
}

/// A cell read as a number.
public enum NumberCell: Hashable, Sendable {
  case absent
  case number(ParsedNumber)
  case invalid

  /// The value, if there is one.
  public var value: ExactDecimal? {
    if case .number(let parsed) = self { return parsed.value }
    return nil
  }
}

public struct ParsedNumber: Hashable, Sendable {
  /// The exact value; `1.39%` is 0.0139.
  public var value: ExactDecimal
  public var isPercent: Bool
  /// The currency as written: a sign such as `$` or a code such as `USD`.
  public var currency: String?
  /// Whether a suffix such as `M` stood for the last digits.
  public var isAbbreviated: Bool

  public init(
    value: ExactDecimal, isPercent: Bool = false, currency: String? = nil,
    isAbbreviated: Bool = false
  ) {
    self.value = value
    self.isPercent = isPercent
    self.currency = currency
    self.isAbbreviated = isAbbreviated
  }
}
