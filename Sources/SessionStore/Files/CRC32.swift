/// The checksum of zip, gzip and PNG (IEEE 802.3, reflected), eight bytes per step.
struct CRC32 {
  private var state: UInt32 = ~0

  init() {}

  /// Goes on from a checksum as `hexadecimal` gives it.
  init?(hexadecimal text: String) {
    guard let value = UInt32(text, radix: 16) else { return nil }
    state = ~value
  }

  /// The checksum of all bytes so far.
  var value: UInt32 { ~state }

  /// The checksum as eight hexadecimal digits.
  var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard var position = UnsafeRawPointer(bytes.baseAddress) else { return }
    let end = position + bytes.count
    state = Self.tables.withUnsafeBufferPointer { tables in
      var crc = state
      while end - position >= 8 {
        let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self)) ^ UInt64(crc)
        crc = 0
        for index in 0..<8 {
          let byte = Int(truncatingIfNeeded: word >> UInt64(8 * index) & 0xFF)
          crc ^= tables[(7 - index) * 256 + byte]
        }
        position += 8
      }
      while position < end {
        let byte = position.load(as: UInt8.self)
        crc = crc >> 8 ^ tables[Int((crc ^ UInt32(byte)) & 0xFF)]
        position += 1
      }
      return crc
    }
  }

  mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { update($0) }
  }

  mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update($0) }
  }

  /// Table `n` advances a byte by `n` further bytes of zeros.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      tables[byte] = crc
    }
    for index in 256..<2048 {
      let previous = tables[index - 256]
      tables[index] = previous >> 8 ^ tables[Int(previous & 0xFF)]
    }
    return tables
  }()
}
