/// How the numbers of a column are written. Decided from the whole column (`NumberEvidence`), never cell by cell,
/// because `1,234` alone says nothing.
package struct NumberFormat: Hashable, Sendable {
  package enum DecimalMark: String, Sendable, Hashable {
    case dot = "."
    case comma = ","
  }

  package var decimalMark: DecimalMark
  /// The power of ten for `mil`: 6 in English finance, 3 in Portuguese and Spanish.
  package var milPower: Int

  package init(decimalMark: DecimalMark = .dot, milPower: Int = 6) {
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
  package func read(_ cell: UnsafeBufferPointer<UInt8>) -> NumberCell {
    NumberScan(cell).cell(in: self)
  }

  package func read(_ cell: String) -> NumberCell { cell.withBytes(read) }
}

/// A cell read as a number.
package enum NumberCell: Hashable, Sendable {
  case absent
  case number(ParsedNumber)
  case invalid

  /// The value, if there is one.
  package var value: ExactDecimal? {
    if case .number(let parsed) = self { return parsed.value }
    return nil
  }
}

package struct ParsedNumber: Hashable, Sendable {
  /// The exact value; `1.39%` is 0.0139.
  package var value: ExactDecimal
  package var isPercent: Bool
  /// The currency as written: a sign such as `$` or a code such as `USD`.
  package var currency: String?
  /// Whether a suffix such as `M` stood for the last digits.
  package var isAbbreviated: Bool

  package init(
    value: ExactDecimal, isPercent: Bool = false, currency: String? = nil,
    isAbbreviated: Bool = false
  ) {
    self.value = value
    self.isPercent = isPercent
    self.currency = currency
    self.isAbbreviated = isAbbreviated
  }
}
