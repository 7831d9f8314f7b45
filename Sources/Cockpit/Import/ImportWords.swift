import SessionStore
import Wording
import Workbench

/// What an import would do, in a manager's words.
enum ImportWords {
  /// `adds 500 influencers, changes 20; 3 rows refused`; of several files, the same kinds together.
  static func effect(_ plans: [ImportPlan]) -> String {
    var kinds: [ImportPlan.Kind] = []
    for plan in plans where !kinds.contains(plan.kind) { kinds.append(plan.kind) }
    func counts(_ figure: (ImportPlan) -> Int) -> [(kind: ImportPlan.Kind, count: Int)] {
      kinds.map { kind in
        (kind, plans.reduce(0) { $0 + ($1.kind == kind ? figure($1) : 0) })
      }.filter { $0.count > 0 }
    }
    let (added, changed) = (counts(\.added), counts(\.changed))
    let unchanged = plans.reduce(0) { $0 + $1.unchanged }
    var parts: [String] = []
    if !added.isEmpty { parts.append("adds " + list(added)) }
    if !changed.isEmpty {
      // After “adds 500 influencers”, “changes 20” is about influencers, too.
      let isSame = kinds.count == 1 && !added.isEmpty
      parts.append("changes " + (isSame ? CountText.exact(changed[0].count) : list(changed)))
    }
    if parts.isEmpty {
      parts = [unchanged > 0 ? "changes nothing: it is all in the session already" : "uses no row"]
    } else if unchanged > 0 {
      parts.append("\(CountText.plural(unchanged, "row says", "rows say")) nothing new")
    }
    let refused = plans.reduce(0) { $0 + $1.refusals.count }
    let aside = plans.reduce(0) { $0 + $1.setAside }
    var rest: [String] = []
    if refused > 0 { rest.append("\(CountText.plural(refused, "row")) refused (r)") }
    if aside > 0 {
      rest.append(
        "\(CountText.exact(aside)) \(refused > 0 ? "" : aside == 1 ? "row " : "rows ")set aside")
    }
    return ([parts.joined(separator: ", ")] + (rest.isEmpty ? [] : [rest.joined(separator: ", ")]))
      .joined(separator: "; ")
  }

  private static func list(_ counts: [(kind: ImportPlan.Kind, count: Int)]) -> String {
    let words = counts.map { CountText.plural($0.count, noun($0.kind).one, noun($0.kind).many) }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  static func noun(_ kind: ImportPlan.Kind) -> (one: String, many: String) {
    switch kind {
    case .roster: ("influencer", "influencers")
    case .posts: ("row of figures", "rows of figures")
    case .orders: ("order", "orders")
    case .payouts: ("payout", "payouts")
    case .campaigns: ("campaign", "campaigns")
    case .bookings: ("booking", "bookings")
    case .measurements: ("measurement", "measurements")
    }
  }

  /// What the rows of a file are, as a word for its line in a list.
  static func kind(_ plan: ImportPlan) -> String {
    let words: String
    switch plan.kind {
    case .roster: words = "influencers"
    case .posts: words = "figures"
    case .orders: words = "orders"
    case .payouts: words = "payouts"
    case .campaigns: words = "campaigns"
    case .bookings: words = "bookings"
    case .measurements: words = "measurements"
    }
    return plan.questions.contains { $0.subject == .kind } ? "not clear" : words
  }

  /// A column's meaning.
  static func meaning(_ column: ImportPlan.Column) -> String {
    switch column.fate {
    case .used: ImportFields.words(of: column.field).title
    case .kept: "Kept as a column"
    case .twin: column.field.prefix(1).uppercased() + column.field.dropFirst()
    case .leftOut: "Left out"
    }
  }

  static func certainty(_ column: ImportPlan.Column) -> String {
    switch (column.certainty, column.fate) {
    case (.said, _): "said"
    case (.guess, .used): "guess"
    case (.sure, .used): "sure"
    case (.guess, _), (.sure, _): ""
    }
  }

  /// The reason, with fields by their titles.
  static func reason(_ column: ImportPlan.Column) -> String {
    let said = "name says "
    guard let range = column.reason.firstRange(of: said) else { return column.reason }
    let rest = column.reason[range.upperBound...]
    let name = rest.prefix { $0.isLetter }
    if name == column.field {
      return column.reason[..<range.lowerBound] + "its name" + rest.dropFirst(name.count)
    }
    guard ImportFields.names.contains(String(name)) else { return column.reason }
    return column.reason[..<range.lowerBound] + "its name says “"
      + ImportFields.words(of: String(name)).title + "”" + rest.dropFirst(name.count)
  }

  /// The key that changes a fact.
  static func key(_ subject: ImportQuestion.Subject?) -> String? {
    switch subject {
    case .kind: "w"
    case .platform: "p"
    case .campaign: "c"
    case .influencer: "a"
    case .grain: "t"
    case .dates: "o"
    case .day: "d"
    case .sheet: "s"
    case .column: "m"
    case .currency, nil: nil
    }
  }
}
