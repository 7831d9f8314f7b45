/// How the numbers of one column are written. It is decided from the whole column
/// (`NumberEvidence`), never cell by cell, because `1,234` alone says nothing.
public struct NumberFormat: Hashable, Sendable {
  public enum DecimalMark: String, Sendable, Hashable {
    case dot = "."
    case comma = ","
  }

  public var decimalMark: DecimalMark
  /// What `mil` stands for, as a power of ten: 6 in English finance, 3 in Portuguese and Spanish.
  public var milPower: Int

  public init(decimalMark: DecimalMark = .dot, milPower: Int = 6) {
    self.decimalMark = decimalMark
    self.milPower = milPower
  }

  /// Reads a whole cell.
  ///
  /// A number is: an optional sign (`+`, `-`, U+2212) or parentheses around a negative; an optional
  /// currency before or after it (`$`, `€`, `£`, `¥`, `₹`, `R$`, or a code such as `USD`); digits,
  /// with groups of three (or as in India `12,34,567`) separated by the mark that isn't the decimal
  /// one, a blank, a no-break space or an apostrophe; an exponent (`2.28E+11`); a suffix (`k`,
  /// `K`, `M`, `mn`, `mio`, `mil`, `B`, `bn`, `mrd`, `t`, `thousand`, `million`, `billion`, `lakh`,
  /// `cr`, `crore`); a percent sign, which divides by 100. All of the cell must be consumed.
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

  /// The value, where there is one.
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

/// Currencies as exports write them.
public enum CurrencyWords {
  /// The ISO 4217 code that a sign or code stands for; nil for `$` and `¥`, which several
  /// currencies share.
  public static func isoCode(of mark: String) -> String? {
    switch mark {
    case "$", "¥": return nil
    case "US$": return "USD"
    case "€": return "EUR"
    case "£": return "GBP"
    case "₹": return "INR"
    case "R$": return "BRL"
    case "A$": return "AUD"
    case "C$": return "CAD"
    case "₩": return "KRW"
    case "₺": return "TRY"
    case "₽": return "RUB"
    case "₱": return "PHP"
    case "₫": return "VND"
    case "₴": return "UAH"
    case "₦": return "NGN"
    case "฿": return "THB"
    case "₪": return "ILS"
    case "zł": return "PLN"
    case "RS", "RS.": return nil
    default: return codes.contains(mark) ? mark : nil
    }
  }

  static let signs: [(bytes: [UInt8], name: String)] = [
    "US$", "R$", "A$", "C$", "$", "€", "£", "¥", "₹", "₩", "₺", "₽", "₱", "₫", "₴", "₦", "฿", "₪",
    "zł",
  ].map { (Array($0.utf8), $0) }

  static let codes: Set<String> = [
    "USD", "EUR", "GBP", "JPY", "INR", "CNY", "BRL", "MXN", "CAD", "AUD", "NZD", "CHF", "SEK",
    "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "RUB", "UAH", "KRW", "IDR", "THB", "VND",
    "PHP", "MYR", "SGD", "HKD", "TWD", "AED", "SAR", "EGP", "ZAR", "NGN", "KES", "ARS", "CLP",
    "COP", "PEN", "ILS", "PKR", "BDT", "LKR", "QAR", "KWD", "MAD", "BGN", "ISK",
  ]

