import Marketing
import Tabular
import Wording

/// Rows with payments to influencers: per order they are commission, otherwise fees.
struct PayoutRows {
  private struct Entry {
    var fee = Money.zero
    var commission = Money.zero
    var productCost: Money?
    var hasFee = false
    var hasCommission = false
    /// Whether all of it has been paid.
    var isPaid = true
    var rows = 0
    var line = 0
  }

  /// What one row says was paid.
  private struct Payment {
    var fee: Money?
    var commission: Money?
    var productCost: Money?
    var isPaid: Bool
    let line: Int

    var isBelowZero: Bool { (fee ?? .zero) < .zero || (commission ?? .zero) < .zero }

    mutating func negate() {
      fee = fee.map { Money(minorUnits: -$0.minorUnits) }
      commission = commission.map { Money(minorUnits: -$0.minorUnits) }
    }
  }

  private struct Who: Hashable {
    let campaign: CampaignID
    let influencer: InfluencerID
  }

  private let influencers: CreatorIndex
  /// Of accounts whose rows don't say theirs.
  private let platform: Platform?
  private var campaigns: CampaignFinder
  private var entries: [Who: Entry] = [:]
  private var order: [Who] = []
  /// Rows below zero: in an account's statement that is what was paid.
  private var below: [(who: Who, payment: Payment)] = []

  /// Whether the rows are products that were sent, without any payment.
  private let areGifts: Bool

  init(_ batch: inout ImportBatch) throws(ImportError) {
    areGifts =
      batch.has(.productCost)
      && ![.totalPayout, .commissionPaid, .payoutRate].contains(where: batch.has)
    influencers = CreatorIndex(batch.session.roster)
    platform = batch.knownPlatform
    campaigns = try CampaignFinder(&batch, goal: .conversions)
  }

  mutating func take(_ row: TableRow, _ batch: inout ImportBatch) {
    let code = batch.promoCode(row)
    guard let who = batch.text(.influencerReference, row) ?? code else {
      if batch.isPresent(.totalPayout, row), !batch.isPresent(.payoutBasis, row),
        batch.day(.date, row) == nil
      {
        return batch.setAside(row.line, "it adds up the others, and is nobody's")
      }
      return batch.refuse(row, "it names no influencer", in: .influencerReference)
    }
    let platform = batch.text(.platform, row).map { Platform(rawValue: $0) } ?? platform
    guard
      let influencer = influencers.find(who, platform: platform)
        ?? code.flatMap({ holder(of: $0, row, batch) })
    else {
      if TotalsWords.contains(who) {
        return batch.setAside(row.line, "it adds up the others, and is nobody's")
      }
      let places = influencers.platforms(of: who)
      if places.count > 1 {
        return batch.refuse(
          row,
          "the roster has “\(who)” on \(places.map(\.title).joined(separator: " and ")): say which, such as --platform "
            + places[0].rawValue, in: .influencerReference)
      }
      if !batch.isPresent(.influencerReference, row) {
        return batch.refuse(
          row,
          "no booking has the promo code “\(who)”, or those of several influencers do: enter it in the booking",
          in: .promoCode)
      }
      return batch.refuse(
        row, "“\(who)” isn't in the roster: import the influencers first", in: .influencerReference)
    }
    let status = batch.text(.payoutStatus, row).map(PayoutStatus.init) ?? .paid
    if status == .void { return batch.setAside(row.line, "the payment didn't happen") }
    if areGifts { return takeGift(row, influencer, &batch) }
    let earned = batch.money(.commissionPaid, row)
    guard let stated = batch.money(.totalPayout, row) ?? product(row, &batch) ?? earned else {
      let field = batch.has(.totalPayout) ? ImportField.totalPayout : .commissionPaid
      if batch.isPresent(field, row),
        let code = batch.foreign.unconverted.keys.sorted().first.flatMap({ Currency(code: $0) })
      {
        return batch.refuse(
          row,
          "its payout is in \(code.code), and the session states no rate: "
            + "\(RateText.remedy(for: code, in: batch.session.settings.currency)) does",
          in: field)
      }
      return batch.refuse(row, "it has no payout", in: field)
    }
    if stated == .zero, !batch.isPresent(.payoutBasis, row) {
      return batch.setAside(row.line, "nothing was paid")
    }
    guard let campaign = campaigns.find(batch.text(.campaign, row), day: batch.day(.date, row))
    else {
      return batch.refuse(
        row, "it names no campaign, and none was given for such rows", in: .campaign)
    }
    var payment = Payment(isPaid: status == .paid, line: row.line)
    if let earned {
      payment.commission = earned
      if batch.isPresent(.totalPayout, row) { payment.fee = stated }
    } else if batch.text(.payoutBasis, row).map(PayoutRows.isPerOrder) ?? false {
      payment.commission = stated
    } else {
      payment.fee = stated
    }
    if let cost = batch.money(.productCost, row), cost >= .zero { payment.productCost = cost }
    let key = Who(campaign: campaign, influencer: influencer)
    if payment.isBelowZero {
      below.append((key, payment))
    } else {
      add(payment, key)
    }
  }

