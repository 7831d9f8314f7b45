import Demo
import Marketing
import Testing

@testable import Forecast
@testable import LineUps

/// Sums over whole sessions' forecasts, compared with those from working out every figure of every influencer
/// separately: sharing what a tier on a platform has in common mustn't change a figure.
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
          sum[3] += weight * figure.sharedDeviation
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
  static func problem(_ session: Session, _ goal: Goal, cautious: Bool) throws -> [Double] {
    let campaign = try #require(session.campaigns.rows.first)
    var request = PlanRequest(campaign)
    request.goal = goal
    request.isCautious = cautious
    let draft = PlanDraft(session, campaign, request)
    var sums = [Double(draft.candidates.count), Double(draft.excluded.count), 0, 0, 0, 0, 0]
    for (place, candidate) in draft.problem.candidates.enumerated() {
      let weight = 1 + Double(place % 17) / 10
      for option in candidate.options {
        sums[2] += weight * Double(option.cost)
        sums[3] += weight * option.value
        sums[4] += weight * option.deviation
        sums[5] += weight * option.loadings.reduce(0) { $0 + $1.deviation * Double(1 + $1.factor) }
        sums[6] +=
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
    for (cautious, former) in zip([false, true], former) {
      check(try Self.problem(try scene.session(), goal, cautious: cautious), former)
    }
  }
}

extension SameFiguresTests {
  private static let formerForecasts: [Scene: (figures: [Double], texts: UInt64)] = [
    .demo: (
      [
        133152782.89760692, 56729155.23576886, 231943057.56625408, 109.71033676856804,
        80077620.71210027, 34312513.44896392, 139167735.62118632, 104.21683440407581,
        3914112.863260745, 1439326.1233292113, 7198042.465787407, 117.22097168637201,
        1103183.9090495056, 360167.32339507673, 2116395.911780462, 220.08010730479353,
        20500.507108633516, 3591.0937450955207, 46226.99324958719, 233.4243715082159,
        119502053.87622678, 20215806.69515184, 271772931.1950881, 233.4243715082159,
        33999054.77207032,
      ], 0xaca4_bced_a762_7d7d
    ),
    .known: (
      [
        109610911.66141766, 59354325.654023625, 171062248.01753253, 11.813691757027854,
        64069820.45123604, 34897271.80814983, 99693388.58535968, 11.106608664733379,
        4601838.200980558, 2319504.855868539, 7442502.881150525, 10.431117315848134,
        1098953.82314637, 563331.9214136457, 1762976.6040213038, 13.243642613991057,
        34864.61225869389, 15780.571870591808, 57643.51171386592, 17.6726845528216,
        175363652.4943126, 78864146.22548625, 290784676.3506549, 17.6726845528216,
        10286519.455030847,
      ], 0x3993_fbd4_44c8_26cb
    ),
    .generated: (
      [
        294061235.79954886, 77604928.90689072, 592138388.6508425, 144.47575674242475,
        174782346.26973116, 47022673.405360706, 350565536.1968739, 140.97986255945375,
        14436342.852902884, 3951273.2490597647, 28841354.969239395, 138.19853110191775,
        4597533.1728823455, 1110729.0763806517, 9427467.23809062, 153.0060166892355,
        6046.893514912134, 261.0455720154291, 15920.408959667428, 224.19599281330972,
        33398715.447588265, 1122007.8649842818, 89516928.28602941, 224.19599281330972,
        175357576.19729394,
      ], 0x183e_a85a_8f51_96f3
    ),
  ]

  /// Candidates, exclusions, and sums of cost, value, deviation, loadings and incidence; for the mean and the cautious
  /// plan.
  private static let formerProblems: [Scene: [Goal: [[Double]]]] = [
    .demo: [
      .awareness: [
        [
          110, 5, 128886546.49999991, 0, 0, 0, 2913.5440159438776,
        ],
        [
          110, 5, 128886546.49999991, 0, 0, 0, 1190.8894663806789,
        ],
      ],
      .engagement: [
        [
          110, 5, 128886546.49999991, 3290057.9130074163, 2351736.742721965, 3396710.284156785, 0,
        ],
        [
          110, 5, 128886546.49999991, 3290057.9130074163, 2351736.742721965, 3396710.284156785, 0,
        ],
      ],
      .conversions: [
        [
          110, 5, 128886546.49999991, 16017.71068239353, 15977.094441110106, 40494.20362161038, 0,
        ],
        [
          110, 5, 128886546.49999991, 16017.71068239353, 15977.094441110106, 40494.20362161038, 0,
        ],
      ],
    ],
    .known: [
      .awareness: [
        [
          49, 11, 55269878.09999998, 0, 0, 0, 11.144885296311088,
        ],
        [
          49, 11, 55269878.09999998, 0, 0, 0, 5.565286222841891,
        ],
      ],
      .engagement: [
        [
          49, 11, 55269878.09999998, 452180.41624726664, 252043.71431261132, 193420.40026548633,
          0,
        ],
        [
          49, 11, 55269878.09999998, 452180.41624726664, 252043.71431261132, 193420.40026548633,
          0,
        ],
      ],
      .conversions: [
        [
          49, 11, 55269878.09999998, 4638.225804300694, 2726.5721808384455, 3381.6809629152826, 0,
        ],
        [
          49, 11, 55269878.09999998, 4638.225804300694, 2726.5721808384455, 3381.6809629152826, 0,
        ],
      ],
    ],
    .generated: [
      .awareness: [
        [
          473, 27, 834307642.0000012, 0, 0, 0, 254.33431607684986,
        ],
        [
          473, 27, 834307642.0000012, 0, 0, 0, 66.7111610717288,
        ],
      ],
      .engagement: [
        [
          473, 27, 834307642.0000012, 11775209.39168847, 11776746.38235754, 9110947.200977717, 0,
        ],
        [
          473, 27, 834307642.0000012, 11775209.39168847, 11776746.38235754, 9110947.200977717, 0,
        ],
      ],
      .conversions: [
        [
          473, 27, 834307642.0000012, 5018.2197713881205, 7329.916452225869, 5976.317392065474, 0,
        ],
        [
          473, 27, 834307642.0000012, 5018.2197713881205, 7329.916452225869, 5976.317392065474, 0,
        ],
      ],
    ],
  ]
}
