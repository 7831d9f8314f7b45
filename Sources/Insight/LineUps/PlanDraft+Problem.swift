import Forecast
import Marketing
import Optimizer

/// The amount of each goal that counts as one in a blend.
struct BlendScale: Sendable, Hashable {
  var reach = 1.0
  var engagements = 1.0
  var conversions = 1.0
}

extension PlanDraft {
  /// Influencers of unknown size form a tier of their own.
  static let unknownTier = Tier.allCases.count
  static func place(of tier: Tier?) -> Int {
    tier.flatMap { Tier.allCases.firstIndex(of: $0) } ?? unknownTier
  }

  /// The candidates' niches, by their numbers in the problem.
  var niches: [String] {
    var words: Set<String> = []
    for candidate in candidates { words.formUnion(candidate.niches) }
    words.remove("")
    return Set(request.limits.of(.niche).map(\.group)).union(words.map { $0.lowercased() }).sorted()
  }

  /// Builds the problem from the request.
  mutating func prepare() {
    scale = request.blend == nil ? BlendScale() : blendScale()
    problem = makeProblem()
  }

  /// Roughly what each goal could reach alone: the solver's first answer.
  private func blendScale() -> BlendScale {
    func best(_ blend: PlanRequest.Blend) -> Double {
      var alone = self
      alone.request.blend = blend
      alone.scale = BlendScale()
      let solution = Planner.solve(alone.makeProblem()) { _ in false }
      return solution.status == .feasible ? max(solution.objective, 1e-9) : 1
    }
    return BlendScale(
      reach: best(.init(awareness: 1)), engagements: best(.init(engagement: 1)),
      conversions: best(.init(conversions: 1)))
  }

  /// With what everybody brings on average.
  func makeProblem() -> PlanProblem {
    let weights = request.weights
    let nichePlaces = Dictionary(uniqueKeysWithValues: zip(niches, 0...))
    // By the roster's own spelling, so that each word is folded once.
    var wordPlaces: [String: Int?] = [:]
    var people: [String: Int] = [:]
    var result = PlanProblem(candidates: [])
    result.candidates = candidates.map { candidate in
      var person: Int?
      if !candidate.person.isEmpty {
        person = people[candidate.person] ?? people.count
        people[candidate.person] = person
      }
      var lock = PlanProblem.Lock.free
      if candidate.isKept || request.must.contains(candidate.id) {
        lock = .must
      } else if request.banned.contains(candidate.id) {
        lock = .banned
      }
      let parts = weights.awareness > 0 ? candidate.parts(audience) : nil
      return PlanProblem.Candidate(
        candidate.id.number,
        options: candidate.packages.map { package in
          option(candidate, package, weights: weights, parts)
        },
        tier: PlanDraft.place(of: candidate.tier),
        niches: candidate.niches.compactMap { word in
          if let known = wordPlaces[word] { return known }
          let place = nichePlaces[word.lowercased()]
          wordPlaces[word] = .some(place)
          return place
        },
        // Whoever signed the contracts knew that it is the same person.
        person: candidate.isKept ? nil : person, lock: lock)
    }
    let additive = weights.engagement > 0 || weights.conversions > 0
    if weights.awareness > 0 {
      result.objective =
        additive
        ? .blend(
          additive: 1, reach: weights.awareness / scale.reach, weights: audience.universes)
        : .reach(weights: audience.universes.map { $0 * weights.awareness / scale.reach })
    }
    result.limits = PlanProblem.Limits(request, niches: nichePlaces)
    result.limits.budget = request.budget.map { lineUpBudget($0).minorUnits }
    return result
  }

  /// What is left of a budget for bookings.
  func lineUpBudget(_ budget: Money) -> Money { max(.zero, budget - adSpend) }

  private func option(
    _ candidate: PlanCandidate, _ package: PlanCandidate.Package, weights: PlanRequest.Blend,
    _ parts: AudienceModel.Parts?
  ) -> PlanProblem.Option {
    var result = PlanProblem.Option(
      cost: package.cost.minorUnits, hours: Int64(candidate.hours?.hundredths ?? 0))
    func add(_ kpi: KPI, _ factor: Double) {
      guard factor > 0, let figure = package.expected(kpi) else { return }
      result.value += figure.outcome.mean * factor
    }
    add(.engagements, weights.engagement / scale.engagements)
    if let margin = request.margin {
      add(.revenue, weights.conversions * margin.fraction / scale.conversions)
      result.value -=
        weights.conversions * Double(package.cost.minorUnits) / scale.conversions
    } else {
      add(.conversions, weights.conversions / scale.conversions)
    }
    if let parts, let reach = package.expected(.reach) {
      result.incidence = audience.incidence(parts, reach: reach.outcome.mean)
    }
    return result
  }
}

extension PlanCandidate {
  var cell: Cell { Cell(tier: tier, platform: platform) }
}

extension PlanDraft {
  /// The same candidates under other limits. Only limits, locks, caution and goals may differ, and only goals whose
  /// figures were forecast; anything that affects cost or availability needs a new draft.
  package func with(_ request: PlanRequest) -> PlanDraft {
    var draft = self
    draft.request = request
    draft.prepare()
    return draft
  }
}
