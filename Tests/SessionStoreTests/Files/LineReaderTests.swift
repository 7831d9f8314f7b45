import LibC
import Testing

@testable import SessionStore

struct LineReaderTests {
  struct Found: Equatable {
    var text: String
    var offset: Int
    var number: Int
    var isTerminated: Bool
  }

  let scratch = Scratch()

  @Test(arguments: [1, 2, 3, 7, 64, 256 << 10])
  func linesOverTheEdgesOfChunks(chunk: Int) throws {
    let text = "first\n\n\r\n" + String(repeating: "long ", count: 40) + "\né😀\nlast"
    for suffix in ["", "\n"] {
      scratch.put(text + suffix, in: "a")
      let found = try lines(chunk: chunk)
      #expect(
        found.map(\.text)
          == text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0)
          })
      #expect(found.map(\.number) == Array(1...6))
      #expect(found.map(\.offset) == [0, 6, 7, 9, 210, 217])
      #expect(found.map(\.isTerminated) == [true, true, true, true, true, suffix == "\n"])
      #expect(try lines(chunk: chunk, from: 210, line: 5) == Array(found[4...]))
      #expect(try blocks(chunk: chunk) == text + suffix)
    }
    scratch.put("", in: "a")
    #expect(try lines(chunk: chunk) == [])
    #expect(try blocks(chunk: chunk) == "")
  }

  @Test func aLineMayBeTooLong() throws {
    scratch.put("short\n" + String(repeating: "x", count: 100), in: "a")
    var reader = try LineReader(scratch.file("a"), chunk: 8, longestLine: 64)
    #expect(try reader.nextBlock()?.firstLine == 1)
    var reason: FileError.Reason?
    do { _ = try reader.nextBlock() } catch { reason = error.reason }
    #expect(reason == .tooLarge)
  }

  @Test func memoryStaysBounded() throws {
    let line = String(repeating: "x", count: 99) + "\n"
    scratch.put(String(repeating: line, count: 50_000), in: "a")
    var reader = try LineReader(scratch.file("a"))
    var count = 0
    while let block = try reader.nextBlock() {
      #expect(block.bytes.count <= LineReader.defaultChunk)
      #expect(block.offset == count * 100)
      #expect(block.firstLine == count + 1)
      count += block.bytes.count / 100
    }
    #expect(count == 50_000)
  }

  @Test func wholeFilesHaveALimit() throws {
    scratch.put("12345", in: "a")
    #expect(try FileContents.read(scratch.file("a"), limit: 5) == Array("12345".utf8))
    #expect { try FileContents.read(scratch.file("a"), limit: 4) } throws: {
      ($0 as? FileError)?.reason == .tooLarge
    }
    #expect { try FileContents.read(scratch.path) } throws: {
      ($0 as? FileError)?.reason == .isFolder
    }
    // The kernel's files claim to be empty.
    #expect(try !FileContents.read("/proc/self/status").isEmpty)
  }

  private func lines(chunk: Int, from offset: Int = 0, line: Int = 1) throws -> [Found] {
    var reader = try LineReader(scratch.file("a"), startingAt: offset, line: line, chunk: chunk)
    var found: [Found] = []
    while let block = try reader.nextBlock() {
      var (offset, number) = (block.offset, block.firstLine)
      var parts = block.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      if block.isTerminated { parts.removeLast() }
      for part in parts {
        found.append(
          Found(
            text: String(decoding: part, as: UTF8.self), offset: offset, number: number,
            isTerminated: block.isTerminated))
        offset += part.count + 1
        number += 1
      }
    }
    return found
  }

  private func blocks(chunk: Int) throws -> String {
    var reader = try LineReader(scratch.file("a"), chunk: chunk)
    var all: [UInt8] = []
    var line = 1
    while let block = try reader.nextBlock() {
      #expect(block.offset == all.count)
      #expect(block.firstLine == line)
      #expect(block.isTerminated == (block.bytes.last == 0x0A))
      line += block.bytes.count { $0 == 0x0A }
      all += block.bytes
    }
    return String(decoding: all, as: UTF8.self)
  }
}
