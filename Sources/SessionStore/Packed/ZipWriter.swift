import CZlib

/// Makes a ZIP file in memory. Entries are packed while they are written.
package final class ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0
  private let state: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var name: [UInt8] = []
  private var start = 0
  private var crc: CUnsignedLong = 0
  private var size = 0

  package init() {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // With these arguments it fails for want of memory alone.
    precondition(clout_deflate_init(state, 6, -15) == Z_OK, "zlib can't be started")
  }

  deinit {
    deflateEnd(state)
    state.deallocate()
  }

  package func begin(_ name: String) {
    self.name = Array(name.utf8)
    start = bytes.count
    crc = 0
    size = 0
    deflateReset(state)
    // Sizes and checksum are put in by `end`.
    bytes += [UInt8](repeating: 0, count: 30) + self.name
  }

  package func write(_ data: [UInt8]) {
    guard !data.isEmpty else { return }
    data.withUnsafeBufferPointer { crc = crc32(crc, $0.baseAddress, UInt32($0.count)) }
    size += data.count
    deflate(data, Z_NO_FLUSH)
  }

  package func end() {
    deflate([], Z_FINISH)
    let packed = bytes.count - start - 30 - name.count
    precondition(bytes.count < Int(UInt32.max), "a ZIP file of four gigabytes")
    var common: [UInt8] = []
    // Version 2.0, names in UTF-8, deflated, 1 January 1980: the same data make the same file.
    Self.append(20, 2, to: &common)
    Self.append(0x0800, 2, to: &common)
    Self.append(8, 2, to: &common)
    Self.append(0, 2, to: &common)
    Self.append(0x21, 2, to: &common)
    Self.append(Int(crc & 0xFFFF_FFFF), 4, to: &common)
    Self.append(packed, 4, to: &common)
    Self.append(size, 4, to: &common)
    Self.append(name.count, 2, to: &common)
    Self.append(0, 2, to: &common)
    let header = [0x50, 0x4B, 0x03, 0x04] + common
    bytes.replaceSubrange(start..<start + 30, with: header)
    directory += [0x50, 0x4B, 0x01, 0x02, 20, 0] + common
    Self.append(0, 2, to: &directory)
    Self.append(0, 2, to: &directory)
    Self.append(0, 2, to: &directory)
    Self.append(0, 4, to: &directory)
    Self.append(start, 4, to: &directory)
    directory += name
    count += 1
  }

  /// The whole file.
  package func finish() -> [UInt8] {
    let place = bytes.count
    bytes += directory + [0x50, 0x4B, 0x05, 0x06]
    Self.append(0, 4, to: &bytes)
    Self.append(count, 2, to: &bytes)
    Self.append(count, 2, to: &bytes)
    Self.append(directory.count, 4, to: &bytes)
    Self.append(place, 4, to: &bytes)
    Self.append(0, 2, to: &bytes)
    return bytes
  }

  private func deflate(_ data: [UInt8], _ flush: Int32) {
    data.withUnsafeBufferPointer { input in
      state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      state.pointee.avail_in = UInt32(input.count)
      repeat {
        let room = buffer.count
        buffer.withUnsafeMutableBufferPointer { output in
          state.pointee.next_out = output.baseAddress
          state.pointee.avail_out = UInt32(room)
          _ = CZlib.deflate(state, flush)
        }
        bytes += buffer[..<(room - Int(state.pointee.avail_out))]
      } while state.pointee.avail_out == 0
    }
  }

  private static func append(_ value: Int, _ count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
