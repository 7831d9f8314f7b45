import LibC

/// The quantile of the standard normal distribution for a probability strictly between 0 and 1.
///
/// Wichura 1988, algorithm AS 241 (PPND7), doi 10.2307/2347330, with one step of Newton's on the error function.
package func normalQuantile(_ probability: Double) -> Double {
  let q = probability - 0.5
  var x: Double
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    x =
      q * (((59.109_374_720 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9)
      / (((67.187_563_600 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1)
  } else {
    var r = (-log(q < 0 ? probability : 1 - probability)).squareRoot()
    if r <= 5 {
      r -= 1.6
      x =
        (((0.170_238_21 * r + 1.306_728_482) * r + 2.756_815_39) * r + 1.423_437_27)
        / ((0.120_211_32 * r + 0.737_001_64) * r + 1)
    } else {
      r -= 5
      x =
        (((0.017_337_203 * r + 0.428_682_94) * r + 3.081_226_3) * r + 6.657_905_115)
        / ((0.012_258_202 * r + 0.241_978_94) * r + 1)
    }
    if q < 0 { x = -x }
  }
  let error = 0.5 * erfc(-x / 2.0.squareRoot()) - probability
  return x - error * (2 * Double.pi).squareRoot() * exp(x * x / 2)
}

/// P(X ≤ x) of a gamma distribution with scale 1: the regularised lower incomplete gamma function, by its series below
/// shape + 1 and by Lentz's continued fraction above (Press et al., "Numerical Recipes", 6.2).
func gammaProbability(_ x: Double, shape a: Double) -> Double {
  guard x > 0 else { return 0 }
  let front = exp(a * log(x) - x - logGamma(a))
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var n = a
    for _ in 0..<10_000 {
      n += 1
      term *= x / n
      sum += term
      if term < sum * 1e-15 { break }
    }
    return min(1, sum * front)
  }
  var b = x + 1 - a
  var c = 1e300
  var d = 1 / b
  var h = d
  for i in 1..<10_000 {
    let an = -Double(i) * (Double(i) - a)
    b += 2
    d = an * d + b
    if abs(d) < 1e-300 { d = 1e-300 }
    c = b + an / c
    if abs(c) < 1e-300 { c = 1e-300 }
    d = 1 / d
    h *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return max(0, 1 - front * h)
}

/// The quantile of a gamma distribution with scale 1, by bisection; on the logarithm if the shape is small.
package func gammaQuantile(_ probability: Double, shape: Double) -> Double {
  if shape > 1e6 {
    return shape + shape.squareRoot() * normalQuantile(probability)
  }
  // Wilson and Hilferty 1931, as a starting point.
  let ninth = 1 / (9 * shape)
  let cube = 1 - ninth + normalQuantile(probability) * ninth.squareRoot()
  var guess = max(shape * cube * cube * cube, 1e-300)
  var low = guess
  var high = guess
  while gammaProbability(low, shape: shape) > probability, low > 1e-300 { low /= 4 }
  while gammaProbability(high, shape: shape) < probability { high *= 2 }
  for _ in 0..<60 where high > low * (1 + 1e-12) {
    guess = high > 4 * low ? (low * high).squareRoot() : (low + high) / 2
    if gammaProbability(guess, shape: shape) < probability { low = guess } else { high = guess }
  }
  return (low + high) / 2
}