  /// The currency that begins at `i`: its name and length.
  static func match(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> (name: String, length: Int)? {
    let first = bytes[i]
    let isLetter = first | 0x20 >= 97 && first | 0x20 <= 122
    guard isLetter || first == UInt8(ascii: "$") || first >= 0xC2 else { return nil }
    // The common case is a text: a code is three letters and no more.
    if isLetter {
      var letters = 1
      while i + letters < end, letters < 4,
        bytes[i + letters] | 0x20 >= 97 && bytes[i + letters] | 0x20 <= 122
      {
        letters += 1
      }
      if letters > 3 || (letters < 3 && i + letters == end) { return nil }
    }
    for sign in signs where sign.bytes[0] == first && i + sign.bytes.count <= end {
      var same = true
      for k in 0..<sign.bytes.count where bytes[i + k] != sign.bytes[k] { same = false }
      if same { return (sign.name, sign.bytes.count) }
    }
    guard i + 3 <= end else { return nil }
    var code = ""
    for k in i..<i + 3 {
      let byte = bytes[k] & 0xDF
      guard bytes[k] < 0x80, byte >= 65 && byte <= 90 else { return nil }
      code.unicodeScalars.append(Unicode.Scalar(byte))
    }
    // `USDX` is no code; `USD5` is one.
    if i + 3 < end, bytes[i + 3] | 0x20 >= 97 && bytes[i + 3] | 0x20 <= 122 { return nil }
    return codes.contains(code) ? (code, 3) : nil
  }
}

/// A cell taken apart as a number, under both readings of its marks.
struct NumberScan {
  var isAbsent = false
  /// The value with `.` as the decimal mark, without suffix and percent; nil when it isn't one.
  var dot: ExactDecimal?
  /// The value with `,` as the decimal mark.
  var comma: ExactDecimal?
  var isPercent = false
  var currency: String?
  /// The power of ten that a suffix stands for; 0 without one.
  var power = 0
  var isMil = false
  /// Which of the two marks the mantissa holds.
  var hasDot = false
  var hasComma = false

  var isNumber: Bool { dot != nil || comma != nil }
  /// Whether the two readings differ.
  var isAmbiguous: Bool { dot != nil && comma != nil && dot != comma }
  var isAbbreviated: Bool { power != 0 || isMil }

  func value(_ mark: NumberFormat.DecimalMark, milPower: Int = 6) -> ExactDecimal? {
    guard let mantissa = mark == .dot ? dot : comma else { return nil }
    let shift = (isMil ? milPower : power) - (isPercent ? 2 : 0)
    return shift == 0 ? mantissa : mantissa.shifted(by: shift)
  }

  func cell(in format: NumberFormat) -> NumberCell {
    if isAbsent { return .absent }
    guard let value = value(format.decimalMark, milPower: format.milPower) else { return .invalid }
    return .number(
      ParsedNumber(
        value: value, isPercent: isPercent, currency: currency, isAbbreviated: isAbbreviated))
  }

  init(_ cell: UnsafeBufferPointer<UInt8>) {
    // Most cells are a few plain digits.
    if cell.count <= 18, !cell.isEmpty {
      var plain: Int64 = 0
      var all = true
      for byte in cell {
        let digit = byte &- 48
        if digit > 9 {
          all = false
          break
        }
        plain = plain &* 10 &+ Int64(digit)
      }
      if all {
        let value = ExactDecimal(significand: Int128(plain))
        dot = value
        comma = value
        return
      }
    }
    let range = Trim.range(of: cell)
    let bytes = UnsafeBufferPointer(rebasing: cell[range])
    if AbsentWords.containsTrimmed(bytes) {
      isAbsent = true
      return
    }
    if bytes.count > 64 { return }
    parse(bytes)
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    var end = bytes.count
    var negative = false
    var signed = false
    func skipBlanks() {
      while i < end {
        let length = Trim.blank(bytes, at: i, end: end)
        if length == 0 { return }
        i += length
      }
    }
    if bytes[0] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
      negative = true
      signed = true
      i = 1
      end -= 1
      skipBlanks()
    }
    // Sign and currency, in either order, each at most once.
    while i < end {
      if bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
        if signed { return }
        negative = bytes[i] == UInt8(ascii: "-")
        signed = true
        i += 1
      } else if bytes[i] == 0xE2, i + 2 < end, bytes[i + 1] == 0x88, bytes[i + 2] == 0x92 {
        if signed { return }
        negative = true
        signed = true
        i += 3
      } else if currency == nil, let (name, length) = CurrencyWords.match(bytes, at: i, end: end) {
        currency = name
        i += length
      } else {
        break
      }
      skipBlanks()
    }
    guard i < end, Self.isDigit(bytes[i]) || bytes[i] == 46 || bytes[i] == 44 else { return }

