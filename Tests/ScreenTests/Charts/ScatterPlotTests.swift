import Testing

@testable import Charts
@testable import Screen

@Suite struct ScatterPlotTests {
  private func canvas(
    _ plot: ScatterPlot, _ width: Int, _ height: Int
  ) -> (canvas: Canvas, hits: ScatterHits) {
    var canvas = Canvas(Size(width: width, height: height))
    let hits = canvas.draw(plot, in: canvas.bounds, theme: .plain)
    expectSound(canvas)
    return (canvas, hits)
  }

  private var plot: ScatterPlot {
    ScatterPlot(
      [
        .init(x: 1e6, y: 1, shape: .triangle), .init(x: 1e3, y: 8),
        .init(x: 1e4, y: 4), .init(x: 0, y: 3), .init(x: 1e5, y: .nan),
        .init(x: 1e5, y: 2, shape: .dot),
      ],
      keys: [.init("micro"), .init("mega", shape: .triangle), .init("rest", shape: .dot)],
      x: PlotAxis(.logarithmic, title: "followers", label: number),
      y: PlotAxis(.logarithmic, title: "ER", label: number))
  }

  @Test func shapesTellGroupsApart() {
    var plot = plot
    let (drawn, hits) = canvas(plot, 40, 10)
    #expect(
      drawn.text == """
        ER  ● micro  ▲ mega  ⠂ rest
        10┤●
          │
         5┤            ●
          │
         2┤                        ⢀
          │
         1┤                                    ▲
          └┬───────────┬───────────┬ followers ┬
         1000        10000      100000   1000000
        """)
    #expect(hits.order == [1, 2, 5, 0])
    #expect(hits.cells[3] == nil && hits.cells[4] == nil)
    for index in hits.order {
      let cell = hits.cell(of: index) ?? Point(x: -1, y: -1)
      #expect(hits.items(at: cell) == [index])
      #expect(hits.item(nearest: cell) == index)
    }
    #expect(hits.item(nearest: Point(x: 0, y: 0)) == nil)
    plot.ascii = true
    #expect(
      canvas(plot, 40, 10).canvas.text == """
        ER  * micro  ^ mega  . rest
        10+*
          |
         5+            *
          |
         2+                        .
          |
         1+                                    ^
          ++-----------+-----------+ followers +
         1000        10000      100000   1000000
        """)
  }

  @Test func walksFromLeftToRight() {
    let hits = canvas(plot, 40, 10).hits
    #expect(hits.item(1, from: nil) == 1)
    #expect(hits.item(-1, from: nil) == 0)
    #expect(hits.item(1, from: 1) == 2)
    #expect(hits.item(2, from: 1) == 5)
    #expect(hits.item(.max, from: 1) == 0)
    #expect(hits.item(.min, from: 1) == 1)
    #expect(hits.item(1, from: 3) == 1)
  }

  @Test func selectedPointIsOnTop() {
    var plot = plot
    // The rare shape is seen where two meet, the selected one before it.
    plot.items.append(.init(x: 1e6, y: 1))
    var (drawn, hits) = canvas(plot, 40, 10)
    let cell = hits.cell(of: 0) ?? Point(x: 0, y: 0)
    #expect(hits.items(at: cell) == [0, 6])
    #expect(drawn[cell.x, cell.y].base == "▲")
    #expect(drawn[cell.x, cell.y].style.attributes.contains(.bold))
    plot.selected = 6
    (drawn, hits) = canvas(plot, 40, 10)
    #expect(hits.cursor == cell)
    #expect(drawn[cell.x, cell.y].base == "●")
    #expect(drawn[cell.x, cell.y].style.attributes.contains(.reverse))
    plot.selected = 4
    #expect(canvas(plot, 40, 10).hits.cursor == nil)
    plot.selected = -1
    #expect(canvas(plot, 40, 10).hits.cursor == nil)
  }

  @Test func asciiShapesDiffer() {
    #expect(Set(PlotShape.allCases.map(\.ascii)).count == PlotShape.allCases.count)
    #expect(Set(PlotShape.allCases.map(\.symbol)).count == PlotShape.allCases.count)
    #expect(PlotShape.allCases.allSatisfy { $0.ascii.isASCII })
  }

  @Test func words() {
    #expect(
      plot.spoken() == [
        "micro has 3 points: followers 0 to 10000, ER 3 to 8.",
        "mega has one point: followers 1000000, ER 1.",
        "rest has one point: followers 100000, ER 2.",
      ])
    #expect(
      ScatterPlot([], keys: [.init("none")], x: plot.x, y: plot.y).spoken()
        == ["none has no points."])
  }
}
