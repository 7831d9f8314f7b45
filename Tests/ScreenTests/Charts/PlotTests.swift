import Testing

@testable import Charts
@testable import Screen

/// A number without its needless decimals.
func number(_ value: Double) -> String {
  abs(value) < 1e15 && value == value.rounded() ? "\(Int(value))" : "\(value)"
}

@Suite struct PlotTests {
  private let bare = PlotAxis(minimumStep: 1, label: number)

  private func canvas(
    _ plot: Plot, _ width: Int, _ height: Int
  ) -> (canvas: Canvas, hits: PlotHits) {
    var canvas = Canvas(Size(width: width, height: height))
    let hits = canvas.draw(plot, in: canvas.bounds, theme: .plain)
    expectSound(canvas)
    return (canvas, hits)
  }

  @Test func dotsAreWhereTheValuesAre() {
    // Too small for axes: the area alone, and each value a dot of its own.
    var plot = Plot(
      [.init("a", values: [0, 1, 2, 3])], x: bare,
      y: PlotAxis(range: 0...3, label: number))
    #expect(canvas(plot, 2, 1).canvas.text == "⡠⠊")
    plot.series[0].values = [3, 3, 0, 0]
    #expect(canvas(plot, 2, 1).canvas.text == "⠙⣄")
    plot.series[0].values = [0, 7, 14, 14]
    plot.y = PlotAxis(range: 0...7, label: number)
    // What lies outside the range is cut off.
    #expect(canvas(plot, 2, 2).canvas.text == "⢸\n⡇")
  }

