import Testing

@testable import Tabular

@Suite("Files that hold no table")
struct OtherContentTests {
  private func encoding(_ bytes: [UInt8]) throws -> TextEncoding {
    try bytes.withUnsafeBufferPointer { try TextDecoder.detect($0, complete: true) }.0
  }

  @Test("What they are is said, by what they begin with")
  func named() {
    let files: [([UInt8], String)] = [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a picture (PNG)"),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "a picture (JPEG)"),
      (Array("RIFF0000WEBPVP8 ".utf8), "a picture (WebP)"),
      (Array("%PDF-1.7\n".utf8), "a PDF"), (Array("Rar!\u{1A}\u{7}".utf8), "a RAR archive"),
      (Array("SQLite format 3\u{0}".utf8), "a database (SQLite)"),
    ]
    for (bytes, what) in files {
      #expect(throws: TabularError.notText(what: what)) { try encoding(bytes) }
    }
  }

  @Test("Bytes drawn at random are no text, and old encodings are")
  func random() throws {
    var state: UInt64 = 88_172_645_463_325_252
    for length in [64, 200, 4096] {
      let bytes = (0..<length).map { _ -> UInt8 in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state >> 24)
      }
      #expect(throws: TabularError.notText(what: "a binary file")) { try encoding(bytes) }
    }
    // “Größe” in Windows-1252.
    #expect(try encoding([71, 114, 0xF6, 0xDF, 101, 10, 49, 10]) == .windows1252)
  }
}
