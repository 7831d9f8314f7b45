import Marketing

/// Which bookings have which promo code and tracking link.
struct SignIndex: Sendable {
  /// A code or link within one campaign; two campaigns may use the same one.
  enum Key: Hashable, Sendable {
    case code(CampaignID, String)
    case link(CampaignID, String)
  }

  /// The places of the bookings for each one.
  private var places: [Key: [Int32]] = [:]
  let rule: AttributionRule

  init(_ bookings: [Booking], rule: AttributionRule) {
    self.rule = rule
    for (place, booking) in bookings.enumerated() {
      for key in SignIndex.keys(of: booking) { places[key, default: []].append(Int32(place)) }
    }
  }

  subscript(key: Key) -> [Int32] { places[key] ?? [] }

  /// The keys of a row or booking with a code, a link, both or neither.
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
    return codes(row.campaign, row.promoCode)
      + keys(campaign: row.campaign, code: "", link: row.trackingLink)
  }

  /// The codes of a row: a shop puts all that a buyer used into one cell. A booking has one.
  static func codes(_ campaign: CampaignID, _ text: String) -> [Key] {
    guard Sign.hasSeveralCodes(text) else { return code(campaign, text).map { [$0] } ?? [] }
    return [code(campaign, text)].compactMap(\.self)
      + Sign.codes(text).map { .code(campaign, $0) }
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

/// Whose code or link it is.
enum SignMatch: Hashable, Sendable {
  /// No booking of the campaign has it.
  case none
  /// Exactly one booking has it, at this place.
  case booking(Int32)
  /// All bookings that have it are this influencer's, by place, but it isn't clear which one is meant.
  case influencer(Int32, [Int32])
  /// No booking has it; by the roster it is the code of the influencer at this place.
  case owner(Int32)
  /// Bookings of several influencers have it.
  case several([Int32])

  var bookings: [Int32] {
    switch self {
    case .none, .owner: []
    case .booking(let place): [place]
    case .influencer(_, let places), .several(let places): places
    }
  }
}
