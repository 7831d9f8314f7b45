/// A cell parsed as a number, in both readings of its marks.
struct NumberScan {
  // Plain bytes without references: there is one for every cell of a file.
  private struct Flags: OptionSet {
    let rawValue: UInt16
    static let absent = Flags(rawValue: 1)
    static let percent = Flags(rawValue: 2)
    static let mil = Flags(rawValue: 4)
    static let dot = Flags(rawValue: 8)
    static let comma = Flags(rawValue: 16)
    static let places = Flags(rawValue: 32)
    static let about = Flags(rawValue: 64)
    static let range = Flags(rawValue: 128)
  }

  /// The value with `.` as the decimal mark, without suffix and percent; nil if it isn't a number.
  private(set) var dot: ExactDecimal?
  /// The value with `,` as the decimal mark.
  private(set) var comma: ExactDecimal?
  /// The suffix's power of ten; 0 without one.
  private var exponent: Int16 = 0
  private var flags: Flags = []
  /// A number of `CurrencyWords`; 0 for none.
  private var mark: UInt8 = 0

  var isAbsent: Bool { flags.contains(.absent) }
  var isPercent: Bool { flags.contains(.percent) }
  var isMil: Bool { flags.contains(.mil) }
  var power: Int { Int(exponent) }
  var currency: String? { CurrencyWords.name(mark) }
  /// Which of the two marks occur in the mantissa.
  var hasDot: Bool { flags.contains(.dot) }
  var hasComma: Bool { flags.contains(.comma) }
  /// Whether digits after the last mark are decimals for certain: any number but three.
  var hasPlaces: Bool { flags.contains(.places) }
  /// Whether the cell says that it isn't exact: `10K+`, `~5000`, `>10k`.
  var isAbout: Bool { flags.contains(.about) }
  /// Whether the value is the middle of a range of amounts: `$800-1200`.
  var isRange: Bool { flags.contains(.range) }
  /// A range without a currency is an amount in a column of money, and no number elsewhere: `25-34`.
  var isBareRange: Bool { flags.contains(.range) && mark == 0 }

  var isNumber: Bool { !isBareRange && (dot != nil || comma != nil) }
  var isAbbreviated: Bool { power != 0 || isMil }

  func value(_ mark: NumberFormat.DecimalMark, milPower: Int = 6) -> ExactDecimal? {
    isBareRange ? nil : anyValue(mark, milPower: milPower)
  }

  /// The value, also of a range without a currency.
  private func anyValue(_ mark: NumberFormat.DecimalMark, milPower: Int = 6) -> ExactDecimal? {
    guard let mantissa = mark == .dot ? dot : comma else { return nil }
    let shift = (isMil ? milPower : power) - (isPercent ? 2 : 0)
    return shift == 0 ? mantissa : mantissa.shifted(by: shift)
  }

  func cell(in format: NumberFormat) -> NumberCell {
    if isAbsent { return .absent }
    if isBareRange && !format.readsRanges { return .invalid }
    // Beside 12.300, 2.2K can only be 2,200.
    let other: NumberFormat.DecimalMark = format.decimalMark == .dot ? .comma : .dot
    guard
      let value = anyValue(format.decimalMark, milPower: format.milPower)
        ?? (isAbbreviated ? anyValue(other, milPower: format.milPower) : nil)
    else {
      return .invalid
    }
    return .number(
      ParsedNumber(
        value: value, isPercent: isPercent, currency: currency, isAbbreviated: isAbbreviated,
        isAbout: isAbout, isRange: isRange))
  }

  init(_ cell: UnsafeBufferPointer<UInt8>) {
    if readPlain(cell) { return }
    let range = Trim.range(of: cell)
    let bytes = UnsafeBufferPointer(rebasing: cell[range])
    if AbsentWords.containsTrimmed(bytes) {
      flags = .absent
      return
    }
    if bytes.count > 64 { return }
    // A text in letters has no digits of another script.
    if bytes[0] | 0x20 < 97 || bytes[0] | 0x20 > 122, let plain = DigitForms.plain(bytes) {
      plain.withUnsafeBufferPointer { parse($0) }
    } else {
      parse(bytes)
    }
  }

