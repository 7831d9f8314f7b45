import Marketing

/// What a little more of what is limited would bring.
public struct PlanMargin: Sendable, Hashable {
  public enum Resource: Sendable, Hashable {
    case budget(Money)
    case hours(Hours)
  }

  public let more: Resource
  /// Of what is made as large as possible; 0 where the limit doesn't bind.
  public let gain: Double
}

extension PlanDraft {
  /// What the next thousand units of the currency and the next ten hours would bring: the line-up planned again with
  /// them, against the one there is. Only for what is limited.
  public func margins(_ plan: Plan) -> [PlanMargin] {
    guard plan.isFeasible else { return [] }
    func gain(_ change: (inout PlanProblem.Limits) -> Void) -> Double {
      var more = problem
      change(&more.limits)
      // What one influencer may cost is a share of the budget, which is not what is asked.
      let solution = more.solution(within: PlanDraft.usualGap)
      return max(0, solution.objective - plan.solution.objective)
    }
    var margins: [PlanMargin] = []
    if let budget = problem.limits.budget {
      let amount = Money(minorUnits: 1_000 * session.settings.currency.scale)
      margins.append(
        PlanMargin(
          more: .budget(amount), gain: gain { $0.budget = budget + amount.minorUnits }))
    }
    if let hours = problem.limits.hours {
      let more = Hours(hundredths: 10_00)
      margins.append(
        PlanMargin(
          more: .hours(more), gain: gain { $0.hours = hours + Int64(more.hundredths) }))
    }
    return margins
  }
}
