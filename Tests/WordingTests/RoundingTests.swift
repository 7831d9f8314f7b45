import Marketing
import Testing
import Wording

/// Compact text never shows a thousand of a unit where the next unit begins.
@Suite struct RoundingTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.0k"), (12_345, "12.3k"), (99_949, "99.9k"), (99_950, "100k"),
    (999_499, "999k"), (999_500, "1.0M"), (999_950, "1.0M"), (1_000_000, "1.0M"),
    (999_499_999, "999M"), (999_500_000, "1.0B"), (999_500_000_000, "1.0T"),
    (-999_950, "-1.0M"), (-12_345, "-12.3k"),
  ]) func counts(_ value: Int, _ text: String) {
    #expect(CountText.compact(value) == text)
  }

  @Test func noCountIsWiderThanFiveCharacters() {
    var value = 1
    while value < 900_000_000_000_000 {
      for near in (value - 60)...(value + 60) where near >= 0 {
        #expect(CountText.compact(near).count <= 5, "\(near)")
      }
      value = value * 10 / 9 + 1
    }
  }

  @Test(arguments: [
    (0, "0.00%"), (0.0099, "0.99%"), (0.00996, "1.0%"), (0.317, "31.7%"), (0.99949, "99.9%"),
    (0.9996, "100%"), (1, "100%"), (12.5, "1,250%"), (-0.03, "-3.0%"), (.infinity, "–"),
  ]) func percentages(_ fraction: Double, _ text: String) {
    #expect(PercentText.compact(fraction) == text)
  }

  @Test(arguments: [
    (0.69, "69%"), (0.031, "3.1%"), (0, "0%"), (0.00012, "0.012%"), (-0.5, "-50%"), (2.5, "250%"),
  ]) func percentagesInASentence(_ fraction: Double, _ text: String) {
    #expect(PercentText.sentence(fraction) == text)
  }

  @Test(arguments: [(0.0004, "0.04%"), (0.00041, "0.05%"), (0.0999, "9.99%"), (0.1234, "13%")])
  func aBoundIsRoundedUp(_ fraction: Double, _ text: String) {
    #expect(PercentText.atMost(fraction) == text)
  }

  @Test func money() {
    let dollar = Currency.usDollar
    let yen = Currency(code: "JPY")!
    let dinar = Currency(code: "KWD")!
    func compact(_ units: Int64, _ currency: Currency) -> String {
      MoneyText.compact(Money(minorUnits: units), currency)
    }
    #expect(compact(999_949, dollar) == "$9,999")
    #expect(compact(999_950, dollar) == "$10.0k")
    #expect(compact(99_995_000, dollar) == "$1.0M")
    #expect(compact(-1_234_500, dollar) == "-$12.3k")
    #expect(compact(1234, yen) == "¥1,234")
    #expect(compact(1_234_500, dinar) == "KWD 1,235")
    #expect(MoneyText.exact(Money(minorUnits: -5), dollar) == "-$0.05")
    #expect(MoneyText.exact(Money(minorUnits: 1_234_567), dinar) == "KWD 1,234.567")
    #expect(MoneyText.sentence(Money(minorUnits: 120_000), dollar) == "$1,200")
    #expect(MoneyText.brief(Money(minorUnits: 5_000_000), dollar) == "$50k")
    #expect(MoneyText.unitCost(35, dollar) == "$0.350")
    #expect(MoneyText.unitCost(1250, dollar) == "$12.50")
  }
}
