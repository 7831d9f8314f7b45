import Marketing
import Metrics

/// Another fee, other cut-offs or another rule of attribution, tried on a copy of the session.
package struct WhatIf: Hashable, Sendable {
  /// By what a side's fees are multiplied, in thousandths: 1,500 is half as much again.
  package var feeThousandths: [Side: Int] = [:]
  /// What every booking of a side costs in fees instead.
  package var fee: [Side: Money] = [:]
  /// Followers from which a tier begins.
  package var minimum: [Tier: Int] = [:]
  package var attribution: AttributionRule?

  package init() {}

  package var isEmpty: Bool { self == WhatIf() }

  /// The session as it would be; the one handed in stays as it is.
  ///
  /// Throws when a fee is out of range or the cut-offs aren't in order.
  package func applied(to session: Session, _ request: ComparisonRequest) throws -> Session {
    var copy = session
    var settings = session.settings
    if let attribution { settings.attribution = attribution }
    if !minimum.isEmpty {
      let steps = settings.tiers.steps.map {
        TierScheme.Step($0.tier, from: minimum[$0.tier] ?? $0.minimum)
      }
      guard let scheme = TierScheme(name: "what if", steps: steps) else {
        throw SegmentError(description: "The tiers must begin at 0 and grow in followers.")
      }
      settings.tiers = scheme
    }
    try copy.apply(.settings(settings))
    guard !feeThousandths.isEmpty || !fee.isEmpty else { return copy }
    // Whose fee changes follows from the cut-offs that are tried, too.
    let directory = Directory(copy)
    let members = [
      (Side.left, Membership(request.left, directory)),
      (.right, Membership(request.right, directory)),
    ]
    for booking in copy.bookings.rows {
      let who = directory.attribution(influencer: booking.influencer, booking: booking.id)
      guard who.influencer != directory.nobody else { continue }
      var changed = booking
      for (side, membership) in members
      where membership.contains(who.influencer, booking.campaign, nil) {
        if let fee = fee[side] { changed.fee = fee }
        if let factor = feeThousandths[side] {
          changed.fee = Money(
            minorUnits: WhatIf.scaled(changed.fee.minorUnits, by: factor))
        }
      }
      if changed != booking { try copy.apply(.put(changed)) }
    }
    return copy
  }

  /// Rounded half away from zero; held at the largest number instead of wrapping.
  private static func scaled(_ amount: Int64, by thousandths: Int) -> Int64 {
    let (product, overflow) = amount.multipliedReportingOverflow(by: Int64(thousandths))
    if overflow { return .max }
    return (product + (product < 0 ? -500 : 500)) / 1000
  }
}

extension WhatIf {
  /// Reads `fee-left=1.5x`, `fee-right=900` (major units), `mega=500k`, `attribution=link-first`, separated by spaces.
  package init(text: String, currency: Currency) throws(SegmentError) {
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
        "“\(word)” is no what-if. There are fee-left=1.5x, fee-right=900, mega=500k and attribution=link-first."
    )
  }

  /// An exact decimal with at most three places, `k` or `m` behind it, times a whole number; nil beyond a million million.
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

  package func text(currency: Currency) -> String {
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
