import Marketing
import Tabular
import Wording

// Gift cards are revenue when they are redeemed, not when they are sold.
extension MeasurementRows {
  /// What a row says that a known export leaves aside as a further line of its order.
  mutating func look(atLine row: TableRow, _ batch: inout ImportBatch) {
    guard giftCards != nil, !entries.isEmpty, hasKey, let text = batch.plainText(.key, row),
      let campaign = campaigns.find(batch.plainText(.campaign, row), day: nil),
      let at = latest[Key(campaign: campaign, text: text)]
    else { return }
    noteItem(row, at: at, amount: nil, batch)
  }

  mutating func noteGiftCards(
    _ row: TableRow, _ order: Measurement, _ currency: Currency?, _ batch: inout ImportBatch
  ) {
    guard giftCards != nil, order.counts.revenue ?? .zero >= .zero,
      let at = latest[Key(campaign: order.campaign, text: order.key)]
    else { return }
    noteItem(row, at: at, amount: order.counts.revenue, batch)
    let currency = currency ?? batch.session.settings.currency
    if entries[at].line == row.line, let card = giftCards?.redeemed(row, currency),
      let total = batch.plainMoney(.revenue, row, currency)
        ?? batch.plainMoney(.orderTotal, row, currency)
    {
      giftCards?.take(row, paid: card, of: total, at: at, currency)
    }
  }

  /// Notes whether a row of an order is about a gift card.
  mutating func noteItem(_ row: TableRow, at place: Int, amount: Money?, _ batch: ImportBatch) {
    guard let content = giftCards?.content(row) else { return }
    switch content {
    case .unknown, .otherGoods: entries[place].hasOtherGoods = true
    case .mixed, .onlyCards:
      let currency = entries[place].currency ?? batch.session.settings.currency
      giftCards?.take(row, content, at: place, amount: amount, currency)
    }
  }

  /// Whether a row takes back what was paid for a gift card, which never counted.
  mutating func isRefundOfCard(
    _ order: Measurement, _ row: TableRow, _ batch: inout ImportBatch
  ) -> Bool {
    guard let revenue = order.counts.revenue, revenue < .zero,
      case .onlyCards? = giftCards?.content(row)
    else { return false }
    batch.setAside(row.line, "the refund of a gift card, which never counted")
    return true
  }

  /// An order of zero that was paid with a gift card is no gift.
  func isPaidByCard(_ row: TableRow, _ batch: ImportBatch) -> Bool {
    giftCards?.redeemed(row, batch.session.settings.currency) != nil
  }

  /// Takes what was paid for gift cards off their orders, and adds what they paid to totals that are without it.
  mutating func settleGiftCards(_ batch: inout ImportBatch) {
    guard giftCards != nil else { return }
    addRedeemed(&batch)
    var off: [Currency: Money] = [:]
    var orders = 0
    var first = Int.max
    var gone: Set<Int> = []
    for (at, sold) in (giftCards?.sold ?? [:]).sorted(by: { $0.key < $1.key }) {
      let entry = entries[at]
      let currency = entry.currency ?? batch.session.settings.currency
      let revenue = entry.measurement.counts.revenue
      if !entry.hasOtherGoods, !sold.isMixed {
        gone.insert(at)
        off[currency, default: .zero] += revenue ?? .zero
      } else if let revenue, let cost = cost(sold) {
        let part = min(cost, max(revenue, .zero))
        entries[at].measurement.counts.revenue = revenue - part
        // No tax is paid for a card, nor is it shipped.
        if let net = entry.measurement.counts.netRevenue {
          entries[at].measurement.counts.netRevenue = max(.zero, net - part)
        }
        off[currency, default: .zero] += part
      } else if revenue != nil {
        batch.leaveOut(
          line: entry.line,
          "a gift card was bought beside other goods, and the file doesn't say for how much: the order's amount is too high by that"
        )
        continue
      }
      orders += 1
      first = min(first, entry.line)
    }
    giftCards?.sold = [:]
    guard orders > 0 else { return }
    let amounts = off.sorted { $0.key.code < $1.key.code }
      .map { MoneyText.exact($0.value, $0.key) }.joined(separator: " and ")
    batch.note(
      "\(CountText.plural(orders, "order has", "orders have")) gift cards, which are revenue when they are redeemed: "
        + "the \(amounts) paid for them is taken off (first on line \(first)).")
    leaveCards(gone, &batch)
  }

  private func cost(_ sold: GiftCards.Sold) -> Money? {
    var sum = Money.zero
    for line in sold.lines {
      guard let cost = linesAddUp ? line.amount ?? line.price : line.price else { return nil }
      sum += cost
    }
    return sum
  }

  /// Orders of nothing but gift cards are no conversions.
  private mutating func leaveCards(_ gone: Set<Int>, _ batch: inout ImportBatch) {
    guard !gone.isEmpty else { return }
    var keys: Set<Key> = []
    for at in gone.sorted() {
      let entry = entries[at]
      batch.setAside(
        entry.line, "orders of nothing but gift cards are no conversions", rows: entry.rows)
      cancel(entry.measurement, batch)
      keys.insert(
        Key(campaign: entry.measurement.campaign, text: entry.measurement.key + " refund"))
    }
    entries = entries.indices.compactMap { at in
      let row = entries[at].measurement
      return gone.contains(at) || keys.contains(Key(campaign: row.campaign, text: row.key))
        ? nil : entries[at]
    }
    relink()
  }

  private mutating func addRedeemed(_ batch: inout ImportBatch) {
    guard let cards = giftCards, !cards.paid.isEmpty else { return }
    defer { giftCards?.paid = [:] }
    let orders = CountText.plural(cards.paid.count, "order")
    guard cards.less != cards.full else {
      batch.note(
        "\(orders) paid with gift cards: the file's sums don't tell whether its totals hold what “\(cards.redeemedLabel)” "
          + "says, so nothing is added. If they don't, add the two columns up in the file.")
      return
    }
    guard cards.less > cards.full else { return }
    for (at, paid) in cards.paid {
      guard let revenue = entries[at].measurement.counts.revenue else { continue }
      // Of an order that was refunded it isn't known what went back to the card.
      if revenue > .zero || paid.total == .zero {
        // What of a card that paid for everything was tax, an amount of nothing doesn't say.
        entries[at].measurement.counts.netRevenue =
          revenue == .zero ? nil : entries[at].measurement.counts.netRevenue.map { $0 + paid.card }
        entries[at].measurement.counts.revenue = revenue + paid.card
      }
    }
    batch.note(
      "\(orders) paid with gift cards: the totals are without what “\(cards.redeemedLabel)” says, as the sums show, "
        + "so it is added back.")
  }
}
