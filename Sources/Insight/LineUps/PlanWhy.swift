import Marketing
import Optimizer
import Wording

/// Why a plan is as it is, in words.
package struct PlanReasons: Sendable {
  private let draft: PlanDraft
  private let chosen: [InfluencerID: PlanExplanation.Chosen]
  private let leftOut: [InfluencerID: PlanExplanation.LeftOut]
  private let excluded: [InfluencerID: PlanExclusion]
  /// The share of simulated futures in which each influencer is chosen, if it was simulated.
  var frequency: [InfluencerID: Double] = [:]
  private let objective: Double

  package init(_ plan: Plan) { self.init(plan, nil, goOn: { true }) }

  /// - Parameters:
  ///   - prices: the limits' shadow prices, if already known.
  ///   - goOn: asked now and then; returning false skips the rest.
  init(_ plan: Plan, _ prices: PlanPrices?, goOn: () -> Bool) {
    let draft = plan.draft
    self.draft = draft
    let explanation =
      goOn()
      ? Planner.explain(draft.problem, plan.solution, prices: prices, goOn: goOn)
      : PlanExplanation(chosen: [], leftOut: [])
    objective = explanation.objective
    func id(_ choice: PlanChoice) -> InfluencerID {
      draft.candidates[choice.candidate].id
    }
    chosen = Dictionary(
      explanation.chosen.map { (id($0.choice), $0) }, uniquingKeysWith: { first, _ in first })
    leftOut = Dictionary(
      explanation.leftOut.map { (id($0.choice), $0) }, uniquingKeysWith: { first, _ in first })
    excluded = Dictionary(
      draft.excluded.map { ($0.influencer, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the influencer adds to the objective with the rest unchanged; nil outside the line-up.
  package func added(by influencer: InfluencerID) -> Double? { chosen[influencer]?.marginalValue }

  /// Who would replace an influencer of the line-up.
  package func substitute(for influencer: InfluencerID) -> Influencer? {
    chosen[influencer]?.substitute.map { draft.candidates[$0.candidate].influencer }
  }

  /// The highest cost at which an influencer who is left out would come in.
  package func bringingCost(of influencer: InfluencerID) -> Money? {
    leftOut[influencer]?.bringingCost.map { Money(minorUnits: $0) }
  }

  /// Why somebody is in the line-up or not, one sentence per line. `money` formats sums of money and `amount` amounts
  /// of the objective.
  package func lines(
    _ influencer: InfluencerID, money: (Money) -> String, amount: (Double) -> String
  ) -> [String] {
    var lines: [String] = []
    if let entry = chosen[influencer] {
      lines = chosenLines(entry, money: money, amount: amount)
    } else if let exclusion = excluded[influencer] {
      lines = ["Left out: \(exclusion.text(draft.session))."]
    } else if let candidate = draft.candidates.first(where: { $0.id == influencer }) {
      lines = leftOutLines(candidate, money: money)
    }
    if let share = frequency[influencer] {
      lines.append(
        "Chosen in \(Int((share * 100).rounded())) of 100 simulated futures.")
    }
    return lines
  }

  private func chosenLines(
    _ entry: PlanExplanation.Chosen, money: (Money) -> String, amount: (Double) -> String
  ) -> [String] {
    let candidate = draft.candidates[entry.choice.candidate]
    if candidate.isKept { return ["Contracted, so it stays."] }
    var lines: [String] = []
    let cost = money(Money(minorUnits: entry.cost))
    lines.append("Adds \(amount(entry.marginalValue)) for \(cost).")
    if draft.request.must.contains(candidate.influencer.id) { lines.append("Locked in by you.") }
    if let substitute = entry.substitute {
      let other = draft.candidates[substitute.candidate]
      let package = other.packages[substitute.option]
      let loss = objective - (entry.objectiveWithSubstitute ?? objective)
      lines.append(
        "@\(other.influencer.handle) would replace it for \(money(package.cost)): "
          + (loss > 0 ? "\(amount(loss)) less." : "just as good."))
    } else {
      lines.append("Nobody could replace it within the limits.")
    }
    return lines
  }

  private func leftOutLines(_ candidate: PlanCandidate, money: (Money) -> String) -> [String] {
    let id = candidate.influencer.id
    if draft.request.banned.contains(id) { return ["Banned by you."] }
    guard let entry = leftOut[id] else { return ["Others bring more for the same money."] }
    guard let most = entry.bringingCost else {
      return ["Wouldn't come in even for free: a limit keeps it out."]
    }
    let asked = money(Money(minorUnits: entry.cost))
    let limit = money(Money(minorUnits: most))
    return [
      entry.isVerified
        ? "Costs \(asked); would come in at \(limit) or less."
        : "Costs \(asked); certainly stays out above \(limit)."
    ]
  }
}

extension PlanDraft {
  /// Why no line-up keeps the limits and what would fix it, one sentence per line; empty if the plan has one.
  package func conflictLines(_ plan: Plan, money: (Money) -> String) -> [String] {
    let missing = missing.map { exclusion in
      let handle = session.roster[exclusion.influencer]?.handle ?? "\(exclusion.influencer.number)"
      return "@\(handle) is locked in, but can't be planned: \(exclusion.text(session))."
    }
    if plan.isFeasible { return missing }
    if let gap { return missing + gap.lines(session, money: money) }
    guard case .infeasible(let conflict) = plan.solution.status, !conflict.limits.isEmpty else {
      return missing + keptTooMuch(money: money)
    }
    let names = conflict.limits.map { name($0, money: money) }
    var lines = missing
    if !names.isEmpty {
      lines.append("These contradict each other: \(names.joined(separator: "; ")).")
    }
    for remedy in conflict.remedies { lines.append(self.remedy(remedy, money: money)) }
    return lines
  }

  /// Contracted and locked bookings already exceed a limit: the most obvious contradiction.
  func keptTooMuch(money: (Money) -> String) -> [String] {
    let fixed = zip(candidates, problem.candidates).filter { $0.1.lock == .must }.map(\.0)
    guard !fixed.isEmpty else { return [] }
    var lines: [String] = []
    let word = fixed.allSatisfy(\.isKept) ? "contracted" : "contracted or locked"
    let cost = fixed.reduce(Money.zero) { $0 + ($1.packages.map(\.cost).min() ?? .zero) }
    if let budget = request.budget, cost > lineUpBudget(budget) {
      let ads = adSpend == .zero ? "" : " with \(money(adSpend)) of ad spend"
      lines.append(
        "What is \(word) costs \(money(cost + adSpend))\(ads), more than the budget of \(money(budget))."
      )
    }
    let hours = fixed.reduce(Hours.zero) { $0 + ($1.hours ?? .zero) }
    if let limit = request.hours, hours > limit {
      lines.append(
        "What is \(word) takes \(HoursText.exact(hours)) hours, more than the \(HoursText.exact(limit)) there are."
      )
    }
    if let most = request.limits[.bookings].atMost, fixed.count > most {
      lines.append(
        "\(CountText.exact(fixed.count)) are \(word), more than the \(CountText.plural(most, "booking")) allowed."
      )
    }
    return lines
  }

  private func name(_ limit: PlanLimit, money: (Money) -> String) -> String {
    let tier = { (place: Int) in
      place < Tier.allCases.count ? Tier.allCases[place].title : "unknown size"
    }
    switch limit {
    case .budget:
      let ads = adSpend == .zero ? "" : ", \(money(adSpend)) of it for ads"
      return "the budget of \(money(request.budget ?? .zero))\(ads)"
    case .hours: return "the \(HoursText.exact(request.hours ?? .zero)) hours"
    case .candidateShare: return "the share for one influencer"
    case .minimumBookings: return "at least \(request.limits[.bookings].atLeast ?? 0) bookings"
    case .maximumBookings: return "at most \(request.limits[.bookings].atMost ?? 0) bookings"
    case .minimumTier(let place):
      let name = tier(place)
      return "at least \(problem.limits.tiers[place]?.minimum ?? 0) \(name)"
    case .maximumTier(let place):
      return "at most \(problem.limits.tiers[place]?.maximum ?? 0) \(tier(place))"
    case .minimumNiche(let place):
      return "at least \(problem.limits.niches[place]?.minimum ?? 0) of \(niches[place])"
    case .maximumNiche(let place):
      return "at most \(problem.limits.niches[place]?.maximum ?? 0) of \(niches[place])"
    case .minimumSpending, .maximumSpending: return "the share of the budget for a tier"
    case .must(let place):
      let candidate = candidates[place]
      let word = candidate.isKept ? "contracted" : "locked"
      let cost = candidate.packages.map(\.cost).min() ?? .zero
      return "@\(candidate.influencer.handle) \(word) for \(money(cost))"
    case .banned(let place): return "@\(candidates[place].influencer.handle) banned"
    case .person(let number):
      let accounts = zip(problem.candidates, candidates).filter { $0.0.person == number }
      let handles = accounts.map { "@\($0.1.influencer.handle)" }
      return "one account of the same person (\(handles.joined(separator: ", ")))"
    }
  }

  private func remedy(_ remedy: PlanRemedy, money: (Money) -> String) -> String {
    guard let needed = remedy.needed else {
      let what = name(remedy.limit, money: money)
      return "It would be enough to drop: \(what)."
    }
    let value: String
    switch remedy.limit {
    case .budget: value = money(Money(minorUnits: needed) + adSpend)
    case .minimumSpending, .maximumSpending: value = money(Money(minorUnits: needed))
    case .hours: value = "\(HoursText.exact(Hours(hundredths: Int(needed)))) hours"
    case .candidateShare: value = PercentText.exact(Share(millionths: Int64(needed)))
    case .minimumBookings, .maximumBookings, .minimumTier, .maximumTier, .minimumNiche,
      .maximumNiche, .must, .banned, .person:
      value = "\(needed)"
    }
    return "It would be enough to change \(name(remedy.limit, money: money)) to \(value)."
  }
}
