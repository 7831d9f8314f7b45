import LibC

/// A beta prior for a share, fitted to the shares of a group.
///
/// Everyone in the group has a true share drawn from the beta distribution, and the counts are binomial. Mean and
/// strength are those of the highest likelihood (Robinson 2017, "Introduction to Empirical Bayes";
/// varianceexplained.org/r/empirical_bayes_baseball). The search starts from the moments: Kleinman's estimate of the
/// variance between (1973, doi 10.1080/01621459.1973.10481332), in its analysis-of-variance form.
package struct BetaPrior: Hashable {
  package let mean: Double
  /// alpha + beta: how many trials the prior is worth.
  let strength: Double

  var alpha: Double { mean * strength }
  var beta: Double { (1 - mean) * strength }

  static let strengths = 0.05...1e7

  /// Nil if nobody or everybody has ever succeeded, which says nothing about how shares differ.
  package init?(_ counts: [(part: Int, whole: Int)]) {
    let parts = counts.reduce(0.0) { $0 + Double($1.part) }
    let wholes = counts.reduce(0.0) { $0 + Double($1.whole) }
    guard counts.count > 1, parts > 0, parts < wholes else { return nil }
    let mean = parts / wholes
    let start = BetaPrior.moments(counts, mean: mean, wholes: wholes)
    let best = maximum(
      from: (log(mean / (1 - mean)), log(start)),
      of: { BetaPrior(logit: $0, logStrength: $1).logLikelihood(counts) })
    self.init(logit: best.0, logStrength: best.1)
  }

  private init(logit: Double, logStrength: Double) {
    mean = 1 / (1 + exp(-logit))
    strength = min(
      max(exp(logStrength), BetaPrior.strengths.lowerBound), BetaPrior.strengths.upperBound)
  }

  private static func moments(
    _ counts: [(part: Int, whole: Int)], mean: Double, wholes: Double
  ) -> Double {
    var between = 0.0
    var within = 0.0
    var squares = 0.0
    for (part, whole) in counts {
      let n = Double(whole)
      let p = Double(part) / n
      between += n * (p - mean) * (p - mean)
      within += n * p * (1 - p)
      squares += n * n
    }
    let groups = Double(counts.count)
    let meanSquareBetween = between / (groups - 1)
    let meanSquareWithin = within / max(wholes - groups, 1)
    let size = (wholes - squares / wholes) / (groups - 1)
    let correlation =
      (meanSquareBetween - meanSquareWithin)
      / (meanSquareBetween + (size - 1) * meanSquareWithin)
    guard correlation > 1e-6 else { return 1e4 }
    return min(max((1 - correlation) / correlation, 0.1), 1e6)
  }

  private func logLikelihood(_ counts: [(part: Int, whole: Int)]) -> Double {
    counts.reduce(0) { sum, count in
      sum + logRising(alpha, count.part) + logRising(beta, count.whole - count.part)
        - logRising(strength, count.whole)
    }
  }

  package func shrunk(_ part: Int, of whole: Int) -> Double {
    (alpha + Double(part)) / (strength + Double(whole))
  }

  /// The weight of the measurement against the prior, 0 to 1.
  package func weight(of whole: Int) -> Double { Double(whole) / (Double(whole) + strength) }
}

/// ln Γ(a + k) − ln Γ(a): the logarithm of a (a + 1) … (a + k − 1).
private func logRising(_ a: Double, _ k: Int) -> Double {
  if k < 24 { return (0..<k).reduce(0) { $0 + log(a + Double($1)) } }
  return logGamma(a + Double(k)) - logGamma(a)
}

/// ln Γ(x) for x > 0, by Stirling's series from 10 up.
package func logGamma(_ x: Double) -> Double {
  var x = x
  var product = 1.0
  while x < 10 {
    product *= x
    x += 1
  }
  let inverse = 1 / x
  let square = inverse * inverse
  let series =
    inverse
    * (1.0 / 12 + square
      * (-1.0 / 360 + square
        * (1.0 / 1260 + square * (-1.0 / 1680 + square * (1.0 / 1188 - square * 691.0 / 360_360)))))
  let halfLogOfTwoPi = 0.918_938_533_204_672_8
  return (x - 0.5) * log(x) - x + halfLogOfTwoPi + series - log(product)
}

/// Maximises a smooth function of two numbers with one peak: the simplex of Nelder and Mead (1965).
private func maximum(
  from start: (Double, Double), of function: (Double, Double) -> Double
) -> (Double, Double) {
  typealias Corner = (x: Double, y: Double, value: Double)
  func corner(_ x: Double, _ y: Double) -> Corner {
    let value = function(x, y)
    return (x, y, value.isFinite ? value : -.infinity)
  }
  var corners = [
    corner(start.0, start.1), corner(start.0 + 0.25, start.1), corner(start.0, start.1 + 0.5),
  ]
  for _ in 0..<400 {
    corners.sort { $0.value > $1.value }
    let (best, next, worst) = (corners[0], corners[1], corners[2])
    let size = max(
      abs(worst.x - best.x), abs(worst.y - best.y), abs(next.x - best.x), abs(next.y - best.y))
    if size < 1e-9 { break }
    let middle = (x: (best.x + next.x) / 2, y: (best.y + next.y) / 2)
    func along(_ step: Double) -> Corner {
      corner(middle.x + step * (worst.x - middle.x), middle.y + step * (worst.y - middle.y))
    }
    let reflected = along(-1)
    if reflected.value > best.value {
      let expanded = along(-2)
      corners[2] = expanded.value > reflected.value ? expanded : reflected
    } else if reflected.value > next.value {
      corners[2] = reflected
    } else {
      let contracted = reflected.value > worst.value ? along(-0.5) : along(0.5)
      if contracted.value > max(reflected.value, worst.value) {
        corners[2] = contracted
      } else {
        for place in 1...2 {
          corners[place] = corner(
            (corners[place].x + best.x) / 2, (corners[place].y + best.y) / 2)
        }
      }
    }
  }
  let best = corners.max { $0.value < $1.value } ?? corners[0]
  return (best.x, best.y)
}
