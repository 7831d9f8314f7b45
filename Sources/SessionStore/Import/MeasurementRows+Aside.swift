import Marketing
import Tabular

// Rows that are nobody's, or that don't count.
extension MeasurementRows {
  /// Whether a row has a day and a number or link of its own, as somebody called “Total” would.
  func hasPlace(_ row: TableRow, _ batch: ImportBatch) -> Bool {
    batch.isPresent(.date, row) && (batch.isPresent(.key, row) || batch.isPresent(.postURL, row))
  }

  /// Whether a row names nothing that its figures could belong to.
  func isNobodys(_ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    for field in [ImportField.key, .postURL, .promoCode, .trackingLink, .campaign] {
      if let text = batch.text(field, row), !TotalsWords.contains(text) { return false }
    }
    return counts(row, &batch) != Counts() || batch.money(.orderTotal, row) != nil
  }

  mutating func setTotals(_ row: TableRow, _ batch: inout ImportBatch) {
    // Of several, such as one for each campaign, none adds up everything.
    totals = totals == nil ? counts(row, &batch) : Counts()
    batch.setAside(row.line, "it adds up the others, and is nobody's")
  }

  /// Leaves an order out. If the session has it, it counts for nothing from now on.
  mutating func leave(
    _ row: TableRow, _ exclusion: OrderRules.Exclusion, _ campaign: CampaignID, _ day: Day,
    _ batch: inout ImportBatch
  ) {
    batch.setAside(row.line, exclusion.words)
    guard hasKey, let key = batch.text(.key, row), !LostDigits.areLost(key) else { return }
    cancel(Measurement(campaign: campaign, key: key, kind: .increment, day: day), batch)
  }

  /// What the session has of an order counts for nothing from now on.
  mutating func cancel(_ order: Measurement, _ batch: ImportBatch) {
    var order = order
    order.channel = channel
    if let own = ownKey(order, batch.session.measurements) { order.key = own }
    guard var known = batch.session.measurements[order.identity],
      known.channel == nil || channel == nil || known.channel == channel
    else { return }
    known.counts.conversions = 0
    known.counts.revenue = .zero
    known.counts.netRevenue = .zero
    cancelled.append(known)
  }
}
