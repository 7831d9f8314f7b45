import LibC
import Optimizer
import Testing

/// Beside `Tests/Benchmarks/planner.py`: the same problems, proven, with Clout's seconds. Release builds only:
///
///     CLOUT_BENCHMARK=1 swift test -c release --filter PlannerSpeed
@Suite(
  .serialized,
  .enabled(if: getenv("CLOUT_BENCHMARK") != nil, "a development check; set CLOUT_BENCHMARK"))
struct PlannerSpeedTests {
  /// Optima of HiGHS and OR-tools CP-SAT, which agree.
  private static let optima: [Int: [Double]] = [
    1000: [997_153, 1_024_513, 934_502, 998_703, 942_099, 1_025_896],
    10_000: [5_363_814, 5_192_096, 4_946_670, 5_344_374, 5_116_494, 4_092_939],
  ]

  @Test(arguments: [1000, 10_000]) func additive(count: Int) throws {
    let optima = try #require(Self.optima[count])
    for (seed, optimum) in zip(UInt64(1)..., optima) {
      let problem = PlanProblem.generated(count, seed: seed)
      let (solution, first, time) = measure { Planner.solve(problem, progress: $0) }
      print("\(count) seed \(seed): \(solution.objective) in \(time), first after \(first)")
      #expect(solution.objective == optimum)
      #expect(solution.isProven)
    }
  }

  @Test func aHundredThousand() throws {
    let problem = PlanProblem.generated(100_000, seed: 1)
    let start = ContinuousClock().now
    var within: Duration?
    let (solution, first, time) = measure { progress in
      Planner.solve(problem) {
        if within == nil, $0.gap ?? 1 <= 0.001 { within = ContinuousClock().now - start }
        return progress($0) && ContinuousClock().now - start < .seconds(2)
      }
    }
    print("100000: gap \(solution.gap ?? 1) in \(time), first \(first), 0.1 % \(within ?? .zero)")
    #expect(try #require(solution.gap) <= 0.001)
  }

  @Test(arguments: [1000, 10_000]) func reach(count: Int) throws {
    for seed in 1...UInt64(3) {
      let problem = PlanProblem.generatedReach(count, seed: seed)
      let start = ContinuousClock().now
      var greedy: Double?
      var within: Duration?
      let (solution, first, time) = measure { progress in
        Planner.solve(problem) {
          greedy = greedy ?? $0.objective
          if within == nil, $0.gap ?? 1 <= 0.005 { within = ContinuousClock().now - start }
          return progress($0) && ContinuousClock().now - start < .seconds(4)
        }
      }
      print(
        "reach \(count) seed \(seed): \(solution.objective) gap \(solution.gap ?? 1) in \(time), "
          + "lazy greedy \(greedy ?? 0) after \(first), 0.5% after \(within ?? .zero)")
      #expect(try #require(solution.gap) <= 0.005)
      #expect(try solution.objective >= #require(greedy))
    }
  }

  private func measure(
    _ run: ((PlanSolution) -> Bool) -> PlanSolution
  ) -> (PlanSolution, first: Duration, all: Duration) {
    let clock = ContinuousClock()
    let start = clock.now
    var first: Duration?
    let solution = run { _ in
      first = first ?? clock.now - start
      return true
    }
    return (solution, first ?? .zero, clock.now - start)
  }
}
