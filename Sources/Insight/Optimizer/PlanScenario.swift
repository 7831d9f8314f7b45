/// One way the future may turn out.
package struct PlanScenario: Sendable, Hashable {
  /// By candidate, in the order of its options.
  package var values: [[Double]]
  /// Each candidate's probabilities are multiplied by this; empty for 1.
  package var reachFactors: [Double]

  package init(values: [[Double]], reachFactors: [Double] = []) {
    self.values = values
    self.reachFactors = reachFactors
  }
}

extension PlanProblem {
  /// The same problem with a scenario's values, and no caution.
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
