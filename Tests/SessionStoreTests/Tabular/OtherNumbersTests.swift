import Testing

@testable import Tabular

/// Numbers as people and programs of other places write them. Expected values by hand.
@Suite struct OtherNumbersTests {
  private let dot = NumberFormat(decimalMark: .dot)
  private let comma = NumberFormat(decimalMark: .comma)

  @Test(arguments: [
    ("1.2万", "12000"), ("3億", "300000000"), ("5亿", "500000000"), ("2千", "2000"), ("12만", "120000"),
    ("1.5млн", "1500000"), ("1.5 млн", "1500000"), ("12 тыс.", "12000"), ("3 млрд", "3000000000"),
    ("4.5L", "450000"), ("1.2Cr", "12000000"), ("12.5rb", "12500"), ("1.2jt", "1200000"),
    ("10K+", "10000"), ("5000+", "5000"), ("~5000", "5000"), (">10k", "10000"), ("≈ 1,200", "1200"),
    ("≥5", "5"), ("ca. 500", "500"), ("١٢٣", "123"), ("١٢٫٥", "12.5"), ("١٬٢٣٤", "1234"),
    ("۱۲۳۴", "1234"), ("१२३", "123"), ("๑๒", "12"), ("１２，３４５", "12345"), ("１２．５％", "0.125"),
    ("1\u{2009}234", "1234"), ("1\u{202F}234\u{202F}567.5", "1234567.5"),
    ("5.00-", "-5"), ("1,200.50-", "-1200.5"), ("(5.00)", "-5"), ("900.-", "900"), ("900.–", "900"),
    ("1’200.50", "1200.5"),
  ])
  func numbers(text: String, value: String) {
    #expect(dot.read(text).value == ExactDecimal(plain: value), "\(text)")
  }

  @Test(arguments: [
    ("¥1,200", "1200", "¥"), ("￥1,200", "1200", "¥"), ("1,200円", "1200", "円"),
    ("1.2万円", "12000", "円"), ("99元", "99", "元"), ("Rs. 500", "500", "Rs"), ("Rs.500", "500", "Rs"),
    ("₹1,20,000", "120000", "₹"), ("CHF 900.–", "900", "CHF"), ("500 kr", "500", "kr"),
    ("kr. 500", "500", "kr"), ("120 zł", "120", "zł"), ("1 200 Kč", "1200", "Kč"),
    ("EUR 12.50", "12.5", "EUR"), ("12.50 eur", "12.5", "EUR"), ("1200 euros", "1200", "euros"),
    ("$12.50-", "-12.5", "$"), ("RM5", "5", "RM"), ("KWD 1.250", "1.25", "KWD"),
    ("500 руб.", "500", "руб"),
  ])
  func currencies(text: String, value: String, currency: String) {
    guard case .number(let number) = dot.read(text) else {
      Issue.record("\(text) is no number")
      return
    }
    #expect(number.value == ExactDecimal(plain: value), "\(text)")
    #expect(number.currency == currency)
  }

  @Test(arguments: [
    ("R$ 1.200,00", "1200"), ("1.200,-", "1200"), ("1.200,– €", "1200"), ("12,5 тыс", "12500"),
    ("CHF 1'200,50", "1200.5"),
  ])
  func withACommaAsDecimalMark(text: String, value: String) {
    #expect(comma.read(text).value == ExactDecimal(plain: value), "\(text)")
  }

  @Test func yenAndYuanShareASign() {
    #expect(CurrencyWords.meanings(of: "¥") == ["JPY", "CNY"])
    #expect(CurrencyWords.isoCode(of: "¥") == nil)
    #expect(CurrencyWords.isoCode(of: "円") == "JPY" && CurrencyWords.isoCode(of: "CHF") == "CHF")
    #expect(CurrencyWords.meanings(of: "kr").contains("NOK"))
  }

  @Test(arguments: [
    ("$800-1200", "1000"), ("$800 – $1,200", "1000"), ("$5K - $7K", "6000"), ("$5-7K", "6000"),
    ("$800-1.2K", "1000"), ("800-1200 USD", "1000"), ("€50 — 90", "70"), ("$50~$90", nil),
  ])
  func aRangeOfAmountsIsItsMiddle(text: String, middle: String?) {
    guard case .number(let number) = dot.read(text) else {
      #expect(middle == nil, "\(text)")
      return
    }
    #expect(number.isRange && number.value == middle.flatMap { ExactDecimal(plain: $0) }, "\(text)")
  }

