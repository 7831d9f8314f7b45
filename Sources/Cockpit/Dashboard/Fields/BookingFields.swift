import Marketing
import Wording

extension Field where Row == Booking {
  /// The properties of a booking in the order of the form.
  static let booking: [Field] = [
    influencer, .campaign(\.campaign), .choice("stage", "Stage", \.stage), deliverables,
    .money("fee", "Fee", \.fee),
    .money("product", "Product cost", \.productCost),
    .money("commission", "Commission", \.commission),
    .text("code", "Promo code", \.promoCode), .text("link", "Tracking link", \.trackingLink),
    .hours("hours", "Hours", \.hours), .day("start", "First day", \.start),
    .day("end", "Last day", \.end),
    .text("notes", "Notes", \.notes),
  ]

  private static let influencer = Field(
    id: "influencer", title: "Influencer",
    kind: .suggestion { session in
      session.roster.rows.filter { !$0.isArchived }.map { InfluencerText.write($0) }
    },
    help: "a handle of the roster"
  ) { row, context in
    context.session.roster[row.influencer].map { InfluencerText.write($0) } ?? ""
  } write: { row, text, context throws(EntryError) in
    row.influencer = try InfluencerText.parse(text, in: context.session)
  }

  private static let deliverables = Field(
    id: "deliverables", title: "Deliverables", kind: .list, help: "2 reel, 1 story"
  ) { row, _ in
    row.deliverables.map { "\($0.count) \($0.type)" }.joined(separator: ", ")
  } write: { row, text, _ throws(EntryError) in
    row.deliverables = try ChoiceText.readList(text).map { item throws(EntryError) in
      let words = item.split(whereSeparator: { $0.isWhitespace || $0 == "×" })
      if let count = words.first.flatMap({ Int($0) }), words.count > 1 {
        guard count > 0 else { throw EntryError("“\(item)”: the count starts at 1.") }
        return Deliverable(words.dropFirst().joined(separator: " "), count: count)
      }
      return Deliverable(item, count: 1)
    }
  }
}

/// An influencer named in text: `handle`, or `handle@platform` where the handle alone is ambiguous.
enum InfluencerText {
  static func write(_ influencer: Influencer) -> String {
    "\(influencer.handle)@\(influencer.platform.rawValue)"
  }

  static func parse(_ text: String, in session: Session) throws(EntryError) -> InfluencerID {
    let bare = String(text.trimmed.drop { $0 == "@" })
    let parts = bare.split(separator: "@", maxSplits: 1)
    guard let handle = parts.first else { throw EntryError("Name an influencer of the roster.") }
    let matches = session.roster.rows.filter { influencer in
      influencer.handle.lowercased() == handle.lowercased()
        && (parts.count == 1 || influencer.platform == Platform(rawValue: String(parts[1])))
    }
    guard let match = matches.first else {
      throw EntryError("No influencer of the roster has the handle “\(bare)”.")
    }
    guard matches.count == 1 else {
      throw EntryError(
        "Several have that handle: \(matches.map { write($0) }.joined(separator: ", ")).")
    }
    return match.id
  }
}
