import Optimizer

/// The best line-up, by trying all of them that keep the upper limits.
struct BruteForce {
  private let problem: PlanProblem
  private(set) var best: Double?
  private var booked: [PlanProblem.Option] = []
  private var cost: Int64 = 0
  private var hours: Int64 = 0
  private var tiers: [Int]
  private var niches: [Int]
  private var spent: [Int64]
  private var persons: Set<Int> = []
  private let weights: [Double]
  private let dearest: Double

  init(_ problem: PlanProblem) {
    self.problem = problem
    let limits = problem.limits
    let highest = problem.candidates.reduce(0) { max($0, $1.tier) }
    tiers = Array(repeating: 0, count: 1 + (limits.tiers.keys.max() ?? 0) + highest)
    spent = Array(repeating: 0, count: tiers.count)
    let niche = problem.candidates.reduce(0) { max($0, $1.niches.max() ?? 0) }
    niches = Array(repeating: 0, count: 1 + (limits.niches.keys.max() ?? 0) + niche)
    switch problem.objective {
    case .additive: weights = []
    case .reach(let weights), .blend(_, _, let weights): self.weights = weights
    }
    dearest =
      if let share = limits.candidateShare, let budget = limits.budget {
        Double(budget) * Double(share) / 1e6
      } else { .infinity }
    visit(0)
  }

  private mutating func visit(_ place: Int) {
    guard place < problem.candidates.count else {
      if isAllowed { best = max(best ?? -.infinity, objective) }
      return
    }
    let candidate = problem.candidates[place]
    if candidate.lock != .must { visit(place + 1) }
    guard candidate.lock != .banned else { return }
    if let person = candidate.person, !persons.insert(person).inserted { return }
    let own = Set(candidate.niches)
    tiers[candidate.tier] += 1
    for niche in own { niches[niche] += 1 }
    for option in candidate.options where Double(option.cost) <= dearest {
      booked.append(option)
      cost += option.cost
      hours += option.hours
      spent[candidate.tier] += option.cost
      if cost <= problem.limits.budget ?? .max, hours <= problem.limits.hours ?? .max {
        visit(place + 1)
      }
      spent[candidate.tier] -= option.cost
      cost -= option.cost
      hours -= option.hours
      booked.removeLast()
    }
    tiers[candidate.tier] -= 1
    for niche in own { niches[niche] -= 1 }
    if let person = candidate.person { persons.remove(person) }
  }

  private var isAllowed: Bool {
    let limits = problem.limits
    if let budget = limits.budget, cost > budget { return false }
    if let most = limits.hours, hours > most { return false }
    func keeps(_ range: PlanProblem.CountRange, _ count: Int) -> Bool {
      count >= range.minimum && count <= range.maximum ?? .max
    }
    guard keeps(limits.bookings, booked.count) else { return false }
    for (tier, range) in limits.tiers where !keeps(range, tiers[tier]) { return false }
    for (niche, range) in limits.niches where !keeps(range, niches[niche]) { return false }
    for limit in limits.spending {
      let sum = limit.tiers.reduce(Int64(0)) { $1 < spent.count ? $0 + spent[$1] : $0 }
      if sum < limit.minimum || sum > limit.maximum ?? .max { return false }
    }
    return true
  }

  private var objective: Double {
    var value = 0.0
    for option in booked { value += option.value }
    if problem.caution > 0 {
      var factors: [Int: Double] = [:]
      var variance = 0.0
      for option in booked {
        variance += option.deviation * option.deviation
        for loading in option.loadings { factors[loading.factor, default: 0] += loading.deviation }
      }
      for (_, sum) in factors.sorted(by: { $0.key < $1.key }) { variance += sum * sum }
      value -= problem.caution * variance.squareRoot()
    }
    if weights.isEmpty { return value }
    var missed = weights
    for option in booked {
      for entry in option.incidence { missed[entry.segment] *= 1 - entry.probability }
    }
    var reach = 0.0
    for segment in weights.indices { reach += weights[segment] - missed[segment] }
    if case .blend(let additive, let share, _) = problem.objective {
      return additive * value + share * reach
    }
    return reach
  }
}

extension PlanProblem {
  /// A problem of up to 18 candidates with any kinds of limits; some contradict each other.
  static func small(seed: UInt64, isReach: Bool) -> PlanProblem {
    var random = PlanRandom(seed)
    let count = random.below(100) == 0 ? 15 + random.below(4) : 1 + random.below(10)
    var candidates: [Candidate] = []
    for number in 0..<count {
      let ways = count > 12 || random.below(3) > 0 ? 1 : 1 + random.below(3)
      let options = (0..<ways).map { _ in
        Option(
          cost: Int64(random.below(500)), hours: Int64(random.below(400)),
          value: Double(random.below(900) - (random.below(5) == 0 ? 500 : 0)) / 4,
          incidence: isReach
            ? (0..<random.below(4)).map {
              Incidence(
                segment: 2 * $0 + random.below(2), probability: Double(random.below(101)) / 100)
            } : [],
          deviation: Double(random.below(40)),
          loadings: random.below(2) == 0
            ? [] : [Loading(factor: random.below(3), deviation: Double(random.below(30)))])
      }
      let fate = random.below(20)
      candidates.append(
        Candidate(
          number + 1, options: options, tier: random.below(3),
          niches: (0..<random.below(3)).map { _ in random.below(4) },
          person: random.below(3) == 0 ? random.below(count) : nil,
          lock: fate == 0 ? .must : fate == 1 ? .banned : .free))
    }
    var problem = PlanProblem(candidates: candidates)
    func range(_ random: inout PlanRandom, _ size: Int) -> CountRange {
      let least = random.below(3) == 0 ? random.below(1 + size / 3) : 0
      return CountRange(
        atLeast: least, atMost: random.below(2) == 0 ? least + random.below(1 + size / 2) : nil)
    }
    if random.below(5) > 0 { problem.limits.budget = Int64(random.below(1 + 150 * count)) }
    if random.below(3) > 0 { problem.limits.hours = Int64(random.below(1 + 150 * count)) }
    if random.below(3) == 0 { problem.limits.bookings = range(&random, count) }
    for tier in 0..<3 where random.below(4) == 0 { problem.limits.tiers[tier] = range(&random, 4) }
    for niche in 0..<4 where random.below(4) == 0 {
      problem.limits.niches[niche] = range(&random, 4)
    }
    if random.below(6) == 0 {
      problem.limits.candidateShare = Int64(random.below(1_000_000))
    }
    if random.below(4) == 0 {
      let tiers = Set((0..<3).filter { _ in random.below(2) == 0 })
      let least = random.below(3) == 0 ? Int64(random.below(400)) : 0
      problem.limits.spending = [
        SpendingLimit(tiers: tiers, atLeast: least, atMost: least + Int64(random.below(900)))
      ]
    }
    if isReach {
      let weights = (0..<8).map { _ in Double(random.below(1000)) }
      problem.objective =
        random.below(3) == 0
        ? .blend(additive: Double(random.below(8)) / 4, reach: 0.5, weights: weights)
        : .reach(weights: weights)
    }
    if random.below(4) == 0 { problem.caution = PlanProblem.tenthPercentile }
    return problem
  }
}
