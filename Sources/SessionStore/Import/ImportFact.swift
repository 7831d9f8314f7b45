import Marketing
import Tabular

/// How a file was understood beyond its columns, and why: its platform, campaign, span, currency.
package struct ImportFact: Hashable, Sendable {
  /// What it answers; nil for what nobody can change.
  package var subject: ImportQuestion.Subject?
  /// `Platform`.
  package var name: String
  package var value: String
  package var why: String
  package var isGuess: Bool

  package static let eachRowsOwn = "each row's own"

  package init(
    _ subject: ImportQuestion.Subject?, _ name: String, _ value: String, _ why: String,
    isGuess: Bool = false
  ) {
    self.subject = subject
    self.name = name
    self.value = value
    self.why = why
    self.isGuess = isGuess
  }
}

extension ImportBatch {
  /// What is known of the whole file. Call it when all rows are read.
  var facts: [ImportFact] {
    [kindFact, platformFact, campaignFact, influencerFact, grainFact, dayFact, datesFact, nameFact]
      .compactMap(\.self)
  }

  private var kindFact: ImportFact? {
    let words: String
    switch mapping.kind {
    case .roster: words = "influencers"
    case .posts: words = has(.spend) && has(.adName) ? "ads" : "posts and their figures"
    case .orders: words = "orders"
    case .payouts: words = "payouts"
    case .unknown: return nil
    }
    if options.kind != nil { return ImportFact(.kind, "Rows", words, "as you said") }
    guard let known = mapping.known else {
      return ImportFact(.kind, "Rows", words, "by its columns")
    }
    return ImportFact(.kind, "Rows", words, known.profile.title, isGuess: known.isGuess)
  }

  private var platformFact: ImportFact? {
    guard mapping.kind == .roster || mapping.kind == .posts else { return nil }
    if let platform = options.platform, let file = options.platformFrom {
      return ImportFact(
        .platform, "Platform", platform.title, "as you said for \(file)", isGuess: true)
    }
    if let platform = options.platform {
      return ImportFact(.platform, "Platform", platform.title, "as you said")
    }
    switch mapping.platform {
    case .column(let index):
      return ImportFact(
        .platform, "Platform", ImportFact.eachRowsOwn, "column “\(mapping.columns[index].label)”")
    case .constant(let name, let why):
      return ImportFact(
        .platform, "Platform", Platform(rawValue: name).title, why,
        isGuess: why.contains("file's name"))
    case .missing: return nil
    }
  }

  private var campaignFact: ImportFact? {
    guard mapping.kind != .roster, mapping.kind != .unknown else { return nil }
    if let column = mapping.column(of: .campaign) {
      return ImportFact(.campaign, "Campaign", ImportFact.eachRowsOwn, "column “\(column.label)”")
    }
    if let name = options.campaign, !name.isEmpty {
      let isNew = !session.campaigns.rows.contains { $0.name.lowercased() == name.lowercased() }
      return ImportFact(.campaign, "Campaign", "“\(name)”", isNew ? "a new one" : "")
    }
    let open = session.campaigns.rows.filter { !$0.isArchived }
    if open.isEmpty { return ImportFact(.campaign, "Campaign", "“Imported”", "a new one") }
    return open.count == 1
      ? ImportFact(.campaign, "Campaign", "“\(open[0].name)”", "the session's only one") : nil
  }

  private var influencerFact: ImportFact? {
    guard takesInfluencer, !has(.influencerReference), !(has(.adName) && has(.spend))
    else { return nil }
    guard let name = options.influencer else {
      return hasNamelessFigures
        ? ImportFact(.influencer, "Influencer", "nobody", "no column says whose these figures are")
        : nil
    }
    let isKnown = session.roster.rows.contains {
      $0.handle.lowercased() == name.lowercased().drop { $0 == "@" }
        || $0.name.lowercased() == name.lowercased()
    }
    if options.isInfluencerGuessed {
      return ImportFact(
        .influencer, "Influencer", "@\(name)", "the file's name says so", isGuess: true)
    }
    return ImportFact(
      .influencer, "Influencer", name, isKnown ? "as you said" : "as you said; not in the roster")
  }

  /// Whether nothing in the rows credits anybody.
  private var hasNamelessFigures: Bool {
    guard let first = firstMeasurement else { return true }
    return first.influencer == nil && first.creator == nil && first.promoCode.isEmpty
      && first.trackingLink.isEmpty
  }

  private var grainFact: ImportFact? {
    guard mapping.kind == .posts, !questions.contains(where: { $0.subject == .grain }) else {
      return nil
    }
    let first = firstMeasurement
    let words: String
    switch (first?.kind, first?.from) {
    case (nil, _): return nil
    case (.total?, _): words = "everything so far"
    case (.increment?, let from?) where from != first?.day: words = "spans of days"
    case (.increment?, _): words = "one day a row"
    }
    let why =
      options.grain != nil
      ? "as you said" : mapping.grain != nil ? mapping.known?.profile.title ?? "" : "by the rows"
    return ImportFact(.grain, "Figures", words, why)
  }

  private var dayFact: ImportFact? {
    let isDated = mapping.kind == .roster
    guard isDated || mapping.isLifetime,
      let day = isDated ? options.asOf : firstMeasurement?.day ?? options.asOf
    else { return nil }
    if options.isDayGiven { return ImportFact(.day, "Figures of", day.words, "as you said") }
    let isNamed = FileNameClues(file).day == day
    return ImportFact(
      .day, "Figures of", day.words, isNamed ? "the file's name says so" : "today",
      isGuess: isNamed)
  }

  private var datesFact: ImportFact? {
    if let order = options.dates {
      return ImportFact(.dates, "Dates", order.words, "as you said")
    }
    return nil
  }

  private var nameFact: ImportFact? {
    // What was made of it stands there already.
    var clues = FileNameClues(file)
    if platformFact?.value == clues.platform?.title { clues.platform = nil }
    if dayFact != nil { clues.forgetDay() }
    return clues.words.map { ImportFact(nil, "The file's name says", $0, "") }
  }
}
