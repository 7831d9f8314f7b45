import Screen

/// One axis of a plot: its scale, its limits, and how its values read.
package struct PlotAxis {
  package enum Scale: Hashable, Sendable {
    case linear
    /// Powers of ten at equal distances; values that are not positive have no place.
    case logarithmic
  }

  package var scale: Scale
  /// The axis' ends; nil fits them to the data. What lies outside is cut off.
  package var range: ClosedRange<Double>?
  /// Whether a fitted linear axis takes in zero.
  package var includesZero: Bool
  /// Where labels may stand, such as the first of each month; nil takes 1, 2 or 5 times a power of ten.
  package var ticks: [Double]?
  /// The least distance of ticks that are not given: 1 for counts and for indices.
  package var minimumStep: Double
  /// The unit or the quantity; empty for none.
  package var title: String
  /// How a value reads, with its unit, or as the date that it stands for. It is asked for numbers only,
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

  /// An axis of indices, each named by the closure; no label stands between two of them.
  package static func indices(ticks: [Double]? = nil, label: @escaping (Int) -> String) -> PlotAxis
  {
    PlotAxis(ticks: ticks, minimumStep: 1) { value in
      value.isPlottable ? label(Int(min(max(-1e15, value.rounded()), 1e15))) : ""
    }
  }
}

extension PlotAxis {
  /// The scale for what is drawn: the range that is given, or one around the values.
  ///
  /// - Parameter count: the most ticks that have room; their step rounds the fitted ends outwards. Nil leaves
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
      // One value stands in the middle.
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

  /// The values that get a tick, rising, at most `count` where the axis chooses them.
  func tickValues(in scale: PlotScale, atMost count: Int) -> [Double] {
    if let ticks {
      return ticks.filter { (scale.share($0).map { (0...1).contains($0) }) ?? false }.sorted()
    }
    if scale.isLogarithmic { return logTicks(from: scale.low, to: scale.high, atMost: count) }
    return niceTicks(from: scale.low, to: scale.high, atMost: count, minimumStep: minimumStep)
  }
}

/// What turns a value into a share of an axis.
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

  /// 0 at the low end, 1 at the high one, beyond them outside; nil for what has no place on the axis.
  func share(_ value: Double) -> Double? {
    guard value.isPlottable, !isLogarithmic || value > 0 else { return nil }
    guard span > 0 else { return value == low ? 0.5 : value < low ? -1 : 2 }
    let share = ((isLogarithmic ? decimalLogarithm(value) : value) - start) / span
    return min(max(-1e5, share), 1e5)
  }

  /// The cell of `count` along the axis; nil for what lies outside. Dots of those cells agree with it.
  func cell(_ value: Double, of count: Int, dots: Int) -> Int? {
    guard count > 0, let share = share(value), share >= 0, share <= 1 else { return nil }
    return Int((share * Double(count * dots - 1)).rounded()) / dots
  }
}

extension Double {
  /// Neither nonsense nor so large that a sum of two could overflow.
  var isPlottable: Bool { isFinite && magnitude <= 1e300 }
}
