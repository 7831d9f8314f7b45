import Marketing

/// Which bookings carry which promo code and which tracking link.
struct SignIndex: Sendable {
  /// A code or a link within one campaign: two campaigns may give out the same one.
  enum Key: Hashable, Sendable {
    case code(CampaignID, String)
    case link(CampaignID, String)
  }

  /// The places of the bookings that carry each one.
  private var places: [Key: [Int32]] = [:]
  let rule: AttributionRule

  init(_ bookings: [Booking], rule: AttributionRule) {
    self.rule = rule
    for (place, booking) in bookings.enumerated() {
      for key in SignIndex.keys(of: booking) { places[key, default: []].append(Int32(place)) }
    }
  }

  subscript(key: Key) -> [Int32] { places[key] ?? [] }

  /// The keys of what carries a code, a link, both or nothing.
  static func keys(campaign: CampaignID, code: String, link: String) -> [Key] {
    var result: [Key] = []
    if let key = self.code(campaign, code) { result.append(key) }
    if let key = self.link(campaign, link) { result.append(key) }
    return result
  }

  static func keys(of booking: Booking) -> [Key] {
    keys(campaign: booking.campaign, code: booking.promoCode, link: booking.trackingLink)
  }

  static func keys(of row: Measurement) -> [Key] {
    if row.promoCode.isEmpty, row.trackingLink.isEmpty { return [] }
    return keys(campaign: row.campaign, code: row.promoCode, link: row.trackingLink)
  }

  static func code(_ campaign: CampaignID, _ text: String) -> Key? {
    if text.isEmpty { return nil }
    let code = Sign.code(text)
    return code.isEmpty ? nil : .code(campaign, code)
  }

  static func link(_ campaign: CampaignID, _ text: String) -> Key? {
    if text.isEmpty { return nil }
    let link = Sign.link(text)
    return link.isEmpty ? nil : .link(campaign, link)
  }
}

/// Whose a code or a link is.
enum SignMatch: Hashable, Sendable {
  /// No booking of the campaign carries it.
  case none
  /// The place of the one booking that it stands for.
  case booking(Int32)
  /// The place of the influencer whose bookings all carry it, when it can't be told for which of them it stands.
  case influencer(Int32, [Int32])
  /// Bookings of several influencers carry it.
  case several([Int32])

  var bookings: [Int32] {
    switch self {
    case .none: []
    case .booking(let place): [place]
    case .influencer(_, let places), .several(let places): places
    }
  }
}