    // The mantissa: digits and marks.
    let mantissa = i
    while i < end {
      let byte = bytes[i]
      if Self.isDigit(byte) {
        i += 1
      } else if byte == 46 {
        hasDot = true
        i += 1
      } else if byte == 44 {
        hasComma = true
        i += 1
      } else {
        let length = Self.groupMark(bytes, at: i, end: end)
        guard length > 0, i > mantissa, Self.threeDigits(bytes, at: i + length, end: end) else {
          break
        }
        i += length
      }
    }
    let mantissaEnd = i

    var exponent = 0
    if i + 1 < end, bytes[i] | 0x20 == UInt8(ascii: "e") {
      var k = i + 1
      var minus = false
      if bytes[k] == UInt8(ascii: "-") || bytes[k] == UInt8(ascii: "+") {
        minus = bytes[k] == UInt8(ascii: "-")
        k += 1
      }
      if k < end, Self.isDigit(bytes[k]) {
        while k < end, Self.isDigit(bytes[k]), exponent < 1000 {
          exponent = exponent * 10 + Int(bytes[k] - 48)
          k += 1
        }
        if exponent > 100 { return }
        if minus { exponent = -exponent }
        i = k
      }
    }

    skipBlanks()
    let suffix = i
    while i < end, bytes[i] | 0x20 >= 97 && bytes[i] | 0x20 <= 122 {
      if i == suffix, let (name, length) = CurrencyWords.match(bytes, at: i, end: end) {
        if currency != nil { return }
        currency = name
        i += length
        break
      }
      i += 1
    }
    if i > suffix && (currency == nil || !Self.endsInCurrency(bytes, suffix, i, currency)) {
      if !readSuffix(bytes, suffix..<i) { return }
      if i < end && bytes[i] == UInt8(ascii: ".") && i - suffix >= 3 { i += 1 }
    }
    skipBlanks()
    if i < end, bytes[i] == UInt8(ascii: "%") {
      isPercent = true
      i += 1
      skipBlanks()
    }
    if i < end, currency == nil, let (name, length) = CurrencyWords.match(bytes, at: i, end: end) {
      currency = name
      i += length
      skipBlanks()
    }
    guard i == end else {
      currency = nil
      isPercent = false
      power = 0
      isMil = false
      return
    }
    let scientific = exponent != 0
    let body = UnsafeBufferPointer(rebasing: bytes[mantissa..<mantissaEnd])
    dot = Self.value(body, decimal: 46, group: 44, negative: negative, scientific: scientific)
    comma =
      hasDot || hasComma
      ? Self.value(body, decimal: 44, group: 46, negative: negative, scientific: scientific) : dot
    if exponent != 0 {
      dot = dot?.shifted(by: exponent)
      comma = comma?.shifted(by: exponent)
    }
  }

  /// Whether what was read from `from` to `to` is the currency and not a suffix.
  private static func endsInCurrency(
    _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int, _ currency: String?
  ) -> Bool {
    guard let currency, to - from == currency.utf8.count else { return false }
    return zip(bytes[from..<to], currency.utf8).allSatisfy { $0 & 0xDF == $1 & 0xDF }
  }

