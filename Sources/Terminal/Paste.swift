/// A bracketed paste as it arrives.
struct Paste {
  /// Milliseconds of silence after which the text so far is delivered.
  static let patience = 1000
  /// What ends a paste: `ESC [ 201 ~`.
  static let mark: [UInt8] = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]

  private var bytes: [UInt8] = []
  /// The silence was too long; the end mark may never come.
  var isStalled = false

  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ more: ArraySlice<UInt8>, limit: Int) {
    bytes.append(contentsOf: more.prefix(max(0, limit - bytes.count)))
  }

  /// Terminals send carriage returns as line ends; the text has line feeds.
  var text: String {
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case 0x0d: lines.append(0x0a)
      case 0x0a where previous == 0x0d: break
      default: lines.append(byte)
      }
      previous = byte
    }
    return String(decoding: lines, as: UTF8.self)
  }

  /// Where the end mark begins.
  static func endMark(in bytes: ArraySlice<UInt8>) -> Int? {
    var from = bytes.startIndex
    while let escape = bytes[from...].firstIndex(of: mark[0]) {
      if bytes[escape...].starts(with: mark) { return escape }
      from = escape + 1
    }
    return nil
  }

  /// How many trailing bytes may begin the end mark.
  static func unfinishedMark(in bytes: ArraySlice<UInt8>) -> Int {
    var length = min(mark.count - 1, bytes.count)
    while length > 0, !bytes.suffix(length).elementsEqual(mark.prefix(length)) { length -= 1 }
    return length
  }
}
