extension Planner {
  /// Why the solution is as it is. Empty for one that isn't feasible.
  public static func explain(_ problem: PlanProblem, _ solution: PlanSolution) -> PlanExplanation {
    var explanation = PlanExplanation(chosen: [], leftOut: [])
    guard solution.status == .feasible, let model = PlanModel(problem) else { return explanation }
    var lineup = PlanLineup(model)
    let place = Dictionary(uniqueKeysWithValues: zip(model.choices, 0..<model.count))
    let items = solution.chosen.compactMap { place[$0] }
    for item in items { lineup.take(item) }
    for item in items {
      explanation.chosen.append(chosen(item, lineup))
    }
    return explanation
  }

  private static func chosen(_ item: Int, _ lineup: PlanLineup) -> PlanExplanation.Chosen {
    let model = lineup.model
    var rest = lineup
    let group = Int(model.group[item])
    rest.drop(group)
    var best: (item: Int, gain: Double)?
    for other in 0..<model.count {
      guard rest.taken[Int(model.group[other])] < 0, other != item,
        model.choices[other].candidate != model.choices[item].candidate,
        !model.isForced[group] || Int(model.group[other]) == group
      else { continue }
      let gain = model.value[other] + (model.terms.isCurved ? rest.state.gain(other) : 0)
      guard gain > best?.gain ?? -.infinity, rest.canExchange(for: other) else { continue }
      best = (other, gain)
    }
    let objective = rest.objective
    var exchanged = rest
    if let best { exchanged.take(best.item) }
    return PlanExplanation.Chosen(
      choice: model.choices[item], marginalValue: lineup.objective - objective,
      cost: model.cost[item], substitute: best.map { model.choices[$0.item] },
      objectiveWithSubstitute: best.map { _ in exchanged.objective })
  }
}

extension PlanLineup {
  /// Whether all limits are kept with the item.
  func canExchange(for item: Int) -> Bool {
    guard fits(item) else { return false }
    return (0..<model.rowCount).allSatisfy { missing($0) <= model.amount(item, $0) }
  }
}
