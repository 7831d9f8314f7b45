import Testing

@testable import Charts
@testable import Screen

@Suite struct StripPlotTests {
  private func canvas(
    _ plot: StripPlot, _ width: Int, _ height: Int
  ) -> (canvas: Canvas, hits: StripHits) {
    var canvas = Canvas(Size(width: width, height: height))
    let hits = canvas.draw(plot, in: canvas.bounds, theme: .plain)
    expectSound(canvas)
    return (canvas, hits)
  }

  private var plot: StripPlot {
    StripPlot(
      [
        .init("mega", values: [1, 2, nil, 9], shape: .triangle, interval: 1...4),
        .init("micro", values: [5, 5, 5, 7, 3, .nan], interval: 4...20),
      ], axis: PlotAxis(title: "ER", range: 0...10, label: number))
  }

  @Test func stacksMarksAboveTheMedian() {
    var plot = plot
    let (drawn, hits) = canvas(plot, 40, 10)
    #expect(
      drawn.text == """
             │
             │
         mega│   ▲  ▲                       ▲
          ┃ 2│   ├──┃──────┤
             │                 ●
             │                 ●
        micro│          ●      ●     ●
          ┃ 5│             ├───┃────────────────
             └┬─────┬──────┬──────┬──────┬─ ER ┬
              0     2      4      6      8    10
        """)
    #expect(hits.rows.count == 2)
    #expect(hits.marks.map(\.place.index) == [0, 1, 3, 4, 0, 1, 2, 3])
    #expect(Set(hits.marks.map(\.cell)).count == hits.marks.count)
    for mark in hits.marks { #expect(hits.places(at: mark.cell) == [mark.place]) }
    plot.ascii = true
    #expect(
      canvas(plot, 40, 10).canvas.text == """
             |
             |
         mega|   ^  ^                       ^
          | 2|   +--|------+
             |                 *
             |                 *
        micro|          *      *     *
          | 5|             +---|----------------
             ++-----+------+------+------+- ER +
              0     2      4      6      8    10
        """)
  }

  @Test func manyValuesBecomeADensity() {
    var plot = plot
    plot.rows[1].values = Array(repeating: 5, count: 16) + Array(repeating: 7, count: 8)
    let (drawn, hits) = canvas(plot, 40, 10)
    #expect(drawn.text.contains("█"))
    let cell = hits.cell(of: .init(row: 1, index: 3)) ?? Point(x: 0, y: 0)
    #expect(hits.places(at: cell).count == 16)
    // Any cell of the column will do.
    #expect(hits.places(at: Point(x: cell.x, y: cell.y - 1)).count == 16)
  }

  @Test func walking() {
    let hits = canvas(plot, 40, 10).hits
    #expect(hits.place(1, from: nil) == .init(row: 0, index: 0))
    #expect(hits.place(1, from: .init(row: 0, index: 1)) == .init(row: 0, index: 3))
    #expect(hits.place(.max, from: .init(row: 1, index: 0)) == .init(row: 1, index: 3))
    #expect(hits.place(-1, from: .init(row: 1, index: 99)) == .init(row: 1, index: 3))
    #expect(hits.place(1, from: .init(row: 7, index: 0)) == .init(row: 0, index: 0))
    let column = hits.cell(of: .init(row: 0, index: 3))?.x ?? 0
    #expect(hits.place(inRow: 1, nearest: column) == .init(row: 1, index: 3))
    #expect(hits.place(inRow: 9, nearest: column) == nil)
  }

  @Test func selectedMark() {
    var plot = plot
    plot.selected = .init(row: 1, index: 3)
    let (drawn, hits) = canvas(plot, 40, 10)
    #expect(hits.cursor == hits.cell(of: .init(row: 1, index: 3)))
    #expect(
      hits.cursor.map { drawn[$0.x, $0.y].style.attributes.contains(.reverse) } == true)
    for place in [StripPlot.Place(row: 1, index: 5), .init(row: -1, index: 0)] {
      plot.selected = place
      #expect(canvas(plot, 40, 10).hits.cursor == nil)
    }
  }

  @Test func words() {
    var plot = plot
    plot.rows.append(.init("none", values: [nil]))
    plot.rows.append(.init("one", values: [4]))
    #expect(
      plot.spoken() == [
        "mega has 3 values from 1 to 9, median 2, interval 1 to 4.",
        "micro has 5 values from 3 to 7, median 5, interval 4 to 20.", "none has no values.",
        "one has one value, 4.",
      ])
  }
}
