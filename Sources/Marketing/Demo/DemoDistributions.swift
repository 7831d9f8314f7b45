import Marketing

/// Distributions that only use addition and multiplication: maths libraries may differ in the last bit, and these
/// don't.
extension SeededGenerator {
  /// At least 0, below 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(uniform() * Double(range.count))
  }

  /// One of the elements, which mustn't be empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[whole(0...elements.count - 1)]
  }

  /// Approximately standard normal: twelve uniform numbers, so never beyond ±6.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

  mutating func logNormal(median: Double, sigma: Double) -> Double {
    median * exponential(sigma * normal())
  }

  /// Exactly Poisson for small means, a rounded normal for large ones.
  mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard mean < 30 else {
      return max(0, nearest(mean + power(mean, 0.5) * normal()))
    }
    let end = exponential(-mean)
    var count = 0
    var product = uniform()
    while product > end {
      count += 1
      product *= uniform()
    }
    return count
  }

  /// A random permutation (Fisher and Yates), independent of the standard library's implementation.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for at in elements.indices.dropFirst().reversed() { elements.swapAt(at, whole(0...at)) }
    return elements
  }
}

/// e^x, for |x| up to some hundreds.
func exponential(_ x: Double) -> Double {
  let halvings = nearest(x / 0.693_147_180_559_945_3)
  let rest = x - Double(halvings) * 0.693_147_180_559_945_3
  var term = 1.0
  var sum = 1.0
  for n in 1...16 {
    term *= rest / Double(n)
    sum += term
  }
  return Double(sign: .plus, exponent: halvings, significand: sum)
}

/// The natural logarithm of a positive number.
func logarithm(_ x: Double) -> Double {
  let t = (x.significand - 1) / (x.significand + 1)
  var power = t
  var sum = 0.0
  for n in stride(from: 1, through: 41, by: 2) {
    sum += power / Double(n)
    power *= t * t
  }
  return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_3
}

/// The nearest whole number, halves away from zero.
func nearest(_ x: Double) -> Int { Int(x < 0 ? x - 0.5 : x + 0.5) }

/// x^y for positive x.
func power(_ x: Double, _ y: Double) -> Double { exponential(y * logarithm(x)) }
