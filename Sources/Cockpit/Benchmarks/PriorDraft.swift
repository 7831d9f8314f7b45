import Marketing
import Wording

/// A prior as the form shows it, each part as text.
struct PriorDraft: Hashable, Sendable {
  var figure = Prior.Figure.engagement
  /// Empty for all platforms; likewise an empty tier means all sizes.
  var platform = ""
  var tier = ""
  var from = ""
  var below = ""
  var deliverable = ""
  var base = Prior.Base.followers
  /// A percentage or an amount of money, depending on the figure.
  var low = ""
  var high = ""
  /// Only for money; empty for the session's.
  var currency = ""
  var source = ""
  var year = ""
  var grade = Prior.Grade.c
  var note = ""

  init() {}

  init(_ prior: Prior) {
    figure = prior.figure
    platform = prior.platform?.rawValue ?? ""
    tier = prior.tier?.rawValue ?? ""
    from = prior.from == 0 ? "" : CountText.exact(prior.from)
    below = prior.below.map { CountText.exact($0) } ?? ""
    deliverable = prior.deliverable
    base = prior.base
    low = PriorText.value(prior.low, prior.currency, isExact: true)
    high = PriorText.value(prior.high, prior.currency, isExact: true)
    currency = prior.currency?.code ?? ""
    source = prior.source
    year = prior.year.map(String.init) ?? ""
    grade = prior.grade
    note = prior.note
  }

  /// - Parameter usual: the currency for amounts without one.
  func prior(_ usual: Currency) throws(EntryError) -> Prior {
    var money: Currency?
    if figure.isMoney {
      money = try currency.isEmpty ? usual : CurrencyText.read(currency)
    }
    func value(_ text: String, _ name: String) throws(EntryError) -> Int64? {
      if let money { return try MoneyText.read(text, money)?.minorUnits }
      return try PercentText.read(text)?.millionths
    }
    let first = try value(low, "From")
    let last = try value(high, "To")
    guard let low = first ?? last, let high = last ?? first else {
      throw EntryError(
        "Write the range: \(figure.isMoney ? "amounts" : "percentages such as 1.5%").")
    }
    let prior = Prior(
      figure, platform.isEmpty ? nil : Platform(rawValue: platform),
      tier.isEmpty ? nil : try ChoiceText.read(tier, of: Tier.self),
      from: try CountText.read(from) ?? 0,
      below: try CountText.read(below), deliverable: deliverable.lowercased(), base: base, low: low,
      high: high, currency: money, source: source, year: try PriorDraft.year(year), grade: grade,
      note: note)
    if let fault = prior.fault { throw EntryError(fault) }
    return prior
  }

  static func year(_ text: String) throws(EntryError) -> Int? {
    guard !text.isEmpty else { return nil }
    guard let year = try? CountText.read(text), (1990...2100).contains(year) else {
      throw EntryError("A year is four digits, such as 2026; empty when unknown.")
    }
    return year
  }
}

/// Priors in words.
enum PriorText {
  /// `2.4%` or `$150`; with `isExact`, typing it back changes nothing.
  static func value(_ value: Int64, _ currency: Currency?, isExact: Bool = false) -> String {
    guard let currency else {
      return PercentText.exact(Share(millionths: value), atLeast: isExact ? 0 : 1)
    }
    let money = Money(minorUnits: value)
    return isExact ? MoneyText.exact(money, currency) : MoneyText.compact(money, currency)
  }

  private static func exactRange(_ prior: Prior) -> String {
    let ends = [prior.low, prior.high].map { value($0, prior.currency, isExact: true) }
    return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
  }

  /// Short: `2.0–3.5%`, `$1k–$10k`, or one value.
  static func range(_ prior: Prior) -> String {
    RangeText.compact(short(prior.low, prior.currency), short(prior.high, prior.currency))
  }

  private static func short(_ value: Int64, _ currency: Currency?) -> String {
    guard let currency, value % currency.scale == 0 else {
      return self.value(value, currency, isExact: currency != nil)
    }
    return MoneyText.brief(Money(minorUnits: value), currency)
  }

  /// Whom it applies to: `micro 10k–50k`, `≥ 20k`, `all sizes`.
  static func size(_ prior: Prior) -> String {
    var words = prior.tier.map { [$0.rawValue] } ?? []
    switch (prior.from, prior.below) {
    case (0, nil): if words.isEmpty { words.append("all sizes") }
    case (let from, nil): words.append("≥ \(CountText.brief(from))")
    case (0, let below?): words.append("< \(CountText.brief(below))")
    case (let from, let below?): words.append("\(CountText.brief(from))–\(CountText.brief(below))")
    }
    return words.joined(separator: " ")
  }

  static func platform(_ prior: Prior) -> String { prior.platform?.title ?? "all platforms" }

  static func source(_ prior: Prior) -> String {
    prior.source + (prior.year.map { " \($0)" } ?? "")
  }

  static func title(_ prior: Prior) -> String {
    let kind = prior.deliverable.isEmpty ? "" : " of a \(prior.deliverable)"
    return "\(prior.figure.title)\(kind) on \(platform(prior)), \(size(prior))"
  }