  /// A product that was sent: its cost is the booking's, and says nothing of fees.
  private mutating func takeGift(
    _ row: TableRow, _ influencer: InfluencerID, _ batch: inout ImportBatch
  ) {
    guard let cost = batch.money(.productCost, row), cost >= .zero else {
      return batch.refuse(row, "it doesn't say what the product cost", in: .productCost)
    }
    guard let campaign = campaigns.find(batch.text(.campaign, row), day: batch.day(.date, row))
    else {
      return batch.refuse(
        row, "it names no campaign, and none was given for such rows", in: .campaign)
    }
    var payment = Payment(isPaid: false, line: row.line)
    payment.productCost = cost
    add(payment, Who(campaign: campaign, influencer: influencer))
  }

  /// Whose bookings have the code, in the row's campaign if it names one; nil if nobody's have, or several people's.
  private func holder(of code: String, _ row: TableRow, _ batch: ImportBatch) -> InfluencerID? {
    let wanted = code.lowercased()
    let campaign = batch.plainText(.campaign, row)?.lowercased()
    let holders = Set(
      batch.session.bookings.rows.filter { booking in
        booking.promoCode.lowercased() == wanted && booking.stage != .declined
          && (campaign == nil
            || batch.session.campaigns[booking.campaign]?.name.lowercased() == campaign)
      }.map(\.influencer))
    return holders.count == 1 ? holders.first : nil
  }

  private mutating func add(_ payment: Payment, _ key: Who) {
    if entries[key] == nil { order.append(key) }
    var entry = entries[key] ?? Entry()
    entry.rows += 1
    entry.line = payment.line
    entry.isPaid = entry.isPaid && payment.isPaid
    if let fee = payment.fee {
      entry.fee += fee
      entry.hasFee = true
    }
    if let commission = payment.commission {
      entry.commission += commission
      entry.hasCommission = true
    }
    if let cost = payment.productCost { entry.productCost = (entry.productCost ?? .zero) + cost }
    entries[key] = entry
  }

  /// So much for each order or post, where the total isn't said.
  private func product(_ row: TableRow, _ batch: inout ImportBatch) -> Money? {
    guard let rate = batch.money(.payoutRate, row), let count = batch.count(.orders, row) else {
      return nil
    }
    let (units, isTooLarge) = rate.minorUnits.multipliedReportingOverflow(by: Int64(count))
    return isTooLarge ? nil : Money(minorUnits: units)
  }

  /// In a statement everything paid is below zero; among other payments such a row is an error.
  private mutating func settleBelow(_ batch: inout ImportBatch) {
    guard entries.isEmpty else {
      for row in below {
        batch.refuse(line: row.payment.line, "its payout is below zero", in: .totalPayout)
      }
      return
    }
    guard !below.isEmpty else { return }
    batch.note("All amounts are below zero, as in a statement: they are taken as paid.")
    for (who, payment) in below {
      var payment = payment
      payment.negate()
      add(payment, who)
    }
  }

  private static func isPerOrder(_ basis: String) -> Bool {
    ["order", "orders", "sale", "sales", "commission", "conversion", "affiliate"].contains(
      basis.lowercased())
  }

  mutating func finish(_ batch: inout ImportBatch) {
    settleBelow(&batch)
    // What the session would say to the bookings, it says now, with the line.
    var trial = batch.session.withoutMeasurements
    for edit in campaigns.edits(&batch) {
      batch.append(edit)
      _ = try? trial.apply(edit)
    }
    var booked: [Who: [Booking]] = [:]
    for booking in batch.session.bookings.rows where booking.stage != .declined {
      booked[Who(campaign: booking.campaign, influencer: booking.influencer), default: []].append(
        booking)
    }
    var next = batch.session.bookings.nextID.number
    for key in order {
      guard let entry = entries[key] else { continue }
      let former = booked[key]?.first
      if booked[key]?.count ?? 0 > 1 {
        let handle = batch.session.roster[key.influencer]?.handle ?? ""
        batch.note(
          "@\(handle) has several bookings in the campaign; the payout went to the first of them.")
      }
      var booking =
        former ?? Booking(id: BookingID(next), campaign: key.campaign, influencer: key.influencer)
      if former == nil { next += 1 }
      if entry.hasFee {
        booking.fee = entry.fee
      } else if former == nil, entry.hasCommission {
        // Whoever was paid by the order alone got no fee; a gift says nothing of one.
        booking.fee = .zero
      }
      if entry.hasCommission { booking.commission = entry.commission }
      if let cost = entry.productCost { booking.productCost = cost }
      if entry.isPaid {
        booking.stage = .paid
      } else if former == nil {
        // Who got a product has still to post.
        booking.stage = areGifts ? .contracted : .done
      }
      guard booking.fee ?? .zero <= .limit, booking.commission <= .limit,
        booking.productCost <= .limit
      else {
        batch.unchanged += entry.rows
        batch.note("A payout too large to be true was left out.")
        continue
      }
      if booking == former {
        batch.unchanged += entry.rows
      } else if let objection = trial.objection(to: .put(booking)) {
        if former == nil { next -= 1 }
        batch.refuse(line: entry.line, objection.description, in: .influencerReference)
        batch.unchanged += entry.rows - 1
      } else {
        batch.append(.put(booking))
        if former == nil { batch.added += 1 } else { batch.changed += 1 }
        batch.unchanged += entry.rows - 1
      }
    }
  }
}
