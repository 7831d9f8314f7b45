// When each figure of an influencer is from.
extension Influencer {
  /// The figures that exports bring and that change over time, by their names in the session's files.
  public static let datedFigures = [
    "followers", "fee", "er_followers", "avg_views", "avg_likes", "avg_comments", "avg_shares",
    "avg_engagements", "avg_authentic_engagements", "sponsored_share", "real_audience",
    "audience_ages",
  ]

  private static let dated = schema.fields.filter { datedFigures.contains($0.key.description) }

  /// The day that a figure is from; nil if it was typed in or that isn't known.
  public func day(of figure: String) -> Day? {
    figureDays[figure].flatMap { Day(iso: $0) } ?? asOf
  }

  /// Whether any of those figures differs.
  public func hasOtherFigures(than other: Influencer) -> Bool {
    followers != other.followers || fee != other.fee || engagementRate != other.engagementRate
      || averageViews != other.averageViews || averageLikes != other.averageLikes
      || averageComments != other.averageComments || averageShares != other.averageShares
      || averageEngagements != other.averageEngagements
      || averageAuthenticEngagements != other.averageAuthenticEngagements
      || sponsoredShare != other.sponsoredShare || realAudience != other.realAudience
      || audienceAges != other.audienceAges
  }

  /// Has the figures that change over time from another state of the same account.
  public mutating func takeFigures(of other: Influencer) {
    (followers, fee, engagementRate) = (other.followers, other.fee, other.engagementRate)
    (averageViews, averageLikes) = (other.averageViews, other.averageLikes)
    (averageComments, averageShares) = (other.averageComments, other.averageShares)
    averageEngagements = other.averageEngagements
    averageAuthenticEngagements = other.averageAuthenticEngagements
    (sponsoredShare, realAudience) = (other.sponsoredShare, other.realAudience)
    (audienceAges, asOf, figureDays) = (other.audienceAges, other.asOf, other.figureDays)
  }

  /// Dates the figures after an export: those that it brought are of its day, the others keep theirs.
  public mutating func date(
    _ day: Day?, bringing brought: Set<String>, former: Influencer
  ) {
    asOf = day
    var days = figureDays.filter { !Influencer.datedFigures.contains($0.key) }
    for field in Influencer.dated
    where !field.isBlank(self) && !brought.contains(field.key.description) {
      if let known = former.day(of: field.key.description), known != day {
        days[field.key.description] = known.iso
      }
    }
    figureDays = days
  }

  /// The older figures in words for people, with their days: `fee 2026-01-31`.
  public var olderFigures: [String] {
    Influencer.dated.compactMap { field in
      figureDays[field.key.description].flatMap { Day(iso: $0) }.map { "\(field.words) \($0.iso)" }
    }
  }
}
