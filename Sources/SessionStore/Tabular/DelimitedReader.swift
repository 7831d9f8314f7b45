/// Reads delimited text row by row, in pieces; memory is one buffer and the longest row.
///
/// Quoting follows RFC 4180: a field that begins with a quote ends with one, a doubled quote inside is one quote, and
/// line ends inside belong to the field. Beyond the RFC: a quote in the middle of an unquoted field is a character;
/// blanks between a closing quote and the delimiter are dropped; a quote inside a quoted field that is followed by
/// neither a delimiter nor a line end is kept and noted. A quote that never closes (before the end of the file, or
/// within `quoteLimit` bytes) is noted with its line and then taken as a character, so that it costs one field and not
/// the rest of the file; if the rows that this makes don't fit the table, reading ends. Line ends are LF, CRLF or CR, in any mixture. Empty lines aren't rows; they are counted.
package final class DelimitedReader {
  package let dialect: Dialect
  package private(set) var notes = ReadingNotes()
  private(set) var lastBlankLine = 0
  /// The number of fields that a row should have. Decides between two readings of a doubtful quote.
  package var expectedFields: Int?

  static let longestRow = 64 << 20

  private let decoder: TextDecoder?
  private let source: any TabularSource
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  private var atEnd = false
  private var line = 1
  /// The position of `buffer[0]` in the whole text.
  private var origin = 0
  /// Quotes opened before this position of the whole text are known not to close.
  private var noCloserBefore = 0
  private let quoteLimit: Int
  /// The line of a quote that didn't close within the limit, until its row has been read.
  private var unclosed: Int?
  /// What ends a run of plain bytes outside quotes: 1 a delimiter, 2 LF, 3 CR, 4 a control character.
  private let classes: UnsafeMutablePointer<UInt8>
  /// The same inside quotes, where delimiters are plain: 1 the quote.
  private let inside: UnsafeMutablePointer<UInt8>
  private var spans: UnsafeMutablePointer<UInt32>
  private var spanCapacity = 64
  private var spanCount = 0

  package convenience init(
    _ decoder: TextDecoder, dialect: Dialect, bufferSize: Int = 256 * 1024,
    quoteLimit: Int = 1 << 20
  ) {
    self.init(
      source: DecodedSource(decoder), decoder: decoder, dialect: dialect, bufferSize: bufferSize,
      quoteLimit: quoteLimit)
  }

  /// Reads text that is already UTF-8.
  package convenience init(
    utf8 source: any TabularSource, dialect: Dialect, bufferSize: Int = 256 * 1024,
    quoteLimit: Int = 1 << 20
  ) {
    self.init(
      source: source, decoder: nil, dialect: dialect, bufferSize: bufferSize,
      quoteLimit: quoteLimit)
  }

  private init(
    source: any TabularSource, decoder: TextDecoder?, dialect: Dialect, bufferSize: Int,
    quoteLimit: Int
  ) {
    self.source = source
    self.decoder = decoder
    self.dialect = dialect
    self.quoteLimit = max(16, quoteLimit)
    capacity = max(16, bufferSize)
    buffer = .allocate(capacity: capacity + 1)
    spans = .allocate(capacity: 2 * spanCapacity)
    classes = .allocate(capacity: 256)
    classes.initialize(repeating: 0, count: 256)
    for control in [0...8, 11...12, 14...31, 127...127].joined() { classes[control] = 4 }
    classes[10] = 2
    classes[13] = 3
    inside = .allocate(capacity: 256)
    inside.initialize(from: classes, count: 256)
    classes[Int(dialect.delimiter)] = 1
    inside[Int(dialect.delimiter)] = 0
    if let quote = dialect.quote { inside[Int(quote)] = 1 }
  }

  deinit {
    buffer.deallocate()
    spans.deallocate()
    classes.deallocate()
    inside.deallocate()
  }

  /// What the decoder had to work around.
  package var decodingNotes: DecodingNotes { decoder?.notes ?? DecodingNotes() }

  /// The next row; nil at the end.
  package func next() throws -> TableRow? {
    var row = TableRow()
    return try next(into: &row) ? row : nil
  }

  /// Reads the next row into `row`; false at the end.
  package func next(into row: inout TableRow) throws -> Bool {
    var literal: [Int] = []
    while true {
      switch scan(literalQuotes: literal) {
      case .blank(let length):
        notes.blankLines += 1
        lastBlankLine = line
        line += 1
        start += length
      case .row(let scanned):
        if scanned.doubtfulQuote >= 0, let better = reading(of: scanned, without: literal) {
          note(unterminated: better.line)
          literal.append(better.offset)
          continue
        }
        if let opened = unclosed, let expectedFields, spanCount != expectedFields {
          throw TabularError.quoteNeverCloses(line: opened, limit: quoteLimit)
        }
        unclosed = nil
        deliver(scanned, into: &row)
        return true
      case .needMore:
        if let opened = unclosed {
          throw TabularError.quoteNeverCloses(line: opened, limit: quoteLimit)
        }
        if end - start > Self.longestRow {
          throw TabularError.rowTooLong(line: line, limit: Self.longestRow)
        }
        try refill()
      case .openQuote(let offset):
        // The quote at `offset` doesn't close within the buffer.
        if atEnd || end - start - offset > quoteLimit {
          let opened = line + lineEnds(in: start..<start + offset)
          if !atEnd { unclosed = opened }
          note(unterminated: opened)
          noCloserBefore = origin + end
          literal.append(offset)
        } else {
          try refill()
        }
      case .end:
        return false
      }
    }
  }

  private struct Scanned {
    /// Bytes of the row, without its line end.
    var length: Int
    /// Bytes of the line end.
    var terminator: Int
    var lineEndsInside: Int
    var strayQuote: Bool
    /// Offset of a quote whose field spans a line end and contains a stray quote; otherwise -1.
    var doubtfulQuote: Int
    /// Whether the stray quote is where a field begins, like an opening quote.
    var opensAnother = false
    var hasEscapes: Bool
    /// Offsets of quotes that open a field but are known never to close.
    var literalQuotes: [Int] = []
  }

  private enum Outcome {
    case row(Scanned)
    case blank(Int)
    case needMore
    case openQuote(Int)
    case end
  }

  /// Finds the fields of the row at `start`. Offsets are relative to `start`.
  private func scan(literalQuotes: [Int]) -> Outcome {
    let p = buffer + start
    let n = end - start
    if n == 0 { return atEnd ? .end : .needMore }
    p[n] = 10  // so that the loop over a field needs no other stop
    let quote = dialect.quote ?? 0
    let hasQuote = dialect.quote != nil
    spanCount = 0
    var result = Scanned(
      length: 0, terminator: 0, lineEndsInside: 0, strayQuote: false, doubtfulQuote: -1,
      hasEscapes: false)
    var i = 0
    while true {
      // At the start of a field.
      var fieldStart = i
      var fieldEnd: Int
      if dialect.skipsInitialSpace {
        while fieldStart < n && (p[fieldStart] == 32 || classes[Int(p[fieldStart])] == 4) {
          if p[fieldStart] != 32 { blank(p + fieldStart) }
          fieldStart += 1
        }
        i = fieldStart
      }
      var quoted = hasQuote && i < n && p[i] == quote
      if quoted && !literalQuotes.isEmpty && literalQuotes.contains(i) { quoted = false }
      if quoted && noCloserBefore > 0 && origin + start + i < noCloserBefore
        && !literalQuotes.contains(i)
      {
        result.literalQuotes.append(i)
        quoted = false
      }
      if quoted {
        let open = i
        i += 1
        fieldStart = i
        fieldEnd = -1
        var stray = false
        var opensAnother = false
        var newlines = 0
        while true {
          // Stops at the line end after the last byte at the latest.
          while inside[Int(p[i])] == 0 { i += 1 }
          if i >= n { break }
          let byte = p[i]
          if byte == quote {
            if i + 1 < n {
              let after = p[i + 1]
              if after == quote {
                result.hasEscapes = true
                i += 2
                continue
              }
              let kind = classes[Int(after)]
              if kind != 0 && kind != 4 {
                fieldEnd = i
                i += 1
                break
              }
              if after == 32 || after == 9 || kind == 4 {
                var k = i + 1
                while k < n {
                  let kind = classes[Int(p[k])]
                  if kind == 4 {
                    blank(p + k)
                  } else if kind != 0 || (p[k] != 32 && p[k] != 9) {
                    break
                  }
                  k += 1
                }
                if k == n && !atEnd { return .openQuote(open) }
                if k == n || classes[Int(p[k])] != 0 {
                  fieldEnd = i
                  i = k
                  break
                }
              }
              stray = true
              if newlines > 0 && classes[Int(p[i - 1])] != 0 { opensAnother = true }
              i += 1
            } else if atEnd {
              fieldEnd = i
              i += 1
              break
            } else {
              return .openQuote(open)
            }
          } else {
            if byte == 10 {
              newlines += 1
            } else if byte == 13 && !(i + 1 < n && p[i + 1] == 10) {
              newlines += 1
            } else if classes[Int(byte)] == 4 {
              blank(p + i)
            }
            i += 1
          }
        }
        if fieldEnd < 0 { return .openQuote(open) }
        result.lineEndsInside += newlines
        if stray {
          result.strayQuote = true
          if newlines > 0 && result.doubtfulQuote < 0 {
            result.doubtfulQuote = open
            result.opensAnother = opensAnother
          }
        }
        push(fieldStart, fieldEnd)
      } else {
        while true {
          while classes[Int(p[i])] == 0 { i += 1 }
          guard classes[Int(p[i])] == 4 else { break }
          blank(p + i)
          i += 1
        }
        if i > n { i = n }
        push(fieldStart, i)
      }
      // At the end of a field.
      if i >= n {
        if !atEnd { return .needMore }
        result.length = n
        return .row(result)
      }
      switch classes[Int(p[i])] {
      case 1:
        i += 1
      case 2:
        if i == 0 {
          notes.lineFeeds += 1
          return .blank(1)
        }
        result.length = i
        result.terminator = 1
        return .row(result)
      default:
        if i + 1 >= n && !atEnd { return .needMore }
        let pair = i + 1 < n && p[i + 1] == 10
        if i == 0 {
          if pair { notes.returnLineFeeds += 1 } else { notes.returns += 1 }
          return .blank(pair ? 2 : 1)
        }
        result.length = i
        result.terminator = pair ? 2 : 1
        return .row(result)
      }
    }
  }

  /// No text holds a control character: it becomes a space, in place, and is noted.
  private func blank(_ byte: UnsafeMutablePointer<UInt8>) {
    byte.pointee = 32
    notes.controlCharacters += 1
    if notes.firstControlLine == 0 { notes.firstControlLine = line }
  }

  @inline(__always)
  private func push(_ from: Int, _ to: Int) {
    if spanCount == spanCapacity {
      let bigger = UnsafeMutablePointer<UInt32>.allocate(capacity: 4 * spanCapacity)
      bigger.update(from: spans, count: 2 * spanCapacity)
      spans.deallocate()
      spans = bigger
      spanCapacity *= 2
    }
    spans[2 * spanCount] = UInt32(truncatingIfNeeded: from)
    spans[2 * spanCount + 1] = UInt32(truncatingIfNeeded: to)
    spanCount += 1
  }

  /// In a row with a quoted field over several lines that contains a stray quote, the first quote may not have been
  /// meant as one. That reading wins if it has the expected number of fields and the other doesn't, or if the stray
  /// quote is where a later field's quote would be.
  private func reading(of scanned: Scanned, without literal: [Int]) -> (offset: Int, line: Int)? {
    guard let expected = expectedFields, spanCount != expected || scanned.opensAnother else {
      return nil
    }
    let offset = scanned.doubtfulQuote
    let other = scan(literalQuotes: literal + [offset])
    let otherCount = spanCount
    _ = scan(literalQuotes: literal)
    guard case .row = other, otherCount == expected else { return nil }
    return (offset, line + lineEnds(in: start..<start + offset))
  }

  private func deliver(_ scanned: Scanned, into row: inout TableRow) {
    row.line = line
    row.count = spanCount
    if row.bytes.count < scanned.length {
      row.bytes = [UInt8](repeating: 0, count: max(256, 2 * scanned.length))
    }
    if row.spans.count < 2 * spanCount {
      row.spans = [UInt32](repeating: 0, count: 2 * spanCapacity)
    }
    let from = buffer + start
    row.bytes.withUnsafeMutableBufferPointer { bytes in
      row.spans.withUnsafeMutableBufferPointer { target in
        if scanned.length > 0 { bytes.baseAddress!.update(from: from, count: scanned.length) }
        target.baseAddress!.update(from: spans, count: 2 * spanCount)
        if scanned.hasEscapes, let quote = dialect.quote {
          Unquoting.unescape(bytes, target, fields: spanCount, quote)
        }
      }
    }
    for offset in scanned.literalQuotes {
      note(unterminated: line + lineEnds(in: start..<start + offset))
    }
    if scanned.strayQuote {
      notes.strayQuoteCount += 1
      if notes.strayQuotes.count < ReadingNotes.kept { notes.strayQuotes.append(line) }
    }
    line += scanned.lineEndsInside
    if scanned.terminator > 0 {
      line += 1
      if scanned.terminator == 2 {
        notes.returnLineFeeds += 1
      } else if from[scanned.length] == 10 {
        notes.lineFeeds += 1
      } else {
        notes.returns += 1
      }
    }
    start += scanned.length + scanned.terminator
  }

  private func note(unterminated line: Int) {
    notes.unterminatedQuoteCount += 1
    if notes.unterminatedQuotes.count < ReadingNotes.kept { notes.unterminatedQuotes.append(line) }
  }

  private func lineEnds(in range: Range<Int>) -> Int {
    var count = 0
    var before: UInt8 = 0
    for i in range {
      if buffer[i] == 13 || (buffer[i] == 10 && before != 13) { count += 1 }
      before = buffer[i]
    }
    return count
  }

  /// Moves the rest to the front of the buffer and fills up the remainder.
  private func refill() throws {
    let left = end - start
    if start > 0 {
      if left > 0 { buffer.update(from: UnsafePointer(buffer + start), count: left) }
      origin += start
      start = 0
      end = left
    } else if left == capacity {
      let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + 1)
      bigger.update(from: buffer, count: left)
      buffer.deallocate()
      buffer = bigger
      capacity *= 2
    }
    while end < capacity && !atEnd {
      let got = try source.read(
        into: UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end))
      if got == 0 { atEnd = true }
      end += got
    }
  }
}
