import Marketing
import Wording

extension Field where Row == Influencer {
  /// The properties of an influencer in the order of the form.
  static let influencer: [Field] = [
    handle, .text("name", "Name", \.name), platform, .count("followers", "Followers", \.followers),
    niches,
    .text("country", "Country", \.country), .text("language", "Language", \.language),
    .money("fee", "Fee per post", \.fee), .percent("er", "ER by followers", \.engagementRate),
    .count("views", "Average views", \.averageViews),
    .count("likes", "Average likes", \.averageLikes),
    .count("comments", "Average comments", \.averageComments),
    .count("shares", "Average shares", \.averageShares),
    .count("engagements", "Average engagements", \.averageEngagements),
    .count("authentic", "Authentic engagements", \.averageAuthenticEngagements),
    .percent("sponsored", "Sponsored share", \.sponsoredShare),
    .percent("real", "Real audience", \.realAudience), audienceAges,
    .day("found", "Found on", \.found), .day("approved", "Approved on", \.approved),
    .hours("hours", "Hours per booking", \.hoursPerBooking),
    .text("email", "E-mail", \.email),
    .text("person", "Person", \.person, help: "the same for all accounts of one human"),
    .list("tags", "Tags", \.tags), .text("notes", "Notes", \.notes),
    .text("reference", "Reference", \.reference, help: "the account's number in your exports"),
  ]

  private static let handle = Field(
    id: "handle", title: "Handle", kind: .text, help: "the account's name, without @"
  ) { row, _ in
    row.handle
  } write: { row, text, context throws(EntryError) in
    let handle = String(text.trimmed.drop { $0 == "@" })
    guard !handle.isEmpty else { throw EntryError("An influencer needs a handle.") }
    row.handle = handle
    try refuseTwin(of: row, in: context.session)
  }

  private static let platform = Field(
    id: "platform", title: "Platform", kind: .suggestion { session in platforms(in: session) },
    help: "instagram, tiktok, youtube, x …"
  ) { row, _ in
    row.platform.rawValue
  } write: { row, text, context throws(EntryError) in
    let platform = Platform(rawValue: text.trimmed)
    guard !platform.rawValue.isEmpty else { throw EntryError("An influencer needs a platform.") }
    row.platform = platform
    try refuseTwin(of: row, in: context.session)
  }

  private static let niches = Field(
    id: "niche", title: "Niches", kind: .suggestion { session in niches(in: session) },
    help: "several, with commas between; the first one counts in tables"
  ) { row, _ in
    row.niches.joined(separator: ", ")
  } write: { row, text, _ throws(EntryError) in
    row.niches = ChoiceText.readList(text)
  }

  private static let audienceAges = Field(
    id: "ages", title: "Audience's ages", kind: .text, help: "18-34 or 55+; empty when unknown"
  ) { row, _ in
    row.audienceAges?.text ?? ""
  } write: { row, text, _ throws(EntryError) in
    row.audienceAges = try RangeText.readAges(text)
  }

  /// An influencer is the same when platform and handle are, so a second one is refused.
  private static func refuseTwin(of influencer: Influencer, in session: Session) throws(EntryError)
  {
    let identity = influencer.identity
    if let twin = session.roster.rows.first(where: {
      $0.id != influencer.id && $0.identity == identity
    }) {
      throw EntryError("@\(twin.handle) on \(twin.platform.title) is in the roster already.")
    }
  }

  private static func platforms(in session: Session) -> [String] {
    let used = Set(session.roster.rows.map(\.platform)).subtracting(Platform.known)
    return (Platform.known + used.sorted()).map(\.rawValue)
  }

  private static func niches(in session: Session) -> [String] {
    Set(session.roster.rows.flatMap(\.niches)).sorted()
  }
}
