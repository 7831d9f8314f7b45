import Testing

@testable import Tabular

@Suite struct TextDecoderTests {
  static let text = "name,größe\nКиев,😀 naïve\r\n中文,€\n"

  @Test(arguments: [1, 2, 3, 5, 64, 1 << 20])
  func everyEncodingGivesTheSameText(chunk: Int) throws {
    let utf8 = Array(Self.text.utf8)
    let little = Self.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = Self.text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let cases: [([UInt8], TextEncoding)] = [
      (utf8, .utf8), ([0xEF, 0xBB, 0xBF] + utf8, .utf8WithMark),
      ([0xFF, 0xFE] + little, .utf16LittleEndian), ([0xFE, 0xFF] + big, .utf16BigEndian),
      (little, .utf16LittleEndian), (big, .utf16BigEndian),
    ]
    for (bytes, encoding) in cases {
      let (text, found, notes) = try decoded(bytes, chunk: chunk)
      #expect(text == Self.text)
      #expect(found == encoding)
      #expect(notes == DecodingNotes())
    }
  }

  // Expected text from Python: bytes(range(0x80, 0x100)).decode("cp1252", errors="replace").
  @Test func windows1252WithItsFiveHoles() throws {
    let (text, encoding, notes) = try decoded([0x61] + (0x80...0xFF).map { UInt8($0) })
    #expect(encoding == .windows1252)
    #expect(notes.replaced == 5)
    let expected =
      "a€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ"
      + String(String.UnicodeScalarView((0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }))
    #expect(text == expected)
  }

  /// The bytes are Python's `"…".encode("cp1250")` and `encode("cp1252")`.
  @Test(
    "Polish and Czech spreadsheets are told from those of Western Europe",
    arguments: [
      ("Przychód;1 240,00 zł;jesień", "Przychód;1 240,00 z\u{B3};jesie\u{F1}", true),
      ("Sprzedaż płatna", "Sprzeda\u{BF} p\u{B3}atna", true),
      ("Tržba;120 Kč", "Tr\u{9E}ba;120 K\u{E8}", true),
      (
        "Vyřízena;Žlutý kůň;Dlouhá", "Vy\u{F8}\u{ED}zena;\u{8E}lut\u{FD} k\u{F9}\u{F2};Dlouh\u{E1}",
        true
      ),
      ("È più così;perché", "\u{C8} pi\u{F9} cos\u{EC};perch\u{E9}", false),
      ("Première;mère;smørrebrød", "Premi\u{E8}re;m\u{E8}re;sm\u{F8}rrebr\u{F8}d", false),
      ("¿Qué?;12 m³;año", "\u{BF}Qu\u{E9}?;12 m\u{B3};a\u{F1}o", false),
      ("Größe;Éte;cœur", "Gr\u{F6}\u{DF}e;\u{C9}te;c\u{9C}ur", false),
    ])
  func codePages(text: String, written: String, isCentral: Bool) throws {
    let (read, encoding, notes) = try decoded(written.unicodeScalars.map { UInt8($0.value) })
    #expect(read == text)
    #expect(encoding == (isCentral ? .windows1250 : .windows1252))
    #expect(notes == DecodingNotes())
  }

  @Test(arguments: [16, 64, 1 << 20])
  func aStrayByteFarBehindTheHeadIsReadAndNoted(sample: Int) throws {
    var bytes: [UInt8] = []
    for _ in 0..<40 { bytes += Array("é,1\r\n".utf8) }
    bytes += [0x80, 0x20, 0x31, 0x0A]  // "€ 1" in Windows-1252, line 41
    bytes += Array("ü\n".utf8)
    let (text, encoding, notes) = try decoded(bytes, chunk: 7, sample: max(64, sample))
    #expect(encoding == .utf8)
    #expect(text.hasSuffix("é,1\r\n€ 1\nü\n"))
    #expect(notes.strayBytes == 1)
    #expect(notes.strayLines == [41])
  }

  @Test func aCharacterCutOffAtTheEndIsNotLost() throws {
    let (text, _, notes) = try decoded(Array("ééééééééééé é".utf8) + [0xC3])
    #expect(text == "ééééééééééé éÃ")
    #expect(notes.strayBytes == 1)
  }

  @Test func loneSurrogatesAndHalfUnits() throws {
    let (text, _, notes) = try decoded([0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x62, 0, 0x00, 0xDC, 0x63])
    #expect(text == "a\u{FFFD}b\u{FFFD}\u{FFFD}")
    #expect(notes.replaced == 3)
  }

  @Test func strictAboutOverlongFormsAndSurrogates() {
    for bytes: [UInt8] in [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xFF],
    ] {
      bytes.withUnsafeBufferPointer { #expect(UTF8Sequences.sequence($0, at: 0) == .invalid) }
      #expect(String(validating: bytes, as: UTF8.self) == nil)
    }
  }

  @Test func filesThatAreNoTextSayWhatTheyAre() {
    #expect(throws: TabularError.notText(what: "a zip file or an Excel workbook (.xlsx)")) {
      try decoded([0x50, 0x4B, 3, 4, 0, 0])
    }
    #expect(throws: TabularError.notText(what: "a gzip file")) { try decoded([0x1F, 0x8B, 8]) }
    #expect(throws: TabularError.self) { try decoded([UInt8](repeating: 0, count: 400)) }
  }

  @Test func nothingAtAll() throws {
    #expect(try decoded([]).0 == "")
    #expect(try decoded([0xEF, 0xBB, 0xBF]).0 == "")
    #expect(throws: TabularError.empty) { try TableReader { MemorySource("\n\r\n") } }
  }
}
