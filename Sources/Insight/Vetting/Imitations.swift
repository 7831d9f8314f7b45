import Marketing

/// Who in a roster has a handle that looks like someone else's on the same platform.
///
/// Of two handles that are drawn alike, the lesser account is questioned: the one in the smaller tier; within a tier
/// the one that is neither cleared nor booked; then the one with fewer followers, found later, or later in the roster.
/// Handles that are only nearly alike are common among unrelated people, so they count only if the other account is in
/// a larger tier, has ten times the followers within the tier, or is known when this one isn't. Followers are never
/// compared across tiers, so growth of a whole group changes nothing.
struct Imitations {
  struct Found: Sendable {
    /// Places in the roster.
    let imitator: Int
    let imitated: Int
    let alikeness: LookAlike
  }

  /// The fewest letters a handle needs to be considered: shorter ones are alike by chance.
  static let fewestLetters = 3
  static let fewestLettersNearly = 5
  /// How much larger the other must be within a tier.
  static let timesTheFollowers = 10.0
  /// How many of a crowd's greatest accounts are compared.
  private static let mostCompared = 32

  private(set) var all: [Found] = []
  private let session: Session
  private let rows: UnsafeBufferPointer<Influencer>
  private let isBooked: (InfluencerID) -> Bool

  static func find(_ session: Session) -> [Found] {
    session.roster.rows.withUnsafeBufferPointer { rows in
      var booked: Set<InfluencerID>?
      var search = Imitations(
        session: session, rows: rows,
        isBooked: { id in
          let known =
            booked
            ?? Set(session.bookings.rows.lazy.filter { $0.stage.isCommitted }.map(\.influencer))
          booked = known
          return known.contains(id)
        })
      search.run()
      return search.all
    }
  }

  private init(
    session: Session, rows: UnsafeBufferPointer<Influencer>,
    isBooked: @escaping (InfluencerID) -> Bool
  ) {
    self.session = session
    self.rows = rows
    self.isBooked = isBooked
  }

  private mutating func run() {
    var buckets = Buckets(count: rows.count)
    var platforms = PlatformNumbers()
    for place in rows.indices {
      let platform = UInt64(platforms.number(of: rows[place].platform))
      BareKey.forEach(rows[place].handle) { key, length in
        guard length >= Imitations.fewestLetters else { return }
        buckets.insert(key &+ platform &* 0x9E37_79B9_7F4A_7C15, place)
      }
    }
    var done: Set<Int> = []
    buckets.forEachCrowd { crowd in
      let ranked = crowd.map { Candidate($0, rows[$0], session, isBooked) }
        .sorted { $0.precedes($1) }
      for (position, one) in ranked.enumerated().dropFirst() where !done.contains(one.place) {
        guard let found = imitated(by: one, among: ranked[..<position]) else { continue }
        done.insert(one.place)
        all.append(found)
      }
    }
  }

  private func imitated(by one: Candidate, among greater: ArraySlice<Candidate>) -> Found? {
    let handle = rows[one.place].handle
    let person = rows[one.place].person
    for other in greater.prefix(Imitations.mostCompared) where other.place != one.place {
      guard let alikeness = LookAlike(handle, rows[other.place].handle) else { continue }
      if !person.isEmpty, person == rows[other.place].person { continue }
      if alikeness == .nearly {
        guard other.towers(over: one), Candidate.letters(handle) >= Imitations.fewestLettersNearly
        else { continue }
      }
      return Found(imitator: one.place, imitated: other.place, alikeness: alikeness)
    }
    return nil
  }
}

private struct Candidate {
  let place: Int
  private let tier: Tier?
  private let isKnown: Bool
  private let followers: Int?
  private let found: Day?

  init(
    _ place: Int, _ influencer: Influencer, _ session: Session,
    _ isBooked: (InfluencerID) -> Bool
  ) {
    self.place = place
    tier = session.tier(of: influencer)
    isKnown = influencer.vetting.state.isCleared || isBooked(influencer.id)
    followers = influencer.followers
    found = influencer.found
  }

  func precedes(_ other: Candidate) -> Bool {
    if tier != other.tier { return isLarger(than: other) }
    if isKnown != other.isKnown { return isKnown }
    if followers != other.followers { return (followers ?? -1) > (other.followers ?? -1) }
    if found != other.found {
      guard let mine = found, let theirs = other.found else { return found != nil }
      return mine < theirs
    }
    return place < other.place
  }

  /// Whether it is so much greater that a near look-alike is worth asking about.
  func towers(over other: Candidate) -> Bool {
    if isKnown, !other.isKnown { return true }
    guard let tier, let otherTier = other.tier, let followers, let few = other.followers else {
      return false
    }
    if tier != otherTier { return tier > otherTier }
    return Double(followers) >= Imitations.timesTheFollowers * Double(few)
  }

