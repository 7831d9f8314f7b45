import Marketing
import Testing

@Suite struct MoneyTests {
  @Test func addsAndComparesInMinorUnits() {
    var sum = Money(minorUnits: 10) + Money(minorUnits: 20)
    #expect(sum == Money(minorUnits: 30))
    sum += Money(minorUnits: -5)
    #expect(sum - Money(minorUnits: 26) == Money(minorUnits: -1))
    #expect(Money(minorUnits: -1) < .zero)
  }

  @Test func aMillionOfTheLargestStillAddUp() {
    let (product, overflow) = Money.limit.minorUnits.multipliedReportingOverflow(by: 1_000_000)
    #expect(!overflow)
    #expect(product > 0)
  }

  @Test(arguments: [
    ("USD", 2, 100, "$"), ("EUR", 2, 100, "€"), ("GBP", 2, 100, "£"), ("JPY", 0, 1, "¥"),
    ("INR", 2, 100, "₹"), ("KRW", 0, 1, "KRW "), ("KWD", 3, 1000, "KWD "), ("TND", 3, 1000, "TND "),
    ("CHF", 2, 100, "CHF "), ("ISK", 0, 1, "ISK "), ("VND", 0, 1, "VND "),
  ])
  func currenciesHaveTheirDigits(_ code: String, _ digits: Int, _ scale: Int64, _ symbol: String)
    throws
  {
    let currency = try #require(Currency(code: code))
    #expect(currency.digits == digits)
    #expect(currency.scale == scale)
    #expect(currency.symbol == symbol)
  }

  @Test(arguments: ["", "US", "USDT", "usd", "U$D", "US1", "ÉUR", "ＵＳＤ", "US "])
  func refusesWhatIsNoCode(_ code: String) {
    #expect(Currency(code: code) == nil)
  }

  @Test func sharesAreMillionths() {
    #expect(Share(millionths: 13_900).fraction == 0.0139)
    #expect(Share(millionths: 1) < Share(millionths: 2))
  }

  @Test func hoursAddUp() {
    let hours = Hours(hundredths: 150) + Hours(hundredths: 75) - Hours(hundredths: 25)
    #expect(hours == Hours(hundredths: 200))
    #expect(Hours.zero < hours)
  }
}
