import Optimizer

/// The same whole numbers in Swift and in Python (`Tests/Benchmarks/planner.py`): Knuth's MMIX generator, upper half.
struct PlanRandom {
  var state: UInt64
  init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  /// From 0 up to, not including, the end.
  mutating func below(_ end: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % end
  }
}

extension PlanProblem {
  /// A campaign of the usual kind: budget, hours, at most k, at least 10 micros, a cap for each niche, locked and
  /// excluded ones, one account per person. `planner.py` makes the same one.
  static func generated(_ count: Int, seed: UInt64) -> PlanProblem {
    var random = PlanRandom(seed)
    var candidates: [Candidate] = []
    var persons = 0
    for number in 0..<count {
      let draw = random.below(100)
      let tier = draw < 70 ? 0 : draw < 95 ? 1 : 2
      let size = 1000 + random.below(99_000)
      let followers = tier == 0 ? size : tier == 1 ? size * 9 : 1_000_000 + size * 50
      let cost = Int64(followers) * Int64(60 + random.below(90)) / 100 + 2000
      let hours = Int64(200 + random.below(600) + (tier == 2 ? 1500 : 0))
      let rate = (tier == 0 ? 40 : tier == 1 ? 25 : 15) + random.below(60)
      let value = followers * rate / 1000 + random.below(100)
      let niche = random.below(12)
      let isSecondAccount = number > 0 && random.below(10) == 0
      if !isSecondAccount { persons += 1 }
      var lock = Lock.free
      let fate = random.below(1000)
      if fate < 10 { lock = .banned }
      if number % 500 == 7, !isSecondAccount { lock = .must }
      candidates.append(
        Candidate(
          number + 1,
          options: [Option(cost: cost, hours: hours, value: Double(value))],
          tier: tier, niches: [niche], person: persons, lock: lock))
    }
    var problem = PlanProblem(candidates: candidates)
    let size = Int64(count)
    problem.limits.budget = 50_000_00 + size * 4000
    problem.limits.hours = 20_000 + size * 20
    problem.limits.bookings = CountRange(atMost: 20 + count / 20)
    problem.limits.tiers[0] = CountRange(atLeast: 10)
    for niche in 0..<12 { problem.limits.niches[niche] = CountRange(atMost: 3 + count / 200) }
    return problem
  }
}

extension PlanProblem {
  /// A campaign for awareness: unique reach over 480 audience segments, with the limits of `generated`.
  static func generatedReach(_ count: Int, seed: UInt64) -> PlanProblem {
    var problem = generated(count, seed: seed)
    var random = PlanRandom(seed &+ 77)
    let weights = (0..<480).map { _ in Double(20_000 + random.below(400_000)) }
    for place in problem.candidates.indices {
      let candidate = problem.candidates[place]
      let home = candidate.niches[0] * 40
      let people = candidate.options[0].value * 3
      let spread = 8 + random.below(25)
      var shares: [Int: Int] = [:]
      for _ in 0..<spread {
        let segment = random.below(3) == 0 ? random.below(480) : home + random.below(40)
        shares[segment, default: 0] += 1 + random.below(9)
      }
      let total = Double(shares.values.reduce(0, +))
      problem.candidates[place].options[0].incidence = shares.sorted { $0.key < $1.key }.map {
        Incidence(
          segment: $0.key,
          probability: min(0.5, people * Double($0.value) / total / weights[$0.key]))
      }
    }
    problem.objective = .reach(weights: weights)
    return problem
  }
}