  @Test func aRangeWithoutACurrencyIsAnAmountOnlyAmongMoney() {
    #expect(dot.read("25-34") == .invalid)
    #expect(NumberFormat(readsRanges: true).read("800-1200").value == ExactDecimal(1000))
    #expect(NumberFormat(readsRanges: true).read("2026-03-14") == .invalid)
  }

  private func decide(
    _ cells: [String], _ content: NumberEvidence.Content, hint: NumberFormat.DecimalMark? = nil
  ) -> NumberDecision {
    var evidence = NumberEvidence()
    for cell in cells { evidence.add(cell) }
    return evidence.decide(hint: hint, content: content)
  }

  @Test func threeDigitsBehindAMarkAreThousandsOfMoney() {
    let euros = decide(["€1.200", "€2.500"], .money)
    #expect(euros.format.read("€1.200").value == ExactDecimal(1200))
    #expect(euros.assumption?.contains("a guess") == true)
    // Even where other columns have a decimal point: amounts in euros are seldom written with three decimals.
    #expect(
      decide(["€1.200"], .money, hint: .dot).format.read("€1.200").value == ExactDecimal(1200))
    let bare = decide(["1.200"], .money)
    #expect(bare.format.read("1.200").value == ExactDecimal(1200))
    #expect(bare.assumption?.contains("a guess") == true)
    let same = decide(["1.200"], .money, hint: .comma)
    #expect(same.format.decimalMark == .comma && same.assumption?.contains("a guess") == false)
    let other = decide(["1.200"], .money, hint: .dot)
    #expect(other.format.read("1.200").value == ExactDecimal(plain: "1.2"))
    #expect(
      decide(["1.200", "12.50"], .money).format.read("1.200").value == ExactDecimal(plain: "1.2"))
    let dinars = decide(["KWD 1.250"], .money)
    #expect(dinars.format.read("KWD 1.250").value == ExactDecimal(plain: "1.25"))
    #expect(decide(["€1,200"], .money).format.read("€1,200").value == ExactDecimal(1200))
  }

  @Test func whatIsNotExactIsSaid() {
    let about = decide(["10K+", "~5000", "120"], .counts)
    #expect(
      about.assumption
        == "2 values aren't exact (such as 10K+ or ~5000): the number beside the mark is read")
  }

  // Every reading must be the same with and without the short way for plain cells.
  @Test func plainCellsAreReadAsAllOthers() {
    for whole in ["0", "7", "12", "123", "1234", "007"] {
      for places in ["5", "50", "500", "5000"] {
        for mark in [".", ","] {
          let short = whole + mark + places
          let long = " " + short
          for format in [dot, comma] {
            #expect(format.read(short) == format.read(long), "\(short)")
          }
          var first = NumberEvidence()
          var second = NumberEvidence()
          first.add(short)
          second.add(long)
          #expect(first == second, "\(short)")
        }
      }
    }
  }

  @Test(
    "An abbreviated number doesn't say how the others are written",
    arguments: [
      (["12.300", "4.050", "2.2K"], NumberEvidence.Content.counts, ["12300", "4050", "2200"]),
      (["12,300", "4,050", "2,2K"], .counts, ["12300", "4050", "2200"]),
      (["1.234,50", "2.2K"], .money, ["1234.50", "2200"]),
      (["2.2K", "1.5M"], .counts, ["2200", "1500000"]),
      (["2,2K", "1,5M"], .counts, ["2200", "1500000"]),
    ])
  func abbreviatedAmongOthers(
    _ cells: [String], _ content: NumberEvidence.Content, _ values: [String]
  ) {
    var evidence = NumberEvidence()
    for cell in cells { evidence.add(cell) }
    let format = evidence.decide(content: content).format
    for (cell, value) in zip(cells, values) {
      #expect(format.read(cell).value == ExactDecimal(plain: value), "\(cell)")
    }
  }
}
