import Testing

/// What is JSON by RFC 8259 and what isn't, case by case, and the choices that it leaves: repeated keys, lone
/// surrogates and byte order marks are refused, and numbers of any size are read as their text.
@Suite struct JSONAcceptanceTests {
  static let accepted = [
    // Values alone, and blanks around them.
    "null", "true", "false", "0", "\"\"", "[]", "{}", " \t\r\n1 \n", "[ ]", "{ }",
    // Numbers.
    "-0", "-1", "10", "123456789012345678901234567890", "0.5", "-0.0", "1.250", "1e5", "1E5",
    "1e+05", "1e-5", "-1.5e300", "1e999", "-1e-999", "[0,1]", "[-1.0E+2]",
    // Texts.
    "\"a\"", "\" \"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\"",
    "\"\\uD83C\\uDF3F\"",
    "\"\\u0000\"", "\"\u{7F}\"", "\"é日本🌿\"", "\"\u{2028}\"", "\"\u{FFFF}\"", "\"\\uFFFE\"",
    "\"//\"",
    "\"\\\\u0041\"",
    // Arrays and objects.
    "[1,\"a\",null,true,{}]", "[[[]]]", "[1 , 2]", "{\"a\":1}", "{\"a\":{\"b\":[]}}", "{\"\":0}",
    "{\"a\":1,\"b\":2}", "{ \"a\" : 1 , \"b\" : 2 }", "{\"\\u0061\":1}", "{\"A\":1,\"a\":2}",
  ]

  static let refused = [
    // Nothing, more than one value, unknown words.
    "", " ", "1 2", "[] []", "null null", "nul", "Null", "TRUE", "undefined", "NaN", "Infinity",
    "-",
    "nullx", "a", "'a'", "(1)", "/* */ 1", "1 // one", "# 1", "\u{FEFF}1", "1\u{0}", "\u{A0}1",
    "\u{0C}1",
    // Numbers.
    "+1", "01", "-01", "1.", ".5", "-.5", "1e", "1e+", "1.e5", "0x10", "1_000", "1,5", "--1",
    "1.2.3",
    "0e", "00", "1e5.0", "٣",
    // Texts.
    "\"", "\"a", "\"a\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1F}\"", "\"\\\"", "\"\\x41\"", "\"\\a\"",
    "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\uD83C\"", "\"\\uD83Cx\"", "\"\\uD83C\\u0041\"",
    "\"\\uDF3F\"", "\"\\uDF3F\\uD83C\"", "\"a\"b\"", "\"\\ \"",
    // Arrays.
    "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1;2]", "[1:2]", "[1}", "[[]",
    "[]]", "[\"a\"",
    // Objects.
    "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\" 1}",
    "{\"a\",1}",
    "{a:1}", "{1:1}", "{null:1}", "{'a':1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\"::1}",
    "{\"a\":1]", "{[]:1}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":1}",
  ]

  /// Bytes that aren't UTF-8: a lone continuation byte, a truncated sequence, an overlong slash, a surrogate, a code
  /// point past the last.
  static let refusedBytes: [[UInt8]] = [
    [0x80], [0xC3], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xE2, 0x82], [0xFF], [0xE9],
  ]

  @Test(arguments: accepted)
  func whatIsJSONIsRead(text: String) throws {
    expect(Array(text.utf8), accepted: true, text.debugDescription)
    let value = try JSONSample.read(text)
    #expect(try JSONSample.read(value.written) == value)
  }

  @Test(arguments: refused)
  func whatIsNoneIsRefused(text: String) {
    expect(Array(text.utf8), accepted: false, text.debugDescription)
  }

  @Test(arguments: refusedBytes)
  func textsThatAreNotUTF8AreRefused(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    expect([quote] + bytes + [quote], accepted: false, "\(bytes)")
    expect(bytes, accepted: false, "\(bytes)")
  }

  /// Deep enough for any file, without exhausting the stack.
  @Test func depth() {
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    expect(Array(deep.utf8), accepted: true, "40 deep")
    expect(Array(repeating: UInt8(ascii: "["), count: 100_000), accepted: false, "100,000 deep")
  }
}
