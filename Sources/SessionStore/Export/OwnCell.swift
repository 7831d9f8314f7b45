import Marketing
import Tabular
import Wording

/// Why a cell or row of an own export can't be taken.
struct OwnRefusal: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

/// How a program that an own export went through writes numbers and dates.
struct OwnStyle: Sendable {
  var currency: Currency
  /// A spreadsheet that separates cells by semicolons does so because its decimal mark is the comma.
  var hasDecimalCommas = false
  /// How dates are written that aren't `2026-03-01`; nil if they could be either way.
  var dates: DateFormat? = DateFormat()
}

/// A cell of an own export. Unlike cells of other files it is meant to the letter, and what can't be read refuses its
/// row.
struct OwnCell {
  let text: String
  let style: OwnStyle

  init(text: String, _ style: OwnStyle) {
    self.text = text
    self.style = style
  }

  /// Whether the text is what became of the former one: it may have lost its control characters to spaces on the way
  /// through a table, or what is beyond the longest cell of a spreadsheet.
  func stands(for former: String) -> Bool {
    if text.utf8.elementsEqual(former.utf8) { return true }
    if text.utf8.count == former.utf8.count {
      return zip(text.utf8, former.utf8).allSatisfy { $0 == $1 || $0 == 0x20 && Self.isControl($1) }
    }
    let longest = ExportTable.longestCell
    guard former.utf8.count > longest, text.utf16.count == longest else { return false }
    return former.utf16.starts(with: text.utf16)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7F || byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }

  private var trimmed: String {
    guard let first = text.unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = text.unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(text.unicodeScalars[first...last])
  }

  // MARK: Numbers

  /// Any number; nil if it isn't one, or could be two.
  private func number(isWhole: Bool) -> ParsedNumber? {
    if let plain = ExactDecimal(plain: text) { return ParsedNumber(value: plain) }
    let text = trimmed
    // 1.2E+12 is what a narrow column shows of a long number: its digits are lost.
    if let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
      let first = text.first, first.isNumber || first == "-"
    {
      guard text[exponent...].dropFirst().first == "-" else { return nil }
      return ExactDecimal(json: text).map { ParsedNumber(value: $0) }
    }
    let mark: NumberFormat.DecimalMark
    switch (text.lastIndex(of: ","), text.lastIndex(of: ".")) {
    case (let comma?, let dot?): mark = comma > dot ? .comma : .dot
    case (nil, _): mark = .dot
    case (_?, nil):
      let commas = text.count { $0 == "," }
      // Outside of whole numbers 1,234 could be either.
      guard style.hasDecimalCommas || isWhole || commas > 1 else { return nil }
      mark = style.hasDecimalCommas && commas == 1 ? .comma : .dot
    }
    guard case .number(let number) = NumberFormat(decimalMark: mark).read(text),
      !number.isAbbreviated
    else { return nil }
    return number
  }

  private func units(
    digits: Int, _ rounding: ExactDecimal.Rounding, _ limit: Int, _ what: String,
    _ isMeant: (ParsedNumber) -> Bool = { !$0.isPercent && $0.currency == nil }
  ) throws(OwnRefusal) -> Int? {
    guard !text.isEmpty else { return nil }
    guard let number = number(isWhole: digits == 0), isMeant(number) else {
      throw OwnRefusal("“\(text)” isn't \(what)")
    }
    guard let units = number.value.minorUnits(digits: digits, rounding: rounding) else {
      throw OwnRefusal("“\(text)” has more decimals than \(what)")
    }
    guard units.magnitude <= limit else { throw OwnRefusal("“\(text)” is too large to be true") }
    return units
  }

  func count() throws(OwnRefusal) -> Int? {
    if let plain = Int(text), plain.magnitude <= Counts.limit { return plain }
    return try units(digits: 0, .exact, Counts.limit, "a whole number")
  }

  func money() throws(OwnRefusal) -> Money? {
    let currency = style.currency
    return try units(
      digits: currency.digits, .exact, Int(Money.limit.minorUnits), "an amount in \(currency.code)"
    ) { number in
      guard !number.isPercent else { return false }
      guard let sign = number.currency else { return true }
      return sign == currency.code || sign == currency.symbol
        || CurrencyWords.isoCode(of: sign) == currency.code
    }.map { Money(minorUnits: Int64($0)) }
  }

  func share() throws(OwnRefusal) -> Share? {
    try units(digits: 6, .halfEven, Counts.limit, "a rate, such as 0.045 or 4.5%") {
      $0.currency == nil
    }.map { Share(millionths: Int64($0)) }
  }

  func hours() throws(OwnRefusal) -> Hours? {
    try units(digits: 2, .halfEven, Counts.limit, "a number of hours").map { Hours(hundredths: $0) }
  }

  /// A number in units of 10^-digits, as a target has it.
  func target(digits: Int) throws(OwnRefusal) -> Int64 {
    try units(digits: digits, .exact, Int(Money.limit.minorUnits), "a value for a target").map {
      Int64($0)
    } ?? 0
  }

  // MARK: Other values

  func day() throws(OwnRefusal) -> Day? {
    guard !text.isEmpty else { return nil }
    if let day = Day(iso: text) { return day }
    guard let dates = style.dates else {
      throw OwnRefusal(
        "“\(text)” could have the day or the month first: show dates as 2026-03-01 and save it again"
      )
    }
    guard case .day(let day) = dates.read(text) else {
      throw OwnRefusal("“\(text)” isn't a date, such as 2026-03-01")
    }
    return day
  }

  func ages() throws(OwnRefusal) -> AgeRange? {
    guard !text.isEmpty else { return nil }
    guard let ages = AgeRange(text: text) else {
      throw OwnRefusal("“\(text)” isn't a range of ages, such as 18-34 or 55+")
    }
    return ages
  }

  /// Spreadsheets write it in their user's language.
  func flag() throws(OwnRefusal) -> Bool {
    switch trimmed.lowercased() {
    case "true", "1", "yes", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "waar": return true
    case "false", "0", "no", "", "falsch", "faux", "falso", "onwaar": return false
    default: throw OwnRefusal("“\(text)” is neither true nor false")
    }
  }

  func choice<Record>(_ choice: FieldChoice<Record>, _ record: inout Record) throws(OwnRefusal) {
    if choice.set(&record, text) || choice.set(&record, trimmed.lowercased()) { return }
    throw OwnRefusal(
      (text.isEmpty ? "it can't be empty" : "“\(text)” is no \(choice.noun)")
        + ": it is one of \(choice.names.joined(separator: ", "))")
  }
}
