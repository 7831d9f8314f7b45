import Foundation
import Screen
import Testing

@testable import Terminal

extension TerminalDisplayTests {
  /// Whatever was shown before, the terminal shows the canvas that was presented last.
  @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7] as [UInt64])
  func picturesEqualCanvases(seed: UInt64) throws {
    var random = Random(seed: seed)
    let terminal = try PseudoTerminal(width: 60, height: 12)
    let display = try terminal.open()
    var canvas = Canvas(display.size)
    for frame in 0..<60 {
      if Int.random(in: 0..<10, using: &random) == 0 { canvas = Canvas(display.size) }
      for _ in 0..<Int.random(in: 0...6, using: &random) { canvas.scribble(using: &random) }
      if Int.random(in: 0..<4, using: &random) == 0 { canvas = canvas.scrolled(using: &random) }
      canvas.cursor =
        Bool.random(using: &random)
        ? nil
        : Point(x: .random(in: 0..<60, using: &random), y: .random(in: 0..<12, using: &random))
      display.present(canvas)
      terminal.read()
      try #require(terminal.picture.unknown == [])
      for y in 0..<12 {
        let shown = terminal.picture.cells[y * 60..<(y + 1) * 60].map(\.essence)
        let difference = zip(shown, canvas.row(y).map(\.essence)).enumerated()
          .first { $0.element.0 != $0.element.1 }
        try #require(difference == nil, "seed \(seed), frame \(frame), row \(y)")
      }
      #expect(terminal.picture.modes.contains(25) == (canvas.cursor != nil))
      if let cursor = canvas.cursor { #expect(terminal.picture.cursor == cursor) }
    }
    display.restore()
  }
}

extension Cell {
  /// The cell without what can't be seen: the foreground of a space.
  fileprivate var essence: Cell {
    var cell = self
    if base == " ", width > 0, style.attributes.isDisjoint(with: [.underline, .reverse]) {
      cell.style.foreground = .terminal
      cell.style.attributes = []
    }
    if width == 0 { cell.style = .plain }
    return cell
  }
}

extension Canvas {
  fileprivate mutating func scribble(using random: inout Random) {
    let texts = [
      "influencer", "漢字かな", "é̂ à", "👍 ok", "      ", "▁▂▃▄▅▆▇█", "──────────", "aaaaaaaaaaaaaaaaa",
    ]
    let colors: [Color] = [.terminal, .indexed(1), .indexed(9), .indexed(200), .indexed(17)]
    let attributes = Attributes(
      rawValue: [0, 0, 1, 2, 4, 8, 16, 24].randomElement(using: &random)!)
    let style = Style(
      foreground: colors.randomElement(using: &random)!,
      background: colors.randomElement(using: &random)!, attributes: attributes)
    write(
      texts.randomElement(using: &random)!,
      at: Point(
        x: .random(in: -4..<size.width, using: &random),
        y: .random(in: 0..<size.height, using: &random)), style: style)
  }

  /// One row more at the top, as a list that scrolls.
  fileprivate func scrolled(using random: inout Random) -> Canvas {
    var result = Canvas(size)
    for y in 1..<size.height {
      for (x, cell) in row(y - 1).enumerated() where cell.width > 0 {
        result.write(String(Character(cell.base)), at: Point(x: x, y: y), style: cell.style)
      }
    }
    return result
  }
}

/// Numbers that are the same in every run.
struct Random: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
