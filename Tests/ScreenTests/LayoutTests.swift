import Testing

@testable import Screen

@Suite struct LayoutTests {
  private func widths(_ lengths: [Length], of width: Int, spacing: Int = 0) -> [Int] {
    Rect(x: 0, y: 0, width: width, height: 1).split(columns: lengths, spacing: spacing).map(\.width)
  }

  @Test func lengths() {
    #expect(widths([.fixed(10), .fill()], of: 80) == [10, 70])
    #expect(widths([.percent(25), .fill(2), .fill(1)], of: 80) == [20, 40, 20])
    #expect(widths([.fill(), .fill(), .fill()], of: 80) == [26, 27, 27])
    #expect(widths([.fill(), .fill()], of: 11, spacing: 1) == [5, 5])
    #expect(widths([.atMost(10), .fill()], of: 80) == [10, 70])
    #expect(widths([.atMost(50), .fill()], of: 80) == [40, 40])
    #expect(widths([.fixed(30), .fixed(30), .fill()], of: 40) == [30, 10, 0])
    #expect(widths([.fixed(3), .atMost(2)], of: 40) == [3, 2])
  }

  @Test func neverOutsideAtAnySize() {
    var random = SeededGenerator(seed: 3)
    let numbers = [Int.min, -1, 0, 1, 2, 7, 100, 1 << 40, Int.max]
    for _ in 0..<3000 {
      let rect = randomRect(around: Size(width: 60, height: 20), using: &random)
      let lengths = (0..<Int.random(in: 0...5, using: &random)).map { _ -> Length in
        let number = numbers.randomElement(using: &random)!
        return switch Int.random(in: 0...3, using: &random) {
        case 0: .fixed(number)
        case 1: .fill(number)
        case 2: .percent(number)
        default: .atMost(number)
        }
      }
      let spacing = [-1, 0, 1, 5, Int.max].randomElement(using: &random)!
      let parts = rect.split(rows: lengths, spacing: spacing)
      #expect(parts.count == lengths.count)
      #expect(parts.allSatisfy { $0.y >= rect.y && $0.maxY <= rect.maxY && $0.width == rect.width })
      for (upper, lower) in zip(parts, parts.dropFirst()) { #expect(upper.maxY <= lower.y) }
    }
  }

  @Test func rectanglesSaturate() {
    let all = Rect(x: .min, y: .max, width: .max, height: .max)
    #expect(all.inset(columns: .max, rows: .min).isEmpty)
    #expect(all.intersection(Rect(x: 0, y: 0, width: 5, height: 5)).isEmpty)
    let rect = Rect(x: 2, y: 3, width: 10, height: 4)
    #expect(rect.inset(columns: 1, rows: 1) == Rect(x: 3, y: 4, width: 8, height: 2))
    #expect(rect.row(4).isEmpty && rect.row(-1).isEmpty && rect.row(3).y == 6)
    #expect(
      rect.centered(Size(width: 4, height: 9)) == Rect(x: 5, y: 3, width: 4, height: 4))
  }
}