  @Test func axesTargetAndLegend() {
    var plot = Plot(
      [
        .init("left", values: [0, 2, 4, 6, 8, 10]),
        .init("right", values: [10, 9, nil, nil, 6, 5], role: .chart2, line: .dashed),
      ], x: .indices { "d\($0)" }, y: PlotAxis(title: "%", label: number),
      target: .init("goal", value: 7))
    plot.moment = .init("now", at: 3)
    let (drawn, hits) = canvas(plot, 40, 10)
    #expect(
      drawn.text == """
        %  ⠤⠤⠤⠤⠤ left  ⠤⠤ ⠤⠤ right  ╌╌ goal
        10┤⠉⠑ ⠒⠢ ⠤⣀              ┊         ⣀⡠⠔⠒⠉
          │                      ┊    ⣠⠤⠒⠊⠉
         7┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌⢀⡠⠤⠒⠊⠉╌╌⣀⣀╌╌╌╌╌╌
         5┤               ⢀⣀⠤⠔⠒⠉⠁┊         ⠉⠉ ⠒⠢
          │          ⣀⡠⠤⠒⠊⠁      ┊
          │     ⣀⡠⠤⠒⠋            ┊
         0┤⣀⠤⠔⠊⠉                 ┊
          └┬──────┬──────┬───────┬──────┬──────┬
          d0     d1     d2      now    d4     d5
        """)
    #expect(hits.area == Rect(x: 3, y: 1, width: 37, height: 7))
    #expect(hits.columns == [3, 10, 17, 25, 32, 39])
    #expect(hits.legend.count == 2)
    #expect(hits.series(at: Point(x: 18, y: 0)) == 1)
    #expect(hits.cursor == nil)
    plot.ascii = true
    #expect(
      canvas(plot, 40, 10).canvas.text == """
        %  ** left  oo right  -- goal
        10+oooooooo              :         *****
          |                      :    *****
         7+---------------------******--oo------
         5+               *******:        oooooo
          |          ******      :
          |     *****            :
         0+*****                 :
          ++------+------+-------+------+------+
          d0     d1     d2      now    d4     d5
        """)
  }

  @Test func marksTellSeriesApart() {
    let values: [Double?] = [1, 2, 1, 2, 1]
    let plot = Plot(
      PlotLine.allCases.enumerated().map { index, line in
        .init(
          "s\(index)", values: values.map { $0.map { $0 + Double(index) * 3 } }, line: line,
          shape: line == .none ? .square : nil)
      }, x: bare, y: bare)
    let (drawn, _) = canvas(plot, 48, 20)
    let rows = drawn.text.split(separator: "\n")
    #expect(rows[0] == "⠤⠤⠤⠤⠤ s0  ⠤⠤ ⠤⠤ s1  ⠄⠠ ⠄⠠ s2  ⠤⠤ ⠄  s3  ■ s4")
    #expect(drawn.text.count { $0 == "■" } == 6)
  }

  @Test func gapsAndSinglePoints() {
    var plot = Plot([.init("a", values: [nil, 5, nil])], x: bare, y: bare)
    plot.showsLegend = false
    // A point alone is a mark, in the middle of the axis that is made for it.
    #expect(canvas(plot, 20, 6).canvas.text.contains("●"))
    plot.series[0].values = [5]
    #expect(canvas(plot, 20, 6).canvas.text.contains("●"))
    plot.series[0].values = [0, 0, nil, 9, nil, 0, 0]
    let text = canvas(plot, 40, 8).canvas.text
    #expect(text.count { $0 == "●" } == 1)
    plot.series[0].values = [4, 4, 4, 4]
    #expect(canvas(plot, 20, 7).canvas.text.contains("⠤⠤⠤"))
    for values: [Double?] in [[], [nil, nil], [.nan, .infinity, -.infinity, 1e301]] {
      plot.series[0].values = values
      let (drawn, hits) = canvas(plot, 20, 6)
      #expect(!drawn.text.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
      #expect(hits.readings.isEmpty)
    }
  }

  @Test func hugeAndNonsenseValuesDoNotMoveTheAxes() {
    var plot = Plot([.init("a", values: [1, 2, 3, 4])], x: bare, y: bare)
    let plain = canvas(plot, 50, 12).hits
    plot.series.append(.init("b", values: [.nan, .infinity, -.infinity, 1e305]))
    #expect(canvas(plot, 50, 12).hits.area == plain.area)
    plot.series = [.init("a", values: [-5, -3, -1, -8])]
    #expect(canvas(plot, 30, 9).canvas.text.contains("-10┤"))
  }

  @Test func logarithmicAxes() {
    var plot = Plot(
      [.init("a", values: [1, 10, 100, 1000, 0, -3])],
      positions: [1, 10, 100, 1000, 10000, 100_000], x: PlotAxis(.logarithmic, label: number),
      y: PlotAxis(.logarithmic, label: number))
    plot.showsLegend = false
    let (drawn, hits) = canvas(plot, 60, 15)
    for label in ["1000┤", " 100┤", "  10┤", "   1┤"] { #expect(drawn.text.contains(label)) }
    let bottom = drawn.text.split(separator: "\n").last ?? ""
    #expect(bottom.split(separator: " ") == ["1", "10", "100", "1000", "10000", "100000"])
    // What is not positive is a gap, not a fall out of the picture.
    let last = hits.columns[3] ?? 0
    for x in last + 1..<60 {
      for y in 0..<hits.area.maxY { #expect(drawn[x, y].base == " ") }
    }
    // Too narrow for all six: each second decade.
    let narrow = canvas(plot, 40, 15).canvas.text.split(separator: "\n").last ?? ""
    #expect(narrow.split(separator: " ") == ["1", "100", "10000"])
    let columns = hits.columns.compactMap { $0 }
    #expect(columns.count == 6)
    // Equal ratios, equal distances, but for rounding.
    #expect(zip(columns, columns.dropFirst()).allSatisfy { (10...12).contains($1 - $0) })
  }

  @Test func readingCursor() {
    var plot = Plot(
      [
        .init("a", values: [0, 4, 8, 12]), .init("b", values: [12, nil, 4, 0], role: .chart2),
      ], x: .indices { "day \($0)" }, y: bare, cursor: 2)
    var (drawn, hits) = canvas(plot, 60, 14)
    let column = hits.column(of: 2) ?? -1
    #expect(hits.index(atColumn: column) == 2)
    #expect(hits.readings.map(\.value) == [8, 4])
    #expect(hits.cursor == hits.readings[0].cell)
    #expect(hits.readings.allSatisfy { $0.cell?.x == column })
    #expect(hits.cursor.map { drawn[$0.x, $0.y].base } == "●")
    #expect(drawn[column, hits.area.y].base == "│")
    #expect(drawn.text.hasSuffix("day 2            day 3"))
    plot.selectedSeries = 1
    (drawn, hits) = canvas(plot, 60, 14)
    #expect(hits.cursor == hits.readings[1].cell)
    #expect(hits.cursor.map { drawn[$0.x, $0.y].base } == "▲")
    // Without a value at the index the first series that has one; without any the axis.
    plot.cursor = 1
    #expect(canvas(plot, 60, 14).hits.readings.map(\.series) == [0])
    #expect(canvas(plot, 60, 14).hits.cursor?.x == canvas(plot, 60, 14).hits.column(of: 1))
    plot.cursor = 99
    #expect(canvas(plot, 60, 14).hits.cursor == nil)
    // Every index that has a column of its own is found again.
    for (index, place) in hits.columns.enumerated() {
      #expect(place.map { hits.index(at: Point(x: $0, y: hits.area.y)) } == index)
    }
    #expect(hits.index(at: Point(x: 0, y: 0)) == nil)
  }

  @Test func bandIsReadableWithoutColor() {
    var plot = Plot(
      [], x: bare, y: PlotAxis(range: 0...10, label: number),
      band: .init("P10–P90", low: [2, 2, nil, 4, 4], high: [8, 8, nil, 6, 6]))
    plot.showsLegend = false
    let text = canvas(plot, 24, 10).canvas.text
    #expect(text.contains("⡡⡡"))
    plot.ascii = true
    let ascii = canvas(plot, 24, 10).canvas.text
    #expect(ascii.contains("...."))
    #expect(ascii.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func unicodePicturesSurviveTheFallback() {
    var plot = Plot(
      PlotShape.allCases.enumerated().map { index, shape in
        .init("s\(index)", values: [Double(index), Double(index)], line: .none, shape: shape)
      }, x: bare, y: bare, band: .init("band", low: [1, 1], high: [4, 4]),
      target: .init("goal", value: 3), moment: .init("now", at: 0.5), cursor: 1)
    plot.series.append(.init("line", values: [0, 6]))
    // A display without Unicode gets this where nobody has asked for ASCII: dots stay visible.
    let text = canvas(plot, 76, 16).canvas.asciified().text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(!text.contains("?"))
    for mark: Character in ["*", "^", "#", "+", "x", ":"] { #expect(text.contains(mark)) }
  }

  @Test func words() {
    var plot = Plot(
      [
        .init("Reach", values: [12, 9, 22, 20]), .init("Flat", values: [3, 3, nil, 3]),
        .init("One", values: [nil, 5]), .init("None", values: [nil, .nan]),
        .init("Down", values: [9, 1]), .init("Wave", values: [5, 9, 1, 5]),
      ], x: .indices { "\($0 + 1) May" }, y: bare)
    #expect(
      plot.spoken() == [
        "Reach rises from 12 (1 May) to 20 (4 May), lowest 9 (2 May), highest 22 (3 May).",
        "Flat stays at 3 from 1 May to 4 May; 1 of 4 absent.",
        "One has one value, 5 (2 May); 1 of 2 absent.", "None has no values.",
        "Down falls from 9 (1 May) to 1 (2 May), lowest 1 (2 May), highest 9 (1 May).",
        "Wave goes up and down from 5 (1 May) to 5 (4 May), lowest 1 (3 May), highest 9 (2 May).",
      ])
    plot.target = .init("goal", value: 20)
    #expect(plot.spoken(series: 0).hasSuffix("; the last is at goal 20."))
    #expect(plot.spoken(series: 2).hasSuffix("; this is below goal 20."))
    #expect(plot.spoken(series: 9) == "")
  }
}
