/// The objects and arrays around the reader's position, and the keys that each object has had so far.
///
/// Invariants: `keys[level.firstKey ..< next level's firstKey]` are the keys of a level, in order; the last of them is
/// the key whose value is being read. A level's `filter` has a bit set for each of its keys. Levels and keys live in
/// plain memory that is reused from record to record.
struct JSONNesting: ~Copyable {
  struct Level {
    var isObject: Bool
    var isFirst = true
    var firstKey: Int
    var filter: UInt64 = 0
  }

  private struct Key {
    var text: JSONText
    var fingerprint: UInt64
  }

  /// With more keys than this a level uses a hash set instead of comparing one by one.
  private static let largeLevel = 64

  let maximumDepth: Int
  private(set) var depth = 0
  private var levels: UnsafeMutablePointer<Level>
  private var levelCapacity = 8
  private var keys: UnsafeMutablePointer<Key>
  private var keyCapacity = 64
  private var keyCount = 0
  private var largeSets: [Int: Set<[UInt8]>] = [:]

  init(maximumDepth: Int) {
    self.maximumDepth = maximumDepth
    levels = .allocate(capacity: levelCapacity)
    keys = .allocate(capacity: keyCapacity)
  }

  deinit {
    levels.deallocate()
    keys.deallocate()
  }

  /// Clears everything for the next document.
  mutating func removeAll() {
    depth = 0
    keyCount = 0
    if !largeSets.isEmpty { largeSets = [:] }
  }

  /// Enters an object or an array; false if that would be too deep.
  @inline(__always)
  mutating func push(isObject: Bool) -> Bool {
    if depth == levelCapacity {
      guard depth < maximumDepth else { return false }
      growLevels()
    }
    guard depth < maximumDepth else { return false }
    (levels + depth).initialize(to: Level(isObject: isObject, firstKey: keyCount))
    depth += 1
    return true
  }

  @inline(__always)
  mutating func pop() {
    depth -= 1
    if keyCount - levels[depth].firstKey > Self.largeLevel { largeSets[depth] = nil }
    keyCount = levels[depth].firstKey
  }

  /// Whether nothing has been read inside the innermost level yet; true only the first time.
  @inline(__always)
  mutating func takeIsFirst() -> Bool {
    let isFirst = levels[depth - 1].isFirst
    levels[depth - 1].isFirst = false
    return isFirst
  }

  @inline(__always)
  var isInObject: Bool { depth > 0 && levels[depth - 1].isObject }

  /// Records a key of the innermost object; false if the object already has it.
  @inline(__always)
  mutating func insert(_ text: JSONText) -> Bool {
    let fingerprint = text.fingerprint
    let bit: UInt64 = 1 << (fingerprint & 63)
    let level = levels + (depth - 1)
    if level.pointee.filter & bit != 0, isKnown(text, fingerprint) { return false }
    level.pointee.filter |= bit
    if keyCount == keyCapacity { growKeys() }
    (keys + keyCount).initialize(to: Key(text: text, fingerprint: fingerprint))
    keyCount += 1
    if keyCount - level.pointee.firstKey > Self.largeLevel { noteInLargeSet(text) }
    return true
  }

  /// The key whose value is being read, and whether the reader is at the value itself or in an array inside it.
  var currentKey: (key: JSONText, isDirect: Bool)? {
    var level = depth - 1
    while level >= 0, !levels[level].isObject { level -= 1 }
    guard level >= 0 else { return nil }
    let end = level + 1 < depth ? levels[level + 1].firstKey : keyCount
    guard end > levels[level].firstKey else { return nil }
    return (keys[end - 1].text, level == depth - 1)
  }

  private func isKnown(_ text: JSONText, _ fingerprint: UInt64) -> Bool {
    let first = levels[depth - 1].firstKey
    if keyCount - first > Self.largeLevel {
      return largeSets[depth - 1]?.contains(text.bytes) ?? false
    }
    for index in first..<keyCount
    where keys[index].fingerprint == fingerprint && keys[index].text.hasSameBytes(as: text) {
      return true
    }
    return false
  }

  @inline(never)
  private mutating func noteInLargeSet(_ text: JSONText) {
    if largeSets[depth - 1] != nil {
      largeSets[depth - 1]!.insert(text.bytes)
    } else {
      let range = levels[depth - 1].firstKey..<keyCount
      largeSets[depth - 1] = Set(range.map { keys[$0].text.bytes })
    }
  }

  @inline(never)
  private mutating func growLevels() {
    let larger = UnsafeMutablePointer<Level>.allocate(capacity: levelCapacity * 2)
    larger.moveInitialize(from: levels, count: depth)
    levels.deallocate()
    levels = larger
    levelCapacity *= 2
  }

  @inline(never)
  private mutating func growKeys() {
    let larger = UnsafeMutablePointer<Key>.allocate(capacity: keyCapacity * 2)
    larger.moveInitialize(from: keys, count: keyCount)
    keys.deallocate()
    keys = larger
    keyCapacity *= 2
  }
}

extension JSONText {
  fileprivate var bytes: [UInt8] { [UInt8](UnsafeBufferPointer(start: start, count: count)) }
}
