extension Canvas {
  /// Draws values as a row of bars from `▁` to `█`; nil is a gap. Shows the newest where not all fit.
  ///
  /// - Parameter range: what the lowest and the highest bar stand for; nil takes it from 0 and the values.
  public mutating func sparkline(
    _ values: [Double?], in rect: Rect, style: Style, range: ClosedRange<Double>? = nil
  ) {
    columnChart(values, in: rect.row(0), style: style, range: range)
  }

  /// Draws values as columns over the rows of a rectangle, in eighths of a row; nil is a gap.
  public mutating func columnChart(
    _ values: [Double?], in rect: Rect, style: Style, range: ClosedRange<Double>? = nil
  ) {
    let shown = values.suffix(rect.width).map { $0.flatMap { $0.isFinite ? $0 : nil } }
    let known = shown.compactMap { $0 }
    let low = range?.lowerBound ?? min(0, known.min() ?? 0)
    let high = range?.upperBound ?? max(0, known.max() ?? 0)
    let span = high - low
    guard rect.height > 0, span.isFinite else { return }
    for (offset, value) in shown.enumerated() {
      guard let value else { continue }
      let share = span > 0 ? min(max(0, (value - low) / span), 1) : 0
      // A known value is seen, be it the lowest.
      let eighths = max(1, Int((share * Double(rect.height * 8)).rounded()))
      for row in 0..<rect.height {
        let filled = eighths - (rect.height - 1 - row) * 8
        guard filled > 0 else { continue }
        write(
          String(lowerEighth(filled)), at: Point(x: rect.x + offset, y: rect.y + row), style: style,
          in: rect)
      }
    }
  }

  /// Draws two values as bars that grow from the middle of a row, to compare them; `scale` fills a half.
  public mutating func mirroredBar(
    left: Double, right: Double, scale: Double, in rect: Rect, leftStyle: Style, rightStyle: Style,
    axisStyle: Style
  ) {
    let line = rect.row(0)
    let half = (line.width - 1) / 2
    guard half >= 0, !line.isEmpty else { return }
    let axis = line.x + half
    func eighths(_ value: Double) -> Int {
      let share = value / scale
      return share.isFinite ? Int((min(max(0, share), 1) * Double(half * 8)).rounded()) : 0
    }
    write("│", at: Point(x: axis, y: line.y), style: axisStyle, in: line)
    let rightEighths = eighths(right)
    for column in 0..<half {
      let place = Point(x: axis + 1 + column, y: line.y)
      write(String(leftEighth(rightEighths - column * 8)), at: place, style: rightStyle, in: line)
    }
    // Blocks grow from the left only; of those that end at the right there is but the half one.
    let leftHalves = (eighths(left) + 2) / 4
    for column in 0..<half {
      let halves = leftHalves - column * 2
      let block = halves >= 2 ? "█" : halves == 1 ? "▐" : " "
      write(block, at: Point(x: axis - 1 - column, y: line.y), style: leftStyle, in: line)
    }
  }
}
