/// The text with everything written out that a reader can't see or that a terminal would obey: `\u{1B}`, `\u{202E}`.
///
/// - Control characters, line and paragraph separators, directional controls, zero-width and other invisible
///   characters, and scalars that are no characters at all, are written out. Line feeds (also after a carriage return) and tabs stay.
/// - Joiners stay where a script or an emoji needs them, variation selectors behind what they can change, and tags in
///   a flag.
/// - A backslash before `u{` is written out as well, so that nothing looks the same as something else.
///
/// - Parameter isLine: whether line feeds and tabs are written out, too, so that the text stays on its line.
public func visible(_ text: String, isLine: Bool = false) -> String {
  if isPlain(text) {
    return isLine ? text.replacing("\n", with: "\\u{A}").replacing("\t", with: "\\u{9}") : text
  }
  return HiddenText.replacing(
    in: text, escapesBackslash: true, isLine: isLine, HiddenText.notation)
}

/// The same for a text whose parts have been made visible already: a backslash stays as it is.
public func madeSafe(_ text: String) -> String {
  if isPlain(text) { return text }
  return HiddenText.replacing(in: text, escapesBackslash: false, HiddenText.notation)
}

/// The same for JSON, by escapes of its own, so that it means the same.
public func visibleJSON(_ text: String) -> String {
  if isPlain(text) { return text }
  return HiddenText.replacing(in: text, escapesBackslash: false) { scalar in
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}

/// The text for a cell of a report in columns: visible, and of a width that is known (see `printable`).
public func legible(_ text: String) -> String { printable(visible(text)) }

/// Whether there is nothing to look at more closely: printable ASCII without backslashes, line feeds and tabs.
private func isPlain(_ text: String) -> Bool {
  text.utf8.allSatisfy {
    ($0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\")) || $0 == 0x0A || $0 == 0x09
  }
}

/// Which characters of a text can't be seen.
enum HiddenText {
  static func notation(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  static func replacing(
    in text: String, escapesBackslash: Bool, isLine: Bool = false,
    _ replacement: (Unicode.Scalar) -> String
  ) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var flagEnd = 0
    for (place, scalar) in scalars.enumerated() {
      if scalar == "\u{1F3F4}" { flagEnd = endOfFlag(scalars, place) }
      let isReplaced =
        if scalar == "\\" {
          escapesBackslash && scalars.dropFirst(place + 1).starts(with: ["u", "{"])
        } else if isLine, scalar.properties.isPatternWhitespace, scalar != " " {
          true
        } else {
          isHidden(scalar) && place >= flagEnd && !isNeeded(scalars, place)
        }
      if isReplaced {
        result.append(contentsOf: replacement(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a character leaves no trace on paper, or changes where others are drawn.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: return false
    case ..<0x20, 0x7F..<0xA0: return true
    case ..<0xAD: return false
    default: break
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .lineSeparator, .paragraphSeparator: return true
    // Signs that stand around Arabic and Syriac numbers can be seen.
    case .format: return !(0x600...0x8FF ~= scalar.value) || scalar == "\u{61C}"
    default:
      return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
    }
  }

  /// Whether a hidden character does what it is there for.
  private static func isNeeded(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place > 0 else { return false }
    let former = scalars[place - 1]
    let next = place + 1 < scalars.count ? scalars[place + 1] : nil
    switch scalars[place].value {
    case 0x0D: return next == "\n"
    case 0x200C, 0x200D:
      // Behind a virama it says how the consonant is drawn.
      if former.properties.canonicalCombiningClass == .virama { return true }
      guard let next else { return false }
      if joins(former), joins(next) { return true }
      return scalars[place] == "\u{200D}" && isEmoji(beforeMarks(scalars, place)) && isEmoji(next)
    // One selector for a character that has variants; more could spell out a message.
    case 0xFE0E, 0xFE0F: return isEmoji(former) || former.properties.isEmoji && next == "\u{20E3}"
    case 0xFE00...0xFE0D: return former.value >= 0x80 && !isHidden(former) && !isEmoji(former)
    case 0xE0100...0xE01EF: return former.properties.isIdeographic
    case 0x180B...0x180F: return 0x1820...0x18AA ~= former.value
    default: return false
    }
  }

  /// The character that variation selectors and skin tones before `place` belong to.
  private static func beforeMarks(_ scalars: [Unicode.Scalar], _ place: Int) -> Unicode.Scalar {
    let former = scalars[place - 1]
    return former == "\u{FE0F}" && place > 1 ? scalars[place - 2] : former
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xA8 && scalar.properties.isEmoji
  }

  /// Whether it is a letter or mark of a script whose letters join: Arabic to Thaana, N'Ko to Sinhala, Myanmar, Khmer,
  /// Mongolian, and Arabic's presentation forms.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x620...0xDFF, 0x1000...0x109F, 0x1780...0x18AF, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
      !isHidden(scalar)
    default: false
    }
  }

  /// Where the tags behind a black flag end; no further than the flag itself unless they name a place and are closed.
  private static func endOfFlag(_ scalars: [Unicode.Scalar], _ place: Int) -> Int {
    let tags = scalars[(place + 1)...].prefix(7)
    let name = tags.prefix { 0xE0030...0xE0039 ~= $0.value || 0xE0061...0xE007A ~= $0.value }
    guard name.count >= 3, name.endIndex < tags.endIndex, tags[name.endIndex] == "\u{E007F}" else {
      return place
    }
    return name.endIndex + 1
  }
}
