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
  /// Whether `800-1200` is an amount from 800 to 1,200, as in a column of money.
  package var readsRanges: Bool

  package init(decimalMark: DecimalMark = .dot, milPower: Int = 6, readsRanges: Bool = false) {
    self.decimalMark = decimalMark
    self.milPower = milPower
    self.readsRanges = readsRanges
  }

  /// Reads a whole cell.
  ///
  /// A number is: an optional sign (`+`, `-`, U+2212; after an amount, too: `5.00-`) or parentheses around a negative; a
  /// mark that it isn't exact (`~`, `≈`, `>`, `ca.`, or `+` behind it); an optional currency before or after it (`$`,
  /// `€`, `¥`, `円`, `Rs.`, `kr`, `zł`, or a code such as `USD`); digits of any script in groups of three (or as in
  /// India `12,34,567`), separated by whichever mark isn't the decimal one, a blank, a no-break space or an apostrophe;
  /// no cents (`900.–`); an exponent (`2.28E+11`); a suffix (`k`, `M`, `mio`, `mil`, `bn`, `mrd`, `lakh`, `L`, `cr`,
  /// `万`, `億`, `млн` …); a percent sign, which divides by 100. Of a range of amounts (`$800 – $1,200`) it is the
  /// middle. The whole cell must match.
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
  /// Whether the cell says that it isn't exact (`10K+`).
  package var isAbout: Bool
  /// Whether the value is the middle of a range.
  package var isRange: Bool

  package init(
    value: ExactDecimal, isPercent: Bool = false, currency: String? = nil,
    isAbbreviated: Bool = false, isAbout: Bool = false, isRange: Bool = false
  ) {
    self.value = value
    self.isPercent = isPercent
    self.currency = currency
    self.isAbbreviated = isAbbreviated
    self.isAbout = isAbout
    self.isRange = isRange
  }
}
