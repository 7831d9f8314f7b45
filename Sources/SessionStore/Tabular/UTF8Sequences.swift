/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Sequences {
  enum Outcome: Equatable {
    case valid(Int)
    /// Valid so far, but the bytes end.
    case truncated
    case invalid
  }

  /// The sequence that starts at `i`.
  static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Outcome {
    let first = bytes[i]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch first {
    case 0..<0x80: return .valid(1)
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { low = 0xA0 }
      if first == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { low = 0x90 }
      if first == 0xF4 { high = 0x8F }
    default: return .invalid
    }
    for k in 1..<length {
      guard i + k < bytes.count else { return .truncated }
      let byte = bytes[i + k]
      if byte < low || byte > high { return .invalid }
      low = 0x80
      high = 0xBF
    }
    return .valid(length)
  }

  /// How many bytes from the start are complete, valid characters.
  static func validPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var i = 0
    let n = bytes.count
    let raw = UnsafeRawBufferPointer(bytes)
    while i < n {
      while i + 8 <= n,
        raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        i += 8
      }
      guard i < n else { break }
      if bytes[i] < 0x80 {
        i += 1
        continue
      }
      guard case .valid(let length) = sequence(bytes, at: i) else { return i }
      i += length
    }
    return n
  }
}
