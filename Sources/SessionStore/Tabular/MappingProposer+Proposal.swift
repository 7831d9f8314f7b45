/// The proposed mapping, with reasons in words.
extension MappingProposer {
  func propose(_ given: FileKind?) -> ColumnMapping {
    let kind = given ?? profileKind ?? findKind()
    var choices = assign(kind)
    let lifetime = kind == .posts ? lifetimeColumn() : nil
    // The day of a post isn't that of figures since the beginning.
    if lifetime != nil {
      choices = choices.filter { ($0.value.field != .date || forced[$0.key] != nil) }
    }
    let report = kind == .posts ? takeSpans(&choices) : []
    let rest = kind == .posts ? restOfReport(choices) : nil
    if let rest { choices[rest] = nil }
    var notes: [String] = []
    noteProfile(&notes)
    var columns: [ColumnMapping.Column] = []
    for index in profiles.indices {
      var column = ColumnMapping.Column(
        index: index, header: inspection.header[index], label: labels[index], target: .custom,
        reason: "", confidence: 1)
      if let choice = choices[index] {
        column.target = .field(choice.field)
        column.reason = choice.reason
        column.confidence = choice.score
        column.holdsSpans = choice.field == .periodEnd && holdsSpans(index)
      } else if forced[index] == .ignore {
        column.target = .ignored
        column.reason = "as told"
      } else if forced[index] == .custom {
        column.reason = "as told"
      } else if let known = profileAside(index) {
        column.target = known.role == .ignore ? .ignored : .custom
        column.reason = "\(profileTitle): \(known.why.isEmpty ? content(index) : known.why)"
      } else if let twin = twin(of: index) {
        column.target = .twin(of: twin.exact)
        column.reason = Self.describe(twin, labels)
      } else {
        column.reason = customReason(index, kind, choices)
        // Bookings keep no columns of their own, so nothing of it would be left.
        if kind == .payouts { column.target = .ignored }
      }
      if let field = column.field, kind != .unknown, !kind.fields.contains(field) {
        column.target = .custom
        column.reason = "\(kind.words) have no \(field.words): it is kept as a column"
        notes.append(
          "'\(labels[index])' counts for nothing: \(kind.words) have no \(field.words)"
            + (field == .fee && kind == .posts
              ? ". --map '\(labels[index])=payout' takes the file as a list of what creators were paid"
              : ""))
      }
      if index == rest { column.reason = "the report's last day: each row is of a day of its own" }
      if report.contains(index) {
        column.reason = "the report's first or last day: each row has a span of its own"
      }
      if column.field != nil { column.cut = match?.cut(index) }
      if index == lifetime { column.reason = "says that the figures are since the beginning" }
      keepPrivate(&column, kind)
      read(&column, choices, &notes)
      columns.append(column)
    }
    for twin in inspection.twins where twin.disagreeing > 0 {
      notes.append(Self.describe(twin, labels))
    }
    let platform = platform(choices, &notes)
    let isNamed = choices.values.contains {
      $0.field == .handle || $0.field == .influencerReference
    }
    if !isNamed, kind == .roster || kind == .posts, let link = accountLinks(choices) {
      notes.append("no column is a handle: it's taken from the addresses in '\(labels[link])'")
    } else if kind == .roster && !choices.values.contains(where: { $0.field == .handle }) {
      let stand = choices.values.contains { $0.field == .reference } ? "reference" : "name"
      notes.append("no column is a handle: the \(stand) tells influencers apart")
    }
    for index in profiles.indices where choices[index] == nil && forced[index] == nil {
      if isSales(index), kind.fields.contains(.revenue), sales(index) == nil {
        notes.append(
          "'\(labels[index])' may be revenue or a number of conversions: say which, as in "
            + "--map '\(labels[index])=revenue'")
      }
    }
    noteAmounts(choices, kind, &notes)
    noteCommissions(columns, kind, &notes)
    if kind == .posts || kind == .orders { noteUnused(columns, kind, &notes) }
    if kind == .roster, case .constant(let name, let why) = platform, match == nil {
      notes.append("the accounts are on \(name), as \(why)")
    }
    if kind == .posts { noteKey(choices, &notes) }
    if kind == .orders && !hasProfileKey
      && !choices.values.contains(where: { $0.field == .key })
    {
      notes.append("no column tells one row from the next: a row is known by all its cells")
    }
    var known = match.map { KnownExport($0, inspection.header) }
    if let match, match.profile.kind == .dailyFigures {
      // What else the visits are broken down by, in whatever language.
      known?.key += columns.filter { column in
        column.target == .custom && match.columns[column.index] == nil
          && profiles[column.index].numberShare < 0.5 && profiles[column.index].present > 0
      }.map(\.index)
    }
    if let key = known?.key, !key.isEmpty {
      // Somebody says what else tells rows apart.
      known?.key += forced.filter { $0.value == .field(.key) && !key.contains($0.key) }.keys
    }
    var mapping = ColumnMapping(
      kind: kind, columns: columns, platform: platform, twins: inspection.twins, notes: notes,
      known: known)
    if kind == .unknown { mapping.question = question }
    mapping.platformsInHeaders = PlatformWords.platforms(inTokens: names.flatMap(\.words)).sorted()
    mapping.grain = match?.profile.grain
    if mapping.grain == nil, kind == .posts, lifetime == nil, isAdReport(mapping) {
      mapping.grain = .daily
      mapping.notes.append(
        "a report of ads: each row is taken as the figures of its day (--grain total if they are running totals)"
      )
    }
    // Broken down by day, the export has the day and no span.
    if mapping.grain == .period, mapping.column(of: .periodEnd) == nil { mapping.grain = .daily }
    mapping.isLifetime = lifetime != nil && mapping.column(of: .date) == nil
    return mapping
  }

