import Marketing
import Wording

// The fields of forms and cells, from the schemas. Fields that the order doesn't name come last.

extension Field where Row == Influencer {
  static let influencer: [Field] = Influencer.schema.ordered([
    "handle", "name", "platform", "followers", "niche", "country", "language", "fee", "er",
    "views", "likes", "comments", "shares", "engagements", "authentic", "sponsored", "real",
    "ages", "found", "approved", "hours", "email", "person", "tags", "notes", "reference",
  ]).compactMap { field in
    let entered = Field(field) { $0.roster.rows }
    // The required fields are the ones that identify an influencer.
    return field.isRequired ? entered?.refusingTwins() : entered
  }

  /// Refuses a second influencer with the same platform and handle.
  private func refusingTwins() -> Field {
    Field(id: id, title: title, kind: kind, help: help, read: read) {
      row, text, context throws(EntryError) in
      try write(&row, text, context)
      let (own, identity) = (row.id, row.identity)
      if let twin = context.session.roster.rows.first(where: {
        $0.id != own && $0.identity == identity
      }) {
        throw EntryError("@\(twin.handle) on \(twin.platform.title) is already in the roster.")
      }
    }
  }
}

extension Field where Row == Booking {
  static let booking: [Field] = Booking.schema.ordered([
    "influencer", "campaign", "stage", "deliverables", "fee", "product", "commission", "code",
    "link", "hours", "start", "end", "notes",
  ]).compactMap { Field($0) { $0.bookings.rows } }
}

extension Field where Row == Campaign {
  static let campaign: [Field] = Campaign.schema.ordered([
    "name", "goal", "start", "end", "budget", "hours", "targets", "notes",
  ]).compactMap { Field($0) { $0.campaigns.rows } }
}
