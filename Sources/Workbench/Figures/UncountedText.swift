import Marketing
import Metrics
import Wording

/// What sources say whose conversions don't count, in words.
package enum UncountedText {
  /// A line each, nothing if all count.
  package static func lines(
    _ session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [String] {
    UncountedSales.all(in: session, campaign: campaign, days: days).map { line($0, session) }
  }

  private static func line(_ sales: UncountedSales, _ session: Session) -> String {
    let name = session.campaigns[sales.campaign]?.name ?? "campaign \(sales.campaign.number)"
    var figures: [String] = []
    if let sold = sales.conversions { figures.append(CountText.plural(sold, "conversion")) }
    if let revenue = sales.revenue {
      figures.append(MoneyText.exact(revenue, session.settings.currency))
    }
    let (first, last) = (sales.days.lowerBound.iso, sales.days.upperBound.iso)
    let when = first == last ? "on \(first)" : "for \(first) to \(last)"
    let named = sales.sources.filter { !$0.isEmpty }.prefix(3).joined(separator: ", ")
    let sources = named.isEmpty ? "" : " (\(named)\(sales.sources.count > 3 ? ", …" : ""))"
    let counted = sales.counted.map(\.title).joined(separator: " and ")
    return "\(name): \(sales.channel.title)\(sources) says \(figures.joined(separator: " and ")) "
      + "\(when), not counted beside what \(counted) says."
  }

  /// How to choose another source.
  package static let remedy =
    "Several sources report the same orders, so one counts per campaign; :orders-from in the cockpit chooses another."
}