  /// Most cells are a few plain digits, with or without one mark.
  private mutating func readPlain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count <= 18, !cell.isEmpty else { return false }
    var digits: Int64 = 0
    var mark = 0
    var place = 0
    for byte in cell {
      let digit = byte &- 48
      if digit <= 9 {
        digits = digits &* 10 &+ Int64(digit)
      } else if (byte == 46 || byte == 44) && mark == 0 && place > 0 {
        mark = place
      } else {
        return false
      }
      place += 1
    }
    if mark == 0 {
      let value = ExactDecimal(significand: Int128(digits))
      dot = value
      comma = value
      return true
    }
    let places = cell.count - mark - 1
    guard places > 0 else { return false }
    if places != 3 { flags.insert(.places) }
    let value = ExactDecimal(significand: Int128(digits), exponent: -places)
    // Three digits after the mark may be a group, but `0.125` groups nothing.
    let grouped =
      places == 3 && mark <= 3 && cell[0] != 48 ? ExactDecimal(significand: Int128(digits)) : nil
    if cell[mark] == 46 {
      flags.insert(.dot)
      dot = value
      comma = grouped
    } else {
      flags.insert(.comma)
      dot = grouped
      comma = value
    }
    return true
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    var i = 0
    var end = bytes.count
    var negative = false
    var signed = false
    var about = false
    var mark: UInt8 = 0
    func skipBlanks() {
      while i < end {
        let length = Trim.blank(bytes, at: i, end: end)
        if length == 0 { return }
        i += length
      }
    }
    if first == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
      negative = true
      signed = true
      i = 1
      end -= 1
      skipBlanks()
    }
    // Sign, currency and `~`, in any order, each at most once.
    while i < end {
      let length = Self.aboutMark(bytes, at: i, end: end)
      if length > 0 {
        if about { return }
        about = true
        i += length
      } else if bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
        if signed { return }
        negative = bytes[i] == UInt8(ascii: "-")
        signed = true
        i += 1
      } else if bytes[i] == 0xE2, i + 2 < end, bytes[i + 1] == 0x88, bytes[i + 2] == 0x92 {
        if signed { return }
        negative = true
        signed = true
        i += 3
      } else if mark == 0, let (id, length) = CurrencyWords.match(bytes, at: i, end: end) {
        mark = id
        i += length
      } else {
        break
      }
      skipBlanks()
    }
    guard i < end, Self.isDigit(bytes[i]) || bytes[i] == 46 || bytes[i] == 44 else { return }

    // The mantissa: digits and marks.
    let mantissa = i
    var sawDot = false
    var sawComma = false
    while i < end {
      let byte = bytes[i]
      if Self.isDigit(byte) {
        i += 1
      } else if byte == 46 {
        sawDot = true
        i += 1
      } else if byte == 44 {
        sawComma = true
        i += 1
      } else {
        let length = Self.groupMark(bytes, at: i, end: end)
        guard length > 0, i > mantissa, Self.threeDigits(bytes, at: i + length, end: end) else {
          break
        }
        i += length
      }
    }
    var mantissaEnd = i
    // `900.-`: no cents. The mark is a decimal mark for certain.
    var whole: UInt8 = 0
    if i < end, i > mantissa + 1, bytes[i - 1] == 46 || bytes[i - 1] == 44 {
      var k = i
      for _ in 0..<2 where k < end { k += Self.dash(bytes, at: k, end: end) }
      if k > i {
        whole = bytes[i - 1]
        mantissaEnd -= 1
        i = k
        sawDot = bytes[mantissa..<mantissaEnd].contains(46)
        sawComma = bytes[mantissa..<mantissaEnd].contains(44)
      }
    }

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

    var suffix = Suffix()
    skipBlanks()
    if i < end, bytes[i] >= 65 {
      guard let read = Suffix(bytes, at: i, end: end, currencyIsOpen: mark == 0) else { return }
      suffix = read
      if mark == 0 { mark = suffix.currency }
      i += suffix.length
      skipBlanks()
    }
    // `18+` is an age, `10K+` and `5000+` are counts.
    if i < end, bytes[i] == UInt8(ascii: "+"), !about, !signed,
      suffix.power != 0 || mantissaEnd - mantissa > 2
    {
      about = true
      i += 1
      skipBlanks()
    }
    var percent = false
    if i < end, bytes[i] == UInt8(ascii: "%") {
      percent = true
      i += 1
      skipBlanks()
    }
    if i < end, mark == 0, let (id, length) = CurrencyWords.match(bytes, at: i, end: end) {
      mark = id
      i += length
      skipBlanks()
    }
    var rest = end
    if i < end {
      let length = Self.dash(bytes, at: i, end: end)
      guard length > 0, whole == 0 || mark != 0 else { return }
      i += length
      skipBlanks()
      if i == end {
        // `5.00-`, as accounting programs write it; `5-` may be anything.
        guard !signed, sawDot || sawComma else { return }
        negative = true
      } else {
        guard !negative, !percent, exponent == 0 else { return }
        // Most cells with a dash are days and telephone numbers.
        if mark == 0 && bytes[i..<end].contains(UInt8(ascii: "-")) { return }
        rest = i
      }
    }
    let body = UnsafeBufferPointer(rebasing: bytes[mantissa..<mantissaEnd])
    let scientific = exponent != 0
    if whole != 44 || !sawDot {
      dot = Self.value(body, decimal: 46, group: 44, negative: negative, scientific: scientific)
    }
    if !(sawDot || sawComma) {
      comma = dot
    } else if whole != 46 || !sawComma {
      comma = Self.value(body, decimal: 44, group: 46, negative: negative, scientific: scientific)
    }
    // In `1.200,-` the comma is the decimal mark, so that the dot groups; likewise the other way round.
    if whole == 44 && sawDot { dot = nil }
    if whole == 46 && sawComma { comma = nil }
    if exponent != 0 {
      dot = dot?.shifted(by: exponent)
      comma = comma?.shifted(by: exponent)
    }
    guard dot != nil || comma != nil else { return }
    self.mark = mark
    self.exponent = Int16(suffix.power)
    if percent { flags.insert(.percent) }
    if suffix.isMil { flags.insert(.mil) }
    if sawDot { flags.insert(.dot) }
    if sawComma { flags.insert(.comma) }
    if about { flags.insert(.about) }
    if sawDot || sawComma, let last = body.lastIndex(where: { $0 == 46 || $0 == 44 }),
      body.count - last != 4
    {
      flags.insert(.places)
    }
    if rest < end { join(UnsafeBufferPointer(rebasing: bytes[rest..<end])) }
  }

  /// Makes the value the middle between this one and a larger one; no number if there is none.
  @inline(never)
  private mutating func join(_ rest: UnsafeBufferPointer<UInt8>) {
    let other = NumberScan(rest)
    let isAlike = mark == 0 || other.mark == 0 || mark == other.mark
    guard other.isNumber, !other.isRange, !other.isPercent, isAlike else {
      (dot, comma) = (nil, nil)
      return
    }
    // `$5-7K` begins at five thousand, `$800-1.2K` at eight hundred.
    if !isAbbreviated, other.isAbbreviated, let low = dot ?? comma,
      let high = other.dot ?? other.comma, low < high
    {
      exponent = other.exponent
      if other.isMil { flags.insert(.mil) }
    }
    func middle(_ mark: NumberFormat.DecimalMark) -> ExactDecimal? {
      guard let low = value(mark), let high = other.value(mark), low < high,
        let sum = low.adding(high)
      else { return nil }
      return sum.adding(sum)?.adding(sum)?.adding(sum)?.adding(sum)?.shifted(by: -1)
    }
    (dot, comma) = (middle(.dot), middle(.comma))
    exponent = 0
    if mark == 0 { mark = other.mark }
    flags.remove(.mil)
    flags.formUnion(other.flags)
    flags.remove(.mil)
    if dot != nil || comma != nil { flags.insert(.range) }
  }
}
