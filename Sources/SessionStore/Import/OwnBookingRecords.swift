import Marketing

/// The rows of the own bookings.
struct OwnBookings: OwnRecords {
  static let kind = ExportKind.bookings
  let session: Session
  let columns: [ExportColumn<Booking>]
  private lazy var references = OwnReferences(session)
  private lazy var pairs = Dictionary(
    grouping: session.bookings.rows, by: { Pair(campaign: $0.campaign, influencer: $0.influencer) })

  private struct Pair: Hashable {
    let campaign: CampaignID
    let influencer: InfluencerID
  }

  init(_ session: Session) {
    self.session = session
    columns = Exporter.bookingColumns(session)
  }

  mutating func match(_ keys: OwnKeys) throws(OwnRefusal) -> OwnMatch<Booking> {
    let number = keys.number("id")
    let known = number.flatMap { session.bookings[BookingID($0)] }
    if let known, let mark = keys.mark(Self.kind), session.mark(of: known) == mark {
      return found(known)
    }
    let pair = Pair(
      campaign: try references.campaign(keys), influencer: try references.influencer(keys))
    let blank = Booking(id: BookingID(0), campaign: pair.campaign, influencer: pair.influencer)
    // A row that somebody added is another booking, even of the same influencer.
    if keys.isAdded(Self.kind) { return OwnMatch(record: blank) }
    if let known, known.campaign == pair.campaign, known.influencer == pair.influencer {
      return found(known)
    }
    let same = pairs[pair] ?? []
    guard same.count < 2 else {
      throw OwnRefusal(
        "there are \(same.count) bookings of this influencer in this campaign: write the number of one into “id”"
      )
    }
    if let booking = same.first { return found(booking) }
    return OwnMatch(
      record: blank,
      claim: number.flatMap { n in session.mark(of: blank).map { .new($0, number: n) } })
  }

  private func found(_ booking: Booking) -> OwnMatch<Booking> {
    OwnMatch(original: booking, record: booking, claim: .number(booking.id.number))
  }

  mutating func complete(
    _ record: inout Booking, _ keys: OwnKeys, original: Booking?
  ) throws(OwnRefusal) {
    guard let original else { return }
    let campaign = session.campaigns[original.campaign]
    if keys.cell("campaign").map({ !$0.stands(for: campaign?.name ?? "") }) ?? false {
      record.campaign = try references.campaign(keys)
    }
    if keys.text("handle") != nil || keys.text("platform") != nil,
      !references.names(session.roster[original.influencer], keys)
    {
      record.influencer = try references.influencer(keys)
    }
  }

  var nextNumber: Int? { session.bookings.nextID.number }
  func edits(_ record: Booking, original: Booking?) -> [Edit] { [.put(record)] }
}
