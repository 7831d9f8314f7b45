import Marketing
import Tabular
import Wording

// Lines of orders.
extension MeasurementRows {
  /// Whether a row only says what else was bought in the order above.
  func isLine(_ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    var counts = counts(row, &batch)
    if counts.revenue == nil { counts.revenue = batch.money(.orderTotal, row) }
    return hasKey && counts == Counts() && batch.isPresent(.key, row)
  }

  mutating func takeLine(_ row: TableRow, _ named: String?, _ batch: inout ImportBatch) {
    guard let text = batch.text(.key, row), let campaign = campaigns.find(named, day: nil) else {
      return batch.refuse(row, "it has no figures")
    }
    let key = Key(campaign: campaign, text: text)
    if let at = latest[key] {
      entries[at].rows += 1
      noteItem(row, at: at, amount: nil, batch)
    } else {
      loose[key, default: []].append(row.line)
    }
  }

  /// - Parameter currency: what its revenue is in, if that is another currency than the session's.
  mutating func addOrder(
    _ new: Measurement, _ line: Int, _ currency: Currency?, _ batch: inout ImportBatch
  ) {
    var new = new
    if hasKey, let revenue = new.counts.revenue, revenue < .zero, orders.areOrders {
      return addRefund(new, line, currency, &batch)
    }
    let key = Key(campaign: new.campaign, text: new.key)
    guard let at = latest[key] else {
      return append(new, line, currency, as: key)
    }
    guard isInCurrency(of: at, new, line, currency, &batch) else { return }
    entries[at].rows += 1
    let former = entries[at].measurement
    if new.counts != former.counts || hasLineItems {
      more[at, default: []].append((new.counts, line))
    }
    // The order is known by its first row; what that leaves out may be on another.
    new.counts = former.counts
    if entries[at].measurement.promoCode.isEmpty {
      entries[at].measurement.promoCode = new.promoCode
    }
    if entries[at].measurement.trackingLink.isEmpty {
      entries[at].measurement.trackingLink = new.trackingLink
    }
    if new.isRepeat { entries[at].measurement.isRepeat = true }
    if former.influencer == nil, former.creator == nil {
      entries[at].measurement.influencer = new.influencer
      entries[at].measurement.creator = new.creator
    }
  }

  /// A row below zero takes off from its order; it is a measurement of its own, so that importing it again, alone or
  /// with its order, comes to the same.
  mutating func addRefund(
    _ new: Measurement, _ line: Int, _ currency: Currency?, _ batch: inout ImportBatch
  ) {
    var new = new
    let order = Key(campaign: new.campaign, text: new.key)
    if batch.session.measurements[new.identity]?.isRepeat == true { new.isRepeat = true }
    if let at = latest[order] {
      let order = entries[at].measurement
      if order.isRepeat { new.isRepeat = true }
      if new.promoCode.isEmpty { new.promoCode = order.promoCode }
      if new.trackingLink.isEmpty { new.trackingLink = order.trackingLink }
      if new.influencer == nil, new.creator == nil {
        new.influencer = order.influencer
        new.creator = order.creator
      }
    }
    new.key += " refund"
    let key = Key(campaign: new.campaign, text: new.key)
    guard let at = latest[key] else {
      return append(new, line, currency, as: key)
    }
    guard isInCurrency(of: at, new, line, currency, &batch) else { return }
    entries[at].rows += 1
    entries[at].measurement.counts.add(new.counts)
  }

  private mutating func append(
    _ new: Measurement, _ line: Int, _ currency: Currency?, as key: Key
  ) {
    latest[key] = entries.count
    var entry = Entry(measurement: new, line: line, previous: -1)
    entry.currency = currency
    entries.append(entry)
  }

