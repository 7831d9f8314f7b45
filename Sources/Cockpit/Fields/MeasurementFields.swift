import Marketing

extension Field where Row == Measurement {
  /// The counted figures. What a measurement is of (key, day, kind) can't change: that would be another one.
  static let counts: [Field] = [
    .count("impressions", "Impressions", \.counts.impressions), .count("reach", "Reach", \.counts.reach),
    .count("likes", "Likes", \.counts.likes), .count("comments", "Comments", \.counts.comments),
    .count("shares", "Shares", \.counts.shares), .count("saves", "Saves", \.counts.saves),
    .count("clicks", "Clicks", \.counts.clicks), .count("conversions", "Conversions", \.counts.conversions),
    .money("revenue", "Revenue", \.counts.revenue),
  ]
}
