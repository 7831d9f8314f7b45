/// The rules that every edit is checked against.
extension Session {
  func validate(_ settings: Settings) throws(EditError) {
    guard !settings.name.isEmpty else { throw EditError("A session needs a name.") }
    if let fault = settings.priors?.lazy.compactMap(\.fault).first { throw EditError(fault) }
    if let fault = settings.checklists?.lazy.compactMap(\.fault).first { throw EditError(fault) }
    if let fault = settings.vettingFault { throw EditError(fault) }
    if let fault = settings.rates.lazy.compactMap(\.fault).first { throw EditError(fault) }
    if let fault = settings.sources.lazy.compactMap(\.fault).first { throw EditError(fault) }
  }

  /// A new currency alone would turn every amount into another one.
  package func validateCurrency(_ currency: Currency) throws(EditError) {
    let (old, new) = (settings.currency.code, currency.code)
    guard old == new || !hasAmounts else {
      throw EditError(
        "Amounts are in \(old). “\(new) at RATE” converts them, “\(new) as they are” keeps them.")
    }
  }

  func validate(_ id: InfluencerID, _ influencer: Influencer?) throws(EditError) {
    guard let influencer else {
      guard let former = roster[id] else { return }
      if bookings.rows.contains(where: { $0.influencer == id }) || measurements.mentions(id) {
        throw EditError(
          "@\(former.handle) has bookings or measurements and can't be removed: archive the influencer instead."
        )
      }
      return
    }
    precondition(influencer.id == id)
    try validateNumber(id, "influencer")
    guard influencer.handle.contains(where: { $0 != "@" }) else {
      throw EditError("An influencer needs a handle.")
    }
    guard !influencer.platform.rawValue.isEmpty else {
      throw EditError("@\(influencer.handle) needs a platform.")
    }
    if let found = influencer.found, let approved = influencer.approved, approved < found {
      throw EditError(
        "@\(influencer.handle) can't be approved on \(approved.iso), before being found on \(found.iso)."
      )
    }
    try RangeCheck.influencer(influencer)
    try validateVetting(of: influencer)
  }

  private func validateVetting(of influencer: Influencer) throws(EditError) {
    let vetting = influencer.vetting
    if let rating = vetting.rating, !(1...5).contains(rating) {
      throw EditError("Ratings go from 1 to 5.")
    }
    guard vetting.checks.allSatisfy({ !$0.item.isEmpty }) else {
      throw EditError("A check of @\(influencer.handle) names no item of a checklist.")
    }
    for decision in vetting.decisions {
      guard !decision.flag.signal.isEmpty else {
        throw EditError("An answer of @\(influencer.handle) names no flag.")
      }
      guard decision.answer == .rejected || !decision.reason.isEmpty else {
        throw EditError("A flag is accepted with a reason.")
      }
    }
  }

  func validate(_ id: CampaignID, _ campaign: Campaign?) throws(EditError) {
    guard let campaign else {
      guard let former = campaigns[id] else { return }
      if bookings.rows.contains(where: { $0.campaign == id }) || measurements.mentions(id) {
        throw EditError(
          "\(former.name) has bookings or measurements and can't be removed: archive it instead.")
      }
      if let feed = feeds.rows.first(where: { $0.campaign == id }) {
        throw EditError(
          "The feed “\(feed.name)” brings in figures for \(former.name): remove the feed first.")
      }
      return
    }
    precondition(campaign.id == id)
    try validateNumber(id, "campaign")
    guard !campaign.name.isEmpty else { throw EditError("A campaign needs a name.") }
    if let start = campaign.start, let end = campaign.end, end < start {
      throw EditError("\(campaign.name) can't end on \(end.iso), before it starts on \(start.iso).")
    }
    guard
      campaign.targets.allSatisfy({ $0.value.magnitude <= Money.limit.minorUnits.magnitude })
    else { throw EditError("A target of \(campaign.name) is too large to be true.") }
    try RangeCheck.campaign(campaign)
  }

