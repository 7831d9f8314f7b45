import TestSupport
import Testing

@testable import Tabular

@Suite("Texts that a spreadsheet would run")
struct FormulaGuardTests {
  private func read(_ cell: String) -> String { TableRow([cell]).plainText(0) }

  @Test(arguments: [
    ("=HYPERLINK(\"http://a\")", "'=HYPERLINK(\"http://a\")"), ("+1+1", "'+1+1"), ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"), ("\ttab", "'\ttab"), ("\rreturn", "'\rreturn"), ("＝1+1", "'＝1+1"),
    ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"), ("'=1", "''=1"), ("'''@a", "''''@a"),
    (" =1", "' =1"), ("\u{FEFF}=1", "'\u{FEFF}=1"), ("\u{200B}+1", "'\u{200B}+1"),
    ("\"=1", "'\"=1"), ("\u{0}=1", "'\u{0}=1"),
    // Some spreadsheets begin a new cell here.
    ("a;=1+1", "a;'=1+1"), ("a\n=cmd|' /C calc'!A0;b", "a\n'=cmd|' /C calc'!A0;b"),
    ("a\t-1", "a\t'-1"), ("a;\"=1\"", "a;'\"=1\""), ("a;'=1", "a;''=1"), ("\t=1", "'\t'=1"),
  ])
  func areDefused(_ text: String, _ cell: String) {
    #expect(FormulaGuard.guarded(text) == cell)
    #expect(Array(read(cell).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    "", "ana", "'tis", "'90s", "''", "'", "don't", "a=b", "a-b", "ana@a.example", "1-2", "a, =b",
    "it's; 'fine'", "rock 'n' roll", "100%", "✨=", "é-", "2026-03-01", "'quoted'", "a\nb", ";",
    "a;",
  ])
  func othersAreLeftAlone(_ text: String) {
    #expect(FormulaGuard.guarded(text) == text)
    #expect(read(text) == text)
  }

  @Test func everyTextComesBack() {
    var random = SeededGenerator(seed: 11)
    let pieces: [String] = [
      "'", "'", "''", "=", "+", "-", "@", "＝", "－", "\t", "\r", "\n", "\r\n", ";", ",", "\"", " ",
      "a", "1",
      "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{301}", "é", "日", "\u{0}", "\u{E0041}", "\u{FE0F}",
    ]
    var texts = NaughtyTexts.all
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...7, using: &random)
      texts.append((0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
    }
    for text in texts {
      let cell = FormulaGuard.guarded(text)
      #expect(Array(read(cell).utf8) == Array(text.utf8), "\(text.debugDescription)")
      #expect(cell.utf8.first.map { !Array("=+-@\t\r".utf8).contains($0) } ?? true)
    }
  }
}
