/// Whole files of measurements together: so that a missing or altered one is noticed without asking the log for each.
struct MetricsTotal: Hashable, Sendable {
  var count = 0
  /// The length of all.
  var bytes = 0
  /// The sum, without carry, of the CRC-32 of each file's path and the eight digits of its own checksum.
  var digest: UInt32 = 0

  init() {}

  init(_ file: MetricsFile, _ stamp: FileStamp) { add(file, stamp) }

  init(_ files: some Sequence<MetricsFileStamp>) {
    for entry in files { add(entry.file, entry.stamp) }
  }

  mutating func add(_ file: MetricsFile, _ stamp: FileStamp) {
    count += 1
    bytes += stamp.size
    digest &+= Self.digest(of: file, stamp)
  }

  static func digest(of file: MetricsFile, _ stamp: FileStamp) -> UInt32 {
    var crc = CRC32()
    crc.update(file.path)
    crc.update(stamp.crc)
    return crc.value
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.count += right.count
    sum.bytes += right.bytes
    sum.digest &+= right.digest
    return sum
  }

  static func += (left: inout Self, right: Self) { left = left + right }
}
