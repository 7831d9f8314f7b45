import Marketing
import SessionStore
import Testing

/// A session in which every text is an attack: on the terminal, on the reader's eye, on a spreadsheet, on Markdown.
enum HostileSession {
  /// Sets a title, clears the screen, uses C1 controls, turns the text around, hides a word.
  static let attack =
    "\u{1B}]0;pwned\u{07}\u{1B}[2J\u{9B}5m\u{1}\u{7F}\u{85}\r\u{202E}x\u{2066}\u{200B}\u{200D}\u{AD}\u{E0041}\u{FEFF}"

  /// The same for where no blanks may be, and for Markdown; a combining mark makes the bar another character to Swift.
  static let word =
    "=\u{1B}]0;pwned\u{07}\u{202E}\u{200B}|\u{301}\\|<b>*a*_b_`c`[d](https://evil)&amp;"

  static func text(_ what: String) -> String { "=\(what)\(attack)|<b>" }

  static func make(in home: Home) throws -> String {
    let path = "\(home.path)/hostile.clout"
    try SessionFolder.create(at: path, session: try session(), view: [:]).close()
    return path
  }

  static func session() throws -> Session {
    var settings = Settings(name: text("session"))
    settings.brand.values = [text("value")]
    settings.brand.message = text("message")
    var session = Session(settings: settings)
    for number in 1...4 {
      var campaign = Campaign(
        id: CampaignID(number), name: text("campaign \(number)"), goal: .awareness)
      campaign.budget = Money(minorUnits: 5_000_000)
      campaign.notes = text("notes")
      campaign.start = Day(iso: "2026-01-01")
      campaign.end = Day(iso: "2099-12-31")
      try session.apply(.put(campaign))
    }
    for number in 1...24 {
      try session.apply(.put(influencer(number)))
      try session.apply(.put(booking(number)))
      for day in 1...3 { try session.apply(.put(measurement(number, day))) }
    }
    return session
  }

  private static func influencer(_ number: Int) -> Influencer {
    var row = Influencer(
      id: InfluencerID(number), handle: "h\(number)\(attack)",
      platform: number % 5 == 0 ? Platform(rawValue: text("platform")) : .instagram)
    for field in Influencer.schema.fields where !field.isRequired {
      switch field.access {
      case .text(_, _, let set): set(&row, text("\(field.key) \(number)"))
      case .texts(_, let set): set(&row, [text("\(field.key) \(number % 3)")])
      case .custom(_, let set): set(&row, [text("column"): text("custom")])
      case .platform, .choice, .count, .amount, .money, .share, .hours, .day, .ages, .flag,
        .campaign, .influencer, .deliverables, .targets, .vetting, .snapshots:
        break
      }
    }
    row.followers = number % 2 == 0 ? 20_000 + 1_000 * number : 2_000_000 + 10_000 * number
    row.fee = Money(minorUnits: Int64(10_000 * number))
    if number % 3 != 0 { row.niches.append(word) }
    row.vetting.reason = text("reason")
    return row
  }

  private static func booking(_ number: Int) -> Booking {
    var row = Booking(
      id: BookingID(number), campaign: CampaignID(1 + number % 2), influencer: InfluencerID(number))
    row.deliverables = [Deliverable(text("reel"), count: 2)]
    row.fee = Money(minorUnits: Int64(10_000 * number))
    row.stage = number % 4 == 0 ? .proposed : .paid
    row.promoCode = text("code \(number)")
    row.trackingLink = text("link \(number)")
    row.notes = text("notes")
    return row
  }

  private static func measurement(_ number: Int, _ day: Int) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(1 + number % 2), key: text("post \(number) \(day)"), kind: .total,
      day: Day(iso: "2026-02-0\(day)")!)
    row.influencer = InfluencerID(number)
    row.post = text("post")
    row.promoCode = text("code \(number)")
    row.source = text("source")
    row.custom = [text("caption"): text("caption")]
    row.counts.reach = 1_000 * number * day
    row.counts.impressions = 1_500 * number * day
    row.counts.likes = 17 * number * day
    return row
  }
}
