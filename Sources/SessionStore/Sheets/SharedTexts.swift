import Packed

/// The texts that cells name by number, one after the other in one block.
final class SharedTexts: XMLHandler {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isInText = false
  /// How a text is pronounced stands beside it in Japanese workbooks, and is none of it.
  private var isInReading = false

  private static let mostBytes = 1 << 30

  var count: Int { ends.count }

  func read(_ source: any ByteStream, part: String) throws {
    let stream = XMLStream(source, part: part, self)
    while try stream.advance() {
      if bytes.count > Self.mostBytes {
        throw SheetError.tooLarge(
          "the workbook's texts are more than a gigabyte: save the sheet as CSV and import that")
      }
    }
  }

  func append(_ index: Int, to target: inout [UInt8]) -> Bool {
    guard ends.indices.contains(index) else { return false }
    target += bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    return true
  }

  override func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {
    if Self.equal(name, "t") {
      isInText = !isInReading
    } else if Self.equal(name, "rPh") {
      isInReading = true
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if Self.equal(name, "t") {
      isInText = false
    } else if Self.equal(name, "rPh") {
      isInReading = false
    } else if Self.equal(name, "si") {
      let start = ends.last ?? 0
      EscapedText.decode(&bytes, from: start)
      ends.append(bytes.count)
    }
  }

  override func text(_ text: UnsafeBufferPointer<UInt8>) {
    if isInText { bytes += text }
  }
}

/// `_x000D_` in a workbook's texts is the character of that number; XML can't hold all of them.
enum EscapedText {
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    var read = start
    guard let first = bytes[start...].firstIndex(of: 0x5F), first + 6 < bytes.count else { return }
    read = first
    var write = first
    while read < bytes.count {
      if bytes[read] == 0x5F, let unit = unit(bytes, at: read) {
        var scalar = UInt32(unit)
        read += 7
        if unit >> 10 == 0x36, read < bytes.count, let low = self.unit(bytes, at: read),
          low >> 10 == 0x37
        {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (UInt32(low) - 0xDC00)
          read += 7
        }
        for byte in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 {
          bytes[write] = byte
          write += 1
        }
      } else {
        bytes[write] = bytes[read]
        read += 1
        write += 1
      }
    }
    bytes.removeLast(bytes.count - write)
  }

  /// The number of an escape at this place.
  private static func unit(_ bytes: [UInt8], at place: Int) -> UInt16? {
    guard place + 6 < bytes.count, bytes[place + 1] == 0x78, bytes[place + 6] == 0x5F else {
      return nil
    }
    var value: UInt16 = 0
    for index in place + 2..<place + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  /// The other way: what XML can't hold, and what would be taken for an escape.
  static func encode(_ text: String) -> String {
    let needsWork = text.unicodeScalars.contains { scalar in
      scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0xFFFE
        || scalar.value == 0xFFFF || scalar == "_"
    }
    guard needsWork else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isEscape =
        scalar == "_" && index + 6 < scalars.count && scalars[index + 1] == "x"
        && scalars[index + 6] == "_"
        && scalars[index + 2..<index + 6].allSatisfy { Character($0).hexDigitValue != nil }
      if isEscape || scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
      {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result.append(
          contentsOf: "_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_"
            .unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
