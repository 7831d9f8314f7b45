import JSON

/// The log of a session's changes and saves, one record per line:
///
///     {"seq": 12, "crc": "9a3f01c2", "change": {…}}
///
/// The third member is named after the record's kind. Sequence numbers increase by one. The checksum covers number,
/// kind and the payload's bytes as written in the line.
enum Journal {
  enum Kind: String, Sendable {
    /// The start of a journal: whose it is and what it continues.
    case begin
    /// A change of the session, whole.
    case change
    /// The files hold everything up to here.
    case save
    /// The changes since the last save were given up.
    case discard
    /// Format 1: a change of the session, and the end of a save.
    case edit, commit
  }

  struct Record: Equatable, Sendable {
    var sequence: Int64
    var kind: Kind
    /// The payload's JSON, byte for byte.
    var payload: [UInt8]
  }

  /// A line that can't be right but is followed by others, or that is only in the wrong place. A crash doesn't do that;
  /// somebody has to look at it.
  struct Damage: Equatable, Sendable {
    var line: Int
    var reason: String
    /// How many whole records come after it.
    var goodRecordsAfter: Int
  }

  enum Tail: Equatable, Sendable {
    case clean
    /// The last line is incomplete, as after a crash. Nobody was ever told that it was written.
    case torn([UInt8])
    case damaged(Damage)
  }

  struct Contents: Equatable, Sendable {
    /// All records before the tail.
    var records: [Record] = []
    var tail: Tail = .clean
    /// How many bytes the records take up.
    var validLength = 0
  }

  /// A higher number is damage; nobody makes so many changes.
  static let maximumSequence: Int64 = 1_000_000_000_000_000

  /// Deeper than a session file, because a record wraps something that may be as deep as one.
  static let maximumDepth = JSONReader.defaultMaximumDepth + 16

  static func checksum(
    sequence: Int64, kind: Kind, payload: UnsafeBufferPointer<UInt8>
  ) -> String {
    var crc = CRC32()
    crc.update("\(sequence) \(kind.rawValue) ")
    crc.update(payload)
    return crc.hexadecimal
  }

  /// A record as a line, including the newline. A payload of several lines is joined into one.
  static func line(for record: Record) -> [UInt8] {
    var payload = JSONWriter()
    payload.raw(record.payload)
    let checksum = payload.bytes.withUnsafeBufferPointer {
      Self.checksum(sequence: record.sequence, kind: record.kind, payload: $0)
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("seq")
    writer.int(record.sequence)
    writer.key("crc")
    writer.string(checksum)
    writer.key(text: record.kind.rawValue)
    writer.raw(payload.bytes)
    writer.endObject()
    writer.breakLine()
    return writer.take()
  }
}
