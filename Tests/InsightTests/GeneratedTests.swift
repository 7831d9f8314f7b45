import Marketing
import Metrics
import Testing

/// The figures of a generated session of 5,000 measurements, against those that DuckDB 2.0 computes from its tables
/// as `GeneratedSession.csv` writes them. The same SQL and the same generator with 1,000,000 measurements: all 38,825
/// counts and amounts of 1,553 groups by tier, influencer, platform, campaign, booking, day, week and in total are the
/// same, and all 12,424 quotients to the last digit.
///
/// The SQL is written from the rules alone. What it does with the tables `i`, `b` and `r`, where `r` has a number
/// `rid` for each row, codes are lower case without space around, and `nl` is the link without scheme, `www.`, the
/// slash at the end, the fragment and `fbclid`, its host in lower case and its parameters sorted:
///
///     create table cand as
///       select rid, day, r.influencer as named, 'code' as sign, b.* from r join b using (campaign, code)
///       where code <> '' and not exists (select 1 from b as x where x.id = r.booking)
///       union all select rid, day, r.influencer, 'link', b.* from r join b using (campaign, nl)
///       where nl <> '' and not exists (select 1 from b as x where x.id = r.booking);
///     create table c1 as select * from cand
///       qualify (stage <> 'declined') = max(stage <> 'declined') over (partition by rid, sign);
///     create table c2 as select * from c1 qualify coalesce(influencer = named, false)
///       = max(coalesce(influencer = named, false)) over (partition by rid, sign);
///     create table c3 as select * from c2
///       qualify (day between first and last) = max(day between first and last) over (partition by rid, sign);
///     create table m as select rid, sign, case when count(*) = 1 then any_value(id) end as bk,
///       case when count(distinct influencer) = 1 then any_value(influencer) end as inf from c3 group by all;
///     create table decided as select rid,
///       case when a.bk is not null then a.bk
///            when a.inf is not null then case when z.inf = a.inf then z.bk end else z.bk end as bk,
///       coalesce(a.inf, z.inf) as inf
///       from (from m where sign = 'code') a full join (from m where sign = 'link') z using (rid);
///     create table who as select rid,
///       case when nb.id is not null then nb.id when d.inf is not null then d.bk end as bk,
///       case when nb.id is not null then coalesce(ii.id, nb.influencer) when d.inf is not null then d.inf
///            else ii.id end as inf
///       from r left join b nb on nb.id = r.booking left join i ii on ii.id = r.influencer
///       left join decided d using (rid);
///     -- A running total is whose its newest snapshot says that names someone; for each figure f of it
///     create table after as select *, last_value(f ignore nulls) over (partition by campaign, key order by day) as f_after
///       from r where kind = 'total';
///     -- each day brought
///     select case when f is not null then f_after - coalesce(lag(f_after) over (partition by campaign, key order by day), 0) end
///       from after;
///     -- and a rate divides the sums of the days' differences of those totals that know both figures.
@Suite("Generated sessions, against SQL")
struct GeneratedTests {
  static let session = Result { try GeneratedSession(seed: 42, rows: 5_000).session }

  /// In the order of `additive` without engagements, then cost, influencers and followers.
  private func figures(_ totals: Totals) -> [Int?] {
    additive.filter { $0.name != "engagements" }.map { $0.value(totals) } + [
      totals.cost.map { Int($0.minorUnits) }, totals.influencers, totals.followers,
    ]
  }

  /// Above and below the line of ER by reach, ER by impressions, CTR, frequency and ER by followers.
  private func quotients(_ totals: Totals) -> [Int?] {
    let kpis: [KPI] = [
      .engagementRateByReach, .engagementRateByImpressions, .ctr, .frequency,
      .engagementRateByFollowers,
    ]
    return kpis.flatMap { [totals.value($0)?.numerator, totals.value($0)?.denominator] }
  }

