import Marketing
import Metrics
import Wording

/// Codes whose orders are hardly all their creators', in words.
package enum LeakText {
  /// Nothing, or how many conversions are in doubt and then a line for each code, the largest first.
  package static func lines(
    _ session: Session, campaign: CampaignID? = nil, most: Int = 5
  ) -> [String] {
    let leaks = CodeLeak.all(in: session, campaign: campaign)
    guard !leaks.isEmpty else { return [] }
    let orders = leaks.reduce(0) { $0 + $1.orders }
    let doubtful = leaks.reduce(0) { $0 + $1.doubtful }
    let codes = CountText.plural(leaks.count, "code looks leaked", "codes look leaked")
    let head =
      "\(codes): of \(leaks.count == 1 ? "its" : "their") \(CountText.plural(orders, "order")), about "
      + "\(CountText.exact(orders - doubtful)) without what is doubtful. All of them are still counted."
    let rest = leaks.count - most
    return [head] + leaks.prefix(most).map { line($0, session) }
      + (rest > 0 ? ["… and \(CountText.plural(rest, "more code"))."] : [])
  }

  private static func line(_ leak: CodeLeak, _ session: Session) -> String {
    let who = session.roster[leak.influencer].map { " of @\($0.handle)" } ?? ""
    let campaign = session.campaigns[leak.campaign].map { "\($0.name): " } ?? ""
    let reasons = leak.reasons.map(words).joined(separator: "; ")
    return
      "\(campaign)“\(leak.code)”\(who), \(CountText.exact(leak.doubtful)) of "
      + "\(CountText.plural(leak.orders, "order")): \(reasons)."
  }

  private static func words(_ reason: CodeLeak.Reason) -> String {
    func times(_ value: Double) -> String {
      value < 10
        ? NumberText.decimal(value, digits: 1) : CountText.exact(Int(value.rounded()))
    }
    return switch reason {
    case .early(let orders, let until):
      "\(CountText.plural(orders, "order")) up to \(until.iso), before the first post"
    case .leap(let orders, let from):
      "about \(CountText.exact(orders)) came from \(from.iso) on without a post that explains them"
    case .perClick(let ratio):
      "\(times(ratio)) times as many orders per click as the other codes, as if many came from elsewhere"
    case .level(let ratio):
      "\(times(ratio)) times what the middle code brings, and no clicks are tracked that would explain it"
    }
  }
}
