import Testing

@testable import JSON

struct JSONReaderTests {
  /// A codec as the store's are written.
  struct Account: Equatable {
    var id = ""
    var followers: Int64 = 0
    var fee = ""
    var isActive = false
    var city: String?
    var tags: [String] = []
    var unknown: [String: [UInt8]] = [:]

    init(from reader: inout JSONReader) throws(JSONError) {
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "id": id = try reader.readString()
        case "followers": followers = try reader.readInt64()
        case "fee": fee = try reader.readNumberText()
        case "active": isActive = try reader.readBool()
        case "city": city = try reader.readNull() ? nil : reader.readString()
        case "tags": tags = try reader.readArray { r throws(JSONError) in try r.readString() }
        default: unknown[key.string] = try reader.rawValue()
        }
      }
    }

    static func read(_ text: String) throws(JSONError) -> Account {
      try JSONReader.read(Array(text.utf8)) { r throws(JSONError) in try Account(from: &r) }
    }
  }

  @Test func aCodecReadsItsFieldsAndKeepsTheOthers() throws {
    let account = try Account.read(
      #"""
       { "id" : "amy\u00e9\ud83d\ude00", "followers":1200, "fee": 12.50e1, "active":true,
         "city": null, "tags": ["beauty", "Å", ""], "x": {"a": [1, 2 ,{}]}, "\u0079": -0 }
      """#)
    #expect(account.id == "amyé😀")
    #expect(account.followers == 1200)
    #expect(account.fee == "12.50e1")
    #expect(account.isActive)
    #expect(account.city == nil)
    #expect(account.tags == ["beauty", "Å", ""])
    #expect(account.unknown["x"] == Array(#"{"a": [1, 2 ,{}]}"#.utf8))
    #expect(account.unknown["y"] == Array("-0".utf8))
  }

  @Test(arguments: [
    ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("0", 0), ("-0", 0),
    ("999999999999999999", 999_999_999_999_999_999),
    ("1000000000000000000", 1_000_000_000_000_000_000),
  ])
  func wholeNumbers(text: String, value: Int64) throws {
    #expect(try integer(text) == value)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "1.0", "1e3", "01", "-01", "-", "+1", "1a",
    "1_000",
    "99999999999999999999999999999", "0x10", "１", "\"1\"", "1 2", "", "NaN",
  ])
  func notWholeNumbers(text: String) {
    #expect(throws: JSONError.self) { try integer(text) }
  }

  private func integer(_ text: String) throws(JSONError) -> Int64 {
    try JSONReader.read(Array(text.utf8)) { r throws(JSONError) in try r.readInt64() }
  }

  @Test func fractions() throws {
    #expect(try double("-12.5e-1") == -1.25)
    #expect(throws: JSONError.self) { try double("1e999") }
  }

  private func double(_ text: String) throws(JSONError) -> Double {
    try JSONReader.read(Array(text.utf8)) { r throws(JSONError) in try r.readDouble() }
  }

  @Test func everyPrefixOfADocumentIsRefused() throws {
    let text = Array(
      #"{"id": "é\ud83d\ude00", "tags": ["x"], "k": [true, null, {"a": 1.5e3}]}"#.utf8)
    _ = try JSONSample.read(text)
    for count in 0..<text.count {
      #expect(throws: JSONError.self) { try JSONSample.read(Array(text.prefix(count))) }
    }
  }

  @Test func nestingHasALimit() throws {
    let fine = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    _ = try JSONSample.read(fine)
    #expect(
      throws: JSONError(
        line: 1, column: 129, message: "more than 128 groups and lists inside each other")
    ) { try JSONSample.read("[" + fine + "]") }
    #expect(throws: JSONError.self) {
      try JSONSample.read(String(repeating: #"{"a":"#, count: 200_000))
    }
  }

  @Test func repeatedKeysAreFoundHoweverTheyAreWritten() throws {
    #expect(throws: JSONError.self) { try JSONSample.read(#"{"a": 1, "\u0061": 2}"#) }
    #expect(throws: JSONError.self) {
      try JSONSample.read(#"{"\u0061bcdefghij": 1, "abcdefghij": 2}"#)
    }
    #expect(throws: JSONError.self) { try JSONSample.read(#"{"": 1, "": 2}"#) }
    _ = try JSONSample.read(#"{"a": {"a": {"a": 1}, "b": 2}, "b": [{"a": 1}, {"a": 2}]}"#)
    for count in [1, 2, 63, 64, 65, 66, 1000] {
      let members = (0..<count).map { "\"key \($0)\": {\"key 0\": 0}" }.joined(separator: ",")
      _ = try JSONSample.read("{\(members)}")
      _ = try JSONSample.read("[{\(members)}, {\(members)}]")
      for again in Set([0, count / 2, count - 1]) {
        #expect(throws: JSONError.self) { try JSONSample.read("{\(members), \"key \(again)\": 1}") }
      }
    }
  }

  @Test func linesAreReadOneByOne() throws {
    let text = Array("{\"a\":1}\n\n  \r\n{\"a\":2}\r\n{\"\\u0061\":3}".utf8)
    var found: [(Int64, Range<Int>)] = []
    func body(_ reader: inout JSONReader, _ range: Range<Int>) throws(JSONError) {
      try reader.beginObject()
      while try reader.nextKey() != nil { found.append((try reader.readInt64(), range)) }
    }
    try text.withUnsafeBufferPointer { buffer throws(JSONError) in
      try JSONReader.readLines(buffer, body)
    }
    #expect(found.map(\.0) == [1, 2, 3])
    #expect(found.map(\.1) == [0..<7, 13..<21, 22..<34])
    let broken = Array("{\"a\":1}\n{\"a\":\n1}\n".utf8)
    #expect(
      throws: JSONError(line: 8, column: 6, message: "it ends too early, as if it had been cut off")
    ) {
      try broken.withUnsafeBufferPointer { buffer throws(JSONError) in
        try JSONReader.readLines(buffer, firstLine: 7, body)
      }
    }
  }
}
