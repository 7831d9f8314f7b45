import Screen

extension Plot {
  /// The plot in words, a sentence for each series: for screen readers, and to go with a table of numbers.
  package func spoken() -> [String] { series.indices.map { spoken(series: $0) } }

  /// A series in a sentence: first and last value, lowest and highest, and the trend.
  ///
  /// `Reach rises from 12 (1 May) to 20 (4 May), lowest 9 (2 May), highest 22 (3 May); the last is below goal 25.`
  package func spoken(series index: Int) -> String {
    guard series.indices.contains(index) else { return "" }
    let series = series[index]
    let name = printable(series.name)
    let known = series.values.indices.filter {
      series.value($0) != nil && position($0)?.isPlottable == true
    }
    guard let first = known.first, let last = known.last else { return "\(name) has no values." }
    func value(_ index: Int) -> Double { series.value(index) ?? 0 }
    let low = known.min { value($0) < value($1) } ?? first
    let high = known.max { value($0) < value($1) } ?? first
    var sentence: String
    if known.count == 1 {
      sentence = "\(name) has one value, \(words(first, in: series))"
    } else if value(low) == value(high) {
      let span = "from \(label(first)) to \(label(last))"
      sentence = "\(name) stays at \(printable(y.label(value(first)))) \(span)"
    } else {
      let ends = "from \(words(first, in: series)) to \(words(last, in: series))"
      sentence = "\(name) \(direction(value(first), value(last), spread: value(high) - value(low)))"
      sentence += " \(ends), lowest \(words(low, in: series)), highest \(words(high, in: series))"
    }
    let absent = series.values.count - known.count
    if absent > 0 { sentence += "; \(absent) of \(series.values.count) absent" }
    if let target, target.value.isPlottable {
      let name = "\(printable(target.name)) \(printable(y.label(target.value)))"
      let final = value(last)
      let relation = final > target.value ? "above" : final < target.value ? "below" : "at"
      sentence += "; \(known.count == 1 ? "this" : "the last") is \(relation) \(name)"
    }
    return sentence + "."
  }

  private func direction(_ first: Double, _ last: Double, spread: Double) -> String {
    let change = (last - first) / spread
    if abs(change) < 0.1 { return "goes up and down" }
    return change > 0 ? "rises" : "falls"
  }

  private func words(_ index: Int, in series: Series) -> String {
    "\(printable(y.label(series.value(index) ?? 0))) (\(label(index)))"
  }

  private func label(_ index: Int) -> String { printable(x.label(position(index) ?? 0)) }
}

extension ScatterPlot {
  /// The plot in words, a sentence for each key: the number of points and their ranges.
  package func spoken() -> [String] {
    keys.map { key in
      let points = items.filter {
        $0.role == key.role && $0.shape == key.shape && $0.x.isPlottable && $0.y.isPlottable
      }
      let name = printable(key.name)
      guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
        let low = points.map(\.y).min(), let high = points.map(\.y).max()
      else { return "\(name) has no points." }
      let count = points.count == 1 ? "one point" : "\(points.count) points"
      return "\(name) has \(count): \(range(left, right, of: x)), \(range(low, high, of: y))."
    }
  }

  private func range(_ low: Double, _ high: Double, of axis: PlotAxis) -> String {
    let title = axis.title.isEmpty ? "" : printable(axis.title) + " "
    let first = printable(axis.label(low))
    return low == high ? title + first : "\(title)\(first) to \(printable(axis.label(high)))"
  }
}

extension StripPlot {
  /// The plot in words, a sentence for each row: the number of values, median, interval and range.
  package func spoken() -> [String] {
    rows.map { row in
      let known = row.values.compactMap { $0 }.filter(\.isPlottable)
      let name = printable(row.name)
      guard let low = known.min(), let high = known.max(), let median = row.shownMedian else {
        return "\(name) has no values."
      }
      func label(_ value: Double) -> String { printable(axis.label(value)) }
      if known.count == 1 { return "\(name) has one value, \(label(low))." }
      var sentence = "\(name) has \(known.count) values from \(label(low)) to \(label(high))"
      sentence += ", median \(label(median))"
      if let interval = row.interval, interval.lowerBound.isPlottable,
        interval.upperBound.isPlottable
      {
        sentence += ", interval \(label(interval.lowerBound)) to \(label(interval.upperBound))"
      }
      return sentence + "."
    }
  }
}
