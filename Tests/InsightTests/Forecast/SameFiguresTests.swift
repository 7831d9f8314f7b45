import Demo
import Marketing
import Testing

@testable import Forecast
@testable import LineUps

/// Sums over whole sessions' forecasts as they were recorded: what only makes them faster mustn't change a figure.
@Suite("Figures stay as they are")
struct SameFiguresTests {
  enum Scene: String, CaseIterable {
    case demo, known, generated

    func session() throws -> Session {
      switch self {
      case .demo:
        // Influencers declined in vetting are no longer candidates; here everyone is, as they were then.
        var session = Session.demo(today: .on("2026-03-15"))
        for var row in session.roster.rows where row.vetting.state == .declined {
          row.vetting = Vetting()
          try session.apply(.put(row))
        }
        return session
      case .known: return try KnownTruth(seed: 3, influencers: 60).session
      case .generated: return try GeneratedSession(seed: 5, rows: 20_000).session
      }
    }
  }

  /// Sums over all influencers: each figure's mean, P10, P90 and shared deviation, weighted by the influencer's place
  /// so that none can stand in for another; and a checksum of the texts.
  struct Sums {
    var figures: [Double] = []
    var texts: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
      for byte in text.utf8 { texts = (texts ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
  }

  static let kpis: [KPI] = [
    .impressions, .reach, .engagements, .clicks, .conversions, .revenue,
  ]

  static func forecasts(_ session: Session) -> Sums {
    let forecaster = Forecaster(session)
    var sums = Sums()
    for kpi in kpis {
      var sum = [0.0, 0, 0, 0]
      for (place, influencer) in session.roster.rows.enumerated() {
        for pieces in 1...3 {
          guard let figure = forecaster.forecast(influencer, pieces: pieces).figure(kpi) else {
            continue
          }
          let weight = 1 + Double(place % 17) / 10
          sum[0] += weight * figure.outcome.mean
          sum[1] += weight * figure.outcome.p10
          sum[2] += weight * figure.outcome.p90
          sum[3] += weight * figure.shared.deviation
          sums.add(figure.basis.text)
        }
      }
      sums.figures += sum
    }
    for influencer in session.roster.rows {
      let forecast = forecaster.forecast(influencer, pieces: 2)
      sums.figures.append(forecast.cost ?? -1)
      sums.add(forecast.fee?.basis.text ?? "")
    }
    let costs = sums.figures.dropFirst(4 * kpis.count).reduce(0, +)
    sums.figures = sums.figures.prefix(4 * kpis.count) + [costs]
    return sums
  }

  /// Sums of the solver's input.
  static func problem(_ session: Session, _ goal: Goal) throws -> [Double] {
    let campaign = try #require(session.campaigns.rows.first)
    var request = PlanRequest(campaign)
    request.goal = goal
    let draft = PlanDraft(session, campaign, request)
    var sums = [Double(draft.candidates.count), Double(draft.excluded.count), 0, 0, 0]
    for (place, candidate) in draft.problem.candidates.enumerated() {
      let weight = 1 + Double(place % 17) / 10
      for option in candidate.options {
        sums[2] += weight * Double(option.cost)
        sums[3] += weight * option.value
        sums[4] +=
          weight * option.incidence.reduce(0) { $0 + $1.probability * Double(1 + $1.segment) }
      }
    }
    return sums
  }

  private func check(_ sums: [Double], _ former: [Double]) {
    #expect(sums.count == former.count)
    for (sum, former) in zip(sums, former) {
      #expect(abs(sum - former) <= 1e-11 * abs(former), "\(sum) was \(former)")
    }
  }

  @Test(arguments: Scene.allCases) func forecasts(scene: Scene) throws {
    let former = try #require(Self.formerForecasts[scene])
    let sums = Self.forecasts(try scene.session())
    check(sums.figures, former.figures)
    #expect(sums.texts == former.texts)
  }

  @Test(arguments: Scene.allCases, Goal.allCases) func problems(scene: Scene, goal: Goal) throws {
    let former = try #require(Self.formerProblems[scene]?[goal])
    check(try Self.problem(try scene.session(), goal), former)
  }
}

extension SameFiguresTests {
  private static let formerForecasts: [Scene: (figures: [Double], texts: UInt64)] = [
    .demo: (
      [
        125072162.45406511, 51778635.74049525, 220318469.39648417, 159.40550469513306,
        75624267.61433911, 31538535.462083355, 132838433.0436608, 153.47660931139674,
        3579935.046568327, 1359987.5747341104, 6507428.937184311, 124.24189245776314,
        1376230.7646038348, 399524.13919551525, 2712811.619447044, 273.94895565188364,
        26367.36641702065, 6571.817125925228, 53664.930199694325, 294.0361329260903,
        153732027.09902126, 37577475.6428703, 314072034.47053665, 294.0361329260903,
        34064849.92910145,
      ], 0x128f_ef13_45fc_d06a
    ),
    .known: (
      [
        111023193.30488636, 58520951.2982667, 175612066.06659156, 35.12208391777809,
        65366534.79437989, 34560850.88074191, 103237487.40859155, 35.163726935038625,
        4492864.403100442, 2220746.9318118296, 7332582.262448895, 34.43614543458854,
        1121278.8278450118, 558817.0485150663, 1822752.5262893105, 35.964274642049006,
        35486.250002835666, 16908.900253789845, 58807.195566564296, 49.82355040615176,
        178482120.12559393, 84661671.43545006, 296517294.5134154, 49.82355040615176,
        14971864.689622788,
      ], 0xae8f_c161_db7a_5aac
    ),
    .generated: (
      [
        245502149.48133633, 82082631.85401075, 465209213.5895427, 325.66265221416666,
        150337391.51397413, 48314426.438487716, 288236714.4134929, 319.79596131621065,
        13076835.734345721, 3957329.772541952, 25488935.037204523, 322.0650515836179,
        3799573.8360006255, 1169100.8643182213, 7375230.9219105765, 329.1135400445284,
        5386.517578596937, 280.5775401576244, 13100.444490484233, 470.19985234364714,
        29765454.731679328, 1435490.9181912215, 74220576.60434711, 470.19985234364714,
        175504689.3599422,
      ], 0xbf9c_b3ef_2cfd_5c8f
    ),
  ]

  private static let formerProblems: [Scene: [Goal: [Double]]] = [
    .demo: [
      .awareness: [110.0, 5.0, 129142809.00000003, 0.0, 2705.7785326848643],
      .engagement: [110.0, 5.0, 129142809.00000003, 3010234.4672704935, 0.0],
      .conversions: [101.0, 14.0, 134159016.99999994, 23556.69823531633, 0.0],
    ],
    .known: [
      .awareness: [49.0, 11.0, 76494104.70000002, 0.0, 11.335622861989357],
      .engagement: [49.0, 11.0, 76494104.70000002, 437985.9512280187, 0.0],
      .conversions: [49.0, 11.0, 76494104.70000002, 4486.497941257655, 0.0],
    ],
    .generated: [
      .awareness: [473.0, 27.0, 834990134.9000007, 0.0, 219.32865080338527],
      .engagement: [473.0, 27.0, 834990134.9000007, 10563045.98337486, 0.0],
      .conversions: [473.0, 27.0, 834990134.9000007, 4442.821772282686, 0.0],
    ],
  ]
}
