import Marketing
import Testing

/// The figures of a made-up brand, against those that `Tests/Fixtures/expected.py` has DuckDB compute from the same files,
/// by the same queries as for `HealthKartTests`.
@Suite("A made-up brand, against SQL")
struct MadeBrandTests {
  static let figures = BrandFigures(
    brand: .made, influencers: 96, measurements: 1_139,
    total: Figures(
      posts: 539, reach: 131_636_912, likes: 9_298_249, comments: 404_022, engagements: 9_702_271,
      orders: 1_485, revenue: 7_171_164, cost: 4_988_181, er: 0.07370479034026566,
      roas: 1.4376310723287709, roi: 0.4376310723287708, cpa: 3359.0444444444443,
      aov: 4829.066666666667),
    tiers: [
      .init(
        tier: .nano,
        figures: Figures(
          posts: 103, reach: 19_545, likes: 2_332, comments: 59, engagements: 2_391, orders: 282,
          revenue: 1_357_831, cost: 784_392, er: 0.12233307751343055, roas: 1.7310617650358493,
          roi: 0.7310617650358494, cpa: 2781.531914893617, aov: 4815.00354609929),
        influencers: 18, followers: 10_305, engagementRateByFollowers: 0.23202328966521107,
        engagementRate: (0.09782855609712471, 18), roas: (8.808424603420741, 18)),
      .init(
        tier: .micro,
        figures: Figures(
          posts: 225, reach: 1_805_005, likes: 151_052, comments: 6_462, engagements: 157_514,
          orders: 654, revenue: 3_140_728, cost: 1_997_745, er: 0.08726513222955061,
          roas: 1.5721365839984582, roi: 0.5721365839984582, cpa: 3054.6559633027523,
          aov: 4802.3363914373085),
        influencers: 42, followers: 1_003_140, engagementRateByFollowers: 0.15702095420380008,
        engagementRate: (0.08607929261647396, 42), roas: (6.753995239714382, 41)),
      .init(
        tier: .macro,
        figures: Figures(
          posts: 123, reach: 8_331_510, likes: 494_808, comments: 21_453, engagements: 516_261,
          orders: 318, revenue: 1_495_083, cost: 1_468_022, er: 0.06196487791528787,
          roas: 1.01843364745215, roi: 0.018433647452149902, cpa: 4616.421383647798,
          aov: 4701.518867924528),
        influencers: 21, followers: 5_020_140, engagementRateByFollowers: 0.10283796866222854,
        engagementRate: (0.05957856555231471, 21), roas: (2.8369178179746477, 21)),
      .init(
        tier: .mega,
        figures: Figures(
          posts: 88, reach: 121_480_852, likes: 8_650_057, comments: 376_048,
          engagements: 9_026_105, orders: 231, revenue: 1_177_522, cost: 738_022,
          er: 0.0743006395773385, roas: 1.5955107029329747, roi: 0.5955107029329749,
          cpa: 3194.900432900433, aov: 5097.497835497836),
        influencers: 15, followers: 51_431_190, engagementRateByFollowers: 0.17549866141537848,
        engagementRate: (0.04522974306620064, 15), roas: (8.432594644506002, 15)),
    ],
    engagementRate: (0.07252862244886868, 96), roas: (6.753995239714382, 95),
    platforms: [
      (
        .instagram,
        Figures(
          posts: 242, reach: 24_905_346, likes: 1_241_339, comments: 53_854, engagements: 1_295_193,
          orders: 641, revenue: 3_034_050, cost: 2_099_152, er: 0.052004617803743824,
          roas: 1.4453693682020168, roi: 0.4453693682020168, cpa: 3274.808112324493,
          aov: 4733.307332293291)
      ),
      (
        .tiktok,
        Figures(
          posts: 135, reach: 82_956_304, likes: 6_691_128, comments: 290_858,
          engagements: 6_981_986, orders: 343, revenue: 1_630_090, cost: 1_358_691,
          er: 0.08416462237758326, roas: 1.1997503479451914, roi: 0.19975034794519134,
          cpa: 3961.198250728863, aov: 4752.448979591837)
      ),
      (
        .youtube,
        Figures(
          posts: 162, reach: 23_775_262, likes: 1_365_782, comments: 59_310, engagements: 1_425_092,
          orders: 501, revenue: 2_507_024, cost: 1_530_338, er: 0.059940117589450746,
          roas: 1.638215871265041, roi: 0.6382158712650409, cpa: 3054.5668662674652,
          aov: 5004.039920159681)
      ),
    ],
    some: [
      (
        1,
        Figures(
          posts: 3, reach: 418, likes: 36, comments: 0, engagements: 36, orders: 8, revenue: 33_173,
          cost: 173_097, er: 0.0861244019138756, roas: 0.191643991519206, roi: -0.808356008480794,
          cpa: 21637.125, aov: 4146.625)
      ),
      (
        40,
        Figures(
          posts: 4, reach: 526_905, likes: 45_694, comments: 1_984, engagements: 47_678, orders: 19,
          revenue: 98_921, cost: 192_678, er: 0.09048689991554455, roas: 0.513400595812703,
          roi: -0.48659940418729697, cpa: 10140.947368421053, aov: 5206.368421052632)
      ),
      (
        96,
        Figures(
          posts: 8, reach: 228_999, likes: 21_007, comments: 910, engagements: 21_917, orders: 7,
          revenue: 37_149, cost: 3_750, er: 0.0957078415189586, roas: 9.9064, roi: 8.9064,
          cpa: 535.7142857142857, aov: 5307.0)
      ),
    ],
    weighted: .init(
      reach: 7_899_880_621, engagements: 613_004_570, orders: 71_535, revenue: 347_883_564,
      cost: 224_021_982),
    days: 76,
    first: .init(
      day: "2026-02-02", posts: 4, reach: 2_040_335, engagements: 95_396, orders: nil, revenue: nil),
    last: .init(
      day: "2026-04-18", posts: 0, reach: nil, engagements: nil, orders: 7, revenue: 32_146),
    engagementsByDay: 199_106_637_331, revenueByDay: 147_167_215_133)

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
