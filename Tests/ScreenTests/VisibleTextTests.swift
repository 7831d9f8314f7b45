import Foundation
import Testing

@testable import Screen

@Suite("Hidden characters are written out")
struct VisibleTextTests {
  @Test(arguments: [
    ("\u{1B}]0;title\u{07}", "\\u{1B}]0;title\\u{7}"), ("\u{1B}[2J", "\\u{1B}[2J"),
    ("\u{9B}31m", "\\u{9B}31m"), ("a\u{0}b\u{7F}\u{85}", "a\\u{0}b\\u{7F}\\u{85}"),
    ("ana\u{202E}gnp", "ana\\u{202E}gnp"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
    ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"), ("di\u{200B}a", "di\\u{200B}a"),
    ("\u{FEFF}a\u{2060}b", "\\u{FEFF}a\\u{2060}b"), ("soft\u{AD}hyphen", "soft\\u{AD}hyphen"),
    ("\u{E0001}\u{E0041}", "\\u{E0001}\\u{E0041}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
    ("\u{3164}\u{115F}\u{FFA0}", "\\u{3164}\\u{115F}\\u{FFA0}"), ("a\u{34F}b", "a\\u{34F}b"),
    ("over\rwritten", "over\\u{D}written"), ("x\u{180E}y", "x\\u{180E}y"),
    ("\u{FFFF}\u{FFFE}", "\\u{FFFF}\\u{FFFE}"),
    ("\\u{202E}", "\\u{5C}u{202E}"), ("C:\\users", "C:\\users"), ("a\\", "a\\"),
  ])
  func written(_ text: String, _ shown: String) {
    #expect(visible(text) == shown)
  }

  @Test func aLineStaysOne() {
    #expect(visible("a\nb\tc", isLine: true) == "a\\u{A}b\\u{9}c")
    #expect(visible("é\r\n\u{2028}é é", isLine: true) == "é\\u{D}\\u{A}\\u{2028}é é")
  }

  @Test(arguments: [
    "line\nline\r\nline\ttab", "Zoë & Łukasz", "日本語", "हिन्दी क्षत्रिय", "العربية", "\u{601}12",
    "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "ന\u{D4D}\u{200D}", "👩‍👩‍👧‍👦", "👩🏽‍🚀", "❤️‍🔥", "🏳️‍🌈", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "葛\u{E0100}", "e\u{301}",
  ])
  func whatAScriptOrAnEmojiNeedsStays(_ text: String) {
    #expect(Array(visible(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    "x\u{200D}y", "a\u{200C}", "\u{200D}", "👩\u{200D}", "👩\u{200D}x", "x\u{FE0F}", "\u{FE0F}",
    "ن\u{200C}",
    "ن\u{200C}\u{200C}ن", "❤\u{FE0F}\u{FE0F}", "🏴\u{E0061}",
    "🏴\u{E0068}\u{E0069}\u{E0064}\u{E0065}",
    "🏴\u{E0061}\u{E007F}", "1\u{FE0F}", "👩\u{E0101}", "é\u{E0101}", "x\u{180E}y", "👩\u{FE01}",
    "葛\u{E0100}\u{E0101}", "A\u{FE01}",
  ])
  func theSameWhereNothingNeedsThemIsWrittenOut(_ text: String) {
    #expect(visible(text).contains("\\u{"), "\(text.unicodeScalars.map(\.value))")
  }

  @Test func everyCharacterThatCantBeSeenOrIsObeyedIsHidden() {
    let listed: [ClosedRange<UInt32>] = [
      0...8, 0xB...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x61C...0x61C, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF,
    ]
    for value in listed.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(HiddenText.isHidden(scalar), "\(String(value, radix: 16))")
    }
  }

  /// Nothing looks the same as something else, and the terminal gets nothing that it would obey.
  @Test func shownTextsAreSafeAndCanBeReadBack() throws {
    for text in Hostile.texts {
      let shown = visible(text)
      for (place, scalar) in shown.unicodeScalars.enumerated() where scalar.value < 0xA0 {
        #expect(
          0x20..<0x7F ~= scalar.value || scalar == "\n" || scalar == "\t"
            || scalar == "\r" && Array(shown.unicodeScalars)[place + 1] == "\n")
      }
      #expect(
        !shown.unicodeScalars.contains {
          0x202A...0x202E ~= $0.value || 0x2066...0x2069 ~= $0.value
        })
      #expect(Array(readBack(shown).unicodeScalars) == Array(text.unicodeScalars))
      // What has been made visible isn't touched again.
      #expect(madeSafe(shown) == shown)
    }
  }

  @Test func jsonMeansTheSame() throws {
    for text in Hostile.texts {
      let json = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
      let shown = visibleJSON(json)
      #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
      #expect(!shown.unicodeScalars.contains { 0x200B == $0.value || 0x2028...0x202E ~= $0.value })
      let read = try JSONDecoder().decode([String].self, from: Data(shown.utf8))
      #expect(read.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }
    #expect(visibleJSON("\"\u{E0041}\u{202E}\"") == "\"\\udb40\\udc41\\u202e\"")
  }

  private func readBack(_ shown: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = Substring(shown).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\", rest.starts(with: "u{".unicodeScalars),
        let end = rest.firstIndex(of: "}"),
        let value = UInt32(String(rest[..<end].dropFirst(2)), radix: 16),
        let written = Unicode.Scalar(value)
      else {
        result.append(scalar)
        continue
      }
      result.append(written)
      rest = rest[end...].dropFirst()
    }
    return String(result)
  }
}
