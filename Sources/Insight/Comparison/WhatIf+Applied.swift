import Marketing
import Metrics

extension WhatIf {
  /// A copy of the session with the changes made.
  ///
  /// - Throws: `SegmentError` if the cut-offs don't start at 0 and ascend; the session's error if a fee is out of range.
  package func applied(to session: Session, _ request: ComparisonRequest) throws -> Session {
    var copy = session
    var settings = session.settings
    if let attribution { settings.attribution = attribution }
    if !minimum.isEmpty {
      let steps = settings.tiers.steps.map {
        TierScheme.Step($0.tier, from: minimum[$0.tier] ?? $0.minimum)
      }
      guard let scheme = TierScheme(name: "what if", steps: steps) else {
        throw SegmentError(description: "The tiers must start at 0 and increase in followers.")
      }
      settings.tiers = scheme
    }
    try copy.apply(.settings(settings))
    guard !feeThousandths.isEmpty || !fee.isEmpty else { return copy }
    // The tier that decides whose fee changes is the one under the new cut-offs.
    let directory = Directory(copy)
    let sides = request.sides(in: session.settings.tiers)
    let members = [
      (Side.left, Membership(sides.left, directory)),
      (.right, Membership(sides.right, directory)),
    ]
    for booking in copy.bookings.rows {
      let who = directory.attribution(influencer: booking.influencer, booking: booking.id)
      guard who.influencer != directory.nobody else { continue }
      var changed = booking
      for (side, membership) in members
      where membership.contains(who.influencer, booking.campaign, nil) {
        if let fee = fee[side] { changed.fee = fee }
        if let factor = feeThousandths[side], let fee = changed.fee {
          changed.fee = Money(minorUnits: WhatIf.scaled(fee.minorUnits, by: factor))
        }
      }
      if changed != booking { try copy.apply(.put(changed)) }
    }
    return copy
  }

  /// Rounded half away from zero; saturates instead of overflowing.
  private static func scaled(_ amount: Int64, by thousandths: Int) -> Int64 {
    let (product, overflow) = amount.multipliedReportingOverflow(by: Int64(thousandths))
    if overflow { return .max }
    return (product + (product < 0 ? -500 : 500)) / 1000
  }
}
