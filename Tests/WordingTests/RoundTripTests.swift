import Marketing
import Testing
import Wording

/// Exact text reads back as the same value.
@Suite struct RoundTripTests {
  private static let currencies = ["USD", "EUR", "JPY", "KWD", "CHF"].map { Currency(code: $0)! }

  /// Zero, both signs, all magnitudes, and ends.
  private func values(_ limit: Int64) -> [Int64] {
    var random = SeededGenerator(seed: 7)
    var values: [Int64] = [0, 1, -1, 9, 10, 99, 100, 999, 1000, 1001, limit, -limit]
    for _ in 0..<2000 {
      let size =
        Int64.random(in: 0...limit, using: &random) >> Int64.random(in: 0...40, using: &random)
      values.append(Bool.random(using: &random) ? size : -size)
    }
    return values
  }

  @Test func counts() throws {
    for value in values(Int64(Counts.limit)).map(Int.init) {
      #expect(try CountText.read(CountText.exact(value)) == value)
    }
  }

  @Test(arguments: currencies) func money(_ currency: Currency) throws {
    for value in values(.max) {
      let amount = Money(minorUnits: value)
      #expect(try MoneyText.read(MoneyText.exact(amount, currency), currency) == amount)
      #expect(try MoneyText.read(MoneyText.sentence(amount, currency), currency) == amount)
    }
  }

  @Test func percentages() throws {
    for value in values(1 << 50) {
      let share = Share(millionths: value)
      #expect(try PercentText.read(PercentText.exact(share)) == share)
      #expect(try PercentText.read(PercentText.exact(share, atLeast: 1)) == share)
    }
  }

  @Test func hours() throws {
    for value in values(1 << 40) {
      let hours = Hours(hundredths: Int(value))
      #expect(try HoursText.read(HoursText.exact(hours)) == hours)
    }
  }

  @Test func numbers() throws {
    for value in values(.max) {
      for decimals in 0...6 {
        let text = NumberText.exact(value, decimals: decimals)
        #expect(try NumberText.read(text, decimals: decimals, what: "a number") == value)
      }
    }
  }

  @Test func days() throws {
    let today = Day(iso: "2026-03-14")!
    for number in stride(from: -200_000, through: 2_000_000, by: 997) {
      let day = Day(number: number)
      guard (0...9999).contains(day.civil.year) else { continue }
      #expect(try DayText.read(day.iso, today: today) == day)
      let range = DateRange.days(day...(day + number.magnitude.trailingZeroBitCount))
      guard (0...9999).contains((day + 64).civil.year) else { continue }
      #expect(try DateRange.read(range.text, today: today) == range)
    }
    for range in [DateRange.all, .last(1), .last(7), .last(36_500)] {
      #expect(try DateRange.read(range.text, today: today) == range)
    }
  }

  @Test func tiers() throws {
    for scheme in TierScheme.presets {
      #expect(try TierText.read(TierText.write(scheme)) == scheme)
    }
    let own = try TierText.read("micro=2k macro=150,000 mega=2M")
    #expect(own.steps.map(\.minimum) == [0, 2000, 150_000, 2_000_000])
    #expect(try TierText.read(TierText.write(own)) == own)
  }
}

private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
