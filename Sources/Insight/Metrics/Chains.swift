import Marketing

/// Which rows of a log are snapshots of the same running total. Most totals have a single snapshot and aren't kept
/// here.
///
/// Invariant: `place[row]` is the index in `linked` of the row's list, or -1 if it is in none.
struct Chains {
  /// The rows of each running total with several snapshots, oldest first.
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

/// The first row of each campaign and key. Stores row numbers only; the keys stay in the log.
///
/// Invariant: at most half of `slots` is used.
private struct KeyIndex {
  private var slots: [(hash: UInt32, row: Int32)] = Array(repeating: (0, -1), count: 1024)
  private var count = 0

  /// Adds a row; returns the first row with the same campaign and key if there already is one.
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

  /// Equal for equal strings. ASCII is hashed eight bytes at a time; everything else goes through Swift's own hash,
  /// which treats canonically equivalent strings as equal.
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

  /// Differs between runs, so that no file can be made to collide.
  private static let seed = UInt64.random(in: .min ... .max)
}
