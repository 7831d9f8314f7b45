import Marketing
import Testing
import Wording

@Suite struct ReadingTests {
  @Test(arguments: [
    ("1200", 1200), ("1,200", 1200), ("1.2k", 1200), ("1.2K", 1200), ("+3", 3), ("-3", -3),
    ("−3", -3), ("2M", 2_000_000), ("1.5b", 1_500_000_000), (" 8 ", 8), ("1.0", 1),
  ]) func counts(_ text: String, _ value: Int) throws {
    #expect(try CountText.read(text) == value)
  }

  @Test func nothingTypedIsUnknown() throws {
    #expect(try CountText.read(" ") == nil)
    #expect(try MoneyText.read("–", .usDollar) == nil)
    #expect(try PercentText.read("") == nil)
    #expect(try DayText.read("", today: Day(number: 0)) == nil)
  }

  @Test(arguments: ["12,34", "1.2.3", "twelve", "1,2000", ".", "k", "--3", "3 4"])
  func whatIsNoNumberSaysWhatMayBeTyped(_ text: String) {
    #expect(throws: EntryError("“\(text)” is not a whole number such as 1200, 1,200 or 1.2k.")) {
      try CountText.read(text)
    }
  }

  @Test func digitsAreNeverRoundedAway() {
    #expect(throws: EntryError("“1.5” is not a whole number.")) { try CountText.read("1.5") }
    #expect(throws: EntryError("“0.005” has too many decimals.")) {
      try MoneyText.read("0.005", .usDollar)
    }
    #expect(throws: EntryError("That number is too large.")) {
      try CountText.read("99999999999999B")
    }
  }

  @Test(arguments: [
    ("$1,234.50", 123_450), ("1234.5", 123_450), ("USD 1.2k", 120_000), ("-$3", -300),
    ("$-3", -300), ("−$0.05", -5),
  ]) func money(_ text: String, _ units: Int64) throws {
    #expect(try MoneyText.read(text, .usDollar) == Money(minorUnits: units))
  }

  @Test(arguments: ["-$", "$", "--$3", "-$-3", "€3"]) func noMoney(_ text: String) {
    #expect((try? MoneyText.read(text, .usDollar)) ?? nil == nil)
  }

  @Test(arguments: [
    ("10k", 10_000), ("1,200", 1200), ("$35", 35), ("4.5%", 4.5), ("-2", -2), ("1,2", 12),
  ]) func figuresOfAFilter(_ text: String, _ value: Double) {
    #expect(NumberText.figure(text) == value)
  }
}
