/// Cuts what a source gives into pieces of whole lines.
///
/// The end of a piece is a line end, and for tables one that does not stand within quotes. A line that is longer than
/// allowed and has no end yet is refused and passed over.
struct LineCutter {
  private var pending: [UInt8] = []
  /// The number of the line that comes next.
  private(set) var line = 1
  /// Bytes of the source that were given out or passed over.
  private(set) var consumed = 0
  private var skips = false

  /// More than this of unended text in quotes is no quoted text.
  static let longestQuote = 256 << 10

  init(line: Int = 1, consumed: Int = 0) {
    self.line = line
    self.consumed = consumed
  }

  /// Whether the source ends in the middle of a line.
  var hasRest: Bool { !pending.isEmpty }

  struct Piece {
    var bytes: ArraySlice<UInt8>
    var firstLine: Int
    /// A line that was too long: its number and its beginning.
    var tooLong: (line: Int, text: ArraySlice<UInt8>)?
  }

  /// Takes in what was read; returns the whole lines that it makes, if any.
  mutating func add(
    _ bytes: ArraySlice<UInt8>, isWhole: (ArraySlice<UInt8>) -> Bool
  ) -> Piece? {
    pending += bytes
    var piece = Piece(bytes: [], firstLine: line)
    if skips {
      guard let newline = pending.firstIndex(of: 0x0A) else {
        consumed += pending.count
        pending = []
        return nil
      }
      consumed += newline + 1
      pending.removeFirst(newline + 1)
      line += 1
      skips = false
      piece.firstLine = line
    }
    guard let last = pending.lastIndex(of: 0x0A) else { return passLongLine(piece) }
    var end = last + 1
    if !isWhole(pending[..<end]), pending.count < Self.longestQuote {
      // The newline stands within quotes, or the text has a stray quote: an earlier end may do.
      var earlier = pending[..<last].lastIndex(of: 0x0A)
      var tries = 0
      while let newline = earlier, !isWhole(pending[...newline]), tries < 64 {
        earlier = pending[..<newline].lastIndex(of: 0x0A)
        tries += 1
      }
      guard let newline = earlier, isWhole(pending[...newline]) else { return nil }
      end = newline + 1
    }
    piece.bytes = pending[..<end]
    pending = Array(pending[end...])
    consumed += end
    line += piece.bytes.lazy.filter { $0 == 0x0A }.count
    return piece
  }

  private mutating func passLongLine(_ piece: Piece) -> Piece? {
    guard pending.count > FeedRows.longestLine else { return nil }
    var piece = piece
    piece.tooLong = (line, pending.prefix(800))
    consumed += pending.count
    pending = []
    skips = true
    return piece
  }

  /// The last line of a source that has come to its end without a line end.
  mutating func rest() -> Piece? {
    guard !pending.isEmpty, !skips else { return nil }
    let piece = Piece(bytes: pending[...], firstLine: line)
    consumed += pending.count
    pending = []
    line += 1
    return piece
  }
}
