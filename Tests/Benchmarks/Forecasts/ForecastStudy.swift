import LibC
import Marketing
import Testing

@testable import Forecast
@testable import LineUps

/// How often the ranges hold what they say, and whether chosen line-ups bring what was forecast, over worlds with a
/// known truth (`World`).
///
/// A development check of some minutes: `CLOUT_FORECASTS=500 swift test --filter ForecastStudy` prints the table for 500
/// worlds each. `CLOUT_FAMILY="held back"` takes the family of worlds that was held back while the models were made.
@Suite("Forecasts against known truths")
struct ForecastStudy {
  static let worlds = getenv("CLOUT_FORECASTS").flatMap { Int(String(cString: $0)) }
  static let families: [World.Family] =
    getenv("CLOUT_FAMILY").flatMap { World.Family(rawValue: String(cString: $0)) }.map { [$0] }
    ?? [.benchmarks, .threefold]

  /// Outcomes against their forecasts.
  private struct Tally {
    var count = 0
    var held = 0
    var above = 0
    var ratios = 0.0
    var squares = 0.0

    mutating func add(_ outcome: Double, low: Double, high: Double, mean: Double) {
      count += 1
      if outcome >= low, outcome <= high { held += 1 }
      if outcome >= low { above += 1 }
      ratios += outcome / mean
      squares += outcome / mean * outcome / mean
    }

    var text: String {
      func percent(_ part: Int) -> String {
        "\((1000 * Double(part) / Double(max(1, count))).rounded() / 10)%"
      }
      let mean = ratios / Double(max(1, count))
      let error = (max(0, squares / Double(max(1, count)) - mean * mean) / Double(max(1, count)))
        .squareRoot()
      func short(_ number: Double) -> String { "\((1000 * number).rounded() / 1000)" }
      return
        "within P10-P90 \(percent(held)), above P10 \(percent(above)), outcome ÷ mean \(short(mean)) ± \(short(error)) (\(count))"
    }
  }

  static let kpis: [KPI] = [.reach, .engagements, .clicks, .conversions, .revenue]

  private struct Tallies {
    private var rows: [String: Tally] = [:]

    subscript(name: String) -> Tally {
      get { rows[name] ?? Tally() }
      set { rows[name] = newValue }
    }

    func show(_ title: String) {
      for name in rows.keys.sorted() { print("\(title) · \(name): \(self[name].text)") }
    }
  }

  @Test(
    "Ranges hold eight of ten, and what is chosen brings what was forecast",
    .enabled(if: worlds != nil, "a development check; set CLOUT_FORECASTS to a number of worlds"),
    arguments: families, World.Measured.allCases)
  func coverage(family: World.Family, measured: World.Measured) throws {
    let worlds = try #require(Self.worlds)
    var tallies = Tallies()
    for number in 0..<worlds {
      let seed = UInt64(number * 10 + 3) &+ UInt64(measured.rawValue.count) &* 1_000_003
      let world = try World(family, measured, seed: seed)
      try judge(world, &tallies)
    }
    tallies.show("\(family.rawValue), \(measured.rawValue) measured")
  }

  private func judge(_ world: World, _ tallies: inout Tallies) throws {
    let session = world.session
    let forecaster = Forecaster(session)
    for person in session.roster.rows {
      let forecast = forecaster.forecast(person)
      for kpi in Self.kpis {
        guard let figure = forecast.figure(kpi), let outcome = world.outcomes[person.id] else {
          continue
        }
        // A range of 0 to 1 holds more than eight of ten, whatever the forecast.
        let sold = forecast.conversions?.outcome.mean ?? 0
        let isFew = sold < 3 && (kpi == .conversions || kpi == .revenue)
        tallies["1 booking, \(kpi.rawValue)\(isFew ? " (below 3)" : "")"].add(
          outcome.value(kpi), low: figure.outcome.p10, high: figure.outcome.p90,
          mean: figure.outcome.mean)
      }
    }
    let campaign = try #require(session.campaigns[world.campaign])
    for (goal, kpis) in [
      (Goal.awareness, [KPI.reach]), (.engagement, [.engagements]),
      (.conversions, [.clicks, .conversions, .revenue]),
    ] {
      for isCautious in [false, true] {
        var request = PlanRequest(campaign)
        request.goal = goal
        request.isCautious = isCautious
        request.limits.set(RequestLimit(.pieces, atMost: 1))
        let draft = PlanDraft(session, campaign, request, forecaster: forecaster)
        guard draft.gap == nil else { continue }
        let plan = draft.solve(within: 0.01)
        let name = isCautious ? "3 cautious line-up" : "2 chosen line-up"
        judge(draft, plan.lineUp, kpis, world, name, &tallies)
        if !isCautious {
          let all = draft.candidates.map { Plan.Entry(candidate: $0, package: $0.packages[0]) }
          judge(draft, all, kpis, world, "4 everybody", &tallies)
        }
      }
    }
  }

  private func judge(
    _ draft: PlanDraft, _ lineUp: [Plan.Entry], _ kpis: [KPI], _ world: World, _ name: String,
    _ tallies: inout Tallies
  ) {
    let totals = draft.totals(lineUp)
    for kpi in kpis {
      guard let band = totals.bands[kpi] else { continue }
      let brought: Double
      if kpi == .reach {
        // How audiences overlap is another question: here they do as the plan takes it.
        brought = draft.audience.uniqueReach(
          lineUp.map { entry in
            draft.audience.incidence(
              of: entry.influencer, reach: world.outcomes[entry.influencer.id]?.reach ?? 0)
          })
      } else {
        brought = lineUp.reduce(0) { $0 + (world.outcomes[$1.influencer.id]?.value(kpi) ?? 0) }
      }
      tallies["\(name), \(kpi.rawValue)"].add(
        brought, low: band.p10, high: band.p90, mean: band.mean)
    }
  }
}

extension World.Outcome {
  func value(_ kpi: KPI) -> Double {
    switch kpi {
    case .reach: reach
    case .engagements: engagements
    case .clicks: clicks
    case .conversions: conversions
    default: revenue
    }
  }
}
