import Testing

@testable import JSON

struct JSONWriterTests {
  @Test func oneLineWithASpaceAfterColonsAndCommas() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("id")
    writer.string("amy")
    writer.key("n")
    writer.int(-12)
    writer.key("list")
    writer.beginArray()
    writer.endArray()
    writer.key("all")
    writer.beginArray()
    writer.bool(true)
    writer.null()
    writer.number(text: "12.50")
    writer.double(0.1)
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.endObject()
    #expect(
      text(writer) == #"{"id": "amy", "n": -12, "list": [], "all": [true, null, 12.50, 0.1, {}]}"#)
  }

  @Test func oneRecordALine() {
    var writer = JSONWriter()
    writer.beginArray()
    for id in ["a", "b"] {
      writer.startLine(indent: 2)
      writer.string(id)
    }
    writer.breakLine()
    writer.endArray()
    writer.breakLine()
    #expect(text(writer) == "[\n  \"a\",\n  \"b\"\n]\n")
  }

  @Test func recordsOfJSONLinesStandAlone() {
    var writer = JSONWriter()
    for id in ["a", "b"] {
      writer.beginObject()
      writer.key("id")
      writer.string(id)
      writer.endObject()
      writer.breakLine()
    }
    #expect(text(writer) == "{\"id\": \"a\"}\n{\"id\": \"b\"}\n")
  }

  @Test func escapes() {
    var writer = JSONWriter()
    writer.string(
      "a\"\\/\n\t\r\u{8}\u{C}\u{0}\u{1B}\u{7F}\u{85}\u{9F}\u{A0}\u{2028}\u{2029}\u{202A}é😀")
    #expect(
      text(writer)
        == #""a\"\\/\n\t\r\b\f\u0000\u001b\u007f\u0085\u009f"# + "\u{A0}" + #"\u2028\u2029"#
        + "\u{202A}é😀\"")
  }

  @Test func deleteIsFoundAtAnyPlaceOfAText() {
    for length in 0..<40 {
      for place in 0..<max(length, 1) where place < length {
        var scalars = Array(repeating: "x", count: length)
        scalars[place] = "\u{7F}"
        var writer = JSONWriter()
        writer.string(scalars.joined())
        scalars[place] = "\\u007f"
        #expect(text(writer) == "\"\(scalars.joined())\"")
      }
    }
  }

  @Test(arguments: [0, 1, -1, 9, 10, 100, Int64.max, Int64.min])
  func integers(value: Int64) {
    var writer = JSONWriter()
    writer.int(value)
    #expect(text(writer) == "\(value)")
  }

  @Test func rawValuesStayOnTheirLine() throws {
    let pretty = "{\n  \"a b\": [1,\r\n\t2 , \"x  y\"]\n}"
    let raw = try JSONReader.read(Array(pretty.utf8)) { r throws(JSONError) in try r.rawValue() }
    #expect(raw == Array(pretty.utf8))
    var writer = JSONWriter()
    writer.beginArray()
    writer.int(1)
    writer.raw(raw)
    writer.endArray()
    #expect(text(writer) == #"[1, {"a b": [1,2 , "x  y"]}]"#)
    let nested = try JSONReader.read(writer.take()) { r throws(JSONError) -> JSONSample in
      try r.beginArray()
      guard try r.nextElement() else { throw r.error("no element") }
      try r.skipValue()
      guard try r.nextElement() else { throw r.error("no element") }
      defer { _ = try? r.nextElement() }
      return try JSONSample(from: &r)
    }
    #expect(try nested == JSONSample.read(pretty))
  }

  @Test func whatIsWrittenAtRandomIsReadAgain() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      let value = JSONSample.random(depth: 4, using: &generator)
      let bytes = value.written
      #expect(try JSONSample.read(bytes) == value)
      let raw = try JSONReader.read(bytes) { r throws(JSONError) in try r.rawValue() }
      #expect(raw == bytes)
      #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F })
    }
  }

  @Test func damagedBytesNeverTrap() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      var bytes = JSONSample.random(depth: 4, using: &generator).written
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      let read = try? JSONSample.read(bytes)
      let raw = try? JSONReader.read(bytes) { r throws(JSONError) in try r.rawValue() }
      #expect((read == nil) == (raw == nil))
    }
  }

  private func text(_ writer: JSONWriter) -> String {
    String(decoding: writer.bytes, as: UTF8.self)
  }
}
