import CZlib

/// Unpacks what deflate has packed, piece by piece: bare, as within ZIP, or as a gzip file of any number of members.
///
/// Memory is two buffers. What unpacks to more than `ratio` times its size, beyond `free` bytes, is refused: a few
/// kilobytes could otherwise keep the program busy for hours.
package final class InflateStream: ByteStream {
  package enum Wrapper { case bare, gzip }

  package static let ratio = 400
  package static let free = 64 << 20

  private let source: any ByteStream
  private let wrapper: Wrapper
  /// zlib keeps the address, so the structure must not move.
  private let state: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var packed = 0
  private var unpacked = 0
  private var sourceEnded = false
  private var ended = false
  /// Whether a member is open. Between members the file may end.
  private var isInside = true
  /// Bytes behind the last member that are none of its.
  package private(set) var hasRest = false

  package init(_ source: any ByteStream, _ wrapper: Wrapper) throws {
    self.source = source
    self.wrapper = wrapper
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    input = .allocate(byteCount: 64 << 10, alignment: 16)
    // 15 is the largest window; negative means without a wrapper, and 16 more means gzip.
    guard clout_inflate_init(state, wrapper == .bare ? -15 : 31) == Z_OK else {
      throw PackedError.damaged("zlib can't be started")
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
    input.deallocate()
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard buffer.count > 0, let base = buffer.baseAddress, !ended else { return 0 }
    let room = min(buffer.count, 1 << 30)
    state.pointee.next_out = base.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(room)
    while Int(state.pointee.avail_out) == room {
      if state.pointee.avail_in == 0 { try fill() }
      if !isInside, try !nextMember() { break }
      let status = inflate(state, Z_NO_FLUSH)
      switch status {
      case Z_OK:
        break
      case Z_STREAM_END:
        isInside = false
        if wrapper == .bare { ended = true }
      case Z_BUF_ERROR:
        if sourceEnded && state.pointee.avail_in == 0 { throw PackedError.cutOff }
      case Z_NEED_DICT, Z_DATA_ERROR:
        throw PackedError.damaged(
          state.pointee.msg.map { String(cString: $0) } ?? "it can't be unpacked")
      default:
        throw PackedError.damaged("zlib error \(status)")
      }
      if ended { break }
    }
    let count = room - Int(state.pointee.avail_out)
    unpacked += count
    if unpacked > Self.free, unpacked / Self.ratio > packed {
      throw PackedError.bomb(limit: Self.ratio)
    }
    return count
  }

  private func fill() throws {
    guard !sourceEnded else { return }
    let count = try source.read(into: input)
    if count == 0 { sourceEnded = true }
    packed += count
    state.pointee.next_in = input.baseAddress!.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_in = UInt32(count)
  }

  /// Opens the next member of a gzip file; false if there is none.
  private func nextMember() throws -> Bool {
    if state.pointee.avail_in == 0 { try fill() }
    guard state.pointee.avail_in > 0 else {
      ended = true
      return false
    }
    // Padding with zeros is common on tapes, and anything else isn't gzip.
    guard state.pointee.next_in.pointee == 0x1F else {
      hasRest = true
      ended = true
      return false
    }
    inflateReset(state)
    isInside = true
    return true
  }
}