  private func isLarger(than other: Candidate) -> Bool {
    guard let tier else { return false }
    return other.tier.map { $0 < tier } ?? true
  }

  static func letters(_ handle: String) -> Int {
    var result = 0
    BareKey.forEach(handle) { _, length in result = max(result, length) }
    return result
  }
}

/// A hash of a handle reduced to what look-alikes share: equal for any two that `LookAlike` considers alike.
enum BareKey {
  /// Calls back once, or twice if capitals look like something other than their small letters.
  static func forEach(_ handle: String, _ body: (_ key: UInt64, _ length: Int) -> Void) {
    var hash = Hash()
    let isPlain = handle.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes {
        guard byte < 128 else { return false }
        let letters = plain[Int(byte)]
        hash.add(UInt32(letters & 0xFF))
        hash.add(UInt32(letters >> 8))
      }
      return true
    }
    if isPlain == true {
      body(hash.finished, hash.length)
      return
    }
    let confusables = Confusables.shared
    hash = Hash()
    var small = Hash()
    for scalar in handle.unicodeScalars {
      confusables.given.forEach(scalar.value) { if HandleScalars.isLetter($0) { hash.add($0) } }
      confusables.lowered.forEach(scalar.value) { if HandleScalars.isLetter($0) { small.add($0) } }
    }
    body(hash.finished, hash.length)
    if small.finished != hash.finished { body(small.finished, small.length) }
  }

  /// What each ASCII character is reduced to: up to two letters, the first in the lower byte.
  private static let plain: [UInt16] = (0..<128).map { (scalar: UInt32) in
    var prototype: [UInt32] = []
    Confusables.shared.given.forEach(scalar) { prototype.append($0) }
    return HandleScalars.bare(prototype).reversed().reduce(0) { $0 << 8 | UInt16($1) }
  }

  private struct Hash {
    private var state: UInt64 = 0x243F_6A88_85A3_08D3
    private var mixed = 0
    private var isAfterV = false

    var length: Int { isAfterV ? mixed + 1 : mixed }

    /// A letter; 0 for none. Letters that `HandleScalars.bare` treats as one count as one.
    mutating func add(_ scalar: UInt32) {
      if scalar == 0 { return }
      if scalar == 105 { return add(108) }
      if scalar == 118 {
        if isAfterV { mix(119) }
        isAfterV.toggle()
        return
      }
      flush()
      mix(UInt64(scalar))
    }

    private mutating func flush() {
      if isAfterV { mix(118) }
      isAfterV = false
    }

    private mutating func mix(_ word: UInt64) {
      state = (state ^ word) &* 0x9FB2_1C65_1E98_DF25
      state ^= state >> 29
      mixed += 1
    }

    var finished: UInt64 {
      var copy = self
      copy.flush()
      return copy.state ^ copy.state >> 32
    }
  }
}

/// Places by key; only the hashes of the keys are stored.
private struct Buckets {
  private var keys: [UInt64]
  /// Where the slot's list begins in `entries`; -1 for a free slot.
  private var heads: [Int32]
  private var entries: [(place: Int32, next: Int32)] = []
  private var slots = 0

  init(count: Int) {
    var capacity = 64
    while capacity < 2 * count { capacity *= 2 }
    keys = Array(repeating: 0, count: capacity)
    heads = Array(repeating: -1, count: capacity)
    entries.reserveCapacity(count)
  }

  mutating func insert(_ key: UInt64, _ place: Int) {
    if 4 * slots > 3 * heads.count { grow() }
    let at = slot(of: key)
    if heads[at] < 0 {
      keys[at] = key
      slots += 1
    }
    entries.append((Int32(place), heads[at]))
    heads[at] = Int32(entries.count - 1)
  }

  private func slot(of key: UInt64) -> Int {
    let mask = heads.count - 1
    var at = Int(truncatingIfNeeded: key) & mask
    while heads[at] >= 0, keys[at] != key { at = (at + 1) & mask }
    return at
  }

  private mutating func grow() {
    let former = (keys, heads)
    keys = Array(repeating: 0, count: 2 * former.0.count)
    heads = Array(repeating: -1, count: keys.count)
    for (key, head) in zip(former.0, former.1) where head >= 0 {
      let at = slot(of: key)
      keys[at] = key
      heads[at] = head
    }
  }

  /// Groups of places that share a key, each group once.
  func forEachCrowd(_ body: ([Int]) -> Void) {
    for head in heads where head >= 0 && entries[Int(head)].next >= 0 {
      var crowd: [Int] = []
      var next = head
      while next >= 0 {
        crowd.append(Int(entries[Int(next)].place))
        next = entries[Int(next)].next
      }
      body(crowd)
    }
  }
}
