import Marketing

/// A campaign's money or hours against time.
///
/// The plan spends a budget evenly over the campaign's days. Payments lag behind commitments, so neither is judged
/// alone: spending is fast if more is paid than planned, slow if less is committed.
package struct BudgetPace<Amount: BudgetAmount>: Sendable, Hashable {
  package let budget: Amount
  package let spent: Amount
  /// Contracted or further, including what is paid.
  package let committed: Amount
  /// Bookings in the two sums whose fee isn't known: the sums are at least what they say.
  package let spentWithoutFee: Int
  package let committedWithoutFee: Int
  package let phase: Campaign.Phase
  /// The share of the campaign's days that have passed, including today; nil if it isn't running.
  package let elapsed: Double?
  /// Planned spending by the end of today: nothing before the campaign, everything after it; nil without dates.
  package let dueByToday: Amount?
  /// Planned spending per day; nil if a date is missing.
  package let plannedPerDay: Amount?
  /// What can still be committed per remaining day, including today, rounded towards zero; nil if no days are left or
  /// the end is unknown.
  package let leftPerDay: Amount?
  package let verdict: BudgetVerdict

  /// What can still be committed; negative if more is committed than there is.
  package var left: Amount { budget - committed }
  /// Committed but not yet paid.
  package var open: Amount { committed - spent }
}

package enum BudgetVerdict: String, Sendable, Hashable, CaseIterable {
  /// More is committed than there is.
  case over
  /// Paid over 10% more than planned.
  case fast
  case onPlan = "on-plan"
  /// Committed over 10% less than the plan would have paid.
  case slow
  /// Neither too much nor clearly too little, as far as fees are known.
  case feesUnknown = "fees-unknown"
  case noBudget = "no-budget"
  case notBegun = "not-begun"
  case finished
  case undated
}

package protocol BudgetAmount: Comparable, Hashable, Sendable {
  static var zero: Self { get }
  static func - (left: Self, right: Self) -> Self
  /// `numerator` ÷ `denominator` of the amount, rounded towards zero.
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

/// Exact, without overflowing on the way.
private func wholePart(_ value: Int, _ numerator: Int, of denominator: Int) -> Int {
  let (quotient, rest) = value.quotientAndRemainder(dividingBy: denominator)
  let product = rest.multipliedFullWidth(by: numerator)
  return quotient * numerator + denominator.dividingFullWidth(product).quotient
}

extension BudgetPace {
  init(
    budget: Amount, spent: Amount, committed: Amount, spentWithoutFee: Int = 0,
    committedWithoutFee: Int = 0, of campaign: Campaign, today: Day
  ) {
    self.spentWithoutFee = spentWithoutFee
    self.committedWithoutFee = committedWithoutFee
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
    let verdict = BudgetPace.verdict(
      budget, spent, committed, due: dueByToday, phase)
    let isOpen = committedWithoutFee > 0 && (verdict == .slow || verdict == .onPlan)
    self.verdict = isOpen ? .feesUnknown : verdict
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
  package func pace(of campaign: Campaign, today: Day) -> BudgetPace<Money> {
    BudgetPace(
      budget: budget, spent: all.spent, committed: all.committed,
      spentWithoutFee: all.spentWithoutFee, committedWithoutFee: all.committedWithoutFee,
      of: campaign, today: today)
  }

  /// The campaign's hours against time; nil if it sets no hours.
  package func hoursPace(of campaign: Campaign, today: Day) -> BudgetPace<Hours>? {
    hours.map {
      BudgetPace(
        budget: $0, spent: all.spentHours, committed: all.committedHours, of: campaign,
        today: today)
    }
  }
}
