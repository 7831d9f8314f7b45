import Marketing
import Wording

extension Field where Row == Measurement {
  /// The figures. Key, day and kind can't be edited: they identify the measurement.
  static let counts: [Field] = [
    .count("impressions", "Impressions", \.counts.impressions),
    .count("reach", "Reach", \.counts.reach),
    .count("likes", "Likes", \.counts.likes), .count("comments", "Comments", \.counts.comments),
    .count("shares", "Shares", \.counts.shares), .count("saves", "Saves", \.counts.saves),
    .count("clicks", "Clicks", \.counts.clicks),
    .count("conversions", "Conversions", \.counts.conversions),
    .money("revenue", "Revenue", \.counts.revenue),
    .money("net-revenue", "Net revenue", \.counts.netRevenue),
    .money("spend", "Ad spend", \.counts.spend),
  ]
}

/// A measurement as it is being entered.
struct MeasurementDraft: Equatable, Sendable {
  var campaign: CampaignID
  var influencer: InfluencerID?
  var day: Day?
  var kind = Measurement.Kind.total
  /// The post's address; empty for the influencer's whole day.
  var post = ""
  var counts = Counts()

  var measurement: Measurement {
    let day = day ?? Day(number: 0)
    // Without an address, the figures are those of the influencer's whole day.
    let subject = influencer.map { "influencer \($0.number)" } ?? "unattributed"
    let key = post.isEmpty ? "\(subject) on \(day.iso)" : post
    var measurement = Measurement(campaign: campaign, key: key, kind: kind, day: day)
    measurement.influencer = influencer
    measurement.post = post
    measurement.counts = counts
    measurement.source = "entered"
    return measurement
  }
}

extension Field where Row == MeasurementDraft {
  static let draft: [Field] =
    [
      influencer, .campaign(\.campaign), day, kind,
      .text("post", "Post (link)", \.post, help: "empty: the influencer's whole day"),
    ]
    + [
      .count("impressions", "Impressions", \.counts.impressions),
      .count("reach", "Reach", \.counts.reach),
      .count("likes", "Likes", \.counts.likes), .count("comments", "Comments", \.counts.comments),
      .count("shares", "Shares", \.counts.shares), .count("saves", "Saves", \.counts.saves),
      .count("clicks", "Clicks", \.counts.clicks),
      .count("conversions", "Conversions", \.counts.conversions),
      .money("revenue", "Revenue", \.counts.revenue),
      .money("net-revenue", "Net revenue", \.counts.netRevenue),
      .money("spend", "Ad spend", \.counts.spend),
    ]

  private static let influencer = Field(
    id: "influencer", title: "Influencer",
    kind: .suggestion { session in session.roster.rows.map { InfluencerText.write($0) } },
    help: "a handle from the roster; empty when unattributed"
  ) { row, context in
    row.influencer.flatMap { context.session.roster[$0] }.map { InfluencerText.write($0) } ?? ""
  } write: { row, text, context throws(EntryError) in
    row.influencer =
      text.trimmed.isEmpty ? nil : try InfluencerText.parse(text, in: context.session)
  }

  private static let day = Field(
    id: "day", title: "Day", kind: .day, help: "YYYY-MM-DD, today, -2d"
  ) { row, _ in
    row.day?.iso ?? ""
  } write: { row, text, context throws(EntryError) in
    guard let day = try DayText.read(text, today: context.today) else {
      throw EntryError("A measurement needs a day.")
    }
    row.day = day
  }

  private static let kind = Field(
    id: "kind", title: "Kind", kind: .choice(["total", "increment"]),
    help: "total: the post's figures so far; increment: a part to be added"
  ) { row, _ in
    row.kind.rawValue
  } write: { row, text, _ throws(EntryError) in
    guard let kind = Measurement.Kind(rawValue: text.trimmed.lowercased()) else {
      throw EntryError("Choose total or increment.")
    }
    row.kind = kind
  }
}
