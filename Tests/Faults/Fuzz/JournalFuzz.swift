import JSON
import Marketing

@testable import SessionStore

private let folder = SessionInFolder()

/// The bits of the first byte say whether checksums are made right, records are counted anew, the journal is one of
/// format 1, and whether the session is repaired. The rest is the journal.
@Sendable func fuzzJournal(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  var bytes = Array(bytes.dropFirst())
  if first & 1 == 0 { bytes = SealedJournal.sealed(bytes, counted: first & 2 == 0) }
  _ = Journal.read(bytes)
  folder.scratch.clear()
  let isFormer = first & 4 != 0
  for (name, contents) in isFormer ? Seeds.formerSession : Seeds.session {
    folder.scratch.write(contents, to: name)
  }
  folder.scratch.write(bytes, to: isFormer ? "journal.jsonl" : ".state/journal-1.jsonl")
  folder.use()
  if first & 8 != 0 { folder.repair() }
}

enum SealedJournal {
  /// A journal in which what can be read as a record has the right checksum.
  ///
  /// - Parameter counted: the records also get the numbers from 1 on.
  static func sealed(_ bytes: [UInt8], counted: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    var number: Int64 = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if var record = record(Array(line)) {
        number += 1
        if counted { record.sequence = number }
        result += Journal.line(for: record)
      } else {
        result += line + [0x0A]
      }
    }
    // The last line's end is the one that the split added.
    result.removeLast()
    return result
  }

  private static func record(_ line: [UInt8]) -> Journal.Record? {
    var sequence: Int64 = 1
    var kind = Journal.Kind.change
    var payload: [UInt8]?
    do throws(JSONError) {
      try JSONReader.read(line, maximumDepth: Journal.maximumDepth) { reader throws(JSONError) in
        try reader.beginObject()
        while let key = try reader.nextKey() {
          switch key {
          case "seq": sequence = try reader.readInt64()
          case "crc": try reader.skipValue()
          default:
            if let named = Journal.Kind(rawValue: key.string) { kind = named }
            payload = try reader.rawValue()
          }
        }
      }
    } catch {
      return nil
    }
    return payload.map { Journal.Record(sequence: sequence, kind: kind, payload: $0) }
  }
}
