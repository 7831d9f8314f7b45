import Testing

@testable import Charts
@testable import Screen

@Suite struct TickTests {
  @Test func steps() {
    #expect(NiceStep(atLeast: 1).value == 1)
    #expect(NiceStep(atLeast: 1.1).value == 2)
    #expect(NiceStep(atLeast: 2.1).value == 5)
    #expect(NiceStep(atLeast: 5.1).value == 10)
    #expect(NiceStep(atLeast: 0.03).value == 0.05)
    #expect(NiceStep(atLeast: 0.1 * 3).value == 0.5)
    #expect(NiceStep(atLeast: 7e22).value == 1e23)
    #expect(NiceStep(atLeast: 0.2, minimum: 1).value == 1)
    #expect(NiceStep(atLeast: 0.1).multiple(3) == 0.3)
    #expect(NiceStep(atLeast: 0).value > 0)
    #expect(NiceStep(atLeast: .infinity).value.isFinite)
    #expect(NiceStep(atLeast: .nan).value.isFinite)
  }

  @Test func linearTicks() {
    #expect(niceTicks(from: 0, to: 100, atMost: 6) == [0, 20, 40, 60, 80, 100])
    #expect(niceTicks(from: 0, to: 1, atMost: 6) == [0, 0.2, 0.4, 0.6, 0.8, 1])
    #expect(niceTicks(from: -7, to: 13, atMost: 5) == [-5, 0, 5, 10])
    #expect(niceTicks(from: 0.1, to: 0.7, atMost: 7) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    #expect(niceTicks(from: 1234, to: 5678, atMost: 5) == [2000, 3000, 4000, 5000])
    #expect(niceTicks(from: 0, to: 3, atMost: 10, minimumStep: 1) == [0, 1, 2, 3])
    #expect(
      niceTicks(from: 1_000_000, to: 1_000_003, atMost: 4) == [
        1_000_000, 1_000_001, 1_000_002, 1_000_003,
      ])
    #expect(niceTicks(from: 5, to: 5, atMost: 4) == [5])
    #expect(niceTicks(from: 5, to: 4, atMost: 4) == [])
    #expect(niceTicks(from: .nan, to: 4, atMost: 4) == [])
    #expect(niceTicks(from: 0, to: 4, atMost: 0) == [])
  }

  @Test func logarithmicTicks() {
    #expect(logTicks(from: 1000, to: 1e7, atMost: 6) == [1e3, 1e4, 1e5, 1e6, 1e7])
    #expect(logTicks(from: 1, to: 1e9, atMost: 5) == [1, 100, 1e4, 1e6, 1e8])
    #expect(logTicks(from: 0.5, to: 20, atMost: 6) == [0.5, 1, 2, 5, 10, 20])
    #expect(logTicks(from: 3, to: 4, atMost: 6) == [3, 3.2, 3.4, 3.6, 3.8, 4])
    #expect(logTicks(from: 0, to: 4, atMost: 6) == [])
    #expect(niceLogBound(3, up: false) == 2)
    #expect(niceLogBound(3, up: true) == 5)
    #expect(niceLogBound(0.05, up: false) == 0.05)
    #expect(niceLogBound(1.5, up: false) == 1)
    #expect(niceLogBound(10, up: true) == 10)
    #expect(niceLogBound(0.9, up: false) == 0.5)
  }

  @Test func decimalLogarithms() {
    for exponent in -22...22 {
      #expect(decimalLogarithm(powerOfTen(exponent)) == Double(exponent))
      #expect(decimalExponent(powerOfTen(exponent)) == exponent)
      #expect(decimalExponent(powerOfTen(exponent).nextDown) == exponent - 1)
    }
    // Twenty digits from elsewhere.
    #expect(abs(decimalLogarithm(2) - 0.30102999566398119521) < 1e-15)
    #expect(abs(decimalLogarithm(7) - 0.84509804001425683071) < 1e-15)
    #expect(abs(decimalLogarithm(123_456_789) - 8.0915149771692704475) < 1e-14)
    #expect(abs(decimalLogarithm(1e-300) + 300) < 1e-12)
  }

  @Test func randomTicksAreWithinAndRise() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let exponent = Int.random(in: -30...30, using: &random)
      let low = Double.random(in: -1...1, using: &random) * powerOfTen(exponent)
      let high =
        low + Double.random(in: 0...1, using: &random)
        * powerOfTen(exponent - Int.random(in: 0...14, using: &random))
      let count = Int.random(in: 1...30, using: &random)
      let ticks = niceTicks(from: low, to: high, atMost: count)
      #expect(ticks.count <= count)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
      let slack = (high - low) * 1e-6
      #expect(ticks.allSatisfy { $0 >= low - slack && $0 <= high + slack })
      let marks = logTicks(from: abs(low), to: abs(low) + abs(high), atMost: count)
      #expect(marks.count <= count)
      #expect(zip(marks, marks.dropFirst()).allSatisfy { $0 < $1 })
    }
  }
}
