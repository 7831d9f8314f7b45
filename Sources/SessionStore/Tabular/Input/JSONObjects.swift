import JSON
import Packed

/// The objects of a JSON document, one after the other: the elements of an array, or objects in a row, as in JSON
/// lines. Only one is in memory.
final class JSONObjects {
  /// What the document begins with.
  private enum Form { case unknown, array, sequence }

  private let decoder: TextDecoder
  private var form = Form.unknown
  private var buffer: [UInt8] = []
  private var at = 0
  private var line = 1
  private var sourceEnded = false
  private var isOver = false
  private var count = 0
  /// Whether every object began on a line of its own.
  private(set) var areLines = true
  /// Whether the objects are the elements of a list.
  var isList: Bool { form == .array }
  private var lastLine = 0

  static let longest = 64 << 20

  init(_ source: any ByteStream) throws {
    decoder = try TextDecoder(source, sampleSize: 64 << 10)
  }

  /// The next object, the line where it begins, and its number from 1; nil at the end.
  func next() throws -> (bytes: [UInt8], line: Int, number: Int)? {
    if isOver { return nil }
    guard var byte = try skipBlanks() else { return try end() }
    if form == .unknown {
      form = byte == UInt8(ascii: "[") ? .array : .sequence
      if form == .array {
        at += 1
        guard let next = try skipBlanks() else { throw error("the list never ends") }
        byte = next
        if byte == UInt8(ascii: "]") { return try end() }
      }
    } else if form == .array {
      if byte == UInt8(ascii: "]") { return try end() }
      guard byte == UInt8(ascii: ",") else { throw error("a comma or ] is missing before this") }
      at += 1
      guard let next = try skipBlanks() else { throw error("the list never ends") }
      byte = next
    }
    guard byte == UInt8(ascii: "{") else {
      throw TabularError.notRows("on line \(line) stands no object but \(Self.name(byte))")
    }
    count += 1
    let start = line
    if start == lastLine { areLines = false }
    let bytes = try object()
    lastLine = line
    if line != start { areLines = false }
    return (bytes, start, count)
  }

  private func end() throws -> (bytes: [UInt8], line: Int, number: Int)? {
    if form == .array {
      guard at < buffer.count, buffer[at] == UInt8(ascii: "]") else {
        throw error("the list never ends")
      }
      at += 1
      if try skipBlanks() != nil { throw error("there is something after the end of the list") }
    }
    isOver = true
    return nil
  }

  /// The bytes up to the brace that closes the one here. Whether they are JSON is for the reader to say.
  private func object() throws -> [UInt8] {
    var depth = 0
    var isInText = false
    var place = at
    while true {
      if place >= buffer.count {
        guard buffer.count - at <= Self.longest else {
          throw TabularError.notRows(
            "the object on line \(line) is longer than \(Self.longest >> 20) MiB")
        }
        let length = place - at
        guard try fill() else { throw error("this object never ends") }
        place = at + length
      }
      let byte = buffer[place]
      place += 1
      if isInText {
        if byte == UInt8(ascii: "\\") {
          place += 1
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          let bytes = Array(buffer[at..<place])
          line += bytes.count { $0 == 0x0A }
          at = place
          return bytes
        }
      default: break
      }
    }
  }

  private func skipBlanks() throws -> UInt8? {
    while true {
      while at < buffer.count {
        let byte = buffer[at]
        guard byte == 32 || byte >= 9 && byte <= 13 else { return byte }
        if byte == 0x0A { line += 1 }
        at += 1
      }
      if try !fill() { return nil }
    }
  }

  private func fill() throws -> Bool {
    if sourceEnded { return false }
    buffer.removeFirst(at)
    at = 0
    let piece = 256 << 10
    let start = buffer.count
    buffer += [UInt8](repeating: 0, count: piece)
    let got = try buffer.withUnsafeMutableBytes {
      try decoder.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
    }
    buffer.removeLast(piece - got)
    if got == 0 { sourceEnded = true }
    return got > 0
  }

  private func error(_ message: String) -> JSONError {
    JSONError(line: line, column: 1, message: message)
  }

  private static func name(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "["): "a list"
    case UInt8(ascii: "\""): "a text"
    default: "“\(Character(Unicode.Scalar(byte)))”"
    }
  }
}
