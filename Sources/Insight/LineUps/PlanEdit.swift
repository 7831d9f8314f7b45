import Marketing
import Wording

extension Plan {
  /// The new bookings of the line-up as one change: proposed, with deliverables, fee, hours and days. Nil if there is
  /// nothing new to book.
  ///
  /// Estimated fees are rounded to whole units of the currency, and the booking's note says so. Existing proposals and
  /// offers to influencers of the line-up stay as they are.
  package func edit(in session: Session) -> Edit? {
    var next = session.bookings.nextID.number
    var edits: [Edit] = []
    let booked = Set(
      session.bookings.rows.lazy
        .filter { $0.campaign == draft.campaign.id && $0.stage.isPlanned }.map(\.influencer))
    for entry in lineUp where !booked.contains(entry.influencer.id) {
      edits.append(.put(booking(entry, BookingID(next), session)))
      next += 1
    }
    guard !edits.isEmpty else { return nil }
    let people = CountText.plural(edits.count, "influencer")
    return .group("book \(people) for \(draft.campaign.name)", edits)
  }

  private func booking(_ entry: Entry, _ id: BookingID, _ session: Session) -> Booking {
    var booking = Booking(id: id, campaign: draft.campaign.id, influencer: entry.influencer.id)
    let forecast = entry.forecast
    booking.stage = .proposed
    booking.deliverables = entry.package.deliverables
    let scale = Double(session.settings.currency.scale)
    if let fee = forecast.fee {
      let isFirm = fee.basis.kind.isFirm
      let amount = fee.outcome.mean
      booking.fee = Money(
        minorUnits: Int64(isFirm ? amount.rounded() : (amount / scale).rounded() * scale))
      if !isFirm { booking.notes = "Planned; the fee is estimated (\(fee.basis.text))." }
    }
    booking.productCost = Money(minorUnits: Int64(forecast.productCost.rounded()))
    booking.commission = Money(minorUnits: Int64(forecast.commission.rounded()))
    booking.hours = entry.candidate.hours
    booking.start = entry.candidate.days?.lowerBound
    booking.end = entry.candidate.days?.upperBound
    return booking
  }
}
