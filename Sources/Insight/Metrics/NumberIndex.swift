/// Places by number. Identifiers and days are small and dense, so an array holds them; a dictionary takes the rest.
struct NumberIndex: Sendable {
  private var dense: [Int32] = []
  private var sparse: [Int: Int32] = [:]
  private static let window = 1 << 20

  subscript(number: Int) -> Int32? {
    get {
      if number >= 0, number < dense.count {
        let place = dense[number]
        return place < 0 ? nil : place
      }
      return sparse.isEmpty ? nil : sparse[number]
    }
    set {
      guard number >= 0, number < NumberIndex.window else {
        sparse[number] = newValue
        return
      }
      if number >= dense.count {
        dense.append(contentsOf: repeatElement(-1, count: number + 1 - dense.count))
      }
      dense[number] = newValue ?? -1
    }
  }
}

/// Numbers pairs of two small numbers in the order in which they are first asked for.
///
/// Invariant: at most half of `slots` is used, so a search always ends.
struct PairIndex: Sendable {
  private var slots: [(pair: UInt64, place: Int32)] = Array(repeating: (.max, 0), count: 64)
  private(set) var count: Int32 = 0

  /// The pair's number; a new pair gets the next one.
  mutating func place(_ first: Int32, _ second: Int32) -> Int32 {
    let pair = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    var at = slot(of: pair)
    if slots[at].pair == pair { return slots[at].place }
    if 2 * (Int(count) + 1) > slots.count {
      grow()
      at = slot(of: pair)
    }
    slots[at] = (pair, count)
    count += 1
    return count - 1
  }

  private func slot(of pair: UInt64) -> Int {
    let mask = slots.count - 1
    let product = pair.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let hash = (product.high ^ product.low) &* 0xA076_1D64_78BD_642F
    var at = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[at].pair != pair, slots[at].pair != .max { at = (at + 1) & mask }
    return at
  }

  private mutating func grow() {
    let former = slots
    slots = Array(repeating: (.max, 0), count: 2 * former.count)
    for entry in former where entry.pair != .max { slots[slot(of: entry.pair)] = entry }
  }
}
