import LibC

/// The checksums of a live file's lines. A whole file is in the log with its own; a live one grows, and after a crash the
/// log doesn't know how far, so each line says by itself that it is as Clout wrote it.
///
/// A line ends with `,"crc":"9a3f01c2"}`: the CRC-32 of what comes before that comma.
struct LineChecks {
  /// Files of earlier versions have no checksums; where one line has one, all must.
  private(set) var areNeeded = false
  private let isLive: Bool

  static let complaint =
    "it isn't as Clout wrote it: somebody changed or added it, and it doesn't count"

  init(of file: MetricsFile, in metrics: MetricsFolder) {
    self.init(metrics.full(file), isLive: file.isLive, calls: metrics.folder.calls)
  }

  init(_ path: String, isLive: Bool, calls: FileCalls) {
    self.isLive = isLive
    guard isLive,
      let file = try? OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: calls),
      let size = (try? file.plainFileStatus(.read)).map({ Int($0.st_size) }), size > 0
    else { return }
    let most = 16 << 10
    for offset in [0, max(0, size - most)] {
      for line in ((try? file.bytes(at: offset, count: min(size, most))) ?? []).split(
        separator: 0x0A)
      where Self.mark(of: line) == true { areNeeded = true }
    }
  }

  /// Whether a line counts, as far as its checksum tells.
  mutating func isSound(_ line: some RandomAccessCollection<UInt8>) -> Bool {
    guard isLive, !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { return true }
    switch Self.mark(of: line) {
    case true?: areNeeded = true
    case false?: return false
    case nil: return !areNeeded
    }
    return true
  }

  /// Whether all lines count. They end with newlines, but perhaps for the last.
  mutating func areSound(_ lines: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isLive else { return true }
    return lines.split(separator: 0x0A).allSatisfy { isSound($0) }
  }

  /// A line, without its end, with its checksum.
  static func signed(_ line: [UInt8]) -> [UInt8] {
    let content = line.dropLast()
    return content + beginning + checksum(of: content).hexadecimal.utf8 + ending
  }

  /// Nil if the line has no checksum.
  private static func mark(of line: some RandomAccessCollection<UInt8>) -> Bool? {
    let length = beginning.count + 8 + ending.count
    guard line.count > length else { return nil }
    let tail = line.suffix(length)
    guard tail.starts(with: beginning), tail.suffix(ending.count).elementsEqual(ending) else {
      return nil
    }
    let digits = tail.dropFirst(beginning.count).prefix(8)
    return CRC32(hexadecimal: String(decoding: digits, as: UTF8.self))?.value
      == checksum(of: line.dropLast(length)).value
  }

  private static func checksum(of content: some Collection<UInt8>) -> CRC32 {
    var crc = CRC32()
    if content.withContiguousStorageIfAvailable({ crc.update($0) }) == nil {
      crc.update(Array(content))
    }
    return crc
  }

  private static let beginning = Array(#","crc":""#.utf8)
  private static let ending = Array(#""}"#.utf8)
}
