import Testing

@testable import Charts
@testable import Screen

/// Whatever the data and the room: nothing traps, nothing is drawn outside, labels don't touch.
@Suite struct PlotPropertyTests {
  private static let odd: [Double] = [
    0, -0.0, 1, -1, 0.1, .nan, .infinity, -.infinity, 1e300, -1e300, 1e301, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, 1e-290,
    .greatestFiniteMagnitude, 1e15, 1e15 + 1,
  ]

  private func value(_ random: inout SeededGenerator) -> Double? {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: nil
    case 1: Self.odd.randomElement(using: &random)
    case 2: Double.random(in: -1e12...1e12, using: &random)
    default: Double.random(in: -50...200, using: &random)
    }
  }

  private func values(_ random: inout SeededGenerator) -> [Double?] {
    let isTame = Bool.random(using: &random)
    return (0..<Int.random(in: 0...60, using: &random)).map { _ in
      isTame ? Double.random(in: 1...1000, using: &random) : value(&random)
    }
  }

  private func axis(_ random: inout SeededGenerator) -> PlotAxis {
    let hostile = Hostile.generated
    let hasHostileLabels = Int.random(in: 0..<8, using: &random) == 0
    var axis = PlotAxis(Bool.random(using: &random) ? .linear : .logarithmic) { value in
      hasHostileLabels
        ? hostile[Int(abs(value).truncatingRemainder(dividingBy: 400))] : number(value)
    }
    axis.title = Bool.random(using: &random) ? "title" : ""
    axis.includesZero = Bool.random(using: &random)
    axis.minimumStep = [0, 1, .nan, -1, 1e300].randomElement(using: &random) ?? 0
    if Int.random(in: 0..<4, using: &random) == 0, let low = value(&random),
      let high = value(&random), low <= high
    {
      axis.range = low...high
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      axis.ticks = values(&random).compactMap { $0 }
    }
    return axis
  }

  private func roles(_ random: inout SeededGenerator) -> Role {
    [.chart1, .chart2, .chart3, .chart4].randomElement(using: &random) ?? .chart1
  }

  private func plot(_ random: inout SeededGenerator) -> Plot {
    let names = Hostile.generated
    let series = (0..<Int.random(in: 0...10, using: &random)).map { _ in
      Plot.Series(
        names.randomElement(using: &random) ?? "", values: values(&random), role: roles(&random),
        line: PlotLine.allCases.randomElement(using: &random) ?? .solid,
        shape: PlotShape.allCases.randomElement(using: &random))
    }
    var plot = Plot(series, x: axis(&random), y: axis(&random))
    if Bool.random(using: &random) { plot.positions = values(&random).compactMap { $0 } }
    if Bool.random(using: &random) {
      plot.band = .init("band", low: values(&random), high: values(&random))
    }
    if let value = value(&random) { plot.target = .init("target", value: value) }
    if let value = value(&random) { plot.moment = .init("today", at: value) }
    plot.cursor = [nil, -1, 0, 3, 17, .max].randomElement(using: &random) ?? nil
    plot.selectedSeries = Int.random(in: -1...11, using: &random)
    plot.ascii = Bool.random(using: &random)
    return plot
  }

  /// Draws on a canvas full of marks and looks what has become of it.
  private func draw(
    ascii: Bool, _ random: inout SeededGenerator, _ draw: (inout Canvas, Rect) -> [Point?]
  ) {
    let size = Size(
      width: Int.random(in: 0...90, using: &random), height: Int.random(in: 0...30, using: &random))
    var canvas = Canvas(size)
    let ground = Style(attributes: .italic)
    canvas.fill(canvas.bounds, with: "~", style: ground)
    let rect = randomRect(around: size, using: &random)
    let points = draw(&canvas, rect)
    expectSound(canvas)
    let room = canvas.bounds.intersection(rect)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let cell = canvas[x, y]
        if !room.contains(Point(x: x, y: y)) {
          if cell != Cell(base: "~", style: ground) { Issue.record("drawn at \(x), \(y)") }
        } else if ascii && !(cell.base.isASCII && cell.marks == 0 && cell.width == 1) {
          Issue.record("not ASCII: \(cell)")
        }
      }
    }
    for case let point? in points { #expect(room.contains(point)) }
  }

  @Test func plots() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<600 {
      let plot = plot(&random)
      draw(ascii: plot.ascii, &random) { canvas, rect in
        let hits = canvas.draw(plot, in: rect, theme: .plain)
        #expect(plot.spoken().count == plot.series.count)
        let columns = hits.columns.map { $0.map { Point(x: $0, y: hits.area.y) } }
        return columns + hits.readings.map(\.cell) + [hits.cursor]
      }
    }
  }

  @Test func scatterPlots() {
    var random = SeededGenerator(seed: 22)
    for _ in 0..<500 {
      let items = zip(values(&random), values(&random)).map { x, y in
        ScatterPlot.Item(
          x: x ?? .nan, y: y ?? .nan, role: roles(&random),
          shape: PlotShape.allCases.randomElement(using: &random) ?? .dot)
      }
      var plot = ScatterPlot(items, keys: [.init("a")], x: axis(&random), y: axis(&random))
      plot.selected = [nil, -1, 0, 3, .max].randomElement(using: &random) ?? nil
      plot.ascii = Bool.random(using: &random)
      if let value = value(&random) { plot.target = .init("target", value: value) }
      draw(ascii: plot.ascii, &random) { canvas, rect in
        let hits = canvas.draw(plot, in: rect, theme: .plain)
        for index in hits.order {
          #expect(hits.cell(of: index).map { hits.items(at: $0).contains(index) } == true)
        }
        return hits.cells + [hits.cursor]
      }
    }
  }

  @Test func stripPlots() {
    var random = SeededGenerator(seed: 23)
    for _ in 0..<500 {
      let rows = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        var row = StripPlot.Row(
          Hostile.generated.randomElement(using: &random) ?? "", values: values(&random))
        if let low = value(&random), let high = value(&random), low <= high {
          row.interval = low...high
        }
        row.median = value(&random)
        return row
      }
      var plot = StripPlot(rows, axis: axis(&random), selected: .init(row: 0, index: 1))
      plot.ascii = Bool.random(using: &random)
      if let value = value(&random) { plot.target = .init("target", value: value) }
      draw(ascii: plot.ascii, &random) { canvas, rect in
        let hits = canvas.draw(plot, in: rect, theme: .plain)
        #expect(plot.spoken().count == rows.count)
        return hits.marks.map(\.cell) + [hits.cursor]
      }
    }
  }

  @Test func labelsNeverTouch() {
    var random = SeededGenerator(seed: 24)
    for _ in 0..<600 {
      let plot = plot(&random)
      let rect = Rect(
        x: 2, y: 1, width: Int.random(in: 0...130, using: &random),
        height: Int.random(in: 0...40, using: &random))
      let frame = plot.frame(in: rect)
      let across = frame.xLabels.sorted { $0.start < $1.start }
      for (label, next) in zip(across, across.dropFirst()) {
        #expect(label.start + label.width + 2 <= next.start)
      }
      #expect(across.allSatisfy { $0.start >= rect.x && $0.start + $0.width <= rect.maxX })
      #expect(Set(frame.yLabels.map(\.start)).count == frame.yLabels.count)
      #expect(frame.yLabels.allSatisfy { $0.start >= frame.area.y && $0.start < frame.area.maxY })
    }
  }

  @Test func anythingFitsIntoAHugeRectangle() {
    var random = SeededGenerator(seed: 25)
    let huge = Rect(x: -(1 << 30), y: -(1 << 30), width: .max, height: .max)
    var canvas = Canvas(Size(width: 20, height: 6))
    canvas.draw(plot(&random), in: huge, theme: .plain)
    expectSound(canvas)
  }
}