  @Test("In total")
  func total() throws {
    let total = KPITable.make(try Self.session.get(), by: .total).total
    #expect(
      figures(total) == [
        38_409_050, 28_777_270, 1_603_663, 168_957, 74_655, 74_838, 587_587, 1_155, 6_503_981,
        5_000, 965, 92, 133_360_817, 363, 207_895_957,
      ])
    #expect(
      quotients(total) == [
        1_911_075, 28_777_270, 1_913_859, 38_409_050, 580_420, 38_217_749, 38_189_486,
        28_649_716, 1_693_162, 207_895_957,
      ])
  }

  @Test("By tier")
  func tiers() throws {
    let table = KPITable.make(try Self.session.get(), by: .tier)
    #expect(
      table.rows.map(\.label) == ["Nano", "Micro", "Macro", "Mega", "Unknown tier", "Unattributed"])
    let expected: [[Int?]] = [
      [
        6_839_916, 5_186_011, 290_544, 31_415, 13_275, 13_339, 104_792, 166, 899_867, 878, 182,
        18, 30_493_425, 80, 35_015,
      ],
      [
        10_574_822, 7_829_063, 422_811, 46_705, 20_439, 20_453, 158_951, 196, 1_145_076, 1_297,
        266, 22, 38_120_816, 108, 2_504_289,
      ],
      [
        9_422_087, 6_914_388, 388_414, 39_633, 18_173, 17_692, 141_064, 163, 927_931, 1_140, 217,
        22, 36_389_094, 90, 31_599_770,
      ],
      [
        7_097_976, 5_490_493, 311_116, 31_165, 13_809, 14_179, 109_762, 121, 717_214, 899, 182,
        17, 25_219_365, 72, 173_756_883,
      ],
      [
        1_134_054, 860_303, 47_774, 5_054, 2_296, 2_061, 18_332, 22, 101_941, 140, 29, 2,
        3_138_117, 13, nil,
      ],
      [
        3_340_195, 2_497_012, 143_004, 14_985, 6_663, 7_114, 54_686, 487, 2_711_952, 646, 89, 11,
        nil, 0, nil,
      ],
    ]
    #expect(table.rows.map { figures($0.totals) } == expected)
    #expect(
      quotients(table.rows[1].totals) == [
        509_461, 7_829_063, 510_327, 10_574_822, 157_866, 10_514_189, 10_539_963, 7_822_083,
        510_408, 2_504_289,
      ])
    #expect(
      quotients(table.rows[5].totals) == [
        170_522, 2_497_012, 171_683, 3_340_195, 52_395, 3_325_651, 3_299_128, 2_493_034, nil, nil,
      ])
  }

  @Test("By platform")
  func platforms() throws {
    let table = KPITable.make(try Self.session.get(), by: .platform)
    #expect(table.rows.map(\.label) == ["Instagram", "TikTok", "X", "YouTube", "Unattributed"])
    #expect(table.rows.map(\.totals.likes) == [360_516, 339_289, 358_649, 402_205, 143_004])
    #expect(table.rows.map(\.totals.conversions) == [169, 180, 145, 174, 487])
    #expect(
      table.rows.map(\.totals.revenue?.minorUnits) == [
        943_248, 1_011_165, 803_129, 1_034_487, 2_711_952,
      ])
    #expect(table.rows.map(\.totals.falls) == [23, 21, 13, 24, 11])
  }

  /// The sum over groups of a figure times the group's number: a day counts from 1970-01-01, what is unattributed as 7.
  private func weighted(_ dimension: Dimension) throws -> [Int] {
    let rows = KPITable.make(try Self.session.get(), by: dimension).rows
    func weight(_ key: GroupKey) -> Int {
      switch key {
      case .influencer(let id): id.number
      case .booking(let id): id.number
      case .campaign(let id): id.number
      case .day(let day), .week(let day): day.number
      default: 7
      }
    }
    let figures: [(Totals) -> Int?] = [
      { $0.likes }, { $0.clicks }, { $0.conversions }, { $0.revenue.map { Int($0.minorUnits) } },
      { $0.cost.map { Int($0.minorUnits) } }, { $0.measurements },
      { $0.value(.engagementRateByReach)?.numerator },
    ]
    return figures.map { figure in
      rows.reduce(0) { $0 + weight($1.key) * (figure($1.totals) ?? 0) }
    }
  }

  @Test("By influencer, booking, campaign, day and week, by weighted sums")
  func others() throws {
    #expect(
      try weighted(.influencer) == [
        365_122_444, 133_967_414, 179_677, 1_030_371_652, 33_736_817_066, 1_093_602, 435_155_745,
      ])
    #expect(
      try weighted(.booking) == [
        370_975_519, 140_531_277, 286_772, 1_628_819_706, 60_023_920_878, 1_190_677, 445_511_344,
      ])
    #expect(
      try weighted(.campaign) == [
        4_712_021, 1_703_707, 3_368, 18_939_992, 395_900_351, 14_546, 5_607_888,
      ])
    #expect(
      try weighted(.day) == [
        32_950_705_109, 12_073_509_530, 23_727_439, 133_611_046_758, 0, 102_736_035,
        39_267_372_518,
      ])
    #expect(
      try weighted(.week) == [
        32_945_893_413, 12_071_729_264, 23_723_994, 133_592_321_475, 0, 102_721_046,
        39_261_637_778,
      ])
  }

  @Test("A ledger to which the measurements came one by one, backwards, says the same")
  func ledger() throws {
    let whole = try Self.session.get()
    var session = Session(
      settings: whole.settings, roster: whole.roster, campaigns: whole.campaigns,
      bookings: whole.bookings, measurements: MeasurementLog())
    let dimensions: [Dimension] = [.tier, .booking, .day]
    var ledger = KPILedger(session, dimensions: dimensions)
    for row in whole.measurements.rows.reversed() {
      ledger.follow(try session.apply(.put(row)), in: session)
    }
    for dimension in dimensions {
      let table = try #require(ledger.table(by: dimension))
      #expect(table.figures == KPITable.make(whole, by: dimension).figures)
      #expect(table.total == KPITable.make(whole, by: dimension).total)
    }
  }
}
