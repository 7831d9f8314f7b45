import Screen

/// A tick step: 1, 2 or 5 times a power of ten.
struct NiceStep: Hashable, Sendable {
  let mantissa: Int
  let exponent: Int

  /// The smallest nice step that is at least a distance.
  init(atLeast distance: Double, minimum: Double = 0) {
    let wanted = max(distance, minimum.isPlottable ? minimum : 0, 1e-290)
    guard wanted.isFinite else {
      mantissa = 1
      exponent = 300
      return
    }
    // A hair less, so that 0.1 × 3 passes for 0.3.
    let least = wanted * (1 - 1e-12)
    var power = decimalExponent(least)
    var factor = 1
    if powerOfTen(power) < least {
      if NiceStep.value(2, power) >= least {
        factor = 2
      } else if NiceStep.value(5, power) >= least {
        factor = 5
      } else {
        power += 1
      }
    }
    mantissa = factor
    exponent = power
  }

  var value: Double { NiceStep.value(Double(mantissa), exponent) }

  /// A multiple, exact to the last digit: three steps of 0.1 are 0.3.
  func multiple(_ count: Double) -> Double {
    // No negative zero.
    count == 0 ? 0 : NiceStep.value(count * Double(mantissa), exponent)
  }

  static func value(_ factor: Double, _ exponent: Int) -> Double {
    exponent < 0 ? factor / powerOfTen(-exponent) : factor * powerOfTen(exponent)
  }
}

/// Multiples of the smallest nice step that puts at most `count` of them between the ends, inclusive.
func niceTicks(
  from low: Double, to high: Double, atMost count: Int, minimumStep: Double = 0
) -> [Double] {
  guard low.isPlottable, high.isPlottable, low <= high, count > 0 else { return [] }
  let span = high - low
  if span <= max(abs(low), abs(high)) * 1e-12 { return [low] }
  var distance = span / Double(count)
  while true {
    let step = NiceStep(atLeast: distance, minimum: minimumStep)
    let first = (low / step.value - 1e-9).rounded(.up)
    let last = (high / step.value + 1e-9).rounded(.down)
    let number = last - first + 1
    if number <= Double(count) {
      return stride(from: first, through: last, by: 1).map { step.multiple($0) }
    }
    distance = step.value * 1.01
  }
}

/// The powers of ten between the ends, or every second, third … if there are more than `count`; on a short axis
/// 2 and 5 times those as well, and on a very short one linear ticks.
func logTicks(from low: Double, to high: Double, atMost count: Int) -> [Double] {
  guard low > 0, low.isPlottable, high.isPlottable, low <= high, count > 0 else { return [] }
  let first = decimalExponent(low)
  let last = decimalExponent(high)
  func marks(_ factors: [Double]) -> [Double] {
    var marks: [Double] = []
    for exponent in first...max(first, last) {
      for factor in factors {
        let mark = NiceStep.value(factor, exponent)
        if mark >= low * (1 - 1e-12) && mark <= high * (1 + 1e-12) { marks.append(mark) }
      }
    }
    return marks
  }
  let decades = marks([1])
  if decades.count > count {
    let every = (decades.count + count - 1) / count
    return decades.filter { decimalExponent($0) % every == 0 }
  }
  let finer = marks([1, 2, 5])
  if finer.count >= 2 && finer.count <= count { return finer }
  if decades.count >= 2 || (decades.count == 1 && count < 3) { return decades }
  return niceTicks(from: low, to: high, atMost: count)
}

/// Rounds a positive value up or down to 1, 2 or 5 times a power of ten.
func niceLogBound(_ value: Double, up: Bool) -> Double {
  let above = NiceStep(atLeast: value)
  if up || above.value <= value { return above.value }
  // The next smaller of 1, 2, 5, 10.
  let exponent = above.mantissa == 1 ? above.exponent - 1 : above.exponent
  let mantissa = above.mantissa == 1 ? 5.0 : above.mantissa == 2 ? 1 : 2
  return NiceStep.value(mantissa, exponent)
}

/// log10 of a positive normal number without the C library; exact for powers of ten.
func decimalLogarithm(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return -400 }
  // value = 2^exponent · m with m in √½ … √2, and ln m = 2 artanh((m − 1) ÷ (m + 1)).
  var exponent = Double(value.exponent)
  var significand = value.significand
  if significand > 1.4142135623730951 {
    significand /= 2
    exponent += 1
  }
  let t = (significand - 1) / (significand + 1)
  let square = t * t
  var sum = 0.0
  for power in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / power }
  let result = exponent * 0.30102999566398120 + 2 * t * sum * 0.43429448190325182
  let whole = result.rounded()
  return abs(result - whole) < 1e-12 && abs(whole) < 300 && powerOfTen(Int(whole)) == value
    ? whole : result
}

/// The exponent of the largest power of ten up to a positive number.
func decimalExponent(_ value: Double) -> Int {
  var exponent = Int(decimalLogarithm(value).rounded(.down))
  if powerOfTen(exponent + 1) <= value { exponent += 1 }
  if powerOfTen(exponent) > value { exponent -= 1 }
  return exponent
}

/// A power of ten, correctly rounded from 10⁻²² to 10²².
func powerOfTen(_ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<min(abs(exponent), 330) { result *= 10 }
  return exponent < 0 ? 1 / result : result
}