  /// Where each row has a span of its own, such as a month, it counts and not the report's first and last day. Returns the
  /// columns of those.
  private func takeSpans(_ choices: inout [Int: Choice]) -> Set<Int> {
    guard let day = choices.first(where: { $0.value.field == .date })?.key, forced[day] == nil,
      beginsReport(day),
      let last = choices.first(where: { $0.value.field == .periodEnd })?.key, forced[last] == nil,
      let own = profiles.indices.first(where: {
        choices[$0] == nil && forced[$0] == nil && holdsSpans($0)
      })
    else { return [] }
    (choices[day], choices[last]) = (nil, nil)
    choices[own] = Choice(
      field: .periodEnd, score: 0.95, reason: "holds the first and the last day of a span")
    return [day, last]
  }

  /// The column of the report's last day, where rows have days of their own and the report's first day besides.
  private func restOfReport(_ choices: [Int: Choice]) -> Int? {
    guard let day = choices.first(where: { $0.value.field == .date })?.key,
      let last = choices.first(where: { $0.value.field == .periodEnd })?.key, forced[last] == nil,
      !isPublication(day), !beginsReport(day),
      names.indices.contains(where: { $0 != day && choices[$0] == nil && beginsReport($0) })
    else { return nil }
    return last
  }

  private func beginsReport(_ index: Int) -> Bool {
    if let match, let at = match.columns[index],
      match.profile.columns[at].role == .field("periodStart")
    {
      return true
    }
    return fit(index, .date).isGood && Self.hasWord(names[index], Self.reportStarts)
  }

  /// How words for the beginning of a report begin.
  private static let reportStarts = [
    "start", "begin", "debut", "début", "inicio", "início", "inizio", "from", "開始", "auswertungsst",
    "berichtsst", "berichtsb", "początek",
  ]

  /// Whether the rows are ads with what they cost or brought, by day.
  private func isAdReport(_ mapping: ColumnMapping) -> Bool {
    mapping.column(of: .adName) != nil
      && [.spend, .clicks, .conversions].contains { mapping.column(of: $0) != nil }
      && mapping.column(of: .date) != nil && mapping.column(of: .periodEnd) == nil
      && mapping.column(of: .postURL) == nil
  }

