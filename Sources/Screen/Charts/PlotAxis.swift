import Screen

/// One axis of a plot: its scale, its limits, and how its values read.
package struct PlotAxis {
  package enum Scale: Hashable, Sendable {
    case linear
    /// Powers of ten are equally far apart; only positive values have a place.
    case logarithmic
  }

  package var scale: Scale
  /// The axis' ends; nil fits them to the data. Values outside are clipped.
  package var range: ClosedRange<Double>?
  /// Whether a fitted linear axis takes in zero.
  package var includesZero: Bool
  /// Possible places for labels, such as the first of each month; nil uses 1, 2 or 5 times a power of ten.
  package var ticks: [Double]?
  /// The smallest step between automatic ticks: 1 for counts and indices.
  package var minimumStep: Double
  /// A unit or quantity; may be empty.
  package var title: String
  /// Formats a value, with its unit or as a date. Called for finite numbers only,
  /// not for NaN or infinity.
  package var label: (Double) -> String

  package init(
    _ scale: Scale = .linear, title: String = "", range: ClosedRange<Double>? = nil,
    includesZero: Bool = false, ticks: [Double]? = nil, minimumStep: Double = 0,
    label: @escaping (Double) -> String
  ) {
    self.scale = scale
    self.title = title
    self.range = range
    self.includesZero = includesZero
    self.ticks = ticks
    self.minimumStep = minimumStep
    self.label = label
  }

  /// An axis of indices, named by the closure, with labels on whole indices only.
  package static func indices(ticks: [Double]? = nil, label: @escaping (Int) -> String) -> PlotAxis
  {
    PlotAxis(ticks: ticks, minimumStep: 1) { value in
      value.isPlottable ? label(Int(min(max(-1e15, value.rounded()), 1e15))) : ""
    }
  }
}

extension PlotAxis {
  /// The scale: the given range, or one that fits the values.
  ///
  /// - Parameter count: how many ticks have room; fitted ends are rounded outwards to their step. Nil leaves
  ///   the ends at the lowest and the highest value.
  func scale(for values: some Sequence<Double>, roundedFor count: Int? = nil) -> PlotScale {
    let isLogarithmic = scale == .logarithmic
    if let range, range.lowerBound.isPlottable, range.upperBound.isPlottable,
      !isLogarithmic || range.lowerBound > 0
    {
      return PlotScale(
        low: range.lowerBound, high: range.upperBound, isLogarithmic: isLogarithmic)
    }
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isPlottable && (!isLogarithmic || value > 0) {
      low = min(low, value)
      high = max(high, value)
    }
    if low > high {
      low = isLogarithmic ? 1 : 0
      high = isLogarithmic ? 10 : 1
    }
    if isLogarithmic {
      guard count != nil else { return PlotScale(low: low, high: high, isLogarithmic: true) }
      return PlotScale(
        low: niceLogBound(low, up: false), high: niceLogBound(high, up: true), isLogarithmic: true)
    }
    if includesZero {
      low = min(low, 0)
      high = max(high, 0)
    }
    guard let count else { return PlotScale(low: low, high: high, isLogarithmic: false) }
    if high - low <= max(abs(low), abs(high)) * 1e-12 {
      // A single value goes in the middle.
      let margin = max(
        abs(low) / 10, low == 0 ? 1 : 1e-290, minimumStep.isPlottable ? minimumStep : 0)
      low -= margin
      high += margin
    }
    let step = NiceStep(atLeast: (high - low) / Double(max(1, count)), minimum: minimumStep)
    let rounded = PlotScale(
      low: step.multiple((low / step.value).rounded(.down)),
      high: step.multiple((high / step.value).rounded(.up)), isLogarithmic: false)
    return rounded.low.isPlottable && rounded.high.isPlottable
      ? rounded : PlotScale(low: low, high: high, isLogarithmic: false)
  }

  /// The ascending tick values, at most `count` if the axis chooses them.
  func tickValues(in scale: PlotScale, atMost count: Int) -> [Double] {
    if let ticks {
      return ticks.filter { (scale.share($0).map { (0...1).contains($0) }) ?? false }.sorted()
    }
    if scale.isLogarithmic { return logTicks(from: scale.low, to: scale.high, atMost: count) }
    return niceTicks(from: scale.low, to: scale.high, atMost: count, minimumStep: minimumStep)
  }
}

/// Maps a value to its position along an axis.
struct PlotScale: Hashable, Sendable {
  let low: Double
  let high: Double
  let isLogarithmic: Bool
  private let start: Double
  private let span: Double

  init(low: Double, high: Double, isLogarithmic: Bool) {
    self.low = low
    self.high = high
    self.isLogarithmic = isLogarithmic
    start = isLogarithmic ? decimalLogarithm(low) : low
    span = isLogarithmic ? decimalLogarithm(high) - start : high - low
  }

  /// 0 at the low end, 1 at the high end, beyond that outside; nil if the value has no place on the axis.
  func share(_ value: Double) -> Double? {
    guard value.isPlottable, !isLogarithmic || value > 0 else { return nil }
    guard span > 0 else { return value == low ? 0.5 : value < low ? -1 : 2 }
    let share = ((isLogarithmic ? decimalLogarithm(value) : value) - start) / span
    return min(max(-1e5, share), 1e5)
  }

  /// The cell along the axis, out of `count`; nil outside. Consistent with the cells' dots.
  func cell(_ value: Double, of count: Int, dots: Int) -> Int? {
    guard count > 0, let share = share(value), share >= 0, share <= 1 else { return nil }
    return Int((share * Double(count * dots - 1)).rounded()) / dots
  }
}

extension Double {
  /// Finite, and small enough that adding two can't overflow.
  var isPlottable: Bool { isFinite && magnitude <= 1e300 }
}
