/// Cuts a source's bytes into pieces of whole lines.
///
/// A piece ends with a line end, in tables with one that isn't within quotes. A line that is too long and hasn't ended
/// is refused and skipped.
struct LineCutter {
  private var pending: [UInt8] = []
  /// The number of the next line.
  private(set) var line = 1
  /// Bytes of the source that were returned or skipped.
  private(set) var consumed = 0
  private var skips = false
  /// Bytes of the line that is being skipped so far.
  private(set) var skipped = 0

  /// An open quote with more text than this is taken for a stray one.
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
    /// The number and beginning of a line that was too long.
    var tooLong: (line: Int, text: ArraySlice<UInt8>)?
  }

  /// Adds what was read; returns the whole lines so far, if any.
  mutating func add(
    _ bytes: ArraySlice<UInt8>, isWhole: (ArraySlice<UInt8>) -> Bool
  ) -> Piece? {
    pending += bytes
    var piece = Piece(bytes: [], firstLine: line)
    if skips {
      guard let newline = pending.firstIndex(of: 0x0A) else {
        consumed += pending.count
        skipped += pending.count
        pending = []
        return nil
      }
      consumed += newline + 1
      pending.removeFirst(newline + 1)
      line += 1
      skips = false
      skipped = 0
      piece.firstLine = line
    }
    guard let last = pending.lastIndex(of: 0x0A) else { return passLongLine(piece) }
    var end = last + 1
    if !isWhole(pending[..<end]), pending.count < Self.longestQuote {
      // The newline is within quotes, or the text has a stray quote; an earlier line end may do.
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
    skipped = pending.count
    pending = []
    skips = true
    return piece
  }

  /// The last line of a source that ended without a line end.
  mutating func rest() -> Piece? {
    guard !pending.isEmpty, !skips else { return nil }
    let piece = Piece(bytes: pending[...], firstLine: line)
    consumed += pending.count
    pending = []
    line += 1
    return piece
  }
}
