/// A place in a cell that is read as a date.
struct DateCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  private var i = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var atEnd: Bool { i == bytes.count }

  /// At most `limit` digits; nil for a longer run.
  mutating func number(limit: Int) -> (value: Int, width: Int)? {
    var value = 0
    var width = 0
    while i < bytes.count, bytes[i] >= 48, bytes[i] <= 57 {
      if width == limit { return nil }
      value = value * 10 + Int(bytes[i] - 48)
      width += 1
      i += 1
    }
    return width == 0 ? nil : (value, width)
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard i < bytes.count, bytes[i] == byte else { return false }
    i += 1
    return true
  }

  mutating func blanks() -> Bool {
    let start = i
    while i < bytes.count {
      let length = Trim.blank(bytes, at: i, end: bytes.count)
      if length == 0 { break }
      i += length
    }
    return i > start
  }

  /// One of `/`, `-`, `.`, `,` with optional blanks around it, or blanks alone, which return 32.
  mutating func separator() -> UInt8? {
    let blank = blanks()
    if i < bytes.count {
      let byte = bytes[i]
      if byte == 47 || byte == 45 || byte == 46 || byte == 44 {
        i += 1
        _ = blanks()
        return byte
      }
    }
    return blank ? 32 : nil
  }

  /// The name of a month.
  mutating func month() -> Int? {
    guard let (number, length) = MonthWords.month(bytes, at: i) else { return nil }
    i += length
    return number
  }

  /// The name of a day of the week.
  mutating func weekday() -> Bool {
    guard let length = MonthWords.weekday(bytes, at: i) else { return false }
    i += length
    return true
  }

  /// `1st`, `2nd`, `3rd`, `4th`, `1er`, `1º`.
  mutating func ordinal() -> Bool {
    if i + 1 < bytes.count, bytes[i] == 0xC2, bytes[i + 1] == 0xBA || bytes[i + 1] == 0xAA {
      i += 2
      return true
    }
    guard i < bytes.count, bytes[i] >= 65 else { return false }
    return word("st") || word("nd") || word("rd") || word("th") || word("er")
  }

  /// Passes over `de` in `14 de marzo de 2026`.
  mutating func particle() {
    let start = i
    if word("del") || word("de") || word("of"), blanks() { return }
    i = start
  }

  /// The W of `2026-W38`, `2026W38`.
  mutating func weekSign() -> Bool {
    let start = i
    _ = separator()
    if word("w"), isAtDigit { return true }
    i = start
    return false
  }

  /// What stands before a week's number: `W38 2026`, `KW 38/2026`, `Week 38, 2026`.
  mutating func week() -> Bool {
    let start = i
    if word("week") || word("woche") || word("kw") || word("w") {
      _ = blanks()
      if isAtDigit { return true }
    }
    i = start
    return false
  }

  var isAtDigit: Bool { i < bytes.count && bytes[i] >= 48 && bytes[i] <= 57 }

  mutating func yearSign() -> Bool { take(0xE5, 0xB9, 0xB4) || take(0xEB, 0x85, 0x84) }
  mutating func monthSign() -> Bool { take(0xE6, 0x9C, 0x88) || take(0xEC, 0x9B, 0x94) }
  mutating func daySign() -> Bool { take(0xE6, 0x97, 0xA5) || take(0xEC, 0x9D, 0xBC) }

  private mutating func take(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    guard i + 2 < bytes.count, bytes[i] == first, bytes[i + 1] == second, bytes[i + 2] == third
    else { return false }
    i += 3
    return true
  }

  mutating func word(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard i + count <= bytes.count else { return false }
    for k in 0..<count where bytes[i + k] | 0x20 != word.utf8Start[k] { return false }
    i += count
    return true
  }
}
