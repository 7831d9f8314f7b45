/// Bytes that are read once, from start to end.
package protocol ByteStream: AnyObject {
  /// Fills the start of `buffer` and returns how many bytes it wrote; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that can be read at any place, as often as needed.
package protocol ByteStore: AnyObject {
  var size: Int { get }
  /// Fills the start of `buffer` with what stands at `offset` and returns how many bytes it wrote; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int
}

extension ByteStore {
  /// The bytes from `offset` on, fewer than `count` if the store ends before.
  package func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    var result = [UInt8](repeating: 0, count: max(0, min(count, size - offset)))
    var filled = 0
    while filled < result.count {
      let got = try result.withUnsafeMutableBytes {
        try read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]), at: offset + filled)
      }
      if got == 0 { break }
      filled += got
    }
    result.removeLast(result.count - filled)
    return result
  }
}

/// A part of a store as a stream.
package final class StoredStream: ByteStream {
  private let store: any ByteStore
  private var position: Int
  private let end: Int

  package init(_ store: any ByteStore, from start: Int = 0, count: Int? = nil) {
    self.store = store
    position = start
    end = count.map { start + $0 } ?? .max
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, end - position)
    guard count > 0 else { return 0 }
    let got = try store.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: position)
    position += got
    return got
  }
}

/// Bytes in memory.
package final class MemoryStore: ByteStore {
  private let all: [UInt8]

  package init(_ bytes: [UInt8]) { all = bytes }

  package var size: Int { all.count }

  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    let count = min(buffer.count, all.count - offset)
    guard offset >= 0, count > 0 else { return 0 }
    all.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
    }
    return count
  }
}

/// Why packed bytes can't be unpacked.
package enum PackedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes end before they should.
  case cutOff
  /// They aren't what they say they are.
  case damaged(String)
  /// They unpack to more than anybody's table holds.
  case bomb(limit: Int)
  case encrypted
  case unknownMethod(Int)

  package var description: String {
    switch self {
    case .cutOff: "the file ends in the middle, as after a broken download: get it again"
    case .damaged(let what): "the file is damaged: \(what); get it again"
    case .bomb(let limit):
      """
      the file unpacks to more than \(limit) times its size, which no table does: unpack it yourself if you trust it, \
      and import that
      """
    case .encrypted: "the file is protected by a password: save it without one"
    case .unknownMethod(let method):
      "the file is packed by method \(method), which Clout can't unpack: save it anew, or as CSV"
    }
  }
}
