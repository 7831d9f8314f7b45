/// Which limits of an impossible problem contradict each other, and what would resolve it.
struct PlanConflicts {
  let problem: PlanProblem

  /// - Parameter problem: one without a line-up.
  init(_ problem: PlanProblem) {
    // Whether there is a line-up doesn't depend on its value.
    var bare = problem
    bare.objective = .additive
    bare.caution = 0
    for place in bare.candidates.indices {
      bare.candidates[place].options = bare.candidates[place].options.filter(\.isBookable).map {
        PlanProblem.Option(cost: $0.cost, hours: $0.hours)
      }
    }
    self.problem = bare
  }

  /// The conflict, with the smallest sufficient change of each limit.
  var conflict: PlanConflict {
    var dropped: Set<PlanLimit> = []
    var kept: [PlanLimit] = []
    var chunks = [
      problem.bans, problem.musts, problem.persons, problem.countsAndAmounts,
    ].filter { !$0.isEmpty }
    while let chunk = chunks.popLast() {
      let without = dropped.union(chunk)
      if isPossible(problem.without(without)) == false {
        dropped = without
      } else if chunk.count == 1 {
        kept.append(chunk[0])
      } else {
        // The second half is examined while the first is still there; the first later loses what isn't needed.
        chunks.append(Array(chunk[..<(chunk.count / 2)]))
        chunks.append(Array(chunk[(chunk.count / 2)...]))
      }
    }
    let order = problem.countsAndAmounts + problem.persons + problem.musts + problem.bans
    let limits = order.filter(Set(kept).contains)
    return PlanConflict(limits: limits, remedies: limits.compactMap(remedy))
  }

  /// Nil if that couldn't be settled.
  private func isPossible(_ problem: PlanProblem) -> Bool? {
    guard let model = PlanModel(problem) else { return false }
    var search = PlanSearch(model, effort: 5000)
    search.run { _ in true }
    if search.bestObjective > -.infinity { return true }
    return search.bound == -.infinity ? false : nil
  }

  /// The smallest change of a limit that makes the whole problem possible; nil if there is none.
  private func remedy(_ limit: PlanLimit) -> PlanRemedy? {
    guard isPossible(problem.without([limit])) == true else { return nil }
    guard let now = problem.amount(limit) else {
      return PlanRemedy(limit: limit, now: nil, needed: nil)
    }
    // Impossible at `low`, possible at `high`, and ever looser from one to the other.
    var low = now
    var high = problem.loosest(limit)
    guard isPossible(problem.with(limit, high)) == true else { return nil }
    while low.distance(to: high).magnitude > 1 {
      let middle = low + (high - low) / 2
      if isPossible(problem.with(limit, middle)) == true { high = middle } else { low = middle }
    }
    return PlanRemedy(limit: limit, now: now, needed: high)
  }
}
