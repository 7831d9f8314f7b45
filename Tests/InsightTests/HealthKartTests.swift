import Marketing
import TestSupport
import Testing

/// The figures of a public data set, against those that DuckDB 2.0 computes from the same files:
///
///     create view i as select ID as id, category, follower_count as followers, platform,
///       case when follower_count < 1000 then 'nano' when follower_count <= 100000 then 'micro'
///            when follower_count < 1000000 then 'macro' else 'mega' end as tier
///     from read_csv('healthkart_ittismita_influencers.csv');
///     create view m as
///       select influencer_id, date, reach, likes, comments, likes + comments as engagements,
///              null::bigint as orders, null::decimal(12,2) as revenue, null::decimal(12,2) as cost
///       from read_csv('healthkart_ittismita_posts.csv')
///       union all select influencer_id, date, null, null, null, null, orders, revenue::decimal(12,2), null
///       from read_csv('healthkart_ittismita_tracking_data.csv', types = {'revenue': 'VARCHAR'})
///       union all select influencer_id, null, null, null, null, null, null, null, total_payout::decimal(12,2)
///       from read_csv('healthkart_ittismita_payouts.csv', types = {'total_payout': 'VARCHAR'});
///     create view g as select m.*, i.* from m left join i on i.id = m.influencer_id;
///     -- once for each of tier, platform, influencer_id, date and nothing:
///     select tier, count(reach) as posts, sum(reach), sum(likes), sum(comments), sum(engagements), sum(orders),
///            (100 * sum(revenue))::bigint, (100 * sum(cost))::bigint,
///            sum(engagements) / sum(reach) as er,
///            sum(revenue)::double / sum(cost)::double as roas,
///            (sum(revenue) - sum(cost))::double / sum(cost)::double as roi,
///            100 * sum(cost)::double / sum(orders) as cpa, 100 * sum(revenue)::double / sum(orders) as aov
///     from g group by all;
@Suite("HealthKart, against SQL", .needsShared(DataSet.healthKartFile))
struct HealthKartTests {
  static let figures = BrandFigures(
    brand: .healthKart, influencers: 500, measurements: 25_000,
    total: Figures(
      posts: 10_000, reach: 254_873_083, likes: 50_716_675, comments: 2_544_854,
      engagements: 53_261_529, orders: 74_846, revenue: 388_243_734, cost: 35_130_322,
      er: 0.20897274978229066, roas: 11.05152790799925, roi: 10.051527907999251,
      cpa: 469.3680624215055, aov: 5187.234240974802),
    // The set's followers go from 11,310 to 996,544: no nano, no mega.
    //
    // select tier, sum(followers), sum(engagements), count(*) from (select tier, influencer_id,
    //   any_value(followers) as followers, sum(engagements) as engagements from g group by all) group by tier;
    // select tier, median(er), median(roas) from (select tier, influencer_id, sum(engagements) / sum(reach) as er,
    //   sum(revenue)::double / sum(cost)::double as roas from g group by all) group by tier
    tiers: [
      .init(
        tier: .micro,
        figures: Figures(
          posts: 909, reach: 22_904_740, likes: 4_617_023, comments: 231_463,
          engagements: 4_848_486, orders: 6_464, revenue: 34_500_863, cost: 2_451_801,
          er: 0.2116804643929597, roas: 14.071640806084998, roi: 13.071640806084996,
          cpa: 379.3008972772277, aov: 5337.385983910891),
        influencers: 45, followers: 2_408_285, engagementRateByFollowers: 2.0132525843079203,
        engagementRate: (0.21029687963959828, 45), roas: (29.877215737137917, 45)),
      .init(
        tier: .macro,
        figures: Figures(
          posts: 9_091, reach: 231_968_343, likes: 46_099_652, comments: 2_313_391,
          engagements: 48_413_043, orders: 68_382, revenue: 353_742_871, cost: 32_678_521,
          er: 0.20870538787268916, roas: 10.824935161539287, roi: 9.824935161539287,
          cpa: 477.8819133690153, aov: 5173.040727091925),
        influencers: 455, followers: 257_753_746, engagementRateByFollowers: 0.18782672900513345,
        engagementRate: (0.20757590587866806, 455), roas: (92.71393313888267, 455)),
    ],
    engagementRate: (0.20772803086424624, 500), roas: (79.50816011761106, 500),
    platforms: [
      (
        .instagram,
        Figures(
          posts: 2_357, reach: 59_135_899, likes: 12_154_812, comments: 595_723,
          engagements: 12_750_535, orders: 17_033, revenue: 88_804_464, cost: 7_457_795,
          er: 0.2156141229881362, roas: 11.907603252704051, roi: 10.907603252704051,
          cpa: 437.8438912698879, aov: 5213.671343861915)
      ),
      (
        .tiktok,
        Figures(
          posts: 2_346, reach: 59_420_616, likes: 11_906_983, comments: 592_450,
          engagements: 12_499_433, orders: 17_671, revenue: 92_288_259, cost: 8_252_949,
          er: 0.2103551568701341, roas: 11.18245841577356, roi: 10.18245841577356,
          cpa: 467.03350121668274, aov: 5222.5827061286855)
      ),
      (
        .x,
        Figures(
          posts: 2_685, reach: 69_084_787, likes: 13_405_122, comments: 693_570,
          engagements: 14_098_692, orders: 20_328, revenue: 105_888_334, cost: 9_070_232,
          er: 0.2040780989887108, roas: 11.674269632794399, roi: 10.674269632794397,
          cpa: 446.194018103109, aov: 5208.9892758756405)
      ),
      (
        .youtube,
        Figures(
          posts: 2_612, reach: 67_231_781, likes: 13_249_758, comments: 663_111,
          engagements: 13_912_869, orders: 19_814, revenue: 101_262_677, cost: 10_349_346,
          er: 0.20693887314988726, roas: 9.784451790480286, roi: 8.784451790480288,
          cpa: 522.3249217724841, aov: 5110.663016049258)
      ),
    ],
    some: [
      (
        1,
        Figures(
          posts: 18, reach: 507_839, likes: 91_140, comments: 4_759, engagements: 95_899,
          orders: 189, revenue: 874_031, cost: 127_280, er: 0.18883740713100017,
          roas: 6.866994028912633, roi: 5.866994028912633, cpa: 673.4391534391534,
          aov: 4624.5026455026455)
      ),
      (
        90,
        Figures(
          posts: 30, reach: 772_343, likes: 136_788, comments: 7_950, engagements: 144_738,
          orders: 165, revenue: 874_318, cost: 3_164, er: 0.18740119351117315,
          roas: 276.3331226295828, roi: 275.3331226295828, cpa: 19.175757575757576,
          aov: 5298.89696969697)
      ),
      (
        196,
        Figures(
          posts: 11, reach: 312_113, likes: 59_171, comments: 3_609, engagements: 62_780,
          orders: 132, revenue: 779_318, cost: 2_965, er: 0.201145098089474,
          roas: 262.8391231028668, roi: 261.83912310286684, cpa: 22.46212121212121,
          aov: 5903.924242424242)
      ),
      (
        500,
        Figures(
          posts: 22, reach: 674_976, likes: 123_642, comments: 5_911, engagements: 129_553,
          orders: 133, revenue: 548_570, cost: 219_240, er: 0.1919371948039634,
          roas: 2.5021437693851487, roi: 1.5021437693851485, cpa: 1648.421052631579,
          aov: 4124.586466165413)
      ),
    ],
    // select sum(reach * influencer_id), … from (select influencer_id, sum(reach) as reach, … group by all)
    weighted: .init(
      reach: 64_043_795_440, engagements: 13_330_104_862, orders: 18_851_966,
      revenue: 97_558_536_502, cost: 8_073_908_264),
    days: 90,
    first: .init(
      day: "2025-04-23", posts: 116, reach: 2_925_994, engagements: 643_807, orders: nil,
      revenue: nil),
    last: .init(
      day: "2025-07-21", posts: 112, reach: 2_816_906, engagements: 586_940, orders: 1_269,
      revenue: 6_699_209),
    // select sum(engagements * d), sum(revenue * d) from (select date_diff('day', date '1970-01-01', date) as d, …)
    engagementsByDay: 1_078_296_178_333, revenueByDay: 7_866_041_232_553)

  @Test("The whole set") func whole() throws { try Self.figures.checkTotal() }
  @Test("By tier, with the article's cut-offs") func tiers() throws {
    try Self.figures.checkTiers()
  }
  @Test("A typical creator") func typical() throws { try Self.figures.checkTypical() }
  @Test("By platform") func platforms() throws { try Self.figures.checkPlatforms() }
  @Test("By influencer: a few by hand, all by a weighted sum") func influencers() throws {
    try Self.figures.checkInfluencers()
  }
  @Test("By day: the first and the last by hand, all by a weighted sum") func days() throws {
    try Self.figures.checkDays()
  }
}
