import Insight
import Marketing

/// The best line-up by trying every one that keeps the upper limits.
struct BruteForce {
  let problem: PlanProblem
  private(set) var best: Double?
  private var options: [Int?] = []
  private var cost: Int64 = 0
  private var hours: Int64 = 0

  init(_ problem: PlanProblem) {
    self.problem = problem
    visit(0)
  }

  private mutating func visit(_ place: Int) {
    if let budget = problem.limits.budget, cost > budget { return }
    if let most = problem.limits.hours, hours > most { return }
    guard place < problem.candidates.count else {
      if isAllowed { best = max(best ?? -.infinity, objective) }
      return
    }
    let candidate = problem.candidates[place]
    if candidate.lock != .must {
      options.append(nil)
      visit(place + 1)
      options.removeLast()
    }
    guard candidate.lock != .banned else { return }
    for option in candidate.options.indices {
      options.append(option)
      cost += candidate.options[option].cost
      hours += candidate.options[option].hours
      visit(place + 1)
      cost -= candidate.options[option].cost
      hours -= candidate.options[option].hours
      options.removeLast()
    }
  }

  private var isAllowed: Bool {
    let limits = problem.limits
    var tiers: [Int: Int] = [:]
    var niches: [Int: Int] = [:]
    var persons: Set<Int> = []
    var spent: [Int: Int64] = [:]
    var count = 0
    for (candidate, option) in zip(problem.candidates, options) {
      guard let option else { continue }
      count += 1
      tiers[candidate.tier, default: 0] += 1
      for niche in Set(candidate.niches) { niches[niche, default: 0] += 1 }
      if let person = candidate.person, !persons.insert(person).inserted { return false }
      spent[candidate.tier, default: 0] += candidate.options[option].cost
      if let share = limits.influencerShare, let budget = limits.budget {
        guard candidate.options[option].cost * 1_000_000 <= budget * share.millionths else {
          return false
        }
      }
    }
    func keeps(_ range: PlanProblem.CountRange, _ count: Int) -> Bool {
      count >= range.minimum && count <= range.maximum ?? .max
    }
    return keeps(limits.bookings, count)
      && limits.tiers.allSatisfy { keeps($0.value, tiers[$0.key] ?? 0) }
      && limits.niches.allSatisfy { keeps($0.value, niches[$0.key] ?? 0) }
      && limits.spending.allSatisfy { limit in
        let sum = limit.tiers.reduce(Int64(0)) { $0 + (spent[$1] ?? 0) }
        return sum >= limit.minimum && sum <= limit.maximum ?? .max
      }
  }

  private var objective: Double {
    let booked = zip(problem.candidates, options).compactMap { candidate, option in
      option.map { candidate.options[$0] }
    }
    let value = booked.reduce(0) { $0 + $1.value }
    func reach(_ weights: [Double]) -> Double {
      var missed = weights
      for option in booked {
        for entry in option.incidence { missed[entry.segment] *= 1 - entry.probability }
      }
      return zip(weights, missed).reduce(0) { $0 + $1.0 - $1.1 }
    }
    var factors: [Int: Double] = [:]
    var variance = 0.0
    for option in booked {
      variance += option.deviation * option.deviation
      for loading in option.loadings { factors[loading.factor, default: 0] += loading.deviation }
    }
    for (_, sum) in factors.sorted(by: { $0.key < $1.key }) { variance += sum * sum }
    let penalty = problem.caution * variance.squareRoot()
    switch problem.objective {
    case .additive: return value - penalty
    case .reach(let weights): return reach(weights)
    case .blend(let additive, let share, let weights):
      return additive * (value - penalty) + share * reach(weights)
    }
  }
}

extension PlanProblem {
  /// A problem of up to 18 candidates with any kinds of limits; some contradict each other.
  static func small(seed: UInt64, isReach: Bool) -> PlanProblem {
    var random = PlanRandom(seed)
    let count = random.below(50) == 0 ? 15 + random.below(4) : 1 + random.below(11)
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
          InfluencerID(number + 1), options: options, tier: random.below(3),
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
      problem.limits.influencerShare = Share(millionths: Int64(random.below(1_000_000)))
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
