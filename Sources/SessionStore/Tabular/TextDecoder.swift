import Packed

package enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with byte order mark"
  case utf16LittleEndian = "UTF-16 little endian"
  case utf16BigEndian = "UTF-16 big endian"
  case windows1252 = "Windows-1252"
  /// As spreadsheets in Polish and Czech write it.
  case windows1250 = "Windows-1250"
}

/// What a decoder couldn't read as it was.
package struct DecodingNotes: Sendable, Hashable {
  /// Bytes that aren't UTF-8 in a file that otherwise is; they were read as Windows-1252.
  package var strayBytes = 0
  /// The lines with such bytes: the first hundred, each once.
  package var strayLines: [Int] = []
  /// Bytes without a meaning in Windows-1252 (81, 8D, 8F, 90, 9D) and unpaired UTF-16 surrogates; each became U+FFFD.
  package var replaced = 0
}

/// Turns the bytes of a file into UTF-8, piece by piece.
///
/// The encoding is decided from the head of the file: a byte order mark; otherwise the pattern of zero bytes that
/// UTF-16 leaves; otherwise UTF-8 if the head is valid (or has at least ten times as many multi-byte characters as
/// invalid bytes); otherwise Windows-1252, or 1250 if what 1252 has for symbols stands within words. Later bytes that aren't UTF-8 are read as Windows-1252 and noted with their
/// line, so that nothing is lost and nothing goes unnoticed.
package final class TextDecoder {
  package let encoding: TextEncoding
  package private(set) var notes = DecodingNotes()

  private let source: any ByteStream
  /// Bytes as read. `rawStart..<rawEnd` is waiting to be decoded.
  private var raw: [UInt8]
  private var rawStart = 0
  private var rawEnd = 0
  private var sourceEnded = false
  /// Decoded bytes waiting to be fetched; in `raw` itself if they needed no change.
  private var staged: [UInt8] = []
  private var readyStart = 0
  private var readyEnd = 0
  private var readyInRaw = false
  /// Line ends seen so far, for the notes.
  private var lineEnds = 0
  private var lastWasReturn = false
  private var highSurrogate: UInt32 = 0

  package init(_ source: any ByteStream, sampleSize: Int = 1 << 20) throws {
    self.source = source
    var raw = [UInt8](repeating: 0, count: max(64, sampleSize))
    var count = 0
    var ended = false
    while count < raw.count && !ended {
      let got = try raw.withUnsafeMutableBytes { all in
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: all[count...]))
      }
      if got == 0 { ended = true }
      count += got
    }
    let (encoding, mark) = try raw.withUnsafeBufferPointer { all in
      try Self.detect(UnsafeBufferPointer(rebasing: all[..<count]), complete: ended)
    }
    self.raw = raw
    self.encoding = encoding
    rawStart = mark
    rawEnd = count
    sourceEnded = ended
  }

  /// The encoding of a file from its head, and the length of its byte order mark.
  static func detect(
    _ head: UnsafeBufferPointer<UInt8>, complete: Bool
  ) throws -> (TextEncoding, mark: Int) {
    let n = head.count
    func starts(_ bytes: UInt8...) -> Bool {
      n >= bytes.count && zip(bytes, head).allSatisfy { $0 == $1 }
    }
    if starts(0x50, 0x4B, 0x03, 0x04) {
      throw TabularError.notText(what: "a zip file or an Excel workbook (.xlsx)")
    }
    if starts(0xD0, 0xCF, 0x11, 0xE0) {
      throw TabularError.notText(
        what: "an old Excel workbook (.xls), or one that is protected by a password")
    }
    if starts(0x1F, 0x8B) { throw TabularError.notText(what: "a gzip file") }
    if let what = OtherContent.name(head) { throw TabularError.notText(what: what) }
    if starts(0xFF, 0xFE, 0, 0) || starts(0, 0, 0xFE, 0xFF) {
      throw TabularError.notText(what: "UTF-32 text")
    }
    if isMarkup(head) {
      throw TabularError.notText(what: "a web page or XML, whatever its name says")
    }
    if starts(0xEF, 0xBB, 0xBF) { return (.utf8WithMark, 3) }
    if starts(0xFF, 0xFE) { return (.utf16LittleEndian, 2) }
    if starts(0xFE, 0xFF) { return (.utf16BigEndian, 2) }

    var zeroEven = 0
    var zeroOdd = 0
    for i in 0..<n where head[i] == 0 {
      if i & 1 == 0 { zeroEven += 1 } else { zeroOdd += 1 }
    }
    // Delimiters and line ends alone cause more than one zero in ten units.
    let units = n / 2
    if units > 0 {
      if zeroOdd * 10 > units && zeroEven * 10 <= zeroOdd { return (.utf16LittleEndian, 0) }
      if zeroEven * 10 > units && zeroOdd * 10 <= zeroEven { return (.utf16BigEndian, 0) }
    }
    if (zeroEven + zeroOdd) * 10 > n && n > 0 {
      throw TabularError.notText(what: "a binary file")
    }

    var i = 0
    var multibyte = 0
    var invalid = 0
    while i < n {
      if head[i] < 0x80 {
        i += 1
        continue
      }
      switch UTF8Sequences.sequence(head, at: i) {
      case .valid(let length):
        multibyte += 1
        i += length
      case .truncated:
        if complete { invalid += 1 }
        i = complete ? i + 1 : n
      case .invalid:
        invalid += 1
        i += 1
      }
    }
    if invalid == 0 || multibyte >= 10 * invalid { return (.utf8, 0) }
    guard !OtherContent.isNoText(head) else { throw TabularError.notText(what: "a binary file") }
    return (CodePage.isCentralEuropean(head) ? .windows1250 : .windows1252, 0)
  }

  /// HTML and XML, which some sites hand out as `.xls`.
  private static func isMarkup(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = head.prefix(512).drop { $0 <= 32 || $0 >= 0x80 }
    let words = ["<?xml", "<!doctype", "<html", "<table", "<workbook"]
    return words.contains { word in
      start.count > word.utf8.count && zip(start, word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
  }

  /// Fills the start of `buffer` with UTF-8 and returns how many bytes it wrote; 0 means the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if buffer.count == 0 { return 0 }
    while readyStart == readyEnd {
      if try !decodeMore() { return 0 }
    }
    let count = min(buffer.count, readyEnd - readyStart)
    let range = readyStart..<readyStart + count
    if readyInRaw {
      raw.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
    } else {
      staged.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range]))
      }
    }
    readyStart += count
    return count
  }

  /// Decodes what is in `raw`, reading more if it is empty. False at the end.
  private func decodeMore() throws -> Bool {
    if rawStart == rawEnd || needsMore {
      if sourceEnded {
        if rawStart == rawEnd && highSurrogate == 0 { return false }
      } else {
        try fill()
      }
    }
    staged.removeAll(keepingCapacity: true)
    switch encoding {
    case .utf8, .utf8WithMark: decodeUTF8()
    case .windows1252, .windows1250: decodeSingleBytes()
    case .utf16LittleEndian: decodeUTF16(low: 0, high: 1)
    case .utf16BigEndian: decodeUTF16(low: 1, high: 0)
    }
    return true
  }

  /// Whether the waiting bytes are the beginning of a character.
  private var needsMore = false

  private func fill() throws {
    let left = rawEnd - rawStart
    if rawStart > 0 {
      for i in 0..<left { raw[i] = raw[rawStart + i] }
      rawStart = 0
      rawEnd = left
    }
    let target = min(raw.count, left + 256 * 1024)
    let got = try raw.withUnsafeMutableBytes { all in
      try source.read(into: UnsafeMutableRawBufferPointer(rebasing: all[left..<target]))
    }
    if got == 0 { sourceEnded = true }
    rawEnd += got
  }

  private func decodeUTF8() {
    needsMore = false
    let start = rawStart
    let end = rawEnd
    let valid = raw.withUnsafeBufferPointer { all in
      UTF8Sequences.validPrefix(UnsafeBufferPointer(rebasing: all[start..<end]))
    }
    if valid > 0 {
      readyInRaw = true
      readyStart = start
      readyEnd = start + valid
      rawStart = readyEnd
      countLines(start..<readyEnd)
      return
    }
    if start == end { return }
    let outcome = raw.withUnsafeBufferPointer { all in
      UTF8Sequences.sequence(UnsafeBufferPointer(rebasing: all[..<end]), at: start)
    }
    if case .truncated = outcome, !sourceEnded {
      needsMore = true
      readyInRaw = false
      readyStart = 0
      readyEnd = 0
      return
    }
    // A single byte that isn't UTF-8.
    readyInRaw = false
    append(single: raw[start])
    rawStart = start + 1
    readyStart = 0
    readyEnd = staged.count
    notes.strayBytes += 1
    let line = lineEnds + 1
    if notes.strayLines.last != line && notes.strayLines.count < 100 {
      notes.strayLines.append(line)
    }
  }

  private func countLines(_ range: Range<Int>) {
    var before: UInt8 = lastWasReturn ? 13 : 0
    var count = 0
    raw.withUnsafeBufferPointer { all in
      for i in range {
        let byte = all[i]
        if byte == 13 || (byte == 10 && before != 13) { count &+= 1 }
        before = byte
      }
    }
    lineEnds += count
    lastWasReturn = before == 13
  }

  private func decodeSingleBytes() {
    needsMore = false
    readyInRaw = false
    for i in rawStart..<rawEnd {
      let byte = raw[i]
      if byte < 0x80 { staged.append(byte) } else { append(single: byte) }
    }
    rawStart = rawEnd
    readyStart = 0
    readyEnd = staged.count
  }

  private func append(single byte: UInt8) {
    let scalar = CodePage.scalar(byte, isCentralEuropean: encoding == .windows1250)
    if scalar == 0xFFFD { notes.replaced += 1 }
    appendScalar(scalar)
  }

  private func decodeUTF16(low: Int, high: Int) {
    readyInRaw = false
    var i = rawStart
    while i + 1 < rawEnd {
      let unit = UInt32(raw[i + low]) | UInt32(raw[i + high]) << 8
      i += 2
      if highSurrogate != 0 {
        let pair = highSurrogate
        highSurrogate = 0
        if unit >= 0xDC00 && unit < 0xE000 {
          appendScalar(0x10000 + ((pair - 0xD800) << 10) + (unit - 0xDC00))
          continue
        }
        replace()
      }
      if unit >= 0xD800 && unit < 0xDC00 {
        highSurrogate = unit
      } else if unit >= 0xDC00 && unit < 0xE000 {
        replace()
      } else {
        appendScalar(unit)
      }
    }
    rawStart = i
    if sourceEnded {
      if highSurrogate != 0 {
        highSurrogate = 0
        replace()
      }
      if rawStart < rawEnd {
        rawStart = rawEnd
        replace()
      }
    }
    needsMore = !sourceEnded && rawStart < rawEnd
    readyStart = 0
    readyEnd = staged.count
  }

  private func replace() {
    notes.replaced += 1
    appendScalar(0xFFFD)
  }

  private func appendScalar(_ scalar: UInt32) {
    if scalar < 0x80 {
      staged.append(UInt8(scalar))
    } else if scalar < 0x800 {
      staged.append(UInt8(0xC0 | scalar >> 6))
      staged.append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      staged.append(UInt8(0xE0 | scalar >> 12))
      staged.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      staged.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      staged.append(UInt8(0xF0 | scalar >> 18))
      staged.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      staged.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      staged.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}

/// A decoder as a source, so that the reader has only one way to fill its buffer.
final class DecodedSource: TabularSource {
  private let decoder: TextDecoder
  init(_ decoder: TextDecoder) { self.decoder = decoder }
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try decoder.read(into: buffer)
  }
}
