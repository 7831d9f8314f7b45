import LineUps
import Marketing
import Wording

extension Plan {
  /// What booking the line-up changes; empty if all of it is already booked.
  ///
  /// Planning for a campaign that is over is fine, to study it, but nobody can be booked for days that have passed. Nor
  /// is anything booked that goes beyond the budget with what stays.
  package func booking(in session: Session, today: Day) throws(Refusal) -> PlanChange {
    let change = change(in: session)
    guard !change.isEmpty else { return change }
    let campaign = session.campaigns[draft.campaign.id] ?? draft.campaign
    if let end = campaign.end, end < today {
      throw Refusal(
        "\(campaign.name) ended on \(end.iso): give it a later last day to book for it.")
    }
    if let excess = change.excess, let budget = change.budget {
      let currency = session.settings.currency
      func money(_ amount: Money) -> String { MoneyText.exact(amount, currency) }
      throw Refusal(
        "With what stays booked this costs \(money(change.total)), \(money(excess)) more than the budget of "
          + "\(money(budget)): plan with what is contracted, or with a larger budget.")
    }
    return change
  }
}
