import Screen
import Testing

@testable import Terminal

@Suite("A paste is text and never keys") struct PasteTests {
  private let start = "\u{1b}[200~"
  private let end = "\u{1b}[201~"

  @Test func arrivesAsOneEvent() {
    var decoder = InputDecoder()
    decoder.feed("a\(start)q:wipe\r\nall\rnow\u{1b}[A é\(end)b".utf8, at: 0)
    #expect(
      decoder.all() == [
        .key(Key(.character("a"))), .paste("q:wipe\nall\nnow\u{1b}[A é"),
        .key(Key(.character("b"))),
      ])
    #expect(decoder.deadline == nil)
  }

  @Test func arrivesInPieces() {
    let text = String(repeating: "line \u{1b}[20 of text\n", count: 1000)
    var decoder = InputDecoder()
    for byte in (start + text + end).utf8 { decoder.feed([byte], at: 0) }
    #expect(decoder.all() == [.paste(text)])
  }

  @Test func isBounded() {
    var decoder = InputDecoder(pasteLimit: 10)
    decoder.feed("\(start)0123456789abcdef\(end)q".utf8, at: 0)
    #expect(decoder.all() == [.paste("0123456789"), .key(Key(.character("q")))])
  }

  @Test func emptyPasteIsNoEvent() {
    var decoder = InputDecoder()
    decoder.feed("\(start)\(end)".utf8, at: 0)
    #expect(decoder.all() == [])
  }

  /// On a slow line the rest of the text comes later; it must not be run as commands.
  @Test func stallDeliversTextAndStaysText() {
    var decoder = InputDecoder()
    decoder.feed("\(start)first".utf8, at: 0)
    #expect(decoder.deadline == Paste.patience)
    decoder.expire(at: Paste.patience)
    #expect(decoder.all() == [.paste("first")])
    #expect(decoder.deadline == nil)
    decoder.feed("dd\(end)q".utf8, at: 5000)
    #expect(decoder.all() == [.paste("dd"), .key(Key(.character("q")))])
  }

  @Test(arguments: ["escape", "ctrl-c"])
  func keyEndsPasteWhoseEndIsLost(notation: String) throws {
    let key = try #require(Key(notation: notation))
    let byte: UInt8 = notation == "escape" ? 0x1b : 0x03
    var decoder = InputDecoder()
    decoder.feed("\(start)first\u{1b}[20".utf8, at: 0)
    decoder.expire(at: 2000)
    decoder.feed([byte], at: 3000)
    decoder.expire(at: 4000)
    decoder.feed("q".utf8, at: 5000)
    #expect(decoder.all() == [.paste("first"), .key(key), .key(Key(.character("q")))])
  }
}
