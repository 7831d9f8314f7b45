/// Where a shop's visitors and buyers come from, as analytics programs call it: no influencer and no campaign.
enum ChannelWords {
  static func contains(_ cell: String) -> Bool {
    words.contains(HeaderName(cell).words.joined(separator: " "))
  }

  private static let words: Set<String> = [
    "email", "e mail", "mail", "newsletter", "klaviyo", "sms", "text", "push", "web push",
    "mobile push notifications", "notification", "organic", "organic search", "organic social",
    "organic video", "organic shopping", "search", "social", "paid", "paid search", "paid social",
    "paid video", "paid shopping", "paid other", "paid media", "ppc", "cpc", "sem", "seo", "google",
    "google ads", "meta ads", "facebook ads", "tiktok ads", "bing", "display", "programmatic",
    "direct", "direct mail", "none", "not set", "referral", "referrals", "affiliate", "affiliates",
    "cross network", "video", "audio", "podcast", "radio", "tv", "offline", "in store", "retail",
    "pos", "point of sale", "online store", "web", "website", "shop", "marketplace", "amazon",
    "ebay", "wholesale", "retargeting", "remarketing", "shopping", "partner", "partners", "other",
    "unassigned", "unknown", "influencer", "influencers", "influencer marketing", "creator",
    "creators",
  ]
}
