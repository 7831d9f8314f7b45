import Marketing
import Tabular
import Wording

/// Something that a file doesn't say, and somebody has to before its rows are written.
package struct ImportQuestion: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// What the rows are.
    case kind
    /// Which column is the field that no row can do without.
    case column(field: String)
    case platform
    case campaign
    /// Whose the rows are that name nobody. Only asked where they can't be used without.
    case influencer
    case grain
    /// The order of days, months and years in figures.
    case dates
    /// What amounts in another currency are worth.
    case currency(Currency)
    case sheet
    /// The day that figures are of. Never asked, but it can be said.
    case day
  }

  package struct Choice: Hashable, Sendable {
    /// What `ImportOptions.answer` takes.
    package var answer: String
    package var title: String
    /// What follows from it.
    package var note: String

    package init(_ answer: String, _ title: String, _ note: String = "") {
      self.answer = answer
      self.title = title
      self.note = note
    }
  }

  package var subject: Subject
  /// A short sentence with a question mark.
  package var text: String
  package var choices: [Choice]

  package init(_ subject: Subject, _ text: String, _ choices: [Choice]) {
    self.subject = subject
    self.text = text
    self.choices = choices
  }
}

extension ImportQuestion {
  static let kind = ImportQuestion(.kind, "What is a row of this file?", kinds)

  package static let kinds = [
    Choice("roster", "An influencer", "one account a row, with followers, fee and so on"),
    Choice(
      "posts", "A post, an ad or a day's figures", "views, likes, clicks, spend, by day or so far"),
    Choice("orders", "An order or a sale", "each adds up; credited by code, link or name"),
    Choice("payouts", "A payout to an influencer", "fees and commissions of bookings"),
  ]

  static let platform = ImportQuestion(
    .platform, "Which platform are these accounts on?", platforms)

  package static let platforms = Platform.known.map { Choice($0.rawValue, $0.title) }

  /// - Parameter names: those that the file has columns for.
  static func platform(of names: [String]) -> ImportQuestion {
    ImportQuestion(
      .platform, "It has columns for several platforms: which one is read?",
      names.map { Choice($0, Platform(rawValue: $0).title, "import it once for each") })
  }

  package static let grains = [
    Choice("daily", "Figures of one day each", "days add up"),
    Choice("period", "Figures of a span, such as a month", "spans add up and never overlap"),
    Choice("total", "Everything so far, up to the day", "running totals: the newest counts"),
  ]

  package static let dateOrders = ImportOptions.DateOrder.allCases.map { order in
    let sample =
      switch order {
      case .dmy: "3 April 2026"
      case .mdy: "4 March 2026"
      case .ymd: "26/03/04 is 4 March 2026"
      }
    return Choice(order.rawValue, sample, order.words)
  }

  static let grain = ImportQuestion(
    .grain, "Are a row's figures of one day, of a span, or everything so far?", grains)

  static func campaign(_ session: Session) -> ImportQuestion {
    ImportQuestion(
      .campaign, "Which campaign do these rows belong to?",
      session.campaigns.rows.filter { !$0.isArchived }.map { Choice($0.name, $0.name) })
  }

  /// Whoever has more followers comes first.
  package static func influencers(
    _ session: Session, on platform: Platform?
  ) -> [Choice] {
    let roster = session.roster.rows
    let possible = roster.filter { platform == nil || $0.platform == platform }
    return (possible.isEmpty ? roster : possible)
      .sorted { ($1.followers ?? 0, $0.handle) < ($0.followers ?? 0, $1.handle) }
      .map { Choice($0.handle, "@\($0.handle)", $0.name) }
  }

  static func dates(_ dates: ImportPlan.AmbiguousDates) -> ImportQuestion {
    let days = dates.readings.map(\.day.words)
    return ImportQuestion(
      .dates, "Is “\(dates.text)” in “\(dates.header)” \(days.joined(separator: " or "))?",
      dates.readings.map { Choice($0.order.rawValue, $0.day.words, $0.order.words) })
  }

  /// - Parameter isEmpty: the session has no amounts yet, so its currency is free.
  static func currency(
    _ currency: Currency, amounts: Int, _ session: Currency, isFree: Bool
  ) -> ImportQuestion {
    let take = Choice(
      "session", "Keep this session in \(currency.code)",
      "it has no amounts yet, so nothing needs to be converted")
    return ImportQuestion(
      .currency(currency),
      "What is 1 \(currency.code) worth in \(session.code)? \(CountText.plural(amounts, "amount is", "amounts are")) in \(currency.code).",
      (isFree ? [take] : []) + [
        Choice(
          "rate", "State what 1 \(currency.code) is worth", "kept in the session; :rates changes it"
        ),
        Choice("none", "Leave these amounts out", "the rows count, their amounts stay unknown"),
      ])
  }

  /// No sheet can be called that.
  package static let allSheets = "*"

  static func sheet(_ names: [String]) -> ImportQuestion {
    ImportQuestion(
      .sheet, "Which of its \(names.count) sheets?",
      names.map { Choice($0, $0) } + [
        Choice(allSheets, "All of them", "one after the other, as one change")
      ])
  }

  /// The column of dates, or one day for all rows.
  static func day(_ mapping: ColumnMapping) -> ImportQuestion {
    var question = column(.date, "Which column has the day of each row?", mapping)
    question.choices.insert(Choice(oneDay, "One day for all rows", "you say which"), at: 0)
    return question
  }

  /// No column can be called that.
  package static let oneDay = "*"

  /// The column of a field that no row can do without.
  static func column(_ field: ImportField, _ text: String, _ mapping: ColumnMapping)
    -> ImportQuestion
  {
    ImportQuestion(
      .column(field: field.rawValue), text,
      mapping.columns.filter { $0.target != .ignored }.map { Choice($0.label, $0.label) })
  }
}

extension ImportOptions {
  /// Takes an answer to a question: a choice's word, or another text where the subject allows one.
  ///
  /// What 1 of a currency is worth is answered by `rates`.
  package mutating func answer(_ subject: ImportQuestion.Subject, _ answer: String) {
    switch subject {
    case .kind: kind = FileKind(rawValue: answer)
    case .column(let field): map(answer, to: field)
    case .platform: platform = Platform(rawValue: answer)
    case .campaign: campaign = answer
    case .influencer: (influencer, isInfluencerGuessed) = (answer.isEmpty ? nil : answer, false)
    case .grain: setGrain(answer)
    case .dates: dates = DateOrder(rawValue: answer)
    case .currency(let currency):
      if answer == "session" { sessionCurrency = currency } else { unconverted.insert(currency) }
    case .sheet: sheet = answer
    case .day: (asOf, isDayGiven) = (Day(iso: answer), true)
    }
  }

  /// Says what a column is. What was said of it before, and of another column that can't be the same field, is
  /// forgotten.
  package mutating func map(_ header: String, to field: String) {
    let isShared = ImportField(named: field).map(\.allowsSeveral) ?? true
    mapping.removeAll { $0.header == header || !isShared && $0.field == field }
    mapping.append(.init(header: header, field: field))
  }
}

extension Day {
  /// `4 March 2026`.
  package var words: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(civil.day) \(months[civil.month - 1]) \(civil.year)"
  }
}
