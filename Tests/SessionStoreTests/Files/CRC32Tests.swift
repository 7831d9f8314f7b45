import Testing

@testable import SessionStore

struct CRC32Tests {
  @Test func knownValues() {
    #expect(checksum("123456789") == "cbf43926")
    #expect(checksum("") == "00000000")
    #expect(checksum("The quick brown fox jumps over the lazy dog") == "414fa339")
  }

  @Test func inPartsAsAtOnce() {
    let text = Array((0..<100).map { UInt8($0 * 37 & 0xFF) })
    var whole = CRC32()
    whole.update(text)
    for cut in 0...text.count {
      var parts = CRC32()
      parts.update(Array(text[..<cut]))
      parts.update(Array(text[cut...]))
      #expect(parts.value == whole.value)
    }
  }

  private func checksum(_ text: String) -> String {
    var crc = CRC32()
    crc.update(text)
    return crc.hexadecimal
  }
}
