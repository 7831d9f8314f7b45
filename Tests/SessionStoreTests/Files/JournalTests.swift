import LibC
import Testing

@testable import SessionStore

struct JournalTests {
  typealias Record = Journal.Record

  let records = [
    Record(sequence: 5, kind: .begin, payload: Array("null".utf8)),
    Record(sequence: 6, kind: .edit, payload: Array(#"{"set": "é", "to": [1, 2]}"#.utf8)),
    Record(sequence: 7, kind: .edit, payload: Array(#"{"set": "name", "to": "x\ny"}"#.utf8)),
    Record(sequence: 8, kind: .commit, payload: Array("{}".utf8)),
  ]
  var bytes: [UInt8] { records.flatMap { Journal.line(for: $0) } }

  @Test func linesAreReadable() {
    let payload = Array("{\n  \"a\":1\n}".utf8)
    let line = Journal.line(for: Record(sequence: 1, kind: .edit, payload: payload))
    #expect(
      String(decoding: line, as: UTF8.self) == #"{"seq": 1, "crc": "b65cc5b6", "edit": {"a":1}}"#
        + "\n")
    #expect(Journal.read(line).records.first?.payload == Array(#"{"a":1}"#.utf8))
  }

  @Test func whatIsWrittenIsRead() {
    let contents = Journal.read(bytes)
    #expect(contents == Journal.Contents(records: records, tail: .clean, validLength: bytes.count))
    #expect(Journal.read([]) == Journal.Contents())
    #expect(Journal.read(bytes, firstSequence: 5).tail == .clean)
  }

  @Test func aCutAtAnyByteOfTheLastLineIsTorn() {
    let whole = bytes.count - Journal.line(for: records[3]).count
    for length in whole..<bytes.count {
      let cut = Array(bytes[..<length])
      let contents = Journal.read(cut)
      #expect(contents.records == Array(records[..<3]))
      #expect(contents.validLength == whole)
      #expect(contents.tail == (length == whole ? .clean : .torn(Array(cut[whole...]))))
    }
  }

  /// A line with its end was written whole, so a broken byte in it is damage; only one without its end is torn.
  @Test func aBrokenByteIsDamageUnlessItTakesTheEnd() {
    let whole = bytes.count - Journal.line(for: records[3]).count
    for place in 0..<bytes.count {
      for bit in 0..<8 {
        var broken = bytes
        broken[place] ^= 1 << UInt8(bit)
        let contents = Journal.read(broken)
        let line = bytes[..<place].count { $0 == 0x0A }
        switch contents.tail {
        case .clean:
          // A space that became another white space harms nothing; a digit of `seq` would.
          #expect(contents.records == records)
        case .torn(let bytes):
          #expect(
            place == broken.count - 1 || broken[place] == 0x0A || bytes.contains(0), "byte \(place)"
          )
          #expect(line == 3 || place == whole - 1, "byte \(place)")
          #expect(broken.suffix(bytes.count) == bytes[...])
        case .damaged(let damage):
          #expect(damage.line == line + 1 || broken[place] == 0x0A)
          #expect(contents.records == Array(records[..<(damage.line - 1)]))
        }
        #expect(contents.records == Array(records.prefix(contents.records.count)))
      }
    }
  }

  /// As after a power cut: the end of the line reached the disk, a block before it didn't.
  @Test func aLineWithABlockOfZerosIsTorn() {
    let whole = bytes.count - Journal.line(for: records[3]).count
    var broken = bytes
    for place in (whole + 5)..<(whole + 12) { broken[place] = 0 }
    let contents = Journal.read(broken)
    #expect(contents.records == Array(records[..<3]))
    #expect(contents.tail == .torn(Array(broken[whole...])))
  }

  @Test func gapsAreDamageEvenAtTheEnd() {
    for missing in 1..<3 {
      var rest = records
      rest.remove(at: missing)
      #expect(
        Journal.read(rest.flatMap { Journal.line(for: $0) }).tail
          == .damaged(
            Journal.Damage(
              line: missing + 1, reason: "record \(missing + 5) is missing, found \(missing + 6)",
              goodRecordsAfter: 2 - missing)))
    }
    guard case .damaged = Journal.read(bytes, firstSequence: 4).tail else {
      Issue.record("a journal that starts too late was accepted")
      return
    }
    guard case .damaged = Journal.read(bytes + Journal.line(for: records[3])).tail else {
      Issue.record("a record that stands twice was accepted")
      return
    }
  }

  @Test func twoBadLinesAtTheEndAreNoCrash() {
    guard case .damaged(let damage) = Journal.read(bytes + Array("x\ny\n".utf8)).tail else {
      Issue.record("accepted")
      return
    }
    #expect(damage.line == 5 && damage.goodRecordsAfter == 0)
  }

  @Test func randomBytesNeverTrap() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...9, using: &generator) {
        broken[Int.random(in: 0..<broken.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      let contents = Journal.read(broken)
      #expect(contents.records == Array(records.prefix(contents.records.count)))
    }
  }
}
