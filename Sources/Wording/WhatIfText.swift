import Marketing

/// A what-if as it is typed: `fee-left=1.5x fee-right=900 mega=500k attribution=link-first`.
package enum WhatIfText {
  package static func write(_ whatIf: WhatIf, _ currency: Currency) -> String {
    var words: [String] = []
    for side in Side.allCases {
      if let factor = whatIf.feeThousandths[side] {
        let text = NumberText.exact(Int64(factor), decimals: 3, isGrouped: false)
        words.append("fee-\(side.rawValue)=\(text)x")
      }
      if let fee = whatIf.fee[side] {
        let text = NumberText.exact(fee.minorUnits, decimals: currency.digits, isGrouped: false)
        words.append("fee-\(side.rawValue)=\(text)")
      }
    }
    for tier in Tier.allCases {
      if let from = whatIf.minimum[tier] { words.append("\(tier.rawValue)=\(from)") }
    }
    if let rule = whatIf.attribution { words.append("attribution=\(rule.rawValue)") }
    return words.joined(separator: " ")
  }

  package static func read(
    _ text: some StringProtocol, _ currency: Currency
  ) throws(EntryError) -> WhatIf {
    var whatIf = WhatIf()
    for word in ListText.entries(text, isSpaced: true) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let misread = EntryError(
        "“\(word)” isn't a what-if. Use fee-left=1.5x, fee-right=900, mega=500k and attribution=link-first."
      )
      guard parts.count == 2 else { throw misread }
      let (name, value) = (parts[0].lowercased(), parts[1])
      if name == "attribution" {
        guard let rule = AttributionRule(rawValue: value.lowercased()) else { throw misread }
        whatIf.attribution = rule
      } else if let side = Side.allCases.first(where: { name == "fee-\($0.rawValue)" }) {
        if value.lowercased().hasSuffix("x") {
          let factor = try NumberText.read(
            value.dropLast(), decimals: 3, what: "a factor such as 1.5x")
          guard let factor, (0...largestFactor).contains(factor) else { throw misread }
          whatIf.feeThousandths[side] = Int(factor)
        } else {
          guard let fee = try MoneyText.read(value, currency), fee >= .zero, fee <= .limit else {
            throw misread
          }
          whatIf.fee[side] = fee
        }
      } else {
        guard let tier = Tier(rawValue: name), let followers = try CountText.read(value),
          followers >= 0
        else { throw misread }
        whatIf.minimum[tier] = followers
      }
    }
    return whatIf
  }

  /// A thousand million times the fee.
  private static let largestFactor: Int64 = 1_000_000_000_000
}
