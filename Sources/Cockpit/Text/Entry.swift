import Marketing

/// Why typed text was not taken, in words for the person who typed it.
struct EntryError: Error, Hashable {
  let message: String
  init(_ message: String) { self.message = message }
}

/// Reads what a person types into a field: `1.2M`, `1,234.50`, `$300`, `4.5%`, `2026-03-01`, `today`, `+14d`.
///
/// The convention is the one that `Format` writes in, so that what a cell shows can be typed back. Empty text is
/// nil: the figure is unknown.
enum Entry {
  static func count(_ text: String) throws(EntryError) -> Int? {
    guard
      let value = try scaled(text, decimals: 0, what: "a whole number such as 1200, 1,200 or 1.2k")
    else { return nil }
    guard value.magnitude <= Int64(Counts.limit) else {
      throw EntryError("That number is too large.")
    }
    return Int(value)
  }

  static func money(_ text: String, _ currency: Currency) throws(EntryError) -> Money? {
    var amount = text.trimmed
    for sign in [currency.symbol.trimmed, currency.code] where amount.hasPrefix(sign) {
      amount = String(amount.dropFirst(sign.count)).trimmed
    }
    let example = "an amount such as 1200 or 1,200" + (currency.digits > 0 ? ".50" : "")
    return try scaled(amount, decimals: currency.digits, what: example).map {
      Money(minorUnits: $0)
    }
  }

  static func percent(_ text: String) throws(EntryError) -> Share? {
    let bare = text.trimmed.hasSuffix("%") ? String(text.trimmed.dropLast()) : text
    return try scaled(bare, decimals: 4, what: "a percentage such as 4.5%").map {
      Share(millionths: $0)
    }
  }

  static func rating(_ text: String) throws(EntryError) -> Int? {
    guard !text.trimmed.isEmpty else { return nil }
    guard let rating = Int(text.trimmed), (1...5).contains(rating) else {
      throw EntryError("Expected a rating from 1 to 5.")
    }
    return rating
  }

  static func ages(_ text: String) throws(EntryError) -> AgeRange? {
    guard !text.trimmed.isEmpty else { return nil }
    guard let ages = AgeRange(text: text) else { throw EntryError("Expected ages such as 18-34.") }
    return ages
  }

  static func hours(_ text: String) throws(EntryError) -> Hours? {
    let bare = text.trimmed.hasSuffix("h") ? String(text.trimmed.dropLast()) : text
    return try scaled(bare, decimals: 2, what: "hours such as 3 or 2.5").map {
      Hours(hundredths: Int($0))
    }
  }

  static func day(_ text: String, today: Day) throws(EntryError) -> Day? {
    let word = text.trimmed.lowercased()
    if word.isEmpty { return nil }
    switch word {
    case "today": return today
    case "tomorrow": return today + 1
    case "yesterday": return today + -1
    default: break
    }
    if let sign = word.first, sign == "+" || sign == "-" {
      let unit = word.last == "w" ? 7 : 1
      let digits = word.dropFirst().drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
      if let days = Int(digits), days < 100_000 {
        return today + (sign == "-" ? -days : days) * unit
      }
    }
    guard let day = Day(iso: word) else {
      throw EntryError("Write the date as YYYY-MM-DD (\(today.iso)), or today, +14d, -2w.")
    }
    return day
  }

  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, of type: Choice.Type
  ) throws(EntryError) -> Choice where Choice.RawValue == String {
    let word = text.trimmed.lowercased()
    if let exact = Choice(rawValue: word) { return exact }
    let matches = Choice.allCases.filter { $0.rawValue.hasPrefix(word) }
    guard matches.count == 1, !word.isEmpty else {
      throw EntryError("Choose one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return matches.first!
  }

  /// An exact decimal times 10^decimals; refuses digits beyond that instead of rounding them away.
  private static func scaled(_ text: String, decimals: Int, what: String) throws(EntryError)
    -> Int64?
  {
    var rest = Substring(text.trimmed)
    if rest.isEmpty || rest == Substring(Format.absent) { return nil }
    let refusal = EntryError("“\(text)” is not \(what).")
    var negative = false
    if let sign = rest.first, "+-−".contains(sign) {
      negative = sign != "+"
      rest.removeFirst()
    }
    var power = decimals
    let suffixes: [Character: Int] = ["k": 3, "m": 6, "b": 9]
    if let last = rest.last?.lowercased().first, let zeros = suffixes[last] {
      power += zeros
      rest.removeLast()
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { throw refusal }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard
      groups.count == 1
        || (groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count))
    else { throw refusal }
    let fraction = parts.count == 2 ? parts[1] : ""
    let digits = groups.joined() + fraction
    guard !digits.isEmpty,
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else {
      throw refusal
    }
    guard var value = Int64(digits) else { throw EntryError("That number is too large.") }
    var exponent = power - fraction.count
    while exponent < 0 {
      guard value % 10 == 0 else {
        throw EntryError(
          decimals == 0 ? "“\(text)” is not a whole number." : "“\(text)” has too many decimals.")
      }
      value /= 10
      exponent += 1
    }
    while exponent > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw EntryError("That number is too large.") }
      value = product
      exponent -= 1
    }
    return negative ? -value : value
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else {
      return ""
    }
    return String(self[start...end])
  }
}

extension Entry {
  /// A share as it is typed, exactly: `12.5%`.
  static func text(_ share: Share) -> String {
    let magnitude = share.millionths.magnitude
    var text = (share.millionths < 0 ? "-" : "") + String(magnitude / 10_000)
    let rest = magnitude % 10_000
    if rest > 0 {
      let digits = String(10_000 + rest).dropFirst()
      text += "." + digits.reversed().drop { $0 == "0" }.reversed()
    }
    return text + "%"
  }

  /// Hours as they are typed, exactly: `2.25`.
  static func text(_ hours: Hours) -> String {
    let rest = hours.hundredths % 100
    return Format.decimal(
      Double(hours.hundredths) / 100, digits: rest == 0 ? 0 : rest % 10 == 0 ? 1 : 2)
  }
}
