import LibC
import Marketing
import Statistics
import Testing

@testable import Metrics

/// How often the range of where a campaign will end holds its end, with no, one or four finished campaigns of the brand.
///
/// `CLOUT_FORECASTS=500 swift test --filter PaceStudy` prints the table for 500 campaigns each.
@Suite("Pace against known courses")
struct PaceStudy {
  enum Course: String, CaseIterable {
    /// Results grow with a power of time, which brands and campaigns have of their own.
    case power
    /// The same every day.
    case even
    /// Held back: a good part of the results comes in at the launch, the rest evenly.
    case launch
  }

  @Test(
    "The range holds eight of ten ends",
    .enabled(if: ForecastStudy.worlds != nil, "a development check; see ForecastStudy"),
    arguments: Course.allCases, [0, 1, 4])
  func coverage(course: Course, finished: Int) throws {
    let runs = try #require(ForecastStudy.worlds)
    for share in [0.25, 0.5, 0.75] {
      var inside = 0
      var below = 0
      // By a steep course it may be too early to tell.
      var told = 0
      for run in 0..<runs {
        var market = try Market(course, seed: UInt64(run * 100 + finished * 10 + 7))
        let (end, projected) = try market.run(finished: finished, share: share)
        guard let range = projected else { continue }
        told += 1
        if range.low <= end, end <= range.high { inside += 1 }
        if end < range.low { below += 1 }
      }
      print(
        "pace, \(course.rawValue), \(finished) finished, \(Int(100 * share))% of the time: "
          + "held \(1000 * inside / max(1, told))‰, "
          + "below \(1000 * below / max(1, told))‰ (\(told) of \(runs))")
    }
  }

  private struct Market {
    private var random: WorldRandom
    private let course: Course
    private var brand: Double
    private var session = Session(settings: Settings(name: "Pace"))
    private static let first = Day(number: 20_000)

    init(_ course: Course, seed: UInt64) throws {
      self.course = course
      random = WorldRandom(seed: seed)
      brand = course == .launch ? 0.2 + 0.3 * random.fraction() : 0.3 * random.gaussian()
    }

    /// Daily results: luck lasts some days, and weekends differ.
    private mutating func days(_ length: Int) -> [Int] {
      let total = 300 * exp(0.8 * random.gaussian())
      let power = course == .even ? 1 : exp(brand + 0.2 * random.gaussian())
      let launch = min(0.8, max(0, brand + 0.1 * random.gaussian()))
      let weekend = exp(0.3 * random.gaussian())
      var luck = 0.0
      return (0..<length).map { day in
        luck = 0.6 * luck + 0.8 * random.gaussian()
        let from = Double(day) / Double(length)
        let to = Double(day + 1) / Double(length)
        var share = pow(to, power) - pow(from, power)
        if course == .launch {
          let burst = max(0, min(to, 0.15) - from) / 0.15
          share = launch * burst + (1 - launch) / Double(length)
        }
        let week = day % 7 >= 5 ? weekend : 1
        return random.poisson(total * share * week * exp(0.3 * luck - 0.045))
      }
    }

    private mutating func add(_ number: Int, _ days: [Int], from first: Day, _ length: Int) throws {
      var campaign = Campaign(id: CampaignID(number), name: "c\(number)", goal: .conversions)
      campaign.start = first
      campaign.end = first + (length - 1)
      campaign.targets = [Target(kpi: .conversions, value: 300)]
      try session.apply(.put(campaign))
      for (place, count) in days.enumerated() {
        var row = Measurement(
          campaign: campaign.id, key: "\(place)", kind: .increment, day: first + place)
        row.counts.conversions = count
        try session.apply(.put(row))
      }
    }

    mutating func run(finished: Int, share: Double) throws -> (Double, Projection?) {
      for number in 0..<finished {
        let length = 28 + random.below(4) * 7
        let days = days(length)
        try add(number + 2, days, from: Self.first + -200 + number * 10, length)
      }
      let days = days(42)
      let past = Int(42 * share)
      try add(1, Array(days[..<past]), from: Self.first, 42)
      let today = Self.first + past
      let paces = Pace.make(
        session, campaign: CampaignID(1), today: today, curves: PaceCurves(session, today: today))
      return (Double(days.reduce(0, +)), paces.first?.projected)
    }
  }
}
