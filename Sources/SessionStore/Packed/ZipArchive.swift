import CZlib

/// A ZIP file: its directory, and each entry as a stream. Entries are found by the directory at the end alone, and are
/// never written anywhere, so that a name such as `../x` is only a name.
package struct ZipArchive {
  package struct Entry: Hashable, Sendable {
    package let name: String
    /// Unpacked.
    package let size: Int
    let packedSize: Int
    let method: Int
    let flags: Int
    let crc: UInt32
    /// Of its local header.
    let offset: Int
  }

  package let entries: [Entry]
  private let store: any ByteStore

  static let mostEntries = 20_000
  private static let mostDirectoryBytes = 16 << 20

  /// Whether a file begins like one.
  package static func isZip(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  package init(_ store: any ByteStore) throws {
    self.store = store
    let tailStart = max(0, store.size - 22 - 0xFFFF)
    let tail = try store.bytes(at: tailStart, count: 22 + 0xFFFF)
    guard let end = Self.endRecord(tail) else { throw PackedError.cutOff }
    var count = Int(Self.number(tail, end + 10, 2))
    var size = Int(Self.number(tail, end + 12, 4))
    var start = Int(Self.number(tail, end + 16, 4))
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF, end >= 20,
      Self.number(tail, end - 20, 4) == 0x0706_4B50
    {
      // ZIP64, as some programs write whatever the size.
      let place = Self.number(tail, end - 12, 8)
      guard place < UInt64(store.size) else {
        throw PackedError.damaged("its directory is missing")
      }
      let record = try store.bytes(at: Int(place), count: 56)
      guard record.count == 56, Self.number(record, 0, 4) == 0x0606_4B50 else {
        throw PackedError.damaged("its directory is missing")
      }
      count = Int(clamping: Self.number(record, 32, 8))
      size = Int(clamping: Self.number(record, 40, 8))
      start = Int(clamping: Self.number(record, 48, 8))
    }
    guard size <= Self.mostDirectoryBytes, count <= Self.mostEntries else {
      throw PackedError.damaged("it says that it has \(count) entries")
    }
    guard start <= store.size, size <= store.size - start else {
      throw PackedError.cutOff
    }
    entries = try Self.directory(try store.bytes(at: start, count: size), count)
  }

  package func entry(_ name: String) -> Entry? {
    entries.first { $0.name == name } ?? entries.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The entry's content.
  package func open(_ entry: Entry) throws -> any ByteStream {
    if entry.flags & 1 != 0 { throw PackedError.encrypted }
    let header = try store.bytes(at: entry.offset, count: 30)
    guard header.count == 30, Self.number(header, 0, 4) == 0x0403_4B50 else {
      throw PackedError.damaged("“\(entry.name)” isn't where its directory says")
    }
    let start =
      entry.offset + 30 + Int(Self.number(header, 26, 2)) + Int(Self.number(header, 28, 2))
    guard start <= store.size, entry.packedSize <= store.size - start else {
      throw PackedError.cutOff
    }
    let packed = StoredStream(store, from: start, count: entry.packedSize)
    switch entry.method {
    case 0: return CheckedStream(packed, entry)
    case 8: return CheckedStream(try InflateStream(packed, .bare), entry)
    default: throw PackedError.unknownMethod(entry.method)
    }
  }

  /// Where the record at the end begins: the last one whose comment fits.
  private static func endRecord(_ tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    for place in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[place] == 0x50 && number(tail, place, 4) == 0x0605_4B50 {
      if place + 22 + Int(number(tail, place + 20, 2)) <= tail.count { return place }
    }
    return nil
  }

  private static func directory(_ bytes: [UInt8], _ count: Int) throws -> [Entry] {
    var result: [Entry] = []
    var at = 0
    while result.count < count {
      guard at + 46 <= bytes.count, number(bytes, at, 4) == 0x0201_4B50 else {
        throw PackedError.damaged("its directory is broken")
      }
      let nameEnd = at + 46 + Int(number(bytes, at + 28, 2))
      let extraEnd = nameEnd + Int(number(bytes, at + 30, 2))
      let next = extraEnd + Int(number(bytes, at + 32, 2))
      guard next <= bytes.count else { throw PackedError.damaged("its directory is broken") }
      var sizes = [number(bytes, at + 24, 4), number(bytes, at + 20, 4), number(bytes, at + 42, 4)]
      expand(&sizes, bytes[nameEnd..<extraEnd])
      result.append(
        Entry(
          name: String(decoding: bytes[at + 46..<nameEnd], as: UTF8.self),
          size: Int(clamping: sizes[0]), packedSize: Int(clamping: sizes[1]),
          method: Int(number(bytes, at + 10, 2)), flags: Int(number(bytes, at + 8, 2)),
          crc: UInt32(number(bytes, at + 16, 4)), offset: Int(clamping: sizes[2])))
      at = next
    }
    return result
  }

  /// ZIP64 keeps what doesn't fit into four bytes in an extra field, in this order.
  private static func expand(_ sizes: inout [UInt64], _ extra: ArraySlice<UInt8>) {
    let bytes = Array(extra)
    var at = 0
    while at + 4 <= bytes.count {
      let end = min(bytes.count, at + 4 + Int(number(bytes, at + 2, 2)))
      if number(bytes, at, 2) == 1 {
        var place = at + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && place + 8 <= end {
          sizes[index] = number(bytes, place, 8)
          place += 8
        }
        return
      }
      at = end
    }
  }

  /// Little endian.
  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count where at + index < bytes.count {
      value |= UInt64(bytes[at + index]) << UInt64(8 * index)
    }
    return value
  }
}

/// Compares the checksum at the end.
private final class CheckedStream: ByteStream {
  private let source: any ByteStream
  private let entry: ZipArchive.Entry
  private var crc: UInt = 0
  private var count = 0
  private var isChecked = false

  init(_ source: any ByteStream, _ entry: ZipArchive.Entry) {
    self.source = source
    self.entry = entry
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if buffer.count == 0 { return 0 }
    let got = try source.read(into: buffer)
    if got > 0 {
      crc = UInt(
        crc32(
          CUnsignedLong(crc), buffer.baseAddress!.assumingMemoryBound(to: UInt8.self), UInt32(got)))
      count += got
    } else if !isChecked {
      isChecked = true
      guard UInt32(truncatingIfNeeded: crc) == entry.crc else {
        throw count < entry.size
          ? PackedError.cutOff : PackedError.damaged("the checksum of “\(entry.name)” is wrong")
      }
    }
    return got
  }
}
