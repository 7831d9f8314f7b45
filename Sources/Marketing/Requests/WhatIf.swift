/// Different fees, cut-offs or attribution rule, tried on a copy of the session.
public struct WhatIf: Hashable, Sendable {
  /// Factors for a side's fees, in thousandths: 1,500 is half as much again.
  public var feeThousandths: [Side: Int] = [:]
  /// A fee for every booking of a side, replacing its own.
  public var fee: [Side: Money] = [:]
  /// The followers from which a tier begins.
  public var minimum: [Tier: Int] = [:]
  public var attribution: AttributionRule?

  public init() {}

  public var isEmpty: Bool { self == WhatIf() }
}

extension WhatIf {
  /// Reads `fee-left=1.5x`, `fee-right=900` (major units), `mega=500k`, `attribution=link-first`, separated by spaces.
  public init(text: String, currency: Currency) throws(SegmentError) {
    self.init()
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw WhatIf.misread(word) }
      let (name, value) = (parts[0].lowercased(), parts[1].lowercased())
      switch name {
      case "fee-left", "fee-right":
        let side: Side = name == "fee-left" ? .left : .right
        if value.last == "x", let factor = WhatIf.number(value.dropLast(), times: 1000) {
          feeThousandths[side] = factor
        } else if let amount = WhatIf.number(value[...], times: Int(currency.scale)) {
          fee[side] = Money(minorUnits: Int64(amount))
        } else {
          throw WhatIf.misread(word)
        }
      case "attribution":
        guard let rule = AttributionRule(rawValue: value) else { throw WhatIf.misread(word) }
        attribution = rule
      default:
        guard let tier = Tier(rawValue: name), let followers = WhatIf.number(value[...], times: 1)
        else { throw WhatIf.misread(word) }
        minimum[tier] = followers
      }
    }
  }

  private static func misread(_ word: Substring) -> SegmentError {
    SegmentError(
      description:
        "“\(word)” isn't a what-if. Use fee-left=1.5x, fee-right=900, mega=500k and attribution=link-first."
    )
  }

  /// A decimal with at most three places and optional `k` or `m`, times `scale`; nil above 10¹².
  private static func number(_ text: Substring, times scale: Int) -> Int? {
    var digits = text
    var factor = scale
    if digits.last == "k" || digits.last == "m" {
      factor *= digits.last == "k" ? 1000 : 1_000_000
      digits = digits.dropLast()
    }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let whole = UInt32(first) else { return nil }
    var result = Int(whole) * factor
    if parts.count == 2 {
      guard (1...3).contains(parts[1].count), let rest = UInt32(parts[1]) else { return nil }
      var unit = 1
      for _ in 0..<parts[1].count { unit *= 10 }
      guard Int(rest) * factor % unit == 0 else { return nil }
      result += Int(rest) * factor / unit
    }
    return result <= 1_000_000_000_000 ? result : nil
  }

  public func text(currency: Currency) -> String {
    func decimal(_ number: Int, per scale: Int) -> String {
      var text = "\(number / scale)"
      let rest = number % scale
      if rest > 0 {
        let digits = String(scale + rest).dropFirst()
        text += "." + digits.reversed().drop { $0 == "0" }.reversed()
      }
      return text
    }
    var words: [String] = []
    for side in Side.allCases {
      if let factor = feeThousandths[side] {
        words.append("fee-\(side.rawValue)=\(decimal(factor, per: 1000))x")
      }
      if let fee = fee[side] {
        words.append(
          "fee-\(side.rawValue)=\(decimal(Int(fee.minorUnits), per: Int(currency.scale)))")
      }
    }
    for tier in Tier.allCases {
      if let from = minimum[tier] { words.append("\(tier.rawValue)=\(from)") }
    }
    if let attribution { words.append("attribution=\(attribution.rawValue)") }
    return words.joined(separator: " ")
  }
}
