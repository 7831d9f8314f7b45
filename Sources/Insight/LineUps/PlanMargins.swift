import Marketing
import Optimizer

/// What a little more budget or time would bring.
package struct PlanMargin: Sendable, Hashable {
  package enum Resource: Sendable, Hashable {
    case budget(Money)
    case hours(Hours)
  }

  package let more: Resource
  /// In units of the objective; 0 if the limit doesn't bind.
  package let gain: Double
}

extension PlanDraft {
  /// What another thousand units of the currency and another ten hours would bring: the line-up planned again with
  /// them, compared with this one. Only for limits that are set.
  package func margins(_ plan: Plan) -> [PlanMargin] {
    margins(plan, prices, goOn: { true })
  }

  /// Shadow prices of the limits; nil if the relaxed problem has no solution either.
  var prices: PlanPrices? { PlanPrices(problem) }

  func margins(_ plan: Plan, _ prices: PlanPrices?, goOn: () -> Bool) -> [PlanMargin] {
    guard plan.isFeasible, goOn(), let prices else { return [] }
    let shortfalls = prices.shortfalls
    // A cautious line-up is compared with the best for the same weights of the futures.
    let now =
      request.isCautious
      ? problem.solution(within: PlanDraft.usualGap).objective : plan.solution.objective
    /// - Parameter row: the limit's row in the model.
    func gain(row: Int, _ more: Int64, _ change: (inout PlanProblem.Limits) -> Void) -> Double {
      // The most that one influencer may cost is a share of the budget, so a larger budget may let anyone in.
      var richer =
        request.limits[.share].atMost == nil
        ? problem.narrowed(
          prices, shortfalls, objective: now,
          allowance: max(0, prices.price(row)) * Double(more), keeps: []
        ).problem : problem
      change(&richer.limits)
      let solution = richer.solution(within: PlanDraft.usualGap)
      return max(0, solution.objective - now)
    }
    var margins: [PlanMargin] = []
    if let budget = problem.limits.budget {
      let amount = Money(minorUnits: 1_000 * session.settings.currency.scale)
      margins.append(
        PlanMargin(
          more: .budget(amount),
          gain: gain(row: 0, amount.minorUnits) { $0.budget = budget + amount.minorUnits }))
    }
    if let hours = problem.limits.hours, goOn() {
      let more = Hours(hundredths: 10_00)
      margins.append(
        PlanMargin(
          more: .hours(more),
          gain: gain(row: problem.limits.budget == nil ? 0 : 1, Int64(more.hundredths)) {
            $0.hours = hours + Int64(more.hundredths)
          }))
    }
    return margins
  }
}
