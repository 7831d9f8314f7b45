import Testing

@testable import Screen

@Suite struct CanvasTests {
  static let sizes = [(0, 0), (1, 1), (2, 1), (20, 5), (40, 12), (80, 24), (200, 60)]
    .map { Size(width: $0.0, height: $0.1) }

  @Test(arguments: sizes) func writesStayInsideTheClip(_ size: Size) {
    var random = SeededGenerator(seed: 1)
    for text in Hostile.texts {
      var canvas = Canvas(size)
      let clip = randomRect(around: size, using: &random)
      let point = Point(
        x: Int.random(in: -5...size.width + 5, using: &random),
        y: Int.random(in: -2...size.height + 2, using: &random))
      canvas.write(text, at: point, style: Style(attributes: .bold), in: clip)
      expectSound(canvas)
      for y in 0..<size.height {
        for x in 0..<size.width where canvas[x, y] != .blank {
          #expect(clip.contains(Point(x: x, y: y)) && y == point.y, "\(text.debugDescription)")
        }
      }
    }
  }

  @Test func overwritingKeepsWideCellsWhole() {
    var random = SeededGenerator(seed: 2)
    var canvas = Canvas(Size(width: 23, height: 3))
    for text in Hostile.texts.shuffled(using: &random) + ["日本語日本語日本語日本"] {
      canvas.write(
        text, at: Point(x: Int.random(in: -3...23, using: &random), y: 1),
        in: randomRect(around: canvas.size, using: &random))
      canvas.fill(randomRect(around: Size(width: 4, height: 2), using: &random), style: .plain)
      canvas.restyle(randomRect(around: canvas.size, using: &random)) {
        $0.attributes.formSymmetricDifference(.reverse)
      }
      expectSound(canvas)
    }
  }

  @Test func halfOfAWideCellLeavesABlank() {
    var canvas = Canvas(Size(width: 6, height: 1))
    canvas.write("日本語", at: Point(x: 0, y: 0))
    canvas.write("x", at: Point(x: 1, y: 0))
    #expect(canvas.text == " x本語")
    canvas.write("x", at: Point(x: 2, y: 0))
    #expect(canvas.text == " xx 語")
    canvas.write("日", at: Point(x: 3, y: 0))
    #expect(canvas.text == " xx日")
    canvas.write("日", at: Point(x: 5, y: 0))
    #expect(canvas.text == " xx日")
    #expect(canvas.write("日x", at: Point(x: -1, y: 0)) == 3)
    #expect(canvas.text == " xx日")
  }

  @Test func boxes() {
    var canvas = Canvas(Size(width: 16, height: 3))
    let inner = canvas.box(canvas.bounds, title: "Roster", note: "3", style: .plain)
    #expect(inner == Rect(x: 1, y: 1, width: 14, height: 1))
    canvas.write("right", in: inner, alignment: .right)
    #expect(
      canvas.text == """
        ╭─ Roster ─ 3 ─╮
        │         right│
        ╰──────────────╯
        """)
    #expect(
      canvas.asciified().text == """
        +- Roster - 3 -+
        |         right|
        +--------------+
        """)
    canvas = Canvas(Size(width: 8, height: 2))
    let plain = canvas.box(canvas.bounds, border: .none, title: "Long title", style: .plain)
    #expect(plain == Rect(x: 0, y: 1, width: 8, height: 1))
    #expect(canvas.text == "Long ti…\n")
  }

  @Test(arguments: sizes) func everyASCIICellIsASCII(_ size: Size) {
    var canvas = Canvas(size)
    for (index, text) in Hostile.texts.enumerated() {
      canvas.write(text, at: Point(x: 0, y: index % max(1, size.height)))
    }
    canvas.box(canvas.bounds, border: .heavy, title: "é日", style: .plain)
    let ascii = canvas.asciified()
    expectSound(ascii)
    #expect(ascii.cells.allSatisfy { $0.base.isASCII && $0.marks == 0 && $0.width == 1 })
  }

  @Test func transliteration() {
    var canvas = Canvas(Size(width: 40, height: 1))
    canvas.write("Žižek’s café – 5€ █▓▒░ ▲▼ → ✓ 日…", at: Point(x: 0, y: 0))
    #expect(canvas.asciified().text == "Zizek's cafe - 5E #=-. ^v > v ? ~")
  }

  @Test func linesAndRunsAreClipped() {
    var canvas = Canvas(Size(width: 5, height: 3))
    canvas.horizontalLine(at: Point(x: -10, y: 1), length: .max, style: .plain)
    canvas.verticalLine(at: Point(x: 2, y: -5), length: .max, style: .plain)
    canvas.write([("a", .plain), ("日", .plain), ("b", .plain)], at: Point(x: 0, y: 2))
    #expect(canvas.text == "  │\n──│──\na日b")
  }
}

/// Wide cells are whole, and nothing but what may reach a display is in a cell.
func expectSound(_ canvas: Canvas) {
  for y in 0..<canvas.size.height {
    #expect(canvas.row(y).reduce(0) { $0 + Int($1.width) } == canvas.size.width)
    for x in 0..<canvas.size.width {
      let cell = canvas[x, y]
      let isWhole =
        switch cell.width {
        case 0: x > 0 && canvas[x - 1, y].width == 2
        case 1: true
        default: x + 1 < canvas.size.width && canvas[x + 1, y].width == 0
        }
      let isDrawable =
        switch ScalarClass(cell.base) {
        case .narrow: cell.width < 2
        case .wide: cell.width == 2
        default: false
        }
      if !isWhole || !isDrawable { Issue.record("cell \(x), \(y): \(cell)") }
    }
  }
}

func randomRect(around size: Size, using random: inout SeededGenerator) -> Rect {
  Rect(
    x: Int.random(in: -3...size.width + 3, using: &random),
    y: Int.random(in: -3...size.height + 3, using: &random),
    width: Int.random(in: -1...size.width + 6, using: &random),
    height: Int.random(in: -1...size.height + 6, using: &random))
}
