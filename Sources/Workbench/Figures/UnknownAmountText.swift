import Marketing
import Metrics
import Wording

/// What a table of KPIs leaves out since amounts aren't known, in words.
package enum UnknownAmountText {
  /// A line each, nothing if all amounts are known.
  package static func lines(_ session: Session, _ table: KPITable) -> [String] {
    let own = session.settings.currency
    var waiting: [Currency: (amount: Int64, rows: Int)] = [:]
    for row in session.measurements.rows where !row.custom.isEmpty {
      if let campaign = table.campaign, row.campaign != campaign { continue }
      if let days = table.days, !days.contains(row.day) { continue }
      for original in [row.unconvertedRevenue, row.unconvertedSpend].compactMap(\.self) {
        let known = waiting[original.currency] ?? (0, 0)
        waiting[original.currency] = (
          known.amount &+ original.amount.minorUnits, known.rows + 1
        )
      }
    }
    var lines = waiting.sorted { $0.key.code < $1.key.code }.map { currency, sum in
      let amount = OriginalAmount(Money(minorUnits: sum.amount), currency).text
      return "Not in these figures: \(CountText.plural(sum.rows, "amount")), \(amount) together. "
        + "“:rates \(currency.code) RATE” in the cockpit converts them, where RATE is what 1 \(currency.code) is worth in \(own.code)."
    }
    let unvalued = table.total.unvaluedConversions
    if unvalued > 0 {
      lines.append(
        "What \(CountText.plural(unvalued, "conversion")) brought isn't known: revenue, ROAS and ROI are at least (≥) what they say."
      )
    }
    let unnetted = table.total.unnettedRevenues
    if unnetted > 0 {
      let figures =
        session.settings.returnFrom == .net
        ? "net revenue, and ROAS and ROI, which are worked out from it, are at least (≥) what they say"
        : "net revenue is at least (≥) what it says"
      lines.append(
        "Of \(CountText.plural(unnetted, "figure")) it isn't known what is tax and shipping: \(figures)."
      )
    }
    let unpriced = table.total.unpricedSpends
    if unpriced > 0 {
      lines.append(
        "The ad spend of \(CountText.plural(unpriced, "figure")) isn't known: ad spend, cost and what a result cost are at least (≥) what they say, ROAS and ROI at most (≤)."
      )
    }
    let feeless = table.total.unknownFees
    if feeless > 0 {
      lines.append(
        "The fee of \(CountText.plural(feeless, "booking")) isn't known: cost and what a result cost are at least (≥) what they say, ROAS and ROI at most (≤). Enter the fees in the bookings, 0 where there is none."
      )
    }
    return lines
  }
}
