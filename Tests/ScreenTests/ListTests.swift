import Testing

@testable import Screen

@Suite struct ListTests {
  private func commands(_ count: Int, selected: Int?, top: Int = 0) -> ScrollList {
    ScrollList(count: count, selected: selected, top: top) {
      .init("Command \($0)", detail: "ctrl-\($0)", highlights: [0..<2])
    }
  }

  @Test func golden() {
    var canvas = Canvas(Size(width: 24, height: 3))
    let hits = canvas.draw(commands(9, selected: 4), in: canvas.bounds, theme: .plain)
    #expect(
      canvas.text == """
          Command 2     ctrl-2 │
          Command 3     ctrl-3 ┃
        ▸ Command 4     ctrl-4 │
        """)
    #expect(hits.top == 2)
    #expect(hits.cursor == Point(x: 0, y: 2))
    #expect(hits.item(at: Point(x: 5, y: 1)) == 3)
    #expect(hits.item(at: Point(x: 5, y: 3)) == nil)
    #expect(canvas[2, 1].style.attributes == [.bold, .underline])
  }

  @Test func anySize() {
    for width in 0...30 {
      for height in 0...5 {
        for count in [0, 1, 3, 100] {
          var canvas = Canvas(Size(width: width, height: height))
          let hits = canvas.draw(
            commands(count, selected: count / 2, top: 50), in: canvas.bounds, theme: .plain)
          expectSound(canvas)
          #expect(hits.top >= 0 && hits.top <= count)
        }
      }
    }
  }

  @Test func wrapping() {
    #expect(wrap("mega, micro, or a mix", to: 10) == ["mega,", "micro, or", "a mix"])
    #expect(wrap("a\n\nb", to: 5) == ["a", "", "b"])
    #expect(wrap("incomprehensible", to: 6) == ["incomp", "rehens", "ible"])
    #expect(wrap("日本語 日本語", to: 5) == ["日本", "語", "日本", "語"])
    #expect(wrap("  one two", to: 7) == ["  one", "  two"])
    #expect(wrap("日", to: 1) == ["日"])
    #expect(wrap("", to: 4) == [""])
    #expect(wrap("abc", to: 0) == [])
    for text in Hostile.texts {
      for columns in [2, 7, 40] {
        #expect(wrap(text, to: columns).allSatisfy { displayWidth($0) <= columns || $0.count == 1 })
      }
    }
  }

  @Test func paragraphs() {
    var canvas = Canvas(Size(width: 6, height: 2))
    let lines = canvas.write(
      paragraph: "one two three four", in: canvas.bounds, skipping: 1)
    #expect(lines == 4)
    #expect(canvas.text == "two\nthree")
  }
}
