import Marketing

/// A campaign's money, or its hours, against time.
///
/// By plan a budget is spent evenly over the campaign's days. What is paid lags behind what is promised, so neither is
/// judged alone: spending is fast when more is paid than the plan says, slow when less is promised.
package struct BudgetPace<Amount: BudgetAmount>: Sendable, Hashable {
  package let budget: Amount
  /// Paid.
  package let spent: Amount
  /// Promised: contracted or later, what is paid included.
  package let committed: Amount
  package let phase: Campaign.Phase
  /// The share of the campaign's days that have passed, today included; nil when it isn't running.
  package let elapsed: Double?
  /// What the plan has spent by the end of today: nothing before the campaign, all of it after; nil when undated.
  package let dueByToday: Amount?
  /// What the plan spends in a day; nil when a date is missing.
  package let plannedPerDay: Amount?
  /// What can still be promised for each day that is left, today included; nil when none is left or none is known.
  /// Rounded towards zero.
  package let leftPerDay: Amount?
  package let verdict: BudgetVerdict

  /// What can still be promised; below zero when more is promised than there is.
  package var left: Amount { budget - committed }
  /// What is promised but not paid yet.
  package var open: Amount { committed - spent }
}

package enum BudgetVerdict: String, Sendable, Hashable, CaseIterable {
  /// More is promised than there is.
  case over
  /// More than a tenth more is paid than the plan says.
  case fast
  case onPlan = "on-plan"
  /// More than a tenth less is promised than the plan would have paid.
  case slow
  case noBudget = "no-budget"
  case notBegun = "not-begun"
  case finished
  case undated
}

/// Money or hours.
package protocol BudgetAmount: Comparable, Hashable, Sendable {
  static var zero: Self { get }
  static func - (left: Self, right: Self) -> Self
  /// `numerator` parts of `denominator`, rounded towards zero.
  func part(_ numerator: Int, of denominator: Int) -> Self
}

extension Money: BudgetAmount {
  package func part(_ numerator: Int, of denominator: Int) -> Money {
    Money(minorUnits: Int64(wholePart(Int(minorUnits), numerator, of: denominator)))
  }
}

extension Hours: BudgetAmount {
  package func part(_ numerator: Int, of denominator: Int) -> Hours {
    Hours(hundredths: wholePart(hundredths, numerator, of: denominator))
  }
}

/// Exact, without an overflow on the way.
private func wholePart(_ value: Int, _ numerator: Int, of denominator: Int) -> Int {
  let (quotient, rest) = value.quotientAndRemainder(dividingBy: denominator)
  let product = rest.multipliedFullWidth(by: numerator)
  return quotient * numerator + denominator.dividingFullWidth(product).quotient
}

extension BudgetPace {
  init(
    budget: Amount, spent: Amount, committed: Amount, of campaign: Campaign, today: Day
  ) {
    self.budget = budget
    self.spent = spent
    self.committed = committed
    phase = campaign.phase(on: today)
    let time = CampaignTime(campaign, firstMeasured: nil, today: today)
    elapsed = time?.elapsedShare
    let hasEnded = campaign.end.map { $0 < today } ?? false
    let hasBegun = campaign.start.map { $0 <= today } ?? hasEnded
    if let time {
      dueByToday = budget.part(time.elapsed, of: time.length)
    } else if hasEnded {
      dueByToday = budget
    } else {
      dueByToday = campaign.start != nil && !hasBegun ? .zero : nil
    }
    if let start = campaign.start, let end = campaign.end, start <= end {
      plannedPerDay = budget.part(1, of: end - start + 1)
    } else {
      plannedPerDay = nil
    }
    // Before the campaign all of its days are left.
    let daysLeft = campaign.end.map { $0 - max(today, campaign.start ?? today) + 1 }
    leftPerDay = daysLeft.flatMap { $0 > 0 ? (budget - committed).part(1, of: $0) : nil }
    verdict = BudgetPace.verdict(
      budget, spent, committed, due: dueByToday, phase)
  }

  private static func verdict(
    _ budget: Amount, _ spent: Amount, _ committed: Amount, due: Amount?, _ phase: Campaign.Phase
  ) -> BudgetVerdict {
    if budget == .zero { return committed > .zero ? .over : .noBudget }
    if committed > budget { return .over }
    switch phase {
    case .upcoming: return .notBegun
    case .finished: return .finished
    case .undated: return .undated
    case .running: break
    }
    guard let due else { return .undated }
    if spent > due.part(11, of: 10) { return .fast }
    if committed < due.part(9, of: 10) { return .slow }
    return .onPlan
  }
}

extension Budget {
  /// The campaign's money against time.
  package func pace(of campaign: Campaign, today: Day) -> BudgetPace<Money> {
    BudgetPace(
      budget: budget, spent: all.spent, committed: all.committed, of: campaign, today: today)
  }

  /// The campaign's hours against time; nil when it sets none aside.
  package func hoursPace(of campaign: Campaign, today: Day) -> BudgetPace<Hours>? {
    hours.map {
      BudgetPace(
        budget: $0, spent: all.spentHours, committed: all.committedHours, of: campaign,
        today: today)
    }
  }
}
