import LibC

/// A key or short text of the document being read, without copying its bytes.
///
/// It can be compared with literals, so call sites read `switch key { case "id": … }` without allocating. It points
/// into the document and must not outlive the closure passed to `JSONReader.read`.
public struct JSONText {
  @usableFromInline let start: UnsafePointer<UInt8>
  @usableFromInline let count: Int

  /// A copy as a string. The bytes were validated when they were read.
  public var string: String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  @inlinable @inline(__always)
  public static func ~= (pattern: StaticString, text: JSONText) -> Bool {
    text == pattern
  }

  @inlinable @inline(__always)
  public static func == (text: JSONText, literal: StaticString) -> Bool {
    text.count == literal.utf8CodeUnitCount
      && memcmp(text.start, literal.utf8Start, text.count) == 0
  }

  /// Whether both have the same bytes. Keys that differ in normalisation are different keys.
  @inline(__always)
  func hasSameBytes(as other: JSONText) -> Bool {
    count == other.count && memcmp(start, other.start, count) == 0
  }

  /// A cheap hash of length, head and tail: enough to tell apart the keys of one record.
  @inline(__always)
  var fingerprint: UInt64 {
    let raw = UnsafeRawPointer(start)
    var mixed: UInt64
    if count >= 8 {
      let head = raw.loadUnaligned(as: UInt64.self)
      let tail = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      mixed = head ^ (tail &* 0x9E37_79B9_7F4A_7C15)
    } else if count >= 4 {
      let head = raw.loadUnaligned(as: UInt32.self)
      let tail = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      mixed = UInt64(head) << 32 | UInt64(tail)
    } else {
      mixed = 0
      for index in 0..<count { mixed = mixed << 8 | UInt64(start[index]) }
    }
    mixed = (mixed ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 32)
  }
}
