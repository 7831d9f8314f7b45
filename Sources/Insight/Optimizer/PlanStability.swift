extension Planner {
  /// In what share of the scenarios each candidate is part of the best line-up, 0...1 by its place; nil without a
  /// scenario that has one.
  ///
  /// - Parameters:
  ///   - goOn: asked in between; false ends with the shares so far.
  ///   - progress: hears how many scenarios are done; false ends with the shares so far.
  package static func stability(
    _ problem: PlanProblem, scenarios: [PlanScenario], goOn: () -> Bool = { true },
    progress: (Int) -> Bool = { _ in true }
  ) -> [Double]? {
    var times = Array(repeating: 0, count: problem.candidates.count)
    var plans = 0
    for (place, scenario) in scenarios.enumerated() {
      var isStopped = false
      let solution = found(problem.turnedOut(scenario), effort: 20_000) { _ in
        isStopped = !goOn()
        return !isStopped
      }
      if isStopped { break }
      if let solution, solution.status == .feasible {
        plans += 1
        for choice in solution.chosen { times[choice.candidate] += 1 }
      }
      guard progress(place + 1) else { break }
    }
    return plans == 0 ? nil : times.map { Double($0) / Double(plans) }
  }
}

extension PlanProblem {
  /// The same problem with a scenario's values, and nothing left to be cautious about.
  package func turnedOut(_ scenario: PlanScenario) -> PlanProblem {
    var future = self
    future.caution = 0
    for place in candidates.indices {
      let factor = scenario.reachFactors.indices.contains(place) ? scenario.reachFactors[place] : 1
      for option in candidates[place].options.indices {
        if scenario.values.indices.contains(place), scenario.values[place].indices.contains(option)
        {
          future.candidates[place].options[option].value = scenario.values[place][option]
        }
        guard factor != 1 else { continue }
        for entry in candidates[place].options[option].incidence.indices {
          future.candidates[place].options[option].incidence[entry].probability *= factor
        }
      }
    }
    return future
  }
}
