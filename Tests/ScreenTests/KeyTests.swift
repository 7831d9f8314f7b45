import Testing

@testable import Screen

@Suite struct KeyTests {
  @Test(arguments: [
    ("j", Key(.character("j"))), ("G", Key(.character("G"))), ("space", Key(.character(" "))),
    ("ctrl-s", Key(.character("s"), .control)), ("alt-x", Key(.character("x"), .alt)),
    ("shift-tab", Key(.tab, .shift)), ("f12", Key(.function(12))), ("enter", Key(.enter)),
    ("-", Key(.character("-"))), ("ctrl--", Key(.character("-"), .control)),
    ("ctrl-alt-up", Key(.up, [.control, .alt])), ("é", Key(.character("é"))),
    ("pagedown", Key(.pageDown)), ("f", Key(.character("f"))), ("日", Key(.character("日"))),
  ])
  func notation(_ notation: String, _ key: Key) {
    #expect(Key(notation: notation) == key)
    #expect(key.notation == notation)
  }

  @Test(arguments: ["", "ctrl-", "shift-a", "f0", "f64", "hyper-x", "ab", "Enter"])
  func noKey(_ notation: String) { #expect(Key(notation: notation) == nil) }

  @Test(arguments: [
    ("esc", "escape"), ("return", "enter"), ("pgup", "pageup"), ("alt-ctrl-a", "ctrl-alt-a"),
  ])
  func alias(_ alias: String, _ notation: String) {
    #expect(Key(notation: alias)?.notation == notation)
  }

  @Test func script() throws {
    #expect(
      try KeyScript.keys("j j / m e g a enter").map(\.notation) == [
        "j", "j", "/", "m", "e", "g", "a", "enter",
      ])
    #expect(
      try KeyScript.keys(" 3*down 'it''s 5*' ").map(\.notation).joined(separator: " ")
        == "down down down i t ' s space 5 *")
    #expect(try KeyScript.keys("").isEmpty)
    #expect(throws: KeyScriptError.unknownKey(word: "mega", position: 2)) {
      try KeyScript.keys("/ mega")
    }
    #expect(throws: KeyScriptError.unclosedQuote(position: 1)) { try KeyScript.keys("'mega") }
  }
}
