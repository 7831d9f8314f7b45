/// Who counted conversions and what they brought.
///
/// A shop, a code app, GA4 and an ad platform each report the same orders, so of one campaign's only one counts.
public enum SalesChannel: String, CaseIterable, Sendable {
  // The best first.
  case shop, codes, affiliate
  /// Sums in a table that names no source, as somebody keeps them by hand.
  case sheet
  case analytics
  /// Meta.
  case ads
  case googleAds = "google-ads"
  case tiktokAds = "tiktok-ads"
  case otherAds = "other-ads"
  case posts

  package var isOfAds: Bool {
    switch self {
    case .ads, .googleAds, .tiktokAds, .otherAds: true
    case .shop, .codes, .affiliate, .sheet, .analytics, .posts: false
    }
  }

  /// As the subject of a sentence.
  package var title: String {
    switch self {
    case .shop: "the shop"
    case .codes: "the report of discount codes"
    case .affiliate: "the affiliate app"
    case .sheet: "the sheet of sums"
    case .analytics: "web analytics"
    case .ads: "the ad platform"
    case .googleAds: "Google Ads"
    case .tiktokAds: "TikTok Ads"
    case .otherAds: "another ad platform"
    case .posts: "the posts' platform"
    }
  }

  var bit: UInt16 { 1 << UInt16(Self.allCases.firstIndex(of: self) ?? 0) }
}

/// Several sources of conversions.
package struct SalesChannels: Hashable, Sendable {
  private(set) var bits: UInt16 = 0

  init() {}

  package init(_ channels: some Sequence<SalesChannel>) {
    for channel in channels { bits |= channel.bit }
  }

  package func contains(_ channel: SalesChannel) -> Bool { bits & channel.bit != 0 }

  mutating func insert(_ channel: SalesChannel) { bits |= channel.bit }

  package var all: [SalesChannel] { SalesChannel.allCases.filter(contains) }

  /// Those of them that count: the one that is asked for if it is there, else the best. What platforms say about ads
  /// and about posts doesn't overlap.
  package func counted(preferring preferred: SalesChannel?) -> SalesChannels {
    if let preferred, contains(preferred) { return SalesChannels([preferred]) }
    guard let best = all.first else { return self }
    return best.isOfAds ? SalesChannels([best, .posts]) : SalesChannels([best])
  }

  /// Whether all of them are among the others.
  package func isWithin(_ others: SalesChannels) -> Bool { bits & ~others.bits == 0 }
}
