import Testing

@testable import Tabular

@Suite struct NumberFormatTests {
  private let dot = NumberFormat(decimalMark: .dot)
  private let comma = NumberFormat(decimalMark: .comma)

  @Test(arguments: [
    ("396.7M", "396700000"), ("0.89k", "890"), ("29.0b", "29000000000"), ("1,234,567", "1234567"),
    ("1.39%", "0.0139"), ("$231.88", "231.88"), ("2.28E+11", "228000000000"), ("16.1K", "16100"),
    ("1.00", "1"), ("-5", "-5"), ("\u{2212}5", "-5"), ("+7", "7"), ("(1,200.50)", "-1200.5"),
    ("($5)", "-5"), ("-$5.20", "-5.2"), ("$-5.20", "-5.2"), ("€ 1,296", "1296"), ("US$ 3", "3"),
    ("12 USD", "12"), ("USD12", "12"), ("12€", "12"), ("1\u{A0}234.5", "1234.5"),
    ("1\u{202F}234", "1234"), ("1'234.50", "1234.5"), ("1’234", "1234"),
    ("₹12,34,567.80", "1234567.8"),
    ("5 K", "5000"), ("5k€", "5000"), ("$1.2M", "1200000"), ("1.2 mio", "1200000"),
    ("3bn", "3000000000"), ("2 million", "2000000"), ("1.5 lakh", "150000"), ("2cr", "20000000"),
    ("1e-3", "0.001"), ("0.125", "0.125"), (".5", "0.5"),
    ("1.234567890123456789", "1.234567890123456789"),
    (" 42 ", "42"), ("12 %", "0.12"), ("5E3", "5000"), ("007", "7"), ("\u{FEFF}8", "8"),
    ("12345678901234567890123", "12345678901234567890123"),
  ])
  func withTheDotAsDecimalMark(text: String, value: String) throws {
    #expect(dot.read(text).value == ExactDecimal(plain: value), "\(text)")
  }

  @Test(arguments: [
    ("1.204,50", "1204.5"), ("1.234.567", "1234567"), ("0,5", "0.5"), ("1 234,5", "1234.5"),
    ("12,3M", "12300000"), ("€ 1.296", "1296"), ("3,14%", "0.0314"), ("1'234,5", "1234.5"),
  ])
  func withTheCommaAsDecimalMark(text: String, value: String) throws {
    #expect(comma.read(text).value == ExactDecimal(plain: value), "\(text)")
  }

  @Test(arguments: [
    "1,23", "1,2345", "12,34", "1,234,56", ",5,000", "1..2", "1.2.3", "1.234,5", "12abc", "abc",
    "1 2", "12 34", "--5", "5-", "$$5", "$5€", "5%%", "1e", "e5", "0x1F", "inf", "infinity", "NaN5",
    "12/05/2022", "2022-01-05", "30-34", "1,,234", "1.", ".", ",", "$", "%", "K", "5 apples",
    "1,234.",
    "1e999", "5kk", "1;2", "(5", "5)", "0,125", "1,234e5",
    "1234567890123456789012345678901234567890",
    "25-34", "18+", "555-1234", "$800-", "$5-3", "$5-€7", "$5-7-9", "5 kg", "4.5l", "10K++", "~~5",
    "1.-5",
    "5L2", "１２x", "万", "~", "RM", "kr",
  ])
  func aPartOfACellIsNeverRead(text: String) {
    #expect(dot.read(text) == .invalid, "\(text)")
  }

  @Test(arguments: [
    "", "  ", "N/A", "n/a", "N/A'", "nan", "NaN", "NaN%", "#VALOR!", "#VALUE!", "#N/A", "#DIV/0!",
    "#REF!",
    "#NAME?", "-", "–", "—", "null", "None", "\u{A0}", " N/A ",
  ])
  func absentIsNotZero(text: String) {
    #expect(dot.read(text) == .absent, "\(text)")
    #expect(AbsentWords.contains(text))
  }

  @Test func whatStoodWithTheNumber() throws {
    guard case .number(let rate) = dot.read("1.39%"), case .number(let fee) = dot.read("€ 1,296"),
      case .number(let short) = dot.read("396.7M"), case .number(let code) = dot.read("5 inr")
    else {
      Issue.record("not numbers")
      return
    }
    #expect(rate.isPercent && !rate.isAbbreviated)
    #expect(fee.currency == "€" && CurrencyWords.isoCode(of: "€") == "EUR")
    #expect(short.isAbbreviated)
    #expect(code.currency == "INR" && CurrencyWords.isoCode(of: "INR") == "INR")
    #expect(CurrencyWords.isoCode(of: "$") == nil)
  }

  @Test func theColumnDecides() {
    func decide(_ cells: String...) -> NumberDecision { NumberColumn.decide(cells) }
    #expect(decide("1,234", "5,678.5").format.decimalMark == .dot)
    #expect(decide("1,234", "5,678.5").certainty == .decided)
    #expect(decide("1.234", "5.678,5").format.decimalMark == .comma)
    #expect(decide("1,234", "0,5").format.decimalMark == .comma)
    #expect(decide("1.234", "1.234.567").format.decimalMark == .comma)
    #expect(decide("1.234", "12.5").format.decimalMark == .dot)
    #expect(decide("12", "13", "N/A").certainty == .plain)

    let alone = decide("1,234", "5,678")
    #expect(alone.certainty == .ambiguous)
    #expect(alone.assumption == "1,234 is read as 1234 and 1.234 as 1.234; no cell decides it")
    let counts = NumberColumn.decide(["1.234", "5.678"], content: .counts)
    #expect(counts.format.decimalMark == .comma)
    #expect(counts.certainty == .ambiguous && counts.assumption != nil)
    let hinted = NumberColumn.decide(["1,234"], hint: .comma)
    #expect(hinted.format.decimalMark == .comma && hinted.certainty == .ambiguous)

    let torn = decide("1.5", "2.5", "3,5")
    #expect(torn.certainty == .conflicting)
    #expect(torn.format.decimalMark == .dot)
    #expect(torn.conflicts == 1)
    #expect(torn.format.read("3,5") == .invalid)
  }

  @Test func milIsAnAssumption() {
    let spanish = NumberColumn.decide(["12,5 mil", "3 mil"])
    #expect(spanish.format.read("12,5 mil").value == ExactDecimal(12_500))
    #expect(spanish.assumption == "'mil' is read as thousand")
    let english = NumberColumn.decide(["12.5mil"])
    #expect(english.format.read("12.5mil").value == ExactDecimal(12_500_000))
    #expect(english.assumption == "'mil' is read as million")
  }
}

/// A column of numbers.
private enum NumberColumn {
  /// Works out the format from the cells.
  static func decide(
    _ cells: [String], hint: NumberFormat.DecimalMark? = nil,
    content: NumberEvidence.Content = .numbers
  ) -> NumberDecision {
    var evidence = NumberEvidence()
    for cell in cells { evidence.add(cell) }
    return evidence.decide(hint: hint, content: content)
  }
}
