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

  /// Leaves out the row of a report that names nobody and adds up all others.
  mutating func leaveOutTotals(_ batch: inout ImportBatch) {
    guard !hasKey, !orders.areOrders, entries.count > 2, latest.count == entries.count,
      let at = entries.indices.first(where: { isNameless(entries[$0].measurement) }),
      !entries.indices.contains(where: { $0 != at && isNameless(entries[$0].measurement) })
    else { return }
    let total = entries[at].measurement.counts
    var sum = Counts()
    for place in entries.indices where place != at { sum.add(entries[place].measurement.counts) }
    let figures: [(Int64?, Int64?)] =
      [
        (total.revenue, sum.revenue), (total.spend, sum.spend),
      ].map { ($0?.minorUnits, $1?.minorUnits) }
      + [
        (total.conversions, sum.conversions), (total.clicks, sum.clicks),
        (total.impressions, sum.impressions), (total.likes, sum.likes),
        (total.comments, sum.comments),
      ].map { ($0.map { Int64($0) }, $1.map { Int64($0) }) }
    let known = figures.filter { $0.0 != nil && $0.0 != 0 }
    guard known.count > 1, known.allSatisfy({ $0.0 == $0.1 }) else { return }
    batch.setAside(entries[at].line, "it adds up the others, and is nobody's")
    entries.remove(at: at)
    latest = latest.filter { $0.value != at }.mapValues { $0 > at ? $0 - 1 : $0 }
    for place in entries.indices where entries[place].previous > Int32(at) {
      entries[place].previous -= 1
    }
  }

  private func isNameless(_ row: Measurement) -> Bool {
    row.influencer == nil && row.creator == nil && row.promoCode.isEmpty && row.trackingLink.isEmpty
      && row.post.isEmpty
  }
}