  /// Whether a further row of an order can be added up with it; otherwise it is refused.
  private func isInCurrency(
    of at: Int, _ new: Measurement, _ line: Int, _ currency: Currency?, _ batch: inout ImportBatch
  ) -> Bool {
    guard new.counts.revenue != nil, entries[at].measurement.counts.revenue != nil,
      entries[at].currency != currency
    else { return true }
    let codes = [currency, entries[at].currency].map {
      ($0 ?? batch.session.settings.currency).code
    }
    batch.refuse(
      line: line,
      "its amount is in \(codes[0]), and that of line \(entries[at].line), which is of the same order, in \(codes[1])",
      in: .revenue)
    return false
  }

  /// Converts what came in another currency, once the rows of each order are added up.
  mutating func convertOrders(_ batch: inout ImportBatch) {
    for at in entries.indices where entries[at].currency != nil {
      convert(&entries[at].measurement, entries[at].currency, entries[at].line, &batch)
    }
  }

  func convert(
    _ measurement: inout Measurement, _ currency: Currency?, _ line: Int,
    _ batch: inout ImportBatch
  ) {
    guard let currency,
      !batch.foreign.convertRevenue(of: &measurement, from: currency, batch.session.settings)
    else { return }
    batch.cantConvert(batch.has(.revenue) ? .revenue : .orderTotal, currency, line: line)
  }

  /// Settles orders of several rows with amounts: either each row has its line's, or all have the order's.
  mutating func settleOrders(_ batch: inout ImportBatch) {
    guard !more.isEmpty else { return }
    let isOrderTotal = !batch.has(.revenue)
    let differ = more.contains { at, rows in
      rows.contains { $0.counts.revenue != entries[at].measurement.counts.revenue }
    }
    let areLines = hasLineItems && !isOrderTotal && differ
    linesAddUp = areLines
    var repeated = 0
    var orders = 0
    for (at, rows) in more.sorted(by: { $0.key < $1.key }) {
      if areLines {
        orders += 1
        let isOne = entries[at].measurement.counts.conversions == 1 && self.orders.areOrders
        for row in rows { entries[at].measurement.counts.add(row.counts) }
        if isOne, !batch.has(.conversions), !batch.has(.orders) {
          entries[at].measurement.counts.conversions = 1
        }
        continue
      }
      for row in rows {
        if row.counts == entries[at].measurement.counts {
          repeated += 1
          continue
        }
        entries[at].rows -= 1
        let line = entries[at].line
        batch.refuse(
          line: row.line,
          "line \(line) has the same number, “\(entries[at].measurement.key)”, with other figures. Neither takes the place "
            + "of the other: line \(line) counts", in: .key)
      }
    }
    if orders > 0 {
      batch.note(
        "\(CountText.plural(orders, "order has", "orders have")) several rows with amounts of their own: they are taken as "
          + "the lines of the order, and add up.")
    }
    if repeated > 0, hasLineItems {
      batch.note(
        "\(CountText.plural(repeated, "row repeats", "rows repeat")) the amount of an order with several lines: it is taken "
          + "as the order's total, once.")
    }
  }

  mutating func settleLoose(_ batch: inout ImportBatch) {
    for (key, lines) in loose.sorted(by: { $0.value[0] < $1.value[0] }) {
      if let at = latest[key] {
        entries[at].rows += lines.count
      } else {
        for line in lines { batch.refuse(line: line, "it has no figures") }
      }
    }
    loose = [:]
  }

  /// Says how many orders renew a subscription.
  func noteRepeats(_ batch: inout ImportBatch) {
    let repeats = entries.filter { $0.measurement.isRepeat }
    guard let first = repeats.first else { return }
    let orders = repeats.reduce(0) { $0 &+ ($1.measurement.counts.conversions ?? 0) }
    let amount = repeats.reduce(Money.zero) { $0 + ($1.measurement.counts.revenue ?? .zero) }
    let subject = CountText.plural(
      orders, "order is a repeat of a subscription", "orders are repeats of subscriptions")
    batch.note(
      "\(subject), \(MoneyText.exact(amount, batch.session.settings.currency)): kept, but counted apart from what the "
        + "campaign brought (first on line \(first.line)).")
  }
}
