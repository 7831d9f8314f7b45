extension Prior {
  /// The priors that ship with Clout: wide, each with its source. There are none for X, nor for clicks by
  /// tier, since nobody has published such figures in a verifiable form.
  public static let shipped: [Prior] = reach + engagement + cvr + fees + cpm

  private typealias Row = (tier: Tier, from: Int, below: Int?, low: Int64, high: Int64)

  /// The tiers of reports with cut-offs at 50,000 and 500,000 followers.
  private static let halves: [(tier: Tier, from: Int, below: Int?)] = [
    (.nano, 1_000, 10_000), (.micro, 10_000, 50_000), (.mid, 50_000, 500_000),
    (.macro, 500_000, 1_000_000), (.mega, 1_000_000, nil),
  ]
  /// The tiers of reports with cut-offs at powers of ten.
  private static let tens: [(tier: Tier, from: Int, below: Int?)] = [
    (.nano, 1_000, 10_000), (.micro, 10_000, 100_000), (.mid, 100_000, 500_000),
    (.macro, 500_000, 1_000_000), (.mega, 1_000_000, nil),
  ]

  /// One prior for each tier that has a range, in hundredths of a percent.
  private static func rates(
    _ figure: Figure, _ platform: Platform, _ tiers: [(tier: Tier, from: Int, below: Int?)],
    _ ranges: [(Int64, Int64)?], base: Base, source: String, year: Int?, grade: Grade,
    note: String = ""
  ) -> [Prior] {
    zip(tiers, ranges).compactMap { tier, range in
      range.map {
        Prior(
          figure, platform, tier.tier, from: tier.from, below: tier.below, base: base,
          low: $0.0 * 100, high: $0.1 * 100, source: source, year: year, grade: grade, note: note)
      }
    }
  }

  private static let reach = [
    Prior(
      .reach, .instagram, base: .followers, low: 100_000, high: 200_000,
      source: "untapper.com, influencer marketing benchmarks", year: 2026, grade: .c,
      note: "feed posts"),
    Prior(
      .reach, .instagram, deliverable: "story", base: .followers, low: 50_000, high: 150_000,
      source: "tanke.fr, marketing glossary", year: 2025, grade: .c),
  ]

  private static let unstated = "the base isn't stated; taken as followers"

  private static let engagement: [Prior] =
    [
      Prior(
        .engagement, .instagram, .nano, from: 1_000, below: 10_000, base: .followers, low: 21_900,
        high: 21_900, source: "HypeAuditor by Statista, world", year: 2023, grade: .b),
      Prior(
        .engagement, .instagram, from: 0, base: .followers, low: 18_500, high: 18_500,
        source: "HypeAuditor by Statista, world", year: 2023, grade: .b, note: "all sizes"),
      Prior(
        .engagement, .instagram, from: 20_000, base: .followers, low: 15_400, high: 16_200,
        source: "HypeAuditor, 36,000 accounts", grade: .b,
        note: "no significant difference above 20,000 followers"),
    ]
    + rates(
      .engagement, .instagram, halves, [(300, 500), (200, 350), (150, 250), (100, 180), (70, 120)],
      base: .followers, source: "untapper.com, influencer marketing benchmarks", year: 2026,
      grade: .d, note: unstated)
    + rates(
      .engagement, .instagram, tens, [(500, 800), (300, 550), (180, 300), (120, 200), (80, 150)],
      base: .followers, source: "passo.co, influencer marketing benchmarks", year: 2026, grade: .d,
      note: unstated)
    + rates(
      .engagement, .instagram, tens, [(480, 480), (240, 240), (180, 180), (150, 150), (120, 120)],
      base: .followers, source: "organicmediabuying.com, citing three reports", year: 2025,
      grade: .d, note: unstated)
    + rates(
      .engagement, .tiktok, tens, [(1030, 1030), (810, 810), (630, 630), (550, 550), (490, 490)],
      base: .followers, source: "organicmediabuying.com, citing three reports", year: 2025,
      grade: .d, note: unstated)
    + rates(
      .engagement, .youtube, tens, [(320, 320), (210, 210), (150, 150), (120, 120), (90, 90)],
      base: .followers, source: "organicmediabuying.com, citing three reports", year: 2025,
      grade: .d, note: unstated)
    + rates(
      .engagement, .tiktok, halves, [(600, 1000), (400, 700), (300, 500), (200, 350), (100, 200)],
      base: .views, source: "untapper.com, influencer marketing benchmarks", year: 2026, grade: .d)

  private static let cvr: [Prior] =
    [
      (Tier.nano, 0, 10_000, 24_100), (.micro, 10_000, 100_000, 21_800),
      (.macro, 100_000, 1_000_000, 14_200), (.mega, 1_000_000, nil, 9_100),
    ].map { (tier: Tier, from: Int, below: Int?, rate: Int64) in
      Prior(
        .cvr, nil, tier, from: from, below: below, base: .clicks, low: rate, high: rate,
        source: "Digital Applied by lookfluence.com", year: 2026, grade: .d,
        note: "the cut-offs aren't stated")
    } + [
      Prior(
        .cvr, nil, base: .clicks, low: 5_000, high: 30_000,
        source: "tanke.fr, marketing glossary", year: 2025, grade: .c, note: "all sizes")
    ]

  private static let fees: [Prior] =
    fees(
      .instagram, [(10, 100), (100, 500), (500, 5_000), (5_000, 10_000)],
      source: "alittleclass.com", year: 2021)
    + fees(
      .youtube, [(20, 200), (200, 1_000), (1_000, 10_000), (10_000, 20_000)],
      source: "alittleclass.com", year: 2021)
    + fees(.tiktok, [(5, 25), (25, 125), (125, 1_250)], source: "alittleclass.com", year: 2021)
    + fees(
      .instagram, [(25, 150), nil, (160, 1_800)], source: "Hootsuite, citing Statista", year: nil)
    + fees(.instagram, [(100, 500)], source: "influenceflow.io", year: 2026)

  /// One prior for each tier that has a range, in dollars for a post.
  private static func fees(
    _ platform: Platform, _ ranges: [(Int64, Int64)?], source: String, year: Int?
  ) -> [Prior] {
    zip(halves, ranges).compactMap { tier, range in
      range.map {
        Prior(
          .fee, platform, tier.tier, from: tier.from, below: tier.below, base: .post,
          low: $0.0 * 100, high: $0.1 * 100, currency: .usDollar, source: source, year: year,
          grade: .d, note: "where its figures are from isn't stated")
      }
    }
  }

  private static let cpm = [
    (Platform.instagram, Int64(5), Int64(15)), (.youtube, 10, 30), (.tiktok, 3, 10),
  ].map { platform, low, high in
    Prior(
      .cpm, platform, base: .impressions, low: low * 100, high: high * 100, currency: .usDollar,
      source: "influencer-hero.com, influencer CPM", grade: .c)
  }
}
