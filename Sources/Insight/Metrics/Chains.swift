import Marketing

/// Which rows of a log are snapshots of one running total. Most totals have a single snapshot and need no more.
///
/// Invariant: `place[row]` is the place in `linked` of the list that the row is in, or -1 if it is in none.
struct Chains {
  /// The rows of each running total that has several snapshots, oldest first.
  private(set) var linked: [[Int32]] = []
  private var place: [Int32]

  /// Whether a row is one of several snapshots.
  func isLinked(_ row: Int) -> Bool { place[row] >= 0 }

  init(_ rows: UnsafeBufferPointer<Measurement>, campaign: CampaignID?) {
    place = Array(repeating: -1, count: rows.count)
    var index = KeyIndex()
    for row in rows.indices where rows[row].kind == .total {
      if let campaign, rows[row].campaign != campaign { continue }
      guard let first = index.insert(Int32(row), in: rows) else { continue }
      if place[Int(first)] < 0 {
        place[Int(first)] = Int32(linked.count)
        linked.append([first])
      }
      place[row] = place[Int(first)]
      linked[Int(place[row])].append(Int32(row))
    }
    for place in linked.indices {
      linked[place].sort { rows[Int($0)].day < rows[Int($1)].day }
    }
  }
}

/// The first row of each campaign and key. Holds row numbers only; the keys stay where they are.
///
/// Invariant: at most half of `slots` is taken.
private struct KeyIndex {
  private var slots: [(hash: UInt32, row: Int32)] = Array(repeating: (0, -1), count: 1024)
  private var count = 0

  /// Puts a row in; returns the first row with the same campaign and key if there already is one.
  mutating func insert(_ row: Int32, in rows: UnsafeBufferPointer<Measurement>) -> Int32? {
    let campaign = rows[Int(row)].campaign
    let hash = KeyIndex.hash(rows[Int(row)].key, campaign.number)
    let mask = slots.count - 1
    var at = Int(hash) & mask
    while slots[at].row >= 0 {
      let other = Int(slots[at].row)
      if slots[at].hash == hash, rows[other].campaign == campaign,
        rows[other].key == rows[Int(row)].key
      {
        return slots[at].row
      }
      at = (at + 1) & mask
    }
    slots[at] = (hash, row)
    count += 1
    if 2 * count > slots.count { grow() }
    return nil
  }

  private mutating func grow() {
    let former = slots
    slots = Array(repeating: (0, -1), count: 4 * former.count)
    let mask = slots.count - 1
    for entry in former where entry.row >= 0 {
      var at = Int(entry.hash) & mask
      while slots[at].row >= 0 { at = (at + 1) & mask }
      slots[at] = entry
    }
  }

  /// Equal for equal strings. ASCII goes eight bytes at a time; the rest is for Swift's own hash, which knows that
  /// one character may be written in several ways.
  static func hash(_ key: String, _ campaign: Int) -> UInt32 {
    let start = UInt64(truncatingIfNeeded: campaign) &* 0x9E37_79B9_7F4A_7C15 ^ seed
    var state = start
    func mix(_ word: UInt64) {
      let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      state = product.high ^ product.low
    }
    let isPlain = key.utf8.withContiguousStorageIfAvailable { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var seen: UInt64 = 0
      var at = 0
      while at + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        seen |= word
        mix(word)
        at += 8
      }
      var last = UInt64(raw.count) << 56
      while at < raw.count {
        last = last << 8 ^ UInt64(raw[at])
        seen |= UInt64(raw[at])
        at += 1
      }
      mix(last)
      return seen & 0x8080_8080_8080_8080 == 0
    }
    if isPlain != true {
      state = start
      var hasher = Hasher()
      hasher.combine(key)
      mix(UInt64(bitPattern: Int64(hasher.finalize())))
    }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  /// Differs from run to run, so that no file can be made to collide.
  private static let seed = UInt64.random(in: .min ... .max)
}
