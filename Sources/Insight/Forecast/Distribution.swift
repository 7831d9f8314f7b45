import LibC
import Marketing
import Statistics

/// The distribution of an uncertain figure above zero.
///
/// Audiences multiply, so amounts of people are log-normal; conversions and revenue, which may well be none, are gamma where
/// they are few.
package struct Distribution: Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    /// The logarithm is normal: mean `mu`, deviation `sigma`.
    case logNormal(mu: Double, sigma: Double)
    /// Density ∝ x^(shape − 1) · e^(−x ÷ scale): mean shape · scale, variance shape · scale².
    case gamma(shape: Double, scale: Double)
  }

  package let shape: Shape
  /// The chance that a count is none at all: quantiles up to it are 0.
  package private(set) var nothing = 0.0

  package init(mu: Double, sigma: Double) { shape = .logNormal(mu: mu, sigma: max(0, sigma)) }

  /// A gamma distribution by mean and coefficient of variation (deviation ÷ mean), both above zero.
  package init(gammaMean mean: Double, variation: Double) {
    let square = max(variation * variation, 1e-9)
    shape = .gamma(shape: 1 / square, scale: mean * square)
  }

  /// Of a count with this mean whose rate varies by `variation` (deviation ÷ mean). Rates multiply, so where counting
  /// adds little to their variation it is log-normal; where it adds more than a fifth, a gamma distribution with none as
  /// often as with Poisson counts.
  init(countMean mean: Double, variation: Double) {
    let square = max(variation * variation, 1e-9)
    let whole = (square + 1 / mean).squareRoot()
    guard mean * square < 4 else {
      self.init(mean: mean, variation: whole)
      return
    }
    self.init(gammaMean: mean, variation: whole)
    nothing = pow(1 + mean * square, -1 / square)
  }

  /// A log-normal distribution by mean and coefficient of variation.
  package init(mean: Double, variation: Double) {
    let square = log(1 + variation * variation)
    self.init(mu: log(mean) - square / 2, sigma: square.squareRoot())
  }

  package var mean: Double {
    switch shape {
    case .logNormal(let mu, let sigma): exp(mu + sigma * sigma / 2)
    case .gamma(let shape, let scale): shape * scale
    }
  }

  /// The standard deviation ÷ the mean.
  package var variation: Double {
    switch shape {
    case .logNormal(_, let sigma): (exp(sigma * sigma) - 1).squareRoot()
    case .gamma(let shape, _): 1 / shape.squareRoot()
    }
  }

  package var deviation: Double { mean * variation }

  /// Exceeded in nine of ten futures.
  package var p10: Double { quantile(0.1) }
  package var p50: Double { quantile(0.5) }
  /// Exceeded in one of ten futures.
  package var p90: Double { quantile(0.9) }

  /// The quantile for a share strictly between 0 and 1.
  package func quantile(_ share: Double) -> Double {
    if share <= nothing { return 0 }
    return switch shape {
    case .logNormal(let mu, let sigma): exp(mu + sigma * normalQuantile(share))
    case .gamma(let shape, let scale): scale * gammaQuantile(share, shape: shape)
    }
  }

  package func scaled(by factor: Double) -> Distribution {
    switch shape {
    case .logNormal(let mu, let sigma): Distribution(mu: mu + log(factor), sigma: sigma)
    case .gamma(let shape, let scale):
      Distribution(.gamma(shape: shape, scale: scale * factor), nothing: nothing)
    }
  }

  /// A distribution of the same kind with another mean and variation, and none as often.
  func with(mean: Double, variation: Double) -> Distribution {
    switch shape {
    case .logNormal: Distribution(mean: mean, variation: variation)
    case .gamma:
      Distribution(Distribution(gammaMean: mean, variation: variation).shape, nothing: nothing)
    }
  }

  package init(exactly value: Double) { shape = .logNormal(mu: log(value), sigma: 0) }

  private init(_ shape: Shape, nothing: Double) {
    self.shape = shape
    self.nothing = nothing
  }

  /// One draw. The same generator state gives the same value.
  package func sample(_ random: inout SeededGenerator) -> Double {
    switch shape {
    case .logNormal(let mu, let sigma): exp(mu + sigma * random.gaussian())
    case .gamma(let shape, let scale): scale * random.gamma(shape)
    }
  }
}

extension SeededGenerator {
  /// At least 0, below 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal (Box and Muller 1958).
  package mutating func gaussian() -> Double {
    let radius = (-2 * log(1 - fraction())).squareRoot()
    return radius * cos(2 * Double.pi * fraction())
  }

  /// Gamma with scale 1 (Marsaglia and Tsang 2000, doi 10.1145/358407.358414).
  mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 {
      let value = gamma(shape + 1)
      return value * pow(1 - fraction(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = gaussian()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(1 - fraction()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }
}
