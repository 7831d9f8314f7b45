import Testing

@testable import JSON

/// Where errors point, and what they say to somebody who runs campaigns.
struct JSONErrorTests {
  typealias Account = JSONReaderTests.Account

  @Test(arguments: [
    (
      "{\n  \"id\": \"é😀\", \"followers\": \"many\"}", 2, 28,
      "expected a whole number for \"followers\", found text"
    ),
    ("{\"followers\": 1.5}", 1, 15, "expected a whole number for \"followers\""),
    ("{\"followers\": 12x}", 1, 15, "this is not written as a number for \"followers\""),
    ("{\"followers\": 0012}", 1, 15, "a number cannot start with a needless 0"),
    ("{\"followers\": 99999999999999999999}", 1, 15, "the number for \"followers\" is too large"),
    ("{\"fee\": abc}", 1, 9, "this is not a value for \"fee\"; text needs double quotes"),
    ("{\"tags\": [\"a\", 3]}", 1, 16, "expected text in \"tags\", found a number"),
    (
      "{\"tags\": [\"a\" \"b\"]}", 1, 15,
      "expected a comma or a closing bracket after the element of the list"
    ),
    ("{\"tags\": [\"a\",\n]}", 1, 14, "there is an extra comma before the closing bracket"),
    ("{\"id\": \"a\",\n}", 1, 11, "there is an extra comma before the closing bracket"),
    (
      "{\"id\": \"a\"\n \"fee\": 1}", 2, 2,
      "expected a comma or a closing bracket after the value of \"id\""
    ),
    (
      "{\"id\": \"a\", \"id\": \"b\"}", 1, 13,
      "\"id\" appears twice in the same group; keep one of the two"
    ),
    ("{\"id\" \"a\"}", 1, 7, "expected a colon after \"id\""),
    ("{\"id\": }", 1, 8, "a value is missing for \"id\""),
    ("{id: 1}", 1, 2, "expected a name in double quotes"),
    ("{\"id\": \"a", 1, 8, "the text of \"id\" has no closing quote"),
    ("{\"id\": \"a\n\"}", 1, 8, "the text of \"id\" has no closing quote on its line"),
    ("{\"id\": \"a\tb\"}", 1, 10, "a tab or control character in a text must be escaped"),
    (
      "{\"id\": \"C:\\x\"}", 1, 11,
      "a backslash can't come before this; write \\\\ for a backslash"
    ),
    ("{\"id\": \"\\ud800\"}", 1, 9, "this \\u escape is half of a character"),
    ("{\"active\": 1}", 1, 12, "expected true or false for \"active\", found a number"),
    ("{\"id\": null}", 1, 8, "expected text for \"id\", found null"),
    ("{\"id\": \"a\"} x", 1, 13, "there is something after the end of the value"),
    ("{\"id\": \"a\"", 1, 11, "it ends too early, as if it had been cut off"),
    ("", 1, 1, "there is nothing here"),
    ("[]", 1, 1, "expected a group { … }, found a list [ … ]"),
    ("\u{FEFF}{}", 1, 1, "the file starts with a byte-order mark; save it as UTF-8 without one"),
    ("{\"\u{1B}[2J\": 1}", 1, 3, "a tab or control character in a text must be escaped"),
    (
      "{\"\\u001b[2J\": 1 2}", 1, 17,
      "expected a comma or a closing bracket after the value of \"\u{FFFD}[2J\""
    ),
  ])
  func errorsPointAndExplain(text: String, line: Int, column: Int, message: String) {
    #expect(throws: JSONError(line: line, column: column, message: message)) {
      try Account.read(text)
    }
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3],
    ] as [[UInt8]])
  func invalidUTF8IsRefused(bytes: [UInt8]) {
    let document = Array("[\"abcdefgh\", \"é".utf8) + bytes + Array("\"]".utf8)
    #expect(
      throws: JSONError(
        line: 1, column: 16, message: "this is not UTF-8; save the file with the encoding UTF-8")
    ) { try JSONSample.read(document) }
  }

  @Test func utf16IsNamed() {
    for bytes in [[0xFF, 0xFE, 0x7B, 0x00], [0x00, 0x7B], [0x7B, 0x00]] as [[UInt8]] {
      #expect(
        throws: JSONError(
          line: 1, column: 1,
          message: "the file is UTF-16 or not text at all; save it with the encoding UTF-8")
      ) { try JSONSample.read(bytes) }
    }
  }

  @Test func codecsPointAtWhatTheyMarked() {
    #expect(throws: JSONError(line: 2, column: 3, message: "no such place")) {
      try JSONReader.read(Array("\n  \"x\"".utf8)) { reader throws(JSONError) in
        let place = reader.mark()
        _ = try reader.readString()
        throw reader.error(at: place, "no such place")
      }
    }
  }
}
