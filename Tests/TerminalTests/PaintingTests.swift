import Screen
import Testing

@testable import Terminal

@Suite("Colours, pairs and glyphs") struct PaintingTests {
  private func palette(_ colors: Capabilities.Colors, _ count: Int, defaults: Bool = true)
    -> Palette
  {
    Palette(colors: colors, count: count, hasDefaults: defaults)
  }

  @Test func noColoursNeedNoPair() {
    #expect(palette(.none, 0).numbers(.indexed(1), on: .rgb(1, 2, 3)) == nil)
    #expect(palette(.indexed256, 256).numbers(.terminal, on: .terminal) == nil)
  }

  @Test func twoHundredFiftySix() {
    let palette = palette(.indexed256, 256)
    #expect(
      palette.numbers(.indexed(12), on: .terminal) == .init(foreground: 12, background: -1))
    #expect(
      palette.numbers(.rgb(255, 0, 0), on: .indexed(232)) == .init(foreground: 196, background: 232)
    )
  }

  @Test func terminalWithoutDefaultColorsIsWhiteOnBlack() {
    #expect(
      palette(.indexed256, 256, defaults: false).numbers(.terminal, on: .terminal)
        == .init(foreground: 7, background: 0))
  }

  @Test func eightColoursMakeBrightOnesBold() {
    let palette = palette(.sixteen, 8)
    #expect(
      palette.numbers(.indexed(9), on: .terminal)
        == .init(foreground: 1, background: -1, isBold: true))
    #expect(palette.numbers(.indexed(1), on: .indexed(12)) == .init(foreground: 1, background: 4))
    // Dark gray on black stays readable.
    #expect(
      palette.numbers(.indexed(8), on: .indexed(0))
        == .init(foreground: 7, background: 0, isBold: true))
  }

  @Test func directColoursKeepOffTheUsersPalette() {
    let palette = palette(.rgb, 1 << 24)
    #expect(
      palette.numbers(.rgb(1, 2, 3), on: .rgb(0, 0, 4))
        == .init(foreground: 0x010203, background: 8))
    #expect(
      palette.numbers(.indexed(3), on: .indexed(196)) == .init(foreground: 3, background: 0xff0000))
  }

  @Test func pairsAreNumberedOnceAndRunOut() {
    var table = PairTable(capacity: 3)
    #expect(table.number(foreground: 1, background: -1) == .new(1))
    #expect(table.number(foreground: -1, background: 1) == .new(2))
    #expect(table.number(foreground: 1, background: -1) == .known(1))
    #expect(table.number(foreground: 2, background: 2) == .exhausted)
    table.removeAll()
    #expect(table.number(foreground: 2, background: 2) == .new(1))
  }

  @Test func differenceCoversWholeCharacters() {
    func row(_ text: String) -> ArraySlice<Cell> {
      var canvas = Canvas(Size(width: 6, height: 1))
      canvas.write(text, at: Point(x: 0, y: 0))
      return canvas.cells[...]
    }
    #expect(Painter.difference(row("abcdef"), row("abcdef")) == nil)
    #expect(Painter.difference(row("abXYef"), row("abcdef")) == 2..<4)
    #expect(Painter.difference(row("a漢def"), row("abcdef")) == 1..<3)
    #expect(Painter.difference(row("abcdef"), row("a漢def")) == 1..<3)
    #expect(Painter.difference(row("a漢d"), row("a字d")) == 1..<3)
  }

  @Test func glyphsInACharacterSetWithoutUnicode() {
    #expect(Glyph(of: Cell(base: "é"), hasRoom: false, usesUnicode: false).base == 0x3f)
    #expect(Glyph(of: Cell(base: "e"), hasRoom: false, usesUnicode: false).base == 0x65)
    #expect(Glyph(of: Cell(base: "x", width: 0), hasRoom: false, usesUnicode: false).base == 0x20)
  }
}

@Suite("The terminal's type") struct TerminalTypeTests {
  @Test func dumbIsRefusedWithAdvice() throws {
    let error = #expect(throws: TerminalError.self) {
      try TerminalType.find("dumb", output: 1)
    }
    #expect(error == .tooSimple(term: "dumb"))
    #expect("\(try #require(error))".contains("TERM=xterm-256color"))
  }

  @Test func modernNamesHaveModernSubstitutes() {
    #expect(TerminalType.substitutes(for: "xterm-kitty").first == "xterm-256color")
    #expect(TerminalType.substitutes(for: "nonsense").first == "xterm")
  }

  @Test func messagesCarryNoEscapes() {
    #expect(!"\(TerminalError.unknown(term: "\u{1b}[2J"))".contains("\u{1b}"))
  }
}