  /// Numbers that count for nothing although a word of their header is a field that no column is.
  private func noteUnused(
    _ columns: [ColumnMapping.Column], _ kind: FileKind, _ notes: inout [String]
  ) {
    for column in columns
    where column.target == .custom && forced[column.index] == nil
      && profileAside(column.index) == nil
      && profiles[column.index].numbers > 0 && profiles[column.index].numberShare >= 0.8
      && !names[column.index].isPercent
    {
      let words = names[column.index].words.filter { !Self.vague.contains($0) }
      let field = kind.fields.first { field in
        Self.counted.contains(field) && !columns.contains { $0.field == field }
          && words.contains { ImportField.named(HeaderName($0)).contains(field) }
      }
      guard let field,
        !words.contains(where: { Self.blocking.contains($0) && $0 != "per" }),
        field != .spend || !words.contains(where: Self.notSpend.contains),
        field != .revenue || !words.contains(where: Self.notRevenue.contains)
      else { continue }
      notes.append(
        "'\(column.label)' may be \(field.words), but nothing says so for sure: it is kept and counts for nothing "
          + "(--map '\(column.label)=\(field.rawValue)' makes it count)")
    }
  }

  private static let counted: [ImportField] = [
    .impressions, .reach, .likes, .comments, .shares, .saves, .clicks, .conversions, .revenue,
    .refund, .spend,
  ]
  /// Words that are fields by themselves, and say little beside others.
  private static let vague: Set<String> = [
    "total", "totals", "amount", "sale", "sales", "order", "orders", "gross", "net", "cantidad",
    "quantity", "anzahl", "menge", "quantité", "reembolso",
  ]

  func noteKey(_ choices: [Int: Choice], _ notes: inout [String]) {
    if choices.values.contains(where: { $0.field == .key }) || hasProfileKey { return }
    guard let url = choices.first(where: { $0.value.field == .postURL })?.key else {
      notes.append("no column tells one post from the next: a row is known by all its cells")
      return
    }
    if profiles[url].uniqueShare < 1 {
      notes.append(
        "'\(labels[url])' repeats (\(profiles[url].distinct) of \(profiles[url].present) are "
          + "different): it can't be the key of a post by itself")
    }
  }

  func twin(of index: Int) -> NumberTwins? {
    inspection.twins.first {
      ($0.first == index || $0.second == index) && $0.exact != index && forced[$0.exact] == nil
    }
  }

  static func describe(_ twin: NumberTwins, _ labels: [String]) -> String {
    let both = twin.agreeing + twin.rounded + twin.bothAbsent
    let first = labels[twin.first]
    let second = labels[twin.second]
    if twin.disagreeing == 0 {
      return "'\(first)' and '\(second)' say the same on all \(both) rows"
        + (twin.rounded > 0 ? " (\(twin.rounded) are rounded); " : "; ")
        + "'\(labels[twin.exact])' is read"
    }
    let lines = twin.disagreeingLines.prefix(5).map(String.init).joined(separator: ", ")
    return "'\(first)' and '\(second)' disagree on \(twin.disagreeing) of "
      + "\(both + twin.disagreeing) rows (line \(lines)); '\(labels[twin.exact])' is read"
  }

  func customReason(
    _ index: Int, _ kind: FileKind, _ choices: [Int: Choice]
  ) -> String {
    let candidates = kind.fields.compactMap { field -> (ImportField, Double)? in
      let score = nameScore(index, field)
      return score > 0.5 ? (field, score) : nil
    }
    if isSales(index), kind.fields.contains(.revenue), sales(index) == nil {
      return
        "may be revenue or a number of conversions, and nothing tells: say which; \(content(index))"
    }
    guard let (field, _) = candidates.max(by: { $0.1 < $1.1 }) else {
      return "not a field of Clout's; \(content(index))"
    }
    let fit = fit(index, field)
    if !fit.isGood {
      return "name says \(field.words), but only \(fit.words): \(content(index))"
    }
    if field == .campaign, differsInEveryRow(index, kind) {
      return "name says campaign, but every row has another: \(content(index))"
    }
    if let other = choices.first(where: { $0.value.field == field })?.key {
      return "'\(labels[other])' is \(field.words) already; \(content(index))"
    }
    return "not a field of Clout's; \(content(index))"
  }
}
