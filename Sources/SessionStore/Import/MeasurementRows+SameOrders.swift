import Marketing
import Tabular
import Wording

// The same orders from two sources of one kind, such as a shop's export and a sheet made by hand, or two affiliate apps.
extension MeasurementRows {
  /// Orders that the session has from another source of the same kind count once. They are told by their number, however
  /// it is written (`#1001`, `1001`); where one of the two has no numbers, by day and amount, if half of the file's rows
  /// have those of orders that are there. A known export's figures count before others, and otherwise the first.
  mutating func joinSameOrders(_ batch: inout ImportBatch) {
    let log = batch.session.measurements
    guard !log.isEmpty else { return }
    let mine = (channel ?? .shop)
    let new = entries.indices.filter {
      let row = entries[$0].measurement
      return row.salesChannel == mine && log[row.identity] == nil && ownKey(row, log) == nil
    }
    guard !new.isEmpty else { return }
    let campaigns = Set(new.map { entries[$0].measurement.campaign })
    let there = log.rows.filter {
      $0.kind == .increment && $0.from == nil && $0.salesChannel == mine
        && campaigns.contains($0.campaign)
    }
    guard !there.isEmpty else { return }
    let numbered = sameNumbers(new, there)
    let others = sameDaysAndAmounts(new.filter { numbered[$0] == nil }, there, taken: numbered)
    settle(numbered.merging(others) { first, _ in first }, &batch)
    for (places, how) in [(numbered, "by their number"), (others, "by day and amount")]
    where !places.isEmpty {
      let count = places.count
      let files = Set(places.values.map(\.source)).sorted().filter { !$0.isEmpty }
      batch.note(
        "\(CountText.plural(count, "order is", "orders are")) known from "
          + "\(files.isEmpty ? "another source" : files.joined(separator: ", ")) \(how): \(count == 1 ? "it counts" : "they count") once, "
          + (isKnownExport(batch)
            ? "with the figures of this export."
            : "with the figures that are there. To take this file's instead, undo that import first.")
      )
    }
  }

  private func isKnownExport(_ batch: ImportBatch) -> Bool { batch.mapping.known?.isGuess == false }

  private func sameNumbers(_ new: [Int], _ there: [Measurement]) -> [Int: Measurement] {
    var byNumber: [Key: Measurement] = [:]
    for row in there {
      if let number = OrderNumber.plain(row.key) {
        byNumber[Key(campaign: row.campaign, text: number)] = row
      }
    }
    var same: [Int: Measurement] = [:]
    for at in new {
      let row = entries[at].measurement
      // Two shops may both have an order 1001, but hardly on the same day.
      guard let number = OrderNumber.plain(row.key),
        let known = byNumber[Key(campaign: row.campaign, text: number)],
        abs(known.day - row.day) <= 1, mayBeOfOne(row, known)
      else { continue }
      same[at] = known
    }
    return same
  }

  private struct Sale: Hashable {
    let campaign: CampaignID
    let day: Day
    let revenue: Money
  }

  private func sameDaysAndAmounts(
    _ new: [Int], _ there: [Measurement], taken: [Int: Measurement]
  ) -> [Int: Measurement] {
    let taken = Set(taken.values.map(\.identity))
    var open: [Sale: [Measurement]] = [:]
    for row in there where row.source != source && !taken.contains(row.identity) {
      guard let revenue = row.counts.revenue else { continue }
      open[Sale(campaign: row.campaign, day: row.day, revenue: revenue), default: []].append(row)
    }
    var same: [Int: Measurement] = [:]
    for at in new {
      let row = entries[at].measurement
      guard let revenue = row.counts.revenue else { continue }
      let sale = Sale(campaign: row.campaign, day: row.day, revenue: revenue)
      // Two numbers are two orders.
      let fit = open[sale]?.firstIndex {
        (OrderNumber.plain(row.key) == nil || OrderNumber.plain($0.key) == nil)
          && mayBeOfOne(row, $0)
      }
      if let fit { same[at] = open[sale]?.remove(at: fit) }
    }
    return same.count >= 2 && same.count * 2 >= new.count ? same : [:]
  }

  /// Whether nothing says that the two are of different creators.
  private func mayBeOfOne(_ one: Measurement, _ other: Measurement) -> Bool {
    if !one.promoCode.isEmpty, !other.promoCode.isEmpty {
      return one.promoCode.lowercased() == other.promoCode.lowercased()
    }
    if let one = one.influencer, let other = other.influencer { return one == other }
    return haveSameAuthor(one, other) || one.creator == nil || other.creator == nil
  }

  private mutating func settle(_ same: [Int: Measurement], _ batch: inout ImportBatch) {
    guard !same.isEmpty else { return }
    if isKnownExport(batch) {
      for (at, known) in same {
        movedFrom.append(known.identity)
        entries[at].measurement.booking = known.booking
        if known.isRepeat { entries[at].measurement.isRepeat = true }
        entries[at].measurement.takeCredit(from: known)
      }
      return
    }
    for (at, known) in same.sorted(by: { $0.key < $1.key }) {
      var credited = known
      credited.takeCredit(from: entries[at].measurement)
      if entries[at].measurement.isRepeat { credited.isRepeat = true }
      batch.unchanged += entries[at].rows - 1
      if credited == known {
        batch.unchanged += 1
      } else {
        batch.append(.put(credited))
        batch.changed += 1
      }
    }
    entries = entries.indices.filter { same[$0] == nil }.map { entries[$0] }
    relink()
  }
}

extension Measurement {
  /// Whether it says anything about whom it may be credited to.
  private var hasCredit: Bool {
    influencer != nil || creator != nil || !promoCode.isEmpty || !trackingLink.isEmpty
  }

  /// What one source says about whom an order is credited to holds for another that says nothing.
  mutating func takeCredit(from other: Measurement) {
    guard !hasCredit else { return }
    influencer = other.influencer
    creator = other.creator
    promoCode = other.promoCode
    trackingLink = other.trackingLink
  }
}

/// An order's number, however a source writes it.
enum OrderNumber {
  /// `1001` of `#1001`; nil if the key is none, or of a refund.
  static func plain(_ key: String) -> String? {
    guard !key.hasPrefix("row "), !key.hasSuffix(" refund"), !key.contains(" · ") else {
      return nil
    }
    let text = key.drop { $0 == "#" || $0 == " " }.lowercased()
    return text.isEmpty ? nil : text
  }
}
