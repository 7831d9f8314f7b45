import Testing

@testable import Tabular

@Suite struct ExactDecimalTests {
  private func d(_ text: String) throws -> ExactDecimal {
    try #require(ExactDecimal(plain: text), "\(text)")
  }

  @Test func canonicalFormMakesEqualNumbersEqual() throws {
    #expect(try d("1.50") == d("1.5"))
    #expect(try d("100") == ExactDecimal(significand: 1, exponent: 2))
    #expect(try d("1.50").hashValue == d("1.5").hashValue)
    #expect(ExactDecimal(significand: 0, exponent: 9) == .zero)
    #expect(try d("-0") == .zero)
  }

  @Test func plainNotationAndBack() throws {
    for text in [
      "0", "1", "-1", "1200", "0.001", "-0.5", "12.34", "123456789012345678901234567890",
      // Around the width of a machine word, and nothing but places behind the dot.
      "999999999999999999", "-1234567890123456789", "18446744073709551617", "-0.000001",
      "1.0000000000000000001", "-98765432109876543.21", "0.00000000000000000000000000000000000001",
    ] {
      #expect(try d(text).description == text)
    }
    for text in [
      "", "-", ".", ".5", "5.", "1e5", "1,0", " 1", "1 ", "0x1", "nan", "1.2.3", "+-1", "1-", "--1",
      "1.-2", "170141183460469231731687303715884105728",
    ] {
      #expect(ExactDecimal(plain: text) == nil, "\(text)")
    }
  }

  @Test func integersOnlyWhenExact() throws {
    #expect(try d("16100").int == 16100)
    #expect(try d("1.5").int == nil)
    #expect(try d("9223372036854775807").int == Int.max)
    #expect(try d("9223372036854775808").int == nil)
    #expect(try d("-9223372036854775808").int == Int.min)
  }

  @Test func sumsAreExact() throws {
    // In binary 0.1 + 0.2 isn't 0.3, and a million cents drift.
    #expect(try d("0.1").adding(d("0.2")) == d("0.3"))
    let cent = try d("0.01")
    var sum: ExactDecimal? = ExactDecimal(0)
    for _ in 0..<100_000 { sum = sum?.adding(cent) }
    #expect(sum == ExactDecimal(1000))
    #expect(try d("1").adding(ExactDecimal(significand: 1, exponent: -60)) == nil)
  }

  // Order as Python's decimal.Decimal sorts these.
  @Test func order() throws {
    let sorted = try [
      "-1000000", "-12.5", "-12.49", "-0.001", "0", "0.001", "0.01", "0.9", "1", "1.0000001", "2",
      "10", "11", "99.99", "100", "170141183460469231731687303715884105727",
    ].map(d)
    for (i, left) in sorted.enumerated() {
      for (j, right) in sorted.enumerated() {
        #expect((left < right) == (i < j))
      }
    }
    #expect(try ExactDecimal(significand: 1, exponent: 300) > d("5"))
    #expect(try ExactDecimal(significand: -1, exponent: 300) < d("-5"))
    #expect(try ExactDecimal(significand: 1, exponent: -300) < d("5"))
  }

  // Python: Decimal(x).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN / ROUND_HALF_UP / ROUND_DOWN).
  @Test(arguments: [
    ("1.005", 100, 101, 100), ("1.015", 102, 102, 101), ("-1.005", -100, -101, -100),
    ("2.675", 268, 268, 267), ("1.2999", 130, 130, 129), ("0.004999", 0, 0, 0),
    ("19.87", 1987, 1987, 1987), ("7", 700, 700, 700), ("-0.025", -2, -3, -2),
  ])
  func minorUnits(text: String, even: Int, up: Int, down: Int) throws {
    let number = try d(text)
    #expect(number.minorUnits(digits: 2, rounding: .halfEven) == even)
    #expect(number.minorUnits(digits: 2, rounding: .halfUp) == up)
    #expect(number.minorUnits(digits: 2, rounding: .truncate) == down)
  }

  @Test func minorUnitsAtTheEdges() throws {
    #expect(try d("1.005").minorUnits(digits: 2, rounding: .exact) == nil)
    #expect(try d("1.05").minorUnits(digits: 2, rounding: .exact) == 105)
    #expect(
      ExactDecimal(significand: 9, exponent: -90).minorUnits(digits: 2, rounding: .halfUp) == 0)
    #expect(
      ExactDecimal(significand: 9, exponent: 30).minorUnits(digits: 2, rounding: .halfUp) == nil)
    #expect(try d("1500").minorUnits(digits: 0, rounding: .exact) == 1500)
  }
}
