/// The text of one cell, without place or style.
public struct TextCell: Hashable, Sendable {
  public var base: Unicode.Scalar
  /// Packed as in `Cell.marks`.
  public var marks: UInt64
  /// 1 or 2 columns.
  public var width: Int
}

/// Splits a text into cells. All text on its way to a display passes through here, so no caller can forget
/// that it may be hostile.
///
/// - Tabs and line breaks become a space. Other controls, unassigned scalars and noncharacters become
///   U+FFFD, so that control sequences are shown and not executed.
/// - Bidi controls, joiners, variation selectors, tags and other format characters are dropped.
/// - An emoji cluster (skin tone, family, keycap, VS16) becomes its base scalar, a flag its letters:
///   how many columns a terminal uses for the whole cluster can't be predicted.
/// - Any other spacing scalar gets a cell of its own, with at most three marks. A mark without
///   a base is put on a dotted circle.
public struct TextCells: Sequence, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public func makeIterator() -> Iterator { Iterator(text) }

  public struct Iterator: IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    /// The latest cell, to which marks may still be added.
    private var pending: TextCell?
    private var markCount = 0
    private var followsEmoji = false
    private var followsJoiner = false

    init(_ text: String) { scalars = text.unicodeScalars.makeIterator() }

    public mutating func next() -> TextCell? {
      while let scalar = scalars.next() {
        if let done = take(scalar) { return done }
      }
      defer { pending = nil }
      return pending
    }

    /// Consumes a scalar; returns the previous cell once it is complete.
    private mutating func take(_ scalar: Unicode.Scalar) -> TextCell? {
      let scalarClass = ScalarClass(scalar)
      switch scalarClass {
      case .mark:
        attach(scalar)
        guard pending == nil else { return nil }
        let cell = begin("\u{25CC}", width: 1)
        attach(scalar)
        return cell
      case .dropped:
        if scalar.value == 0x200D { followsJoiner = followsEmoji }
        return nil
      case .space: return begin(" ", width: 1)
      case .replaced: return begin("\u{FFFD}", width: 1)
      case .narrow where scalar.value < 0xA9: return begin(scalar, width: 1)
      case .narrow, .wide: return takeSymbol(scalar, width: scalarClass == .wide ? 2 : 1)
      }
    }

    /// Consumes a scalar that may be part of an emoji.
    private mutating func takeSymbol(_ scalar: Unicode.Scalar, width: Int) -> TextCell? {
      if scalar.value >= 0x1F1E6 && scalar.value <= 0x1F1FF {
        return begin(Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + 65), width: 1)
      }
      let isTone = scalar.value >= 0x1F3FB && scalar.value <= 0x1F3FF
      if isTone && followsEmoji { return nil }
      let isEmoji = scalar.properties.isEmoji && !isTone
      if isEmoji && followsJoiner {
        followsJoiner = false
        return nil
      }
      let done = begin(scalar, width: width)
      followsEmoji = isEmoji
      return done
    }

    private mutating func begin(_ base: Unicode.Scalar, width: Int) -> TextCell? {
      let done = pending
      pending = TextCell(base: base, marks: 0, width: width)
      markCount = 0
      followsEmoji = false
      followsJoiner = false
      return done
    }

    private mutating func attach(_ mark: Unicode.Scalar) {
      // A keycap mark turns a digit into an emoji, and emoji carry no marks.
      guard pending != nil, !followsEmoji, markCount < 3, mark.value != 0x20E3 else { return }
      pending?.marks |= UInt64(mark.value) << UInt64(21 * markCount)
      markCount += 1
    }
  }
}
