import Forecast
import Marketing
import Metrics
import Wording

/// What applying a plan does to a campaign's bookings: for review, and as an edit.
package struct PlanChange: Sendable, Equatable {
  /// A proposal or an offer that becomes what is planned.
  package struct Alteration: Sendable, Equatable {
    package let former: Booking
    package let booking: Booking
  }

  /// New proposals.
  package fileprivate(set) var added: [Booking] = []
  package fileprivate(set) var altered: [Alteration] = []
  /// Proposals and offers that the line-up doesn't have.
  package fileprivate(set) var dropped: [Booking] = []
  /// Proposals and offers that are as planned.
  package fileprivate(set) var unchanged: [Booking] = []
  /// Contracted or further, or with results: they stay as they are.
  package fileprivate(set) var kept: [Booking] = []
  /// What all of that costs with the campaign's ad spend. Fees that nobody has named are in it at the plan's guess.
  package fileprivate(set) var total: Money = .zero
  /// The part of the total that is ad spend.
  package fileprivate(set) var adSpend: Money = .zero
  /// The budget that was planned with; nil for no limit.
  package fileprivate(set) var budget: Money?
  private let campaign: String

  package var isEmpty: Bool { added.isEmpty && altered.isEmpty && dropped.isEmpty }
  /// What the total is beyond the budget; nil within it.
  package var excess: Money? { budget.flatMap { total > $0 ? total - $0 : nil } }

  fileprivate init(of campaign: Campaign) { self.campaign = campaign.name }

  /// Nil if there is nothing to change.
  package var edit: Edit? {
    let edits =
      dropped.map(withdrawal) + altered.map { .put($0.booking) }
      + added.map { .put($0) }
    guard !edits.isEmpty else { return nil }
    let people = CountText.plural(added.count, "influencer")
    return .group(
      dropped.isEmpty && altered.isEmpty
        ? "book \(people) for \(campaign)" : "the line-up of \(campaign): \(summary)", edits)
  }

  /// A proposal leaves no trace; an offer that somebody got stays on record, and so does what was offered.
  private func withdrawal(_ booking: Booking) -> Edit {
    guard booking.stage == .offered else { return .booking(booking.id, nil) }
    var closed = booking
    closed.stage = .declined
    closed.notes = [booking.notes, "Offer withdrawn: not in the plan."].filter { !$0.isEmpty }
      .joined(separator: " ")
    return .put(closed)
  }

  /// `adds 12, changes 1, drops 3, keeps 17`.
  package var summary: String {
    let parts = [
      ("adds", added.count), ("changes", altered.count), ("drops", dropped.count),
      ("keeps", kept.count + unchanged.count),
    ]
    return parts.filter { $0.1 > 0 }.map { "\($0.0) \(CountText.exact($0.1))" }
      .joined(separator: ", ")
  }
}

extension Plan {
  /// What has to change in a session so that the campaign has this line-up: new proposals come in, older proposals and
  /// offers that the line-up doesn't have go, and contracts stay.
  ///
  /// A fee that is only estimated stays unknown, and the booking's note says what was planned with.
  package func change(in session: Session) -> PlanChange {
    var result = PlanChange(of: draft.campaign)
    result.budget = draft.request.budget
    var entries: [InfluencerID: Entry] = [:]
    for entry in lineUp { entries[entry.influencer.id] = entry }
    var guesses: [BookingID: Money] = [:]
    for entry in lineUp {
      if let id = entry.candidate.booking { guesses[id] = entry.cost }
    }
    let measured = Set(
      session.measurements.rows.lazy
        .filter { $0.campaign == draft.campaign.id }.compactMap(\.booking))
    var seen: Set<InfluencerID> = []
    let own = session.bookings.rows.filter {
      $0.campaign == draft.campaign.id && $0.stage.isPlanned
    }
    // Of several bookings of one person the furthest is the one that was planned with.
    for booking in own.sorted(by: { $0.stage > $1.stage }) {
      let isFirst = seen.insert(booking.influencer).inserted
      let entry = isFirst ? entries[booking.influencer] : nil
      if booking.stage.isCommitted || measured.contains(booking.id) {
        result.kept.append(booking)
        result.total += booking.cost ?? guesses[booking.id] ?? booking.knownCost
      } else if let entry {
        let planned = planned(booking, entry)
        result.total += planned.cost ?? entry.cost
        if planned == booking {
          result.unchanged.append(booking)
        } else {
          result.altered.append(.init(former: booking, booking: planned))
        }
      } else {
        result.dropped.append(booking)
      }
    }
    var next = session.bookings.nextID.number
    for entry in lineUp where !seen.contains(entry.influencer.id) {
      let booking = booking(entry, BookingID(next), session)
      next += 1
      result.added.append(booking)
      result.total += booking.cost ?? entry.cost
    }
    result.adSpend =
      Budget.make(session).campaigns.first { $0.campaign == draft.campaign.id }?.all.adSpend
      ?? .zero
    result.total += result.adSpend
    return result
  }

  /// A proposal or an offer as the line-up has it. What is entered in it stays if it is for as many pieces.
  private func planned(_ former: Booking, _ entry: Entry) -> Booking {
    var booking = former
    let forecast = entry.forecast
    let isSame = (former.pieces ?? 1) == forecast.pieces
    if !isSame { booking.deliverables = entry.package.deliverables }
    let fee = forecast.fee.flatMap { $0.basis.kind.isFirm ? Money($0.outcome.mean) : nil }
    if !isSame || booking.fee == nil || draft.request.fees[entry.influencer.id] != nil {
      booking.fee = fee
    }
    if !isSame {
      booking.productCost = Money(forecast.productCost)
      booking.commission = Money(forecast.commission)
    }
    return booking
  }

  private func booking(_ entry: Entry, _ id: BookingID, _ session: Session) -> Booking {
    var booking = Booking(id: id, campaign: draft.campaign.id, influencer: entry.influencer.id)
    let forecast = entry.forecast
    booking.stage = .proposed
    booking.deliverables = entry.package.deliverables
    if let fee = forecast.fee {
      let amount = Money(fee.outcome.mean)
      if fee.basis.kind.isFirm {
        booking.fee = amount
      } else {
        let about = MoneyText.compact(amount, session.settings.currency)
        booking.notes = "No fee is named yet; planned at about \(about) (\(fee.basis.text))."
      }
    }
    booking.productCost = Money(forecast.productCost)
    booking.commission = Money(forecast.commission)
    booking.hours = entry.candidate.hours
    booking.start = entry.candidate.days?.lowerBound
    booking.end = entry.candidate.days?.upperBound
    return booking
  }
}

extension Money {
  /// A forecast's amount in whole minor units.
  fileprivate init(_ minorUnits: Double) { self.init(minorUnits: Int64(minorUnits.rounded())) }
}
