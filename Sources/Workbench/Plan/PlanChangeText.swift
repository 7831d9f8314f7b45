import LineUps
import Marketing
import Wording

/// What booking a line-up changes, line by line, for review.
package struct PlanChangeText {
  /// One line of the review.
  package struct Line: Sendable, Equatable {
    package enum Kind: Sendable { case added, altered, dropped, kept, sum }

    package let kind: Kind
    package let text: String
  }

  private let session: Session
  private let change: PlanChange
  private var currency: Currency { session.settings.currency }

  package init(_ change: PlanChange, _ session: Session) {
    self.change = change
    self.session = session
  }

  /// `Adds 12, drops 3, keeps 17: $70,412.00 of $70,500.00.`
  package var summary: String {
    let words = change.summary.prefix(1).uppercased() + change.summary.dropFirst()
    return "\(words): \(total)."
  }

  private var total: String {
    let booked = change.added + change.altered.map(\.booking) + change.unchanged + change.kept
    let guesses = booked.contains { $0.fee == nil } ? ", guessed fees included," : ""
    let ads = change.adSpend == .zero ? "" : " with \(money(change.adSpend)) of ad spend"
    return "\(money(change.total))\(ads)\(guesses)"
      + (change.budget.map { " of \(money($0))" } ?? " in all")
  }

  package var lines: [Line] {
    change.added.map { Line(kind: .added, text: "+ \(handle($0)) · \(content($0))") }
      + change.altered.map { pair in
        Line(
          kind: .altered,
          text: "~ \(handle(pair.booking)) · \(content(pair.former)) → \(content(pair.booking))")
      }
      + change.dropped.map { booking in
        let word = booking.stage == .offered ? "offer withdrawn" : "proposal dropped"
        return Line(
          kind: .dropped, text: "− \(handle(booking)) · \(word) · \(content(booking))")
      } + kept + [Line(kind: .sum, text: "= \(summary)")]
  }

  private var kept: [Line] {
    func line(_ bookings: [Booking], _ words: String) -> [Line] {
      guard !bookings.isEmpty else { return [] }
      let cost = bookings.reduce(Money.zero) { $0 + $1.knownCost }
      let isShort = bookings.contains { $0.fee == nil }
      return [
        Line(
          kind: .kept,
          text: "  \(CountText.plural(bookings.count, "booking")) \(words), "
            + MoneyText.atLeast(cost, isShort: isShort, currency))
      ]
    }
    return line(change.kept, "contracted or with results, kept")
      + line(change.unchanged, "proposed or offered as planned")
  }

  private func handle(_ booking: Booking) -> String {
    "@\(session.roster[booking.influencer]?.handle ?? "\(booking.influencer.number)")"
  }

  private func content(_ booking: Booking) -> String {
    let pieces = booking.deliverables.map { "\($0.count) \($0.type)" }.joined(separator: " + ")
    let fee = booking.fee.map { "fee \(MoneyText.sentence($0, currency))" } ?? "fee not named yet"
    return pieces.isEmpty ? fee : "\(pieces), \(fee)"
  }

  private func money(_ amount: Money) -> String { MoneyText.exact(amount, currency) }
}
