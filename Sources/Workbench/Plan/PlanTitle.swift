import LineUps
import Marketing
import Wording

/// What is asked of a plan, in words: the same for the screen, the report and the notes beside it.
extension PlanRequest {
  /// Everything that shapes the plan, beginning with goal, budget and hours: `engagements instead of unique reach · $4,000`
  /// where the campaign's own goal is another.
  ///
  /// - Parameter isShort: amounts as tables have them, `$20.0k`.
  package func title(
    for campaign: Campaign, _ currency: Currency, isShort: Bool = false
  ) -> String {
    let own = PlanRequest(campaign)
    func money(_ amount: Money) -> String {
      isShort ? MoneyText.compact(amount, currency) : MoneyText.exact(amount, currency)
    }
    var parts = [measure.title]
    if blend != nil || goal != own.goal { parts[0] += " instead of \(own.measure.title)" }
    parts += [
      PlanRequest.limit(budget.map(money), instead: own.budget.map(money), "budget"),
      PlanRequest.limit(
        hours.map { HoursText.compact($0) }, instead: own.hours.map { HoursText.compact($0) },
        "hours"),
    ].compactMap(\.self)
    return (parts + shape).joined(separator: " · ")
  }

  private static func limit(_ asked: String?, instead own: String?, _ what: String) -> String? {
    guard let own, own != asked else { return asked }
    return "\(asked ?? "no limit on the \(what)") instead of \(own)"
  }

  /// Only what isn't simply the campaign's.
  package func ownTitle(for campaign: Campaign, _ currency: Currency) -> String {
    let asked = compared(to: campaign)
    var parts: [String] = []
    if !asked.followed.contains(.goal) { parts.append(blend?.text ?? goal.rawValue) }
    if !asked.followed.contains(.budget) {
      parts.append(budget.map { MoneyText.exact($0, currency) } ?? "no limit on the budget")
    }
    if !asked.followed.contains(.hours) {
      parts.append(hours.map { HoursText.compact($0) } ?? "no limit on the hours")
    }
    return (parts + shape).joined(separator: " · ")
  }

  private var shape: [String] {
    var parts: [String] = []
    if let margin { parts.append("margin \(PercentText.exact(margin))") }
    if isCautious { parts.append("cautious (P10)") }
    if !limits.text.isEmpty { parts.append(limits.text) }
    if !keepsCommitted { parts.append("from scratch") }
    if !must.isEmpty { parts.append("\(CountText.exact(must.count)) locked in") }
    if !banned.isEmpty { parts.append("\(CountText.exact(banned.count)) banned") }
    if !fees.isEmpty { parts.append(CountText.plural(fees.count, "own fee")) }
    if bookingDays != PlanRequest.usualBookingDays {
      parts.append("bookings of \(CountText.plural(bookingDays, "day"))")
    }
    return parts
  }
}

extension PlanRequest {
  /// What can't be understood or met, taken out: the plan then goes without it.
  package func withoutProblems(in session: Session, _ campaign: Campaign) -> PlanRequest {
    var request = self
    let own = PlanRequest(campaign)
    let names = Set(unread.map(\.name))
    if names.contains("goal") { request.goal = own.goal }
    if names.contains("budget") { request.budget = own.budget }
    if names.contains("hours") { request.hours = own.hours }
    request.unread = []
    request.limits.unread = []
    for limit in limits.rows where limit.problem(in: session) != nil {
      request.limits.set(RequestLimit(limit.kind, of: limit.group))
    }
    request.must = must.filter { session.roster[$0] != nil }
    return request
  }
}

extension Session {
  /// An account's handle, with the platform where there are several of that handle.
  package func accountName(_ row: Influencer) -> String {
    let isAlone = roster.rows.lazy.filter { $0.identity.handle == row.identity.handle }
      .dropFirst().isEmpty
    return isAlone ? row.handle : "\(row.handle)/\(row.platform.rawValue)"
  }
}
