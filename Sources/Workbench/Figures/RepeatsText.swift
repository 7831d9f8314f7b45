import Marketing
import Metrics
import Wording

/// Renewals of subscriptions, in words.
package enum RepeatsText {
  /// A line for each campaign that has any.
  package static func lines(
    _ session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [String] {
    SubscriptionRepeats.all(in: session, campaign: campaign, days: days).map { found in
      let name = session.campaigns[found.campaign]?.name ?? "campaign \(found.campaign.number)"
      let amount = found.revenue.map { ", \(MoneyText.exact($0, session.settings.currency))" } ?? ""
      let orders = CountText.plural(
        found.orders, "repeat of a subscription", "repeats of subscriptions")
      return "\(name): \(orders)\(amount), counted apart."
    }
  }
}
