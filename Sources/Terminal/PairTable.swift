/// Numbers the pairs of colours in the order in which they are first used.
struct PairTable {
  /// Pairs that the terminal has; the first, number 0, is its own two colours.
  let capacity: Int
  private var numbers: [UInt64: Int32] = [:]

  init(capacity: Int) { self.capacity = capacity }

  enum Answer: Hashable {
    case known(Int32)
    /// The pair has to be made known to ncurses.
    case new(Int32)
    /// All pairs are taken; only a table that starts anew has more.
    case exhausted
  }

  mutating func number(foreground: Int32, background: Int32) -> Answer {
    let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
    if let number = numbers[key] { return .known(number) }
    guard numbers.count + 1 < capacity else { return .exhausted }
    let number = Int32(numbers.count + 1)
    numbers[key] = number
    return .new(number)
  }

  mutating func removeAll() { numbers.removeAll(keepingCapacity: true) }
}
