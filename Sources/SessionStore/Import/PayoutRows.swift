import Marketing
import Tabular

/// Rows with payments to influencers: per order they are commission, otherwise fees.
struct PayoutRows {
  private struct Entry {
    var fee = Money.zero
    var commission = Money.zero
    var productCost: Money?
    var hasFee = false
    var hasCommission = false
    var rows = 0
    var line = 0
  }

  private struct Who: Hashable {
    let campaign: CampaignID
    let influencer: InfluencerID
  }

  private let influencers: CreatorIndex
  private var campaigns: CampaignFinder
  private var entries: [Who: Entry] = [:]
  private var order: [Who] = []

  init(_ batch: inout ImportBatch) throws(ImportError) {
    influencers = CreatorIndex(batch.session.roster)
    campaigns = try CampaignFinder(&batch, goal: .conversions)
  }

  mutating func take(_ row: TableRow, _ batch: inout ImportBatch) {
    guard let who = batch.text(.influencerReference, row) else {
      if batch.isPresent(.totalPayout, row), !batch.isPresent(.payoutBasis, row) {
        return batch.setAside(row.line, "it adds up the others, and is nobody's")
      }
      return batch.refuse(row, "it names no influencer")
    }
    let platform = batch.text(.platform, row).map { Platform(rawValue: $0) }
    guard let influencer = influencers.find(who, platform: platform) else {
      if TotalsWords.contains(who) {
        return batch.setAside(row.line, "it adds up the others, and is nobody's")
      }
      return batch.refuse(
        row, "“\(who)” isn't in the roster: import the influencers first", in: .influencerReference)
    }
    guard let amount = batch.money(.totalPayout, row) ?? product(row, &batch) else {
      return batch.refuse(row, "it has no payout", in: .totalPayout)
    }
    guard amount >= .zero else {
      return batch.refuse(row, "its payout is below zero", in: .totalPayout)
    }
    guard let campaign = campaigns.find(batch.text(.campaign, row), day: batch.day(.date, row))
    else {
      return batch.refuse(row, "it names no campaign, and none was given for such rows")
    }
    let key = Who(campaign: campaign, influencer: influencer)
    if entries[key] == nil { order.append(key) }
    var entry = entries[key] ?? Entry()
    entry.rows += 1
    entry.line = row.line
    if batch.text(.payoutBasis, row).map(PayoutRows.isPerOrder) ?? false {
      entry.commission += amount
      entry.hasCommission = true
    } else {
      entry.fee += amount
      entry.hasFee = true
    }
    if let cost = batch.money(.productCost, row), cost >= .zero {
      entry.productCost = (entry.productCost ?? .zero) + cost
    }
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

  private static func isPerOrder(_ basis: String) -> Bool {
    ["order", "orders", "sale", "sales", "commission", "conversion", "affiliate"].contains(
      basis.lowercased())
  }

  func finish(_ batch: inout ImportBatch) {
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
      if entry.hasFee { booking.fee = entry.fee }
      if entry.hasCommission { booking.commission = entry.commission }
      if let cost = entry.productCost { booking.productCost = cost }
      booking.stage = .paid
      guard booking.fee <= .limit, booking.commission <= .limit, booking.productCost <= .limit
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
