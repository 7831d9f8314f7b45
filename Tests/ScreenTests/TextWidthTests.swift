import LibC
import Testing

@testable import Screen

@Suite struct TextWidthTests {
  @Test func everyScalarHasTheWidthOfTheCLibrary() throws {
    guard
      let locale = newlocale(categoryMask, "C.UTF-8", nil)
        ?? newlocale(categoryMask, "en_US.UTF-8", nil)
    else {
      print("No UTF-8 locale: widths not compared")
      return
    }
    defer { freelocale(locale) }
    let former = uselocale(locale)
    defer { uselocale(former) }
    let wcwidth = try #require(cLibraryWidth)
    var wrong: [String] = []
    for value in UInt32(0)...0x10_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let columns = Int(wcwidth(Int32(bitPattern: value)))
      let agrees =
        switch ScalarClass(scalar) {
        case .mark: columns == 0
        case .narrow: columns == 1
        case .wide: columns == 2
        // U+FFFD, a space and nothing at all have the same width everywhere.
        case .replaced: columns <= 0
        case .dropped, .space: true
        }
      if !agrees { wrong.append("\(String(value, radix: 16)): \(columns)") }
    }
    #expect(wrong.isEmpty)
  }

  @Test func droppedScalarsAreInvisibleOnes() {
    for value in UInt32(0)...0x10_FFFF {
      guard let scalar = Unicode.Scalar(value), ScalarClass(scalar) == .dropped else { continue }
      let properties = scalar.properties
      #expect(
        properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
          || properties.generalCategory == .unassigned || 0x13430...0x1345F ~= value,
        "\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("❤️", 1),
    ("🇩🇪", 2), ("1️⃣", 1), ("नि", 2), ("한글", 4), ("a\tb", 3), ("\u{1B}[2J", 4), ("\u{202E}x", 1),
    ("\u{301}", 1), ("x\u{200D}y", 2), ("👍🏽👍🏽", 4), ("🏳️‍🌈!", 2),
  ])
  func widths(_ text: String, _ columns: Int) {
    #expect(displayWidth(text) == columns)
  }

  @Test(arguments: [
    ("👨‍👩‍👧‍👦!", "👨!"), ("👍🏽", "👍"), ("❤️", "❤"), ("🇩🇪", "DE"), ("1️⃣", "1"), ("a\tb\nc\r\nd", "a b c  d"),
    ("\u{1B}[31mred\u{7}", "\u{FFFD}[31mred\u{FFFD}"), ("\u{202E}evil\u{200B}", "evil"),
    ("a\u{301}\u{302}\u{303}\u{304}", "a\u{301}\u{302}\u{303}"), ("\u{301}", "\u{25CC}\u{301}"),
    ("x\u{200D}", "x"), ("\u{FFFE}\u{10FFFF}", "\u{FFFD}\u{FFFD}"), ("\u{9B}31m", "\u{FFFD}31m"),
  ])
  func cleaned(_ text: String, _ shown: String) {
    #expect(Array(printable(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func truncation() {
    #expect(truncate("campaign", to: 8) == "campaign")
    #expect(truncate("campaign", to: 5) == "camp…")
    #expect(truncate("日本語", to: 5) == "日本…")
    #expect(truncate("日本語", to: 4) == "日…")
    #expect(truncate("abc", to: 1) == "…")
    #expect(truncate("abc", to: 0) == "")
    #expect(truncate("abc", to: -3) == "")
    #expect(truncate("abcdef", to: 2, ellipsis: "...") == "ab")
  }
}

/// `LC_CTYPE_MASK`, which does not import.
private let categoryMask: Int32 = 1 << 0

/// `wcwidth`, which the module map hides.
private let cLibraryWidth: (@convention(c) (Int32) -> Int32)? = dlsym(nil, "wcwidth").map {
  unsafeBitCast($0, to: (@convention(c) (Int32) -> Int32).self)
}
