import Testing

@testable import Vetting

/// Look-alikes whose likeness follows from what Unicode calls the characters, whatever table the program carries.
@Suite("Look-alikes by their names")
struct LookAlikeNameTests {
  /// Letters of the Latin alphabet in another dress: `FULLWIDTH LATIN SMALL LETTER A`, `MATHEMATICAL BOLD CAPITAL A`.
  static let dressed: [(Unicode.Scalar, String)] = {
    let blocks: [ClosedRange<UInt32>] = [0xFF21...0xFF5A, 0x1D400...0x1D6A3, 0x1D7CE...0x1D7FF]
    let digits = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"]
    return blocks.joined().compactMap(Unicode.Scalar.init).compactMap { scalar in
      let words = scalar.properties.name?.split(separator: " ") ?? []
      guard let last = words.last else { return nil }
      if words.contains("DIGIT"), let digit = digits.firstIndex(of: String(last)) {
        return (scalar, String(digit))
      }
      guard last.count == 1, words.contains("SMALL") || words.contains("CAPITAL") else {
        return nil
      }
      return (scalar, words.contains("SMALL") ? last.lowercased() : String(last))
    }
  }()

  @Test func lettersInAnotherDress() {
    #expect(Self.dressed.count > 700)
    for (scalar, plain) in Self.dressed { expectAlike(String(scalar), plain) }
  }

  /// Cyrillic and Greek letters that fonts draw with the shape of a Latin one: A, IE, O and their like.
  static let borrowed: [(String, [(Character, Character)])] = [
    (
      "CYRILLIC SMALL LETTER",
      [
        ("а", "a"), ("е", "e"), ("о", "o"), ("р", "p"), ("с", "c"), ("у", "y"), ("х", "x"),
        ("ѕ", "s"), ("і", "i"), ("ј", "j"), ("һ", "h"), ("ԁ", "d"), ("ԛ", "q"), ("ԝ", "w"),
      ]
    ),
    (
      "CYRILLIC CAPITAL LETTER",
      [
        ("А", "A"), ("В", "B"), ("Е", "E"), ("К", "K"), ("М", "M"), ("Н", "H"), ("О", "O"),
        ("Р", "P"), ("С", "C"), ("Т", "T"), ("Х", "X"), ("Ѕ", "S"), ("Ј", "J"), ("Ԛ", "Q"),
        ("Ԝ", "W"),
      ]
    ),
    ("GREEK SMALL LETTER", [("ο", "o"), ("ν", "v"), ("ρ", "p"), ("α", "a")]),
    (
      "GREEK CAPITAL LETTER",
      [
        ("Α", "A"), ("Β", "B"), ("Ε", "E"), ("Ζ", "Z"), ("Η", "H"), ("Κ", "K"), ("Μ", "M"),
        ("Ν", "N"), ("Ο", "O"), ("Ρ", "P"), ("Τ", "T"), ("Υ", "Y"), ("Χ", "X"),
      ]
    ),
  ]

  @Test(arguments: borrowed.indices)
  func lettersOfAnotherScript(place: Int) throws {
    let (name, pairs) = Self.borrowed[place]
    for (letter, latin) in pairs {
      let scalar = try #require(letter.unicodeScalars.first)
      #expect(scalar.properties.name?.hasPrefix(name) == true, "\(letter)")
      #expect(latin.isASCII)
      expectAlike(String(letter), String(latin))
    }
  }

  /// Two letters of one alphabet are told apart, but for i and l, which a capital I resembles.
  @Test func lettersOfOneAlphabet() {
    let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    var pairs = 0
    for (place, one) in letters.enumerated() {
      for other in letters[..<place] where one + other != "li" {
        expectDifferent(one, other)
        pairs += 1
      }
    }
    #expect(pairs == 324)
  }

  /// Letters that resemble none of the Latin alphabet: ZHE, SHA, YA, OMEGA, XI, alef, ka.
  @Test(arguments: ["ж", "ш", "я", "ю", "д", "λ", "ξ", "ψ", "ش", "क", "か", "한"])
  func lettersUnlikeAny(letter: String) {
    for latin in "abcdefghijklmnopqrstuvwxyz" { expectDifferent(letter, String(latin)) }
  }

  private func expectAlike(_ one: String, _ other: String) {
    let found = LookAlike("star\(one)shine", "star\(other)shine")
    #expect(found == .drawnAlike, "\(one) \(other)")
  }

  private func expectDifferent(_ one: String, _ other: String) {
    let found = LookAlike("star\(one)shine", "star\(other)shine")
    #expect(found == nil, "\(one) \(other)")
  }
}
