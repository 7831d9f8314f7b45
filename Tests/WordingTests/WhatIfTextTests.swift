import Marketing
import Testing
import Wording

@Suite("What-ifs as they are typed")
struct WhatIfTextTests {
  @Test(
    "What is read is written back",
    arguments: [
      "fee-left=1.5x mega=500000", "fee-right=900.5 attribution=link-first", "fee-left=0.001x",
      "fee-left=0x fee-right=1200.05 nano=0 micro=1 mega=1000000", "",
    ])
  func roundTrip(_ text: String) throws {
    #expect(WhatIfText.write(try WhatIfText.read(text, .usDollar), .usDollar) == text)
  }

  @Test("Numbers are read as everywhere else: thousands, k and M, the currency's sign")
  func numbers() throws {
    let whatIf = try WhatIfText.read(
      "FEE-LEFT=1.5X, fee-right=$1,200.50,micro=1,000 mega=0.5M", .usDollar)
    #expect(whatIf.feeThousandths == [.left: 1500])
    #expect(whatIf.fee == [.right: Money(minorUnits: 120_050)])
    #expect(whatIf.minimum == [.micro: 1000, .mega: 500_000])
    #expect(
      try WhatIfText.read("fee-left=1.2k", .usDollar).fee[.left] == Money(minorUnits: 120_000))
  }

  @Test(
    "What is none is refused",
    arguments: [
      "fee=3", "fee-left", "fee-left=", "fee-left=x", "fee-left=-1x", "fee-left=1.2345x",
      "fee-right=-900", "fee-right=1.234", "mega=0.5", "mega=-5", "huge=5", "attribution=luck",
      "fee-left=2000000000x",
    ])
  func refused(_ text: String) {
    #expect(throws: EntryError.self) { try WhatIfText.read(text, .usDollar) }
  }

  @Test("Whatever can be asked is written and read as the same")
  func random() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      var whatIf = WhatIf()
      for side in Side.allCases {
        if Bool.random(using: &random) {
          whatIf.feeThousandths[side] = Int.random(in: 0...9_999_999, using: &random)
        }
        if Bool.random(using: &random) {
          whatIf.fee[side] = Money(minorUnits: .random(in: 0...999_999_999, using: &random))
        }
      }
      for tier in Tier.allCases where Bool.random(using: &random) {
        whatIf.minimum[tier] = Int.random(in: 0...9_999_999, using: &random)
      }
      whatIf.attribution = AttributionRule.allCases.randomElement(using: &random)
      for currency in [Currency.usDollar, Currency(code: "JPY")!, Currency(code: "KWD")!] {
        let text = WhatIfText.write(whatIf, currency)
        #expect(try WhatIfText.read(text, currency) == whatIf, "\(text)")
      }
    }
  }
}
