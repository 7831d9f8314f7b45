@testable import JSON

/// Any JSON value, for tests: read with the reader, written with the writer, made at random.
indirect enum JSONSample: Equatable {
  case null
  case bool(Bool)
  case int(Int64)
  case decimal(String)
  case string(String)
  case array([JSONSample])
  case object([Member])

  struct Member: Equatable {
    var key: String
    var value: JSONSample
  }

  static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONSample {
    try JSONReader.read(bytes) { reader throws(JSONError) in try JSONSample(from: &reader) }
  }

  static func read(_ text: String) throws(JSONError) -> JSONSample {
    try read(Array(text.utf8))
  }

  init(from reader: inout JSONReader) throws(JSONError) {
    switch try reader.peekKind() {
    case .null:
      _ = try reader.readNull()
      self = .null
    case .bool: self = .bool(try reader.readBool())
    case .string: self = .string(try reader.readString())
    case .number:
      let text = try reader.readNumberText()
      self = Int64(text).map { .int($0) } ?? .decimal(text)
    case .array:
      self = .array(
        try reader.readArray { reader throws(JSONError) in try JSONSample(from: &reader) })
    case .object:
      var members: [Member] = []
      try reader.beginObject()
      while let key = try reader.nextKey() {
        members.append(Member(key: key.string, value: try JSONSample(from: &reader)))
      }
      self = .object(members)
    }
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .int(let value): writer.int(value)
    case .decimal(let text): writer.number(text: text)
    case .string(let text): writer.string(text)
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(text: member.key)
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  var written: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.take()
  }

  static func random(depth: Int, using generator: inout SeededGenerator) -> JSONSample {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2:
      let shift = Int.random(in: 0..<64, using: &generator)
      return .int(Int64.random(in: .min ... .max, using: &generator) >> Int64(shift))
    case 3:
      let whole = Int.random(in: -9999...9999, using: &generator)
      return .decimal("\(whole).\(Int.random(in: 0...999, using: &generator))e-7")
    case 4: return .string(randomText(using: &generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
          random(depth: depth - 1, using: &generator)
        })
    default:
      var members: [Member] = []
      for index in 0..<Int.random(in: 0...8, using: &generator) {
        let key = "\(index)" + randomText(using: &generator)
        members.append(Member(key: key, value: random(depth: depth - 1, using: &generator)))
      }
      return .object(members)
    }
  }

  /// Text of any scalars, those that need escapes more often than chance would have them.
  static func randomText(using generator: inout SeededGenerator) -> String {
    let troublesome: [Unicode.Scalar] = [
      "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9F}", "\u{A0}",
      "\u{2028}", "\u{2029}", "\u{202A}", "\u{FEFF}", "\u{FFFF}", "😀", "\u{10FFFF}", "e",
      "\u{301}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text.unicodeScalars.append(troublesome.randomElement(using: &generator)!)
      case 1:
        let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      default:
        let value = UInt8.random(in: 0x20...0x7E, using: &generator)
        text.unicodeScalars.append(Unicode.Scalar(value))
      }
    }
    return text
  }
}

/// Repeatable randomness (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
