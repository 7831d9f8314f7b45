import Marketing

extension Day {
  /// The last day that is written into a file's name: `insights_2026-03-31.csv`, `insights-20260331.csv`.
  init?(inFileName name: String) {
    let digits = Array(name.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= digits.count else { return nil }
      return digits[start..<start + count].reduce(0 as Int?) { value, byte in
        guard let value, (0x30...0x39).contains(byte) else { return nil }
        return value * 10 + Int(byte - 0x30)
      }
    }
    func isDigit(_ at: Int) -> Bool {
      digits.indices.contains(at) && (0x30...0x39).contains(digits[at])
    }
    var found: Day?
    for start in digits.indices where !isDigit(start - 1) {
      guard let year = number(start, 4), (2000...2100).contains(year) else { continue }
      let gap = isDigit(start + 4) ? 0 : 1
      guard let month = number(start + 4 + gap, 2),
        let day = number(start + 6 + 2 * gap, 2), !isDigit(start + 8 + 2 * gap),
        gap == 0 || digits[start + 4] == digits[start + 7]
      else { continue }
      found = Day(year: year, month: month, day: day) ?? found
    }
    guard let found else { return nil }
    self = found
  }
}
