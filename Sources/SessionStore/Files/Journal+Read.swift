import JSON

extension Journal {
  /// Reads a journal and distinguishes a crash from damage.
  ///
  /// Only one line can be torn, and is then set aside: the last, if it has no newline or fails its checksum. Anything
  /// else that is wrong is damage. `firstSequence` is the number that the first record must have, if the caller knows
  /// it.
  static func read(_ bytes: [UInt8], firstSequence: Int64? = nil) -> Contents {
    bytes.withUnsafeBufferPointer { read($0, firstSequence: firstSequence) }
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, firstSequence: Int64?
  ) -> Contents {
    var contents = Contents()
    var expected = firstSequence
    var line = 0
    while contents.validLength < bytes.count {
      line += 1
      let start = contents.validLength
      let newline = bytes[start...].firstIndex(of: 0x0A)
      let end = newline ?? bytes.count
      let isLast = end + 1 >= bytes.count
      func damage(_ reason: String) -> Tail {
        let rest = isLast ? bytes[bytes.endIndex...] : bytes[(end + 1)...]
        return .damaged(
          Damage(line: line, reason: reason, goodRecordsAfter: countGoodLines(rest)))
      }
      switch record(UnsafeBufferPointer(rebasing: bytes[start..<end]), line: line) {
      case _ where newline == nil:
        contents.tail = .torn([UInt8](bytes[start...]))
        return contents
      // With its end there, only blocks that never reached the disk make it a crash; anything else was written whole.
      case .failure where isLast && bytes[start..<end].contains(0):
        contents.tail = .torn([UInt8](bytes[start...]))
        return contents
      case .failure(let error):
        contents.tail = damage(error.message)
        return contents
      case .success(let record):
        if let expected, record.sequence != expected {
          contents.tail = damage("record \(expected) is missing, found \(record.sequence)")
          return contents
        }
        expected = record.sequence + 1
        contents.records.append(record)
        contents.validLength = end + 1
      }
    }
    return contents
  }

  private static func countGoodLines(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    bytes.split(separator: 0x0A).count { part in
      if case .success = record(UnsafeBufferPointer(rebasing: part), line: 1) {
        true
      } else {
        false
      }
    }
  }

  /// Reads one line and verifies its checksum.
  private static func record(
    _ line: UnsafeBufferPointer<UInt8>, line number: Int
  ) -> Result<Record, JSONError> {
    Result { () throws(JSONError) in
      try JSONReader.read(line, firstLine: number, maximumDepth: maximumDepth) {
        reader throws(JSONError) in try record(from: &reader)
      }
    }
  }

  private static func record(from reader: inout JSONReader) throws(JSONError) -> Record {
    var sequence: Int64?
    var checksum: String?
    var kind: Kind?
    var payload: UnsafeBufferPointer<UInt8>?
    let start = reader.mark()
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "seq": sequence = try reader.readInt64()
      case "crc": checksum = try reader.readString()
      default:
        guard kind == nil, let named = Kind(rawValue: key.string) else {
          throw reader.error("this is not a journal of this version")
        }
        kind = named
        payload = try reader.rawSlice()
      }
    }
    guard let sequence, let checksum, let kind, let payload else {
      throw reader.error(at: start, "this record is incomplete")
    }
    guard (1...maximumSequence).contains(sequence) else {
      throw reader.error(at: start, "\(sequence) isn't a valid record number")
    }
    guard checksum == Self.checksum(sequence: sequence, kind: kind, payload: payload) else {
      throw reader.error(at: start, "the record does not match its checksum")
    }
    return Record(sequence: sequence, kind: kind, payload: [UInt8](payload))
  }
}