  private mutating func readSuffix(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    func lower(_ k: Int) -> UInt8 { bytes[range.lowerBound + k] | 0x20 }
    switch range.count {
    case 1:
      switch lower(0) {
      case UInt8(ascii: "k"): power = 3
      case UInt8(ascii: "m"): power = 6
      case UInt8(ascii: "b"): power = 9
      case UInt8(ascii: "t"): power = 12
      default: return false
      }
      return true
    case 2...8:
      var word = ""
      for k in 0..<range.count { word.unicodeScalars.append(Unicode.Scalar(lower(k))) }
      switch word {
      case "mn", "mm", "mi", "mio", "mln", "million", "millions", "mill": power = 6
      case "bn", "mrd", "bln", "mld", "billion", "billions": power = 9
      case "tn", "trn", "trillion": power = 12
      case "thousand", "tsd", "th": power = 3
      case "lakh", "lac", "lakhs": power = 5
      case "cr", "crore", "crores": power = 7
      case "mil": isMil = true
      default: return false
      }
      return true
    default:
      return false
    }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func threeDigits(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> Bool {
    guard i + 3 <= end else { return false }
    return isDigit(bytes[i]) && isDigit(bytes[i + 1]) && isDigit(bytes[i + 2])
      && (i + 3 == end || !isDigit(bytes[i + 3]))
  }

  /// The length of a mark between groups that is neither `.` nor `,`: a blank of any kind, `'`, `’`,
  /// `_`.
  private static func groupMark(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> Int {
    switch bytes[i] {
    case 0x27, 0x5F, 0x20: return 1
    case 0xC2: return Trim.blank(bytes, at: i, end: end)
    case 0xE2:
      if i + 2 < end, bytes[i + 1] == 0x80, bytes[i + 2] == 0x99 { return 3 }
      return Trim.blank(bytes, at: i, end: end)
    default: return 0
    }
  }

  /// The value of digits and marks with `decimal` as the decimal mark; nil when the groups don't
  /// work out.
  private static func value(
    _ bytes: UnsafeBufferPointer<UInt8>, decimal: UInt8, group: UInt8, negative: Bool,
    scientific: Bool
  ) -> ExactDecimal? {
    var significand: Int128 = 0
    var small: Int64 = 0
    var digits = 0
    var significant = 0
    var places = 0
    var afterDecimal = false
    var sawDigit = false
    // Groups of the integer part: the digits of the one being read, and what came before.
    var current = 0
    var groups = 0
    var firstGroup = 0
    var twos = 0
    var threes = 0
    var separator: UInt8 = 0
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if isDigit(byte) {
        sawDigit = true
        if significant > 0 || byte != 48 { significant += 1 }
        if significant > 36 { return nil }
        if significant <= 18 {
          small = small * 10 + Int64(byte - 48)
        } else {
          if significant == 19 && significand == 0 { significand = Int128(small) }
          significand = significand * 10 + Int128(byte - 48)
        }
        digits += 1
        if afterDecimal { places += 1 } else { current += 1 }
        i += 1
      } else if byte == decimal {
        if afterDecimal { return nil }
        afterDecimal = true
        i += 1
      } else {
        // A mark between groups: always the same, never after the decimal mark.
        let length = byte == group ? 1 : groupMark(bytes, at: i, end: bytes.count)
        if length == 0 || afterDecimal || scientific { return nil }
        if groups == 0 {
          if current == 0 || current > 3 { return nil }
          firstGroup = current
          separator = byte
        } else {
          if byte != separator { return nil }
          if current == 2 { twos += 1 } else if current == 3 { threes += 1 } else { return nil }
        }
        groups += 1
        current = 0
        i += length
      }
    }
    guard sawDigit else { return nil }
    if groups > 0 {
      if current != 3 { return nil }
      // Indian groups: all twos but the last, with a first group of one or two.
      if twos > 0 && (threes > 0 || firstGroup > 2 || separator == 46) { return nil }
      if bytes[0] == 48 { return nil }  // `0,125` groups nothing
    }
    // `5.` and `.` are no numbers.
    if afterDecimal && places == 0 { return nil }
    let total = significant > 18 ? significand : Int128(small)
    return ExactDecimal(significand: negative ? 0 - total : total, exponent: -places)
  }
}

/// What a column says about how its numbers are written. Cells go in one by one; memory stays
/// constant.
public struct NumberEvidence: Sendable, Hashable {
  public private(set) var cells = 0
  public private(set) var absent = 0
  /// Cells that are a number under at least one reading.
  public private(set) var numbers = 0
  public private(set) var onlyDot = 0
  public private(set) var onlyComma = 0
  /// Cells that are different numbers under the two readings.
  public private(set) var ambiguous = 0
  /// Of these, the ones whose single mark is a dot.
  public private(set) var ambiguousDots = 0
  /// Of these, the ones that an abbreviation follows, as in `1.234M`.
  public private(set) var ambiguousAbbreviated = 0
  public private(set) var percents = 0
  public private(set) var abbreviated = 0
  public private(set) var mils = 0
  public private(set) var currencies: [String: Int] = [:]

  public init() {}

  public mutating func add(_ cell: String) { cell.withBytes { add(NumberScan($0)) } }

  mutating func add(_ scan: NumberScan) {
    cells += 1
    if scan.isAbsent {
      absent += 1
      return
    }
    guard scan.isNumber else { return }
    numbers += 1
    if scan.isPercent { percents += 1 }
    if scan.isAbbreviated { abbreviated += 1 }
    if scan.isMil { mils += 1 }
    if let currency = scan.currency { currencies[currency, default: 0] += 1 }
    guard scan.hasDot || scan.hasComma else { return }
    if scan.comma == nil {
      onlyDot += 1
    } else if scan.dot == nil {
      onlyComma += 1
    } else if scan.dot != scan.comma {
      ambiguous += 1
      if scan.hasDot { ambiguousDots += 1 }
      if scan.isAbbreviated { ambiguousAbbreviated += 1 }
    }
  }

  /// Settles how the column is to be read.
  ///
  /// A cell that is a number under one reading only decides for the whole column. When such cells
  /// contradict one another the majority decides, and the others are conflicts: they can't be read.
  /// When no cell decides, the column is ambiguous: `hint` (what other columns of the file showed)
  /// settles it if given; else `wholeNumbers` (the column counts things, so a fraction is absurd);
  /// else a comma groups and a dot is the decimal mark. The assumption is stated.
  public func decide(
    hint: NumberFormat.DecimalMark? = nil, wholeNumbers: Bool = false
  ) -> NumberDecision {
    var format = NumberFormat()
    var certainty = NumberDecision.Certainty.plain
    var conflicts = 0
    var assumption: String?
    if onlyDot > 0 || onlyComma > 0 {
      format.decimalMark = onlyComma > onlyDot ? .comma : .dot
      conflicts = min(onlyDot, onlyComma)
      certainty = conflicts > 0 ? .conflicting : .decided
    } else if ambiguous > 0 {
      certainty = .ambiguous
      let commas = ambiguous - ambiguousDots
      if wholeNumbers && ambiguousAbbreviated == 0 && (commas == 0 || ambiguousDots == 0) {
        format.decimalMark = commas == 0 ? .comma : .dot
        assumption =
          "\(commas == 0 ? "1.234" : "1,234") is read as 1234, because the column counts things"
      } else if let hint {
        format.decimalMark = hint
        assumption =
          "'\(hint.rawValue)' is read as the decimal mark, as in the other columns of the file"
      } else {
        assumption = "1,234 is read as 1234 and 1.234 as 1.234; no cell decides it"
      }
    }
    if mils > 0 {
      format.milPower = format.decimalMark == .comma || hint == .comma ? 3 : 6
      let note = "'mil' is read as \(format.milPower == 3 ? "thousand" : "million")"
      assumption = assumption.map { "\($0); \(note)" } ?? note
    }
    return NumberDecision(
      format: format, certainty: certainty, conflicts: conflicts, assumption: assumption)
  }
}

/// How a column's numbers are read, and how sure that is.
public struct NumberDecision: Sendable, Hashable {
  public enum Certainty: String, Sendable {
    /// No cell has a mark that matters.
    case plain
    /// At least one cell allows only this reading, and none contradicts.
    case decided
    /// No cell decides; see `assumption`.
    case ambiguous
    /// Cells contradict one another; the majority was followed.
    case conflicting
  }

  public var format: NumberFormat
  public var certainty: Certainty
  /// Cells that can't be read this way though they are numbers the other way.
  public var conflicts: Int
  /// What was assumed, in words; nil when nothing was.
  public var assumption: String?
}

/// A column of numbers.
public enum NumberColumn {
  /// Decides how a column is written from its cells.
  public static func decide(
    _ samples: some Sequence<String>, hint: NumberFormat.DecimalMark? = nil,
    wholeNumbers: Bool = false
  ) -> NumberDecision {
    var evidence = NumberEvidence()
    for sample in samples { evidence.add(sample) }
    return evidence.decide(hint: hint, wholeNumbers: wholeNumbers)
  }
}
