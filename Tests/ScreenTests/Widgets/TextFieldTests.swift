import Testing

@testable import Screen
@testable import Widgets

@Suite struct TextFieldTests {
  /// Text before with `|` for the cursor, keys, text after.
  @Test(arguments: [
    ("", "'mega'", "mega|"), ("mega|", "backspace backspace", "me|"), ("|mega", "delete", "|ega"),
    ("|", "backspace delete ctrl-w", "|"), ("tier:micro er>4|", "ctrl-w", "tier:micro er>|"),
    ("one two  |", "ctrl-w", "one |"), ("one two|", "ctrl-u", "|"), ("one| two", "ctrl-k", "one|"),
    ("a👨‍👩‍👧‍👦b|", "left backspace", "a|b"), ("a|", "left left right right", "a|"),
    ("one two|", "home ctrl-right 'X'", "oneX| two"), ("one two|", "ctrl-left", "one |two"),
    ("one two|", "ctrl-a delete end 's'", "ne twos|"),
    ("日本|語", "backspace", "日|語"),
  ])
  func editing(_ before: String, _ keys: String, _ after: String) throws {
    var field = field(before)
    for key in try KeyScript.keys(keys) {
      let isTaken = field.handle(key)
      #expect(isTaken)
    }
    var shown = field.text
    shown.insert("|", at: shown.index(shown.startIndex, offsetBy: field.cursor))
    #expect(shown == after)
  }

  private func field(_ marked: String) -> TextField {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    var field = TextField(parts.joined())
    field.moveToStart()
    for _ in parts[0] { field.moveRight() }
    return field
  }

  @Test func otherKeysAreNotTaken() {
    var field = TextField("x")
    for key in [Key(.enter), Key(.escape), Key(.up), Key(.character("s"), .control)] {
      let isTaken = field.handle(key)
      #expect(!isTaken)
    }
  }

  @Test func aMarkJoinsTheCharacterBeforeIt() {
    var field = field("e|x")
    field.insert("\u{301}")
    #expect(field.text == "e\u{301}x" && field.cursor == 1)
  }

  @Test func pasteIsText() {
    var field = TextField()
    field.insert("a\r\nb\tc\u{1B}[31m\u{0}\u{9B}d\n")
    #expect(field.text == "a b c[31md ")
  }

  @Test func scrollsWithTheCursor() {
    var canvas = Canvas(Size(width: 8, height: 1))
    var field = TextField("abcdefghijkl")
    var cursor = canvas.draw(field, in: canvas.bounds, style: .plain)
    #expect(cursor == Point(x: 4, y: 0))
    #expect(canvas.text == "ijkl")
    field.moveToStart()
    cursor = canvas.draw(field, in: canvas.bounds, style: .plain)
    #expect(cursor == Point(x: 0, y: 0))
    #expect(canvas.text == "abcdefgh")
    canvas.draw(TextField(), in: canvas.bounds, style: .plain, placeholder: "Filter by…")
    #expect(canvas.text == "Filter …")
  }

  @Test func randomEditingNeverTraps() throws {
    var random = SeededGenerator(seed: 5)
    let keys = try KeyScript.keys(
      "backspace delete ctrl-w ctrl-u ctrl-k left right ctrl-left ctrl-right home end left left left"
    )
    var field = TextField()
    for _ in 0..<5000 {
      if Bool.random(using: &random) {
        field.insert(Hostile.text(using: &random))
      } else {
        _ = field.handle(keys.randomElement(using: &random)!)
      }
      #expect(0...field.text.count ~= field.cursor)
      #expect(!field.text.unicodeScalars.contains { $0.properties.generalCategory == .control })
      let width = Int.random(in: 0...12, using: &random)
      var canvas = Canvas(Size(width: width, height: 1))
      if let cursor = canvas.draw(field, in: canvas.bounds, style: .plain) {
        #expect(canvas.bounds.contains(cursor))
      }
    }
  }
}
