import Screen

/// A label at an axis, and the cell of the axis that it belongs to.
struct AxisLabel: Hashable {
  /// In cells from the start of the plot's area.
  var place: Int
  var text: String
  /// The column where the text starts, or the row on the y axis.
  var start: Int
  var width: Int
}

extension PlotAxis {
  /// A value with a label of its own; empty if it has no place on the axis.
  func fixed(_ value: Double) -> [PlotFrame.Fixed] {
    value.isPlottable ? [PlotFrame.Fixed(value: value, text: label(value))] : []
  }
}

/// Where a plot's area, its axes and their labels are.
struct PlotFrame {
  var legend: Rect
  var area: Rect
  var x: PlotScale
  var y: PlotScale
  var xTitle: String
  var xLabels: [AxisLabel] = []
  var yLabels: [AxisLabel] = []
  /// Whether there is room for the axes' lines and labels.
  var hasXAxis: Bool
  var hasYAxis: Bool

  /// A value that is labelled in preference to the ticks.
  struct Fixed {
    var value: Double
    var text: String
  }

  init(
    in rect: Rect, x: PlotAxis, y: PlotAxis, xValues: some Sequence<Double>,
    yValues: some Sequence<Double>, roundsX: Bool, hasLegend: Bool, xFixed: [Fixed] = [],
    yFixed: [Fixed] = []
  ) {
    let legendHeight = hasLegend && rect.height >= 6 ? 1 : 0
    legend = Rect(x: rect.x, y: rect.y, width: rect.width, height: legendHeight)
    hasXAxis = rect.height >= 4
    xTitle = x.title
    hasYAxis = rect.width >= 16
    let height = max(0, rect.height - legendHeight - (hasXAxis ? 2 : 0))
    let yCount = max(2, min(12, (height + 2) / 3))
    self.y = y.scale(for: yValues, roundedFor: yCount)
    let scale = self.y
    if hasYAxis {
      let ticks = y.tickValues(in: scale, atMost: yCount + 2).map { ($0, y.label($0)) }
      yLabels = PlotFrame.labelRows(
        fixed: yFixed.map { ($0.value, $0.text) }, ticks: ticks, scale: scale,
        top: rect.y + legendHeight,
        height: height)
    }
    let gutter = min(yLabels.reduce(0) { max($0, $1.width) }, rect.width / 3)
    let left = hasYAxis ? gutter + 1 : 0
    area = Rect(
      x: rect.x + left, y: rect.y + legendHeight, width: rect.width - left, height: height)
    self.x = x.scale(for: xValues, roundedFor: roundsX ? max(2, min(12, area.width / 12)) : nil)
    guard hasXAxis, !area.isEmpty else { return }
    xLabels = PlotFrame.labels(
      of: x, scale: self.x, fixed: xFixed, area: area,
      row: Rect(x: rect.x, y: area.maxY + 1, width: rect.width, height: 1))
  }

  private static func labelRows(
    fixed: [(Double, String)], ticks: [(Double, String)], scale: PlotScale, top: Int, height: Int
  ) -> [AxisLabel] {
    var taken: Set<Int> = []
    var labels: [AxisLabel] = []
    for (value, text) in fixed + ticks {
      guard let below = scale.cell(value, of: height, dots: 4) else { continue }
      let place = rowFromTop(scale, value, height) ?? below
      if taken.contains(place) { continue }
      taken.insert(place)
      labels.append(
        AxisLabel(place: place, text: text, start: top + place, width: displayWidth(text)))
    }
    return labels
  }

  /// The row of a value, counted from the top; nil outside.
  static func rowFromTop(_ scale: PlotScale, _ value: Double, _ height: Int) -> Int? {
    guard height > 0, let share = scale.share(value), share >= 0, share <= 1 else { return nil }
    return Int(((1 - share) * Double(height * 4 - 1)).rounded()) / 4
  }

  /// The labels of a horizontal axis: the fixed ones, then as many ticks as fit without touching.
  static func labels(
    of axis: PlotAxis, scale: PlotScale, fixed: [Fixed], area: Rect, row: Rect
  ) -> [AxisLabel] {
    var placed: [AxisLabel] = []
    func label(_ value: Double, _ text: String) -> AxisLabel? {
      guard let place = scale.cell(value, of: area.width, dots: 2) else { return nil }
      let text = truncate(text, to: row.width)
      let width = displayWidth(text)
      let start = min(max(row.x, area.x + place - width / 2), row.maxX - width)
      return AxisLabel(place: place, text: text, start: start, width: width)
    }
    func isFree(_ label: AxisLabel, among labels: [AxisLabel]) -> Bool {
      // Keep two columns between them, so that they don't read as one.
      labels.allSatisfy {
        label.start >= $0.start + $0.width + 2 || $0.start >= label.start + label.width + 2
      }
    }
    for item in fixed {
      if let label = label(item.value, item.text), isFree(label, among: placed) {
        placed.append(label)
      }
    }
    let most = max(1, area.width / 4)
    if axis.ticks == nil {
      var count = min(most, 24)
      var best: [AxisLabel] = []
      while count > 0 {
        best = axis.tickValues(in: scale, atMost: count).compactMap { label($0, axis.label($0)) }
        if apart(best) { break }
        count = min(count - 1, best.count - 1)
      }
      return placed + best.filter { isFree($0, among: placed) }
    }
    let values = axis.tickValues(in: scale, atMost: most)
    var every = max(1, values.count / most)
    while every <= max(1, values.count) {
      let kept = stride(from: 0, to: values.count, by: every).compactMap {
        label(values[$0], axis.label(values[$0]))
      }
      if apart(kept) { return placed + kept.filter { isFree($0, among: placed) } }
      every += 1
    }
    return placed
  }

  /// Whether ascending labels keep apart.
  private static func apart(_ labels: [AxisLabel]) -> Bool {
    zip(labels, labels.dropFirst()).allSatisfy { $1.start >= $0.start + $0.width + 2 }
  }
}