  func validate(_ id: BookingID, _ booking: Booking?) throws(EditError) {
    guard let booking else {
      // Such a booking couldn't be put back, so undo would fail.
      if let former = bookings[id], former.stage < .live,
        let influencer = roster[former.influencer],
        influencer.isArchived
      {
        throw EditError(
          "@\(influencer.handle) is archived, so an open booking can't be removed: decline it, or restore the "
            + "influencer first.")
      }
      if measurements.mentions(id) {
        throw EditError(
          "Booking \(id.number) has measurements and can't be removed: decline it instead.")
      }
      return
    }
    precondition(booking.id == id)
    try validateNumber(id, "booking")
    guard campaigns[booking.campaign] != nil else {
      throw EditError(
        "Booking \(id.number) names campaign \(booking.campaign.number), which doesn't exist.")
    }
    guard let influencer = roster[booking.influencer] else {
      throw EditError(
        "Booking \(id.number) names influencer \(booking.influencer.number), who isn't in the roster."
      )
    }
    if influencer.isArchived, bookings[id] == nil, booking.stage < .live {
      throw EditError(
        "@\(influencer.handle) is archived and takes no new bookings: restore the influencer first."
      )
    }
    if let start = booking.start, let end = booking.end, end < start {
      throw EditError("A booking can't end on \(end.iso), before it starts on \(start.iso).")
    }
    try RangeCheck.booking(booking)
  }

  func validate(_ identity: Measurement.Identity, _ measurement: Measurement?) throws(EditError) {
    guard let measurement else { return }
    precondition(measurement.identity == identity)
    guard !measurement.key.isEmpty else { throw EditError("A measurement needs a key.") }
    guard campaigns[measurement.campaign] != nil else {
      throw EditError(
        "A measurement names campaign \(measurement.campaign.number), which doesn't exist.")
    }
    if let influencer = measurement.influencer { try validateNumber(influencer, "influencer") }
    if let booking = measurement.booking { try validateNumber(booking, "booking") }
    let counts = measurement.counts
    try validateCount(counts.impressions, "impressions")
    try validateCount(counts.reach, "reach")
    try validateCount(counts.likes, "likes")
    try validateCount(counts.comments, "comments")
    try validateCount(counts.shares, "shares")
    try validateCount(counts.saves, "saves")
    try validateCount(counts.clicks, "clicks")
    // An increment may consist of refunds, so conversions and revenue can be negative.
    if let conversions = counts.conversions, conversions.magnitude > Counts.limit.magnitude {
      throw EditError("Conversions of \(conversions) is too large to be true.")
    }
    for revenue in [counts.revenue, counts.netRevenue].compactMap(\.self)
    where revenue.minorUnits.magnitude > Money.limit.minorUnits.magnitude {
      throw EditError("The revenue is too large to be true.")
    }
    if let spend = counts.spend, spend.minorUnits.magnitude > Money.limit.minorUnits.magnitude {
      throw EditError("The ad spend is too large to be true.")
    }
    if let from = measurement.from {
      guard measurement.kind == .increment else {
        throw EditError("A running total has no first day: it counts everything up to its day.")
      }
      guard from <= measurement.day else {
        throw EditError(
          "A span can't end on \(measurement.day.iso), before it starts on \(from.iso).")
      }
    }
  }

  private func validateNumber<Entity>(_ id: Identifier<Entity>, _ what: String) throws(EditError) {
    guard id.isValid else { throw EditError("No \(what) can have the number \(id.number).") }
  }
}

extension Settings {
  /// What is wrong with the brand, the searches or the overlaps; nil if they are fine.
  fileprivate var vettingFault: String? {
    if brand.weights.values.contains(where: { !(0...1_000).contains($0) }) {
      return "Weights go from 0 to 1,000."
    }
    if let share = brand.sponsoredTolerance, !(0...1_000_000).contains(share.millionths) {
      return "The share of sponsored posts goes from 0 to 100%."
    }
    if searches.contains(where: { $0.name.isEmpty }) { return "A saved search needs a name." }
    for overlap in overlaps {
      guard overlap.one != overlap.other else {
        return "An account overlaps with another, not itself."
      }
      guard (0...1_000_000).contains(overlap.share.millionths) else {
        return "The share of a common audience goes from 0 to 100%."
      }
    }
    return nil
  }
}
