import Marketing
import Testing

@testable import Forecast
@testable import Statistics

/// Against scipy.stats 1.x: norm.ppf, gammainc, gamma.ppf, lognorm.
@Suite("Distributions, against SciPy")
struct DistributionTests {
  @Test func normalQuantiles() {
    let expected = [
      (0.1, -1.2815515655446004), (0.25, -0.6744897501960817), (0.5, 0),
      (0.9, 1.2815515655446004), (0.975, 1.959963984540054), (0.999, 3.090232306167813),
      (1e-6, -4.753424308822899),
    ]
    for (share, value) in expected { #expect(abs(normalQuantile(share) - value) < 1e-9) }
  }

  @Test func gammaProbabilitiesAndQuantiles() {
    let probabilities = [
      (0.3, 0.01, 0.27924099635901484), (0.3, 2, 0.977974019172853), (1, 1, 0.6321205588285577),
      (2.5, 1.2, 0.20852587940567532), (40, 55, 0.9853028204736023),
      (1000, 980, 0.2656040388821805),
    ]
    for (shape, x, value) in probabilities {
      #expect(abs(gammaProbability(x, shape: shape) - value) < 1e-10)
    }
    let quantiles = [
      (0.05, 0.1, 5.844632057286505e-21), (0.3, 0.1, 0.0003237246218234327),
      (0.3, 0.5, 0.07313113586695198), (0.3, 0.9, 0.8848107733602443),
      (1, 0.5, 0.6931471805599455), (2.5, 0.1, 0.8051539934811613),
      (2.5, 0.9, 4.618178449890562), (40, 0.1, 32.13892223408757), (1000, 0.9, 1040.73430801369),
    ]
    for (shape, share, value) in quantiles {
      #expect(abs(gammaQuantile(share, shape: shape) / value - 1) < 1e-7, "\(shape) \(share)")
    }
  }

  @Test func logNormal() {
    let outcome = Distribution(mu: 3, sigma: 0.8)
    for (value, expected) in [
      (outcome.mean, 27.660350558516754), (outcome.deviation, 26.189559601001687),
      (outcome.p10, 7.204881248981593), (outcome.p50, 20.085536923187668),
      (outcome.p90, 55.99381579672247),
    ] { #expect(abs(value / expected - 1) < 1e-9) }
    let same = Distribution(mean: outcome.mean, variation: outcome.variation)
    #expect(abs(same.p90 / outcome.p90 - 1) < 1e-9)
    #expect(abs(outcome.scaled(by: 3).mean / (3 * outcome.mean) - 1) < 1e-12)
  }

  @Test(arguments: [
    Distribution(mu: 3, sigma: 0.8), Distribution(gammaMean: 5, variation: 0.4),
    Distribution(gammaMean: 0.6, variation: 1.7),
  ])
  func samplesFollowTheDistributionAndRepeat(_ outcome: Distribution) {
    var random = Marketing.SeededGenerator(seed: 11)
    let samples = (0..<40_000).map { _ in outcome.sample(&random) }
    let mean = samples.reduce(0, +) / Double(samples.count)
    #expect(abs(mean / outcome.mean - 1) < 0.03)
    for share in [0.1, 0.5, 0.9] {
      let limit = outcome.quantile(share)
      let below = Double(samples.count { $0 < limit }) / Double(samples.count)
      #expect(abs(below - share) < 0.01)
    }
    var again = Marketing.SeededGenerator(seed: 11)
    #expect(outcome.sample(&again) == samples[0])
  }

  @Test func aFixedPriceHasNoSpread() {
    let price = Distribution(mu: 5, sigma: 0)
    #expect(price.p10 == price.p90 && price.deviation == 0)
  }
}
