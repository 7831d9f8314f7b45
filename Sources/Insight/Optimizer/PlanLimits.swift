/// A problem's limits one by one: to name, drop or loosen them.
extension PlanProblem {
  var countsAndAmounts: [PlanLimit] {
    var list: [PlanLimit] = []
    if limits.budget != nil { list.append(.budget) }
    if limits.hours != nil { list.append(.hours) }
    if limits.budget != nil, limits.candidateShare != nil { list.append(.candidateShare) }
    if limits.bookings.minimum > 0 { list.append(.minimumBookings) }
    if limits.bookings.maximum != nil { list.append(.maximumBookings) }
    for (tier, range) in limits.tiers.sorted(by: { $0.key < $1.key }) {
      if range.minimum > 0 { list.append(.minimumTier(tier)) }
      if range.maximum != nil { list.append(.maximumTier(tier)) }
    }
    for (niche, range) in limits.niches.sorted(by: { $0.key < $1.key }) {
      if range.minimum > 0 { list.append(.minimumNiche(niche)) }
      if range.maximum != nil { list.append(.maximumNiche(niche)) }
    }
    for (place, limit) in limits.spending.enumerated() {
      if limit.minimum > 0 { list.append(.minimumSpending(place)) }
      if limit.maximum != nil { list.append(.maximumSpending(place)) }
    }
    return list
  }

  var musts: [PlanLimit] {
    candidates.indices.filter { candidates[$0].lock == .must }.map { .must($0) }
  }
  var bans: [PlanLimit] {
    candidates.indices.filter { candidates[$0].lock == .banned }.map { .banned($0) }
  }
  var persons: [PlanLimit] {
    var accounts: [Int: Int] = [:]
    for candidate in candidates {
      if let person = candidate.person { accounts[person, default: 0] += 1 }
    }
    return accounts.filter { $0.value > 1 }.keys.sorted().map { .person($0) }
  }

  func without(_ dropped: Set<PlanLimit>) -> PlanProblem {
    var problem = self
    for limit in dropped {
      switch limit {
      case .budget:
        // One candidate's share remains a share of the stated budget.
        if let dearest = limits.dearest(ignoring: dropped) {
          for place in problem.candidates.indices {
            problem.candidates[place].options.removeAll { $0.cost > dearest }
          }
        }
        problem.limits.budget = nil
      case .hours: problem.limits.hours = nil
      case .candidateShare: problem.limits.candidateShare = nil
      case .minimumBookings: problem.limits.bookings.minimum = 0
      case .maximumBookings: problem.limits.bookings.maximum = nil
      case .minimumTier(let tier): problem.limits.tiers[tier]?.minimum = 0
      case .maximumTier(let tier): problem.limits.tiers[tier]?.maximum = nil
      case .minimumNiche(let niche): problem.limits.niches[niche]?.minimum = 0
      case .maximumNiche(let niche): problem.limits.niches[niche]?.maximum = nil
      case .minimumSpending(let place): problem.limits.spending[place].minimum = 0
      case .maximumSpending(let place): problem.limits.spending[place].maximum = nil
      case .must(let place), .banned(let place): problem.candidates[place].lock = .free
      case .person: break
      }
    }
    for place in candidates.indices {
      if let person = candidates[place].person, dropped.contains(.person(person)) {
        problem.candidates[place].person = nil
      }
    }
    return problem
  }

  /// A limit's value; nil for limits that can only be kept or dropped.
  func amount(_ limit: PlanLimit) -> Int64? {
    switch limit {
    case .budget: limits.budget
    case .hours: limits.hours
    case .candidateShare: limits.candidateShare
    case .minimumBookings: Int64(limits.bookings.minimum)
    case .maximumBookings: limits.bookings.maximum.map(Int64.init)
    case .minimumTier(let tier): limits.tiers[tier].map { Int64($0.minimum) }
    case .maximumTier(let tier): limits.tiers[tier]?.maximum.map(Int64.init)
    case .minimumNiche(let niche): limits.niches[niche].map { Int64($0.minimum) }
    case .maximumNiche(let niche): limits.niches[niche]?.maximum.map(Int64.init)
    case .minimumSpending(let place): limits.spending[place].minimum
    case .maximumSpending(let place): limits.spending[place].maximum
    case .must, .banned, .person: nil
    }
  }

  /// The tightest value at which a limit no longer has any effect.
  func loosest(_ limit: PlanLimit) -> Int64 {
    let most: Int64
    switch limit {
    case .minimumBookings, .minimumTier, .minimumNiche, .minimumSpending: return 0
    case .maximumBookings, .maximumTier, .maximumNiche: most = Int64(candidates.count)
    case .candidateShare: most = 1_000_000
    case .budget:
      let total = candidates.reduce(Int64(0)) {
        $0.saturating($1.options.reduce(0) { max($0, $1.cost) })
      }
      // Until the most expensive candidate is within its share.
      let share = max(1, limits.candidateShare ?? 1_000_000)
      let dearest = candidates.reduce(Int64(0)) { $1.options.reduce($0) { max($0, $1.cost) } }
      let wide = dearest.multipliedReportingOverflow(by: (1_000_000 + share - 1) / share)
      most = max(total, wide.overflow ? .max / 4 : wide.partialValue)
    case .maximumSpending:
      most = candidates.reduce(Int64(0)) {
        $0.saturating($1.options.reduce(0) { max($0, $1.cost) })
      }
    case .hours:
      most = candidates.reduce(Int64(0)) {
        $0.saturating($1.options.reduce(0) { max($0, $1.hours) })
      }
    case .must, .banned, .person: return 0
    }
    return max(most, amount(limit) ?? 0)
  }

  func with(_ limit: PlanLimit, _ amount: Int64) -> PlanProblem {
    var problem = self
    switch limit {
    case .budget: problem.limits.budget = amount
    case .hours: problem.limits.hours = amount
    case .candidateShare: problem.limits.candidateShare = amount
    case .minimumBookings: problem.limits.bookings.minimum = Int(amount)
    case .maximumBookings: problem.limits.bookings.maximum = Int(amount)
    case .minimumTier(let tier): problem.limits.tiers[tier]?.minimum = Int(amount)
    case .maximumTier(let tier): problem.limits.tiers[tier]?.maximum = Int(amount)
    case .minimumNiche(let niche): problem.limits.niches[niche]?.minimum = Int(amount)
    case .maximumNiche(let niche): problem.limits.niches[niche]?.maximum = Int(amount)
    case .minimumSpending(let place): problem.limits.spending[place].minimum = amount
    case .maximumSpending(let place): problem.limits.spending[place].maximum = amount
    case .must, .banned, .person: break
    }
    return problem
  }
}

extension PlanProblem.Limits {
  /// The highest cost of an item that the budget and one candidate's share of it allow.
  var dearest: Int64 {
    guard let budget else { return .max }
    guard let candidateShare else { return budget }
    let product = max(0, budget).multipliedFullWidth(by: max(0, candidateShare))
    guard product.high < 500_000 else { return budget }
    return min(budget, Int64(1_000_000).dividingFullWidth(product).quotient)
  }

  /// The same if the budget is dropped, but not the share of it.
  fileprivate func dearest(ignoring dropped: Set<PlanLimit>) -> Int64? {
    candidateShare == nil || dropped.contains(.candidateShare) ? nil : dearest
  }
}

extension Int64 {
  /// The sum, capped at half of the largest number.
  fileprivate func saturating(_ other: Int64) -> Int64 {
    let sum = addingReportingOverflow(other)
    return sum.overflow ? .max / 2 : Swift.min(sum.partialValue, .max / 2)
  }
}
