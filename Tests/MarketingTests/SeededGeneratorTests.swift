import Testing

@testable import Demo
@testable import Marketing

@Suite struct SeededGeneratorTests {
  /// Computed with splitmix64 written in Python.
  @Test func agreesWithTheReference() {
    var zero = SeededGenerator(seed: 0)
    #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
    var other = SeededGenerator(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in other.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func exponentialAndLogarithmAreAccurate() {
    // Python's math.exp and math.log.
    for (x, expected) in [
      (-30.0, 9.357622968840175e-14),
      (-2.5, 0.0820849986238988),
      (-0.1, 0.9048374180359595),
      (0.0, 1.0),
      (1e-06, 1.0000010000005),
      (0.5, 1.6487212707001282),
      (1.0, 2.718281828459045),
      (3.7, 40.4473043600674),
      (20.0, 485165195.4097903),
      (100.0, 2.6881171418161356e+43),
    ] as [(Double, Double)] {
      #expect(abs(exponential(x) / expected - 1) < 1e-14)
      #expect(abs(logarithm(expected) - x) < 1e-12 * max(1, abs(x)))
    }
    #expect(abs(power(30_000, -0.22) / 0.10352215974867451 - 1) < 1e-13)
    #expect(nearest(2.5) == 3)
    #expect(nearest(-2.5) == -3)
    #expect(nearest(-0.4) == 0)
  }

  @Test func distributionsHaveTheirMoments() {
    var random = SeededGenerator(seed: 42)
    func mean(_ draw: () -> Double) -> Double {
      (0..<20_000).reduce(0) { sum, _ in sum + draw() } / 20_000
    }
    #expect(abs(mean { random.uniform() } - 0.5) < 0.01)
    #expect(abs(mean { random.normal() }) < 0.03)
    let variance = mean {
      let x = random.normal()
      return x * x
    }
    #expect(abs(variance - 1) < 0.03)
    for expected in [0.3, 4, 25, 40] {
      #expect(abs(mean { Double(random.poisson(expected)) } / expected - 1) < 0.03)
    }
    #expect(random.poisson(0) == 0)
    #expect(random.poisson(-1) == 0)
    // The mean of a log-normal is its median times e to half the variance.
    #expect(abs(mean { random.logNormal(median: 100, sigma: 0.5) } / 113.31 - 1) < 0.03)
  }

  @Test func wholeNumbersStayInRangeAndReachItsEnds() {
    var random = SeededGenerator(seed: 3)
    let drawn = Set((0..<500).map { _ in random.whole(-2...3) })
    #expect(drawn == Set(-2...3))
    #expect(random.whole(7...7) == 7)
  }

  @Test func shufflingKeepsTheElements() {
    var random = SeededGenerator(seed: 5)
    let shuffled = random.shuffled(Array(0..<100))
    #expect(shuffled != Array(0..<100))
    #expect(shuffled.sorted() == Array(0..<100))
    #expect(random.shuffled([] as [Int]).isEmpty)
  }
}
