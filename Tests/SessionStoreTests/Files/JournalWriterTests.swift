import LibC
import Testing

@testable import SessionStore

struct JournalWriterTests {
  let scratch = Scratch()
  var path: String { scratch.file("journal.jsonl") }

  private func payload(_ number: Int) -> [UInt8] { Array("{\"number\": \(number)}".utf8) }

  private func contents() throws -> Journal.Contents {
    Journal.read((try? FileContents.read(path)) ?? [])
  }

  @Test func numbersGoOn() throws {
    do {
      var writer = try JournalWriter(path, after: Journal.Contents(), firstSequence: 41)
      #expect(try writer.append([(.begin, payload(0)), (.edit, payload(1))]) == 41..<43)
      #expect(try writer.append([]) == 43..<43)
      try writer.sync()
    }
    var writer = try JournalWriter(path, after: try contents())
    #expect(try writer.append([(.commit, payload(2))]) == 43..<44)
    #expect(writer.nextSequence == 44)
    let read = try contents()
    #expect(read.tail == .clean)
    #expect(read.records.map(\.sequence) == [41, 42, 43])
    #expect(read.records.map(\.kind) == [.begin, .edit, .commit])
    #expect(read.records.map(\.payload) == (0..<3).map(payload))
  }

  @Test func aTornTailIsSetAside() throws {
    let line = Journal.line(for: Journal.Record(sequence: 1, kind: .edit, payload: payload(1)))
    scratch.put(String(decoding: line, as: UTF8.self) + "{\"seq\": 2, \"cr", in: "journal.jsonl")
    var writer = try JournalWriter(path, after: try contents())
    try writer.append([(.edit, payload(2))])
    #expect(try contents().records.map(\.payload) == [payload(1), payload(2)])
    #expect(try contents().tail == .clean)
    #expect(scratch.text("journal.jsonl.torn") == "{\"seq\": 2, \"cr\n")
  }

  @Test func damageIsNotWrittenOn() throws {
    scratch.put("x\ny\n", in: "journal.jsonl")
    var reason: FileError.Reason?
    do { _ = try JournalWriter(path, after: try contents()) } catch let error as FileError {
      reason = error.reason
    }
    #expect(reason == .damaged)
    #expect(scratch.text("journal.jsonl") == "x\ny\n")
  }

  @Test func aJournalThatGrewMeanwhileIsNotCut() throws {
    scratch.put("tor", in: "journal.jsonl")
    let read = try contents()
    scratch.put("torn no more", in: "journal.jsonl")
    var reason: FileError.Reason?
    do { _ = try JournalWriter(path, after: read) } catch { reason = error.reason }
    #expect(reason == .changedMeanwhile)
    #expect(scratch.text("journal.jsonl") == "torn no more")
  }

  /// Writes three groups; returns the numbers that were confirmed.
  private func work(_ calls: FileCalls) -> Int64 {
    var confirmed: Int64 = 0
    do {
      let read = Journal.read((try? FileContents.read(path)) ?? [])
      var writer = try JournalWriter(path, after: read, calls: calls)
      for group in 0..<3 {
        let range = try writer.append((0..<3).map { (.edit, payload(group * 3 + $0)) })
        try writer.sync()
        confirmed = range.upperBound - 1
      }
    } catch {}
    return confirmed
  }

  @Test(arguments: [FaultyDisk.Fault.kills, .fails(ENOSPC), .fails(EIO)])
  func nothingConfirmedIsLostWhereverItBreaks(fault: FaultyDisk.Fault) throws {
    for torn in [false, true] {
      for place in 0... {
        unlink(path)
        if torn { scratch.put("{\"seq\": 1, \"crc", in: "journal.jsonl") }
        let disk = FaultyDisk(fault, at: place)
        let confirmed = work(disk.calls)
        guard disk.hasBroken else { break }
        let left = try contents()
        if case .damaged(let damage) = left.tail {
          Issue.record("damage at call \(place): \(damage)")
        }
        #expect(Int64(left.records.count) >= confirmed, "at call \(place)")
        #expect(left.records.map(\.sequence) == Array(1..<Int64(left.records.count + 1)))
        // The next start continues as if nothing had happened.
        _ = work(.system)
        let after = try contents()
        #expect(after.tail == .clean)
        #expect(after.records.count == left.records.count + 9)
      }
    }
  }

  @Test func afterAFailureTheSameWriterGoesOn() throws {
    for place in 4..<20 {
      unlink(path)
      let disk = FaultyDisk(.fails(ENOSPC), at: place)
      guard var writer = try? JournalWriter(path, after: Journal.Contents(), calls: disk.calls)
      else { continue }
      var appended = 0
      for number in 0..<3 where (try? writer.append([(.edit, payload(number))])) != nil {
        appended += 1
      }
      let read = try contents()
      #expect(read.tail == .clean)
      #expect(read.records.count == appended)
      #expect(writer.nextSequence == Int64(appended + 1))
    }
  }
}