  /// Everything about a prior, in a few lines.
  static func details(_ prior: Prior) -> [String] {
    let deliverable = prior.deliverable.isEmpty ? "post in the feed" : prior.deliverable
    let by = prior.figure.isMoney ? "" : " by \(prior.base.rawValue)"
    return [
      "\(exactRange(prior)): \(prior.figure.meaning)\(by), of a \(deliverable)",
      "\(source(prior)) · grade \(prior.grade.rawValue): \(prior.grade.meaning)"
        + (prior.note.isEmpty ? "" : " · \(prior.note)"),
    ]
  }

  static let help =
    [
      TextLine(
        text:
          "What a forecast starts from before anything is measured. A range is taken to hold eight of ten influencers, "
          + "and widened where the source is doubtful. It weighs as much as two measured influencers, so "
          + "what you measure soon counts for more. Figures that rest on these are marked “prior”."),
      TextLine(text: ""),
      TextLine(
        text:
          "Several benchmarks for the same accounts are averaged; where they disagree, the forecast gets wider. "
          + "Rates by followers (reach, engagement), conversions by clicks (cvr) and fees of a post in the session's "
          + "currency are used for plans."),
      TextLine(text: ""),
    ]
    + Prior.Grade.allCases.map {
      TextLine(text: $0.meaning, key: $0.rawValue)
    }
    + [
      TextLine(text: ""),
      TextLine(
        text:
          "Each change is one step; u undoes it.", role: .muted),
      TextLine(text: ""),
    ]
}

extension Prior.Figure {
  var title: String { self == .ctr || self == .cvr || self == .cpm ? rawValue.uppercased() : word }

  private var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  var meaning: String {
    switch self {
    case .reach: "people reached"
    case .engagement: "engagements"
    case .ctr: "clicks"
    case .cvr: "conversions"
    case .fee: "the price"
    case .cpm: "the price of a thousand impressions"
    }
  }
}

extension Prior.Grade {
  var meaning: String {
    switch self {
    case .a: "many accounts, method and year stated"
    case .b: "a large sample, but something isn't stated"
    case .c: "a professional's stated range"
    case .d: "second-hand, or base or sample not stated"
    }
  }
}

extension Field where Row == PriorDraft {
  static let prior: [Field] = [
    .choice("figure", "Figure", \.figure),
    Field(
      id: "platform", title: "Platform",
      kind: .suggestion { _ in Platform.known.map(\.rawValue) }, help: "empty for all platforms"
    ) { row, _ in
      row.platform
    } write: { row, text, _ throws(EntryError) in
      row.platform = text.trimmed.isEmpty ? "" : Platform(rawValue: text).rawValue
    },
    Field(
      id: "tier", title: "Tier", kind: .suggestion { _ in Tier.allCases.map(\.rawValue) },
      help: "the source's own word; empty for all sizes"
    ) { row, _ in
      row.tier
    } write: { row, text, _ throws(EntryError) in
      row.tier = text.trimmed.isEmpty ? "" : try ChoiceText.read(text, of: Tier.self).rawValue
    },
    checked("from", "Followers from", \.from, "10k; empty for no limit") {
      text throws(EntryError) in _ = try CountText.read(text)
    },
    checked("below", "Followers below", \.below, "50k; empty for no limit") {
      text throws(EntryError) in _ = try CountText.read(text)
    },
    .choice("base", "By", \.base),
    .text("low", "Range from", \.low, help: "a percentage, or an amount for fee and cpm"),
    .text("high", "Range to", \.high, help: "empty for a single value"),
    checked("currency", "Currency", \.currency, "of fee and cpm; empty for the session's") {
      text throws(EntryError) in if !text.isEmpty { _ = try CurrencyText.read(text) }
    },
    .text("deliverable", "Deliverable", \.deliverable, help: "such as story; empty for a post"),
    .text("source", "Source", \.source, help: "who says so"),
    checked("year", "Year", \.year, "2026; empty when unknown") { text throws(EntryError) in
      _ = try PriorDraft.year(text)
    },
    Field(
      id: "grade", title: "Grade", kind: .choice(Prior.Grade.allCases.map(\.rawValue)),
      help: "A sound … D second-hand"
    ) { row, _ in
      row.grade.rawValue
    } write: { row, text, _ throws(EntryError) in
      guard let grade = Prior.Grade(rawValue: text.trimmed.uppercased()) else {
        throw EntryError("Choose one of A, B, C, D.")
      }
      row.grade = grade
    },
    .text("note", "Note", \.note),
  ]

  private static func checked(
    _ id: String, _ title: String, _ path: WritableKeyPath<PriorDraft, String> & Sendable,
    _ help: String, _ check: @escaping @Sendable (String) throws(EntryError) -> Void
  ) -> Field {
    Field(id: id, title: title, kind: .text, help: help) { row, _ in
      row[keyPath: path]
    } write: { row, text, _ throws(EntryError) in
      try check(text.trimmed)
      row[keyPath: path] = text.trimmed
    }
  }
}
