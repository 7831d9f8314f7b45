/// Numbers colour pairs in order of first use.
struct PairTable {
  /// How many pairs the terminal has; pair 0 is its own two colours.
  let capacity: Int
  private var numbers: [UInt64: Int32] = [:]

  init(capacity: Int) { self.capacity = capacity }

  enum Answer: Hashable {
    case known(Int32)
    /// ncurses needs to be told about the pair.
    case new(Int32)
    /// All pairs are taken; only starting over frees some.
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
