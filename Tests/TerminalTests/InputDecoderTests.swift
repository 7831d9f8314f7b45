import Screen
import Testing

@testable import Terminal

@Suite("Input becomes events") struct InputDecoderTests {
  /// The events for bytes after which nothing comes any more.
  private func events(_ input: String, keys: KeyTable = KeyTable()) -> [Event] {
    events(Array(input.utf8), keys: keys)
  }

  private func events(_ input: [UInt8], keys: KeyTable = KeyTable()) -> [Event] {
    var decoder = InputDecoder(keys: keys)
    decoder.feed(input, at: 0)
    decoder.expire(at: 100_000)
    return decoder.all()
  }

  @Test(
    "a key",
    arguments: [
      ("a", "a"), ("G", "G"), (" ", "space"), ("é", "é"), ("漢", "漢"), ("e\u{301}", "é"),
      ("👨‍👩‍👧", "👨‍👩‍👧"), ("\u{01}", "ctrl-a"), ("\u{1a}", "ctrl-z"), ("\u{03}", "ctrl-c"),
      ("\u{00}", "ctrl-space"), ("\u{1c}", "ctrl-\\"), ("\u{1f}", "ctrl-_"), ("\u{0a}", "ctrl-j"),
      ("\u{08}", "backspace"), ("\u{7f}", "backspace"), ("\t", "tab"), ("\r", "enter"),
      ("\u{1b}", "escape"), ("\u{1b}x", "alt-x"), ("\u{1b}é", "alt-é"), ("\u{1b}\r", "alt-enter"),
      ("\u{1b}\u{7f}", "alt-backspace"), ("\u{1b}\u{01}", "alt-ctrl-a"), ("\u{1b}[", "alt-["),
      ("\u{1b}O", "alt-O"), ("\u{1b}]", "alt-]"), ("\u{1b}P", "alt-P"),
      ("\u{1b}[A", "up"), ("\u{1b}OA", "up"), ("\u{1b}[1;2A", "shift-up"),
      ("\u{1b}[1;3B", "alt-down"), ("\u{1b}[1;5D", "ctrl-left"), ("\u{1b}[1;5C", "ctrl-right"),
      ("\u{1b}\u{1b}[A", "alt-up"), ("\u{1b}Od", "ctrl-left"), ("\u{1b}[H", "home"),
      ("\u{1b}[1~", "home"), ("\u{1b}[4~", "end"), ("\u{1b}[2~", "insert"), ("\u{1b}[3~", "delete"),
      ("\u{1b}[3;5~", "ctrl-delete"), ("\u{1b}[5~", "pageup"), ("\u{1b}[6~", "pagedown"),
      ("\u{1b}[Z", "shift-tab"), ("\u{1b}OP", "f1"), ("\u{1b}[[A", "f1"), ("\u{1b}[11~", "f1"),
      ("\u{1b}[15~", "f5"), ("\u{1b}[24~", "f12"), ("\u{1b}[1;2S", "shift-f4"),
      ("\u{1b}[97;5u", "ctrl-a"), ("\u{1b}[27;5;46~", "ctrl-."), ("\u{1b}OM", "enter"),
      ("\u{1b}Ok", "+"),
    ])
  func key(input: String, notation: String) throws {
    let key = try #require(Key(notation: notation))
    #expect(events(input) == [.key(key)])
  }

  @Test(
    "what is no key is swallowed whole",
    arguments: [
      "\u{1b}[I", "\u{1b}[24;80R", "\u{1b}[?62;22c", "\u{1b}[1;5", "\u{1b}[99~", "\u{1b}[?1u",
      "\u{1b}]11;rgb:0000/0000/0000\u{07}", "\u{1b}]10;rgb:ffff/ffff/ffff\u{1b}\\",
      "\u{1b}P1$r0m\u{1b}\\", "\u{1b}[<0;1M", "\u{1b}[201~", "\u{85}",
    ])
  func nothing(input: String) {
    #expect(events(input) == [])
    // And what follows in the same breath is still understood, unless it completes the sequence.
    if input != "\u{1b}[1;5" { #expect(events(input + "q") == [.key(Key(.character("q")))]) }
  }

  @Test func bytesThatAreNoTextAreSwallowed() {
    for bytes: [UInt8] in [
      [0xff], [0xc3], [0xe2, 0x82], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x80],
    ] {
      #expect(events(bytes) == [])
      #expect(events(bytes + [0x71]) == [.key(Key(.character("q")))])
    }
  }

  @Test func keysInOneRead() {
    #expect(
      events("jé\u{1b}[Bk") == [
        .key(Key(.character("j"))), .key(Key(.character("é"))), .key(Key(.down)),
        .key(Key(.character("k"))),
      ])
    #expect(events("\u{1b}\u{1b}") == [.key(Key(.escape)), .key(Key(.escape))])
    #expect(events("\u{1b}[1;\u{1b}[B") == [.key(Key(.down))])
  }

  @Test func descriptionOfTheTerminalComesFirst() {
    let keys = KeyTable([([0x1b, 0x5b, 0x41], Key(.home)), (Array("\u{1b}[7$".utf8), Key(.end))])
    #expect(events("\u{1b}[A\u{1b}[7$", keys: keys) == [.key(Key(.home)), .key(Key(.end))])
  }

  @Test func loneEscapeWaitsForItsDelayOnly() {
    var decoder = InputDecoder(escapeDelay: 25)
    decoder.feed([0x1b], at: 1000)
    #expect(decoder.next() == nil)
    #expect(decoder.deadline == 1025)
    decoder.expire(at: 1024)
    #expect(decoder.next() == nil)
    decoder.expire(at: 1025)
    #expect(decoder.next() == .key(Key(.escape)))
    #expect(decoder.deadline == nil)
  }

  @Test func everySplitGivesTheSameEvents() {
    let input = Array("a\u{1b}[1;5Cé👍🏽\u{1b}[<0;3;4M\u{1b}[200~x\r\ny\u{1b}[201~\u{1b}OPq".utf8)
    let whole = events(input)
    #expect(whole.count == 8)
    for cut in 1..<input.count where input[cut] & 0xc0 != 0x80 && cut != 14 && cut != 13 {
      var decoder = InputDecoder()
      decoder.feed(input[..<cut], at: 0)
      decoder.feed(input[cut...], at: 1)
      #expect(decoder.all() == whole, "cut at \(cut)")
    }
  }

  @Test func noiseNeverTrapsNorWaitsForEver() {
    var random = SystemRandomNumberGenerator()
    let likely: [UInt8] = [0x1b, 0x5b, 0x4f, 0x3b, 0x3c, 0x4d, 0x7e, 0x30, 0x32, 0xe2, 0xcc, 0x81]
    for _ in 0..<2000 {
      var decoder = InputDecoder()
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let byte = Bool.random() ? likely.randomElement()! : UInt8.random(in: 0...255)
        decoder.feed([byte], at: 0)
      }
      decoder.expire(at: 10_000)
      decoder.expire(at: 20_000)
      #expect(decoder.deadline == nil)
    }
  }
}

extension InputDecoder {
  mutating func all() -> [Event] {
    var events: [Event] = []
    while let event = next() { events.append(event) }
    return events
  }
}
