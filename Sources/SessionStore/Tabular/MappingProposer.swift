/// Works out a mapping from names and values.
struct MappingProposer {
  private let inspection: TableInspection
  private let profiles: [ColumnProfile]
  private let names: [HeaderName]
  private let labels: [String]
  private let fileName: String?
  private let numberHint: NumberFormat.DecimalMark?
  private let dateHint: DateFormat.Order?
  private var forced: [Int: MappingOverride.Target] = [:]

  init(_ inspection: TableInspection, fileName: String?) {
    self.inspection = inspection
    profiles = inspection.columns
    names = inspection.header.map(HeaderName.init)
    labels = Self.labels(inspection.header)
    self.fileName = fileName
    // What the decided columns show holds for the others.
    var dots = 0
    var commas = 0
    var orders: Set<DateFormat.Order> = []
    for profile in inspection.columns {
      let numbers = profile.numberEvidence.decide()
      if numbers.certainty == .decided, profile.numberShare > 0.5 {
        if numbers.format.decimalMark == .dot { dots += 1 } else { commas += 1 }
      }
      let dates = profile.dateEvidence.decide()
      if dates.certainty == .decided, profile.dateShare > 0.5 { orders.insert(dates.format.order) }
    }
    if dots > 0 || commas > 0 {
      numberHint = commas > dots ? .comma : .dot
    } else {
      numberHint = inspection.dialect.delimiter == UInt8(ascii: ";") ? .comma : nil
    }
    dateHint = orders.count == 1 ? orders.first : nil
  }

  /// Headers in one line, made unique: `Subscribers`, `Subscribers#2`; `Column 3` without a name.
  private static func labels(_ header: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return header.enumerated().map { index, name in
      let plain =
        name.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ").trimmedCell
      let label = plain.isEmpty ? "Column \(index + 1)" : plain
      seen[label, default: 0] += 1
      let count = seen[label]!
      return count == 1 ? label : "\(label)#\(count)"
    }
  }

  // MARK: Overrides

  mutating func force(_ overrides: [MappingOverride]) throws(MappingError) {
    var claimed: [ImportField: String] = [:]
    for override in overrides {
      let index = try column(named: override.header)
      if forced[index] != nil { throw .columnTwice(override.header.trimmedCell) }
      forced[index] = override.target
      if case .field(let field) = override.target, !field.allowsSeveral {
        if let other = claimed[field] {
          throw .claimedTwice(field, other, override.header.trimmedCell)
        }
        claimed[field] = override.header.trimmedCell
      }
    }
  }

  /// The column that a person means: the same text first, then the same words; `#n` counts equal
  /// ones, and alone counts columns.
  private func column(named text: String) throws(MappingError) -> Int {
    func matches(_ wanted: String) -> [Int] {
      let plain = wanted.trimmedCell
      let exact = names.indices.filter { inspection.header[$0].trimmedCell == plain }
      if !exact.isEmpty { return exact }
      let words = HeaderName(wanted).words
      return words.isEmpty ? [] : names.indices.filter { names[$0].words == words }
    }
    if let first = matches(text).first { return first }
    if let mark = text.lastIndex(of: "#"),
      let number = Int(String(text[text.index(after: mark)...]).trimmedCell), number >= 1
    {
      let base = String(text[..<mark])
      if base.trimmedCell.isEmpty {
        if number <= names.count { return number - 1 }
        throw .noSuchRepetition(text, count: names.count)
      }
      let found = matches(base)
      if number <= found.count { return found[number - 1] }
      if !found.isEmpty { throw .noSuchRepetition(text, count: found.count) }
    }
    throw .unknownHeader(text.trimmedCell, near: NearMiss.of(text, in: inspection.header))
  }

  // MARK: Names

  /// Words beside a field's name that make it something else.
  private static let blocking: Set<String> = [
    "rank", "ranking", "score", "growth", "change", "delta", "lowest", "highest", "min", "max",
    "median", "last", "monthly", "weekly", "daily", "yearly", "month", "year", "week", "weekday",
    "hour", "new", "previous", "prev", "target", "goal", "per", "cost", "for", "type", "earnings",
    "days", "day", "duration", "id", "ids", "tier", "end", "rate", "gained", "lost", "expected",
    "unsubscribed", "percentage", "pct", "%", "created", "updated", "birth",
  ]

  /// Words beside a field's name that leave it what it is.
  private static let harmless: Set<String> = [
    "estimated", "est", "organic", "influencer", "influencers", "creator", "creators", "post",
    "posts", "current", "all", "sum", "total", "ad", "ads", "account", "profile", "channel", "main",
    "audience",
  ]

  /// Fields whose name must be the whole header, because their words mean other things too.
  private static let wholeOnly: Set<ImportField> = [
    .reference, .url, .rank, .tags, .notes, .person, .caption, .key, .payoutBasis, .payoutRate,
    .orders, .hours, .stage, .language, .influencerReference, .platform, .commission, .handle,
    .name,
  ]

  /// How strongly the header says that column `index` is `field`: 1 for one of its names, 0 for
  /// nothing of the kind.
  private func nameScore(_ index: Int, _ field: ImportField) -> Double {
    let name = names[index]
    if name.words.isEmpty { return 0 }
    if ImportField.byName[name.phrase]?.contains(field) == true { return 1 }
    if ImportField.byName[name.stemPhrase]?.contains(field) == true { return 0.95 }
    if Self.wholeOnly.contains(field) { return 0 }
    var best = 0.0
    for synonym in field.synonyms {
      let words = synonym.split(separator: " ").map(String.init)
      guard words.count < name.words.count, let at = Self.position(of: words, in: name.words)
      else { continue }
      var rest = name.words
      rest.removeSubrange(at..<at + words.count)
      if rest.contains(where: Self.blocking.contains) { continue }
      // `likes` in `avg likes` is another field.
      if field.kind == .count, rest.contains(where: { ["avg", "average", "mean"].contains($0) }),
        !words.contains(where: { ["avg", "average", "mean"].contains($0) })
      {
        continue
      }
      let mild = rest.allSatisfy { word in
        Self.harmless.contains(word) || word.utf8.count == 1
          || !PlatformWords.platforms(inTokens: [word]).isEmpty
      }
      best = max(best, mild ? 0.7 : 0.45)
    }
    return best
  }

  private static func position(of words: [String], in all: [String]) -> Int? {
    guard !words.isEmpty, words.count <= all.count else { return nil }
    return (0...all.count - words.count).first { Array(all[$0..<$0 + words.count]) == words }
  }

  // MARK: Values

  private struct Fit {
    var share: Double
    var words: String
    var isGood: Bool
  }

  /// Whether the values of a column can be `field`.
  private func fit(_ index: Int, _ field: ImportField) -> Fit {
    let profile = profiles[index]
    let present = profile.present
    if present == 0 { return Fit(share: 0.5, words: "it holds no values", isGood: true) }
    func part(_ count: Int, _ whole: Int, _ what: String, least: Double) -> Fit {
      let share = whole == 0 ? 0 : Double(count) / Double(whole)
      return Fit(
        share: share, words: "\(count) of \(whole) values are \(what)", isGood: share >= least)
    }
    switch field.kind {
    case .count:
      var fit = part(profile.numbers, present, "numbers", least: 0.8)
      if fit.isGood && profile.negatives * 20 > profile.numbers {
        fit = Fit(share: 0, words: "\(profile.negatives) values are below zero", isGood: false)
      }
      if fit.isGood && profile.percents * 2 > profile.numbers {
        fit = Fit(share: 0, words: "\(profile.percents) values are percentages", isGood: false)
      }
      return fit
    case .money, .number:
      return part(profile.numbers, present, "numbers", least: 0.8)
    case .rate:
      let fit = part(profile.numbers, present, "numbers", least: 0.8)
      if fit.isGood, let maximum = profile.maximum, maximum > ExactDecimal(1000) {
        return Fit(share: 0, words: "values reach \(maximum), which is no rate", isGood: false)
      }
      return fit
    case .date:
      let decision = profile.dateEvidence.decide(namedDate: true, hint: dateHint)
      return part(present - decision.unreadable, present, "dates", least: 0.8)
    case .platform: return part(profile.platforms, profile.sampled, "platforms", least: 0.8)
    case .country:
      var fit = part(profile.countries, profile.sampled, "countries", least: 0.6)
      if profile.countryCodes * 2 > profile.sampled {
        fit.words = "\(profile.countryCodes) of \(profile.sampled) values are country codes"
      }
      return fit
    case .url: return part(profile.urls, profile.sampled, "addresses", least: 0.8)
    case .email: return part(profile.emails, profile.sampled, "e-mail addresses", least: 0.8)
    case .identity:
      switch field {
      case .reference, .key, .influencerReference, .person:
        let fits = profile.dateShare < 0.5 && profile.money * 2 < present
        return Fit(
          share: fits ? 1 : 0, words: "\(profile.distinct) different values", isGood: fits)
      default:
        let words = profile.sampled - profile.spaced
        return part(words, profile.sampled, "single words", least: field == .handle ? 0.9 : 0.8)
      }
    case .label:
      if field == .campaign {
        return Fit(
          share: 1, words: "\(profile.distinct) different values", isGood: profile.dateShare < 0.5)
      }
      return part(present - profile.numbers - profile.dates, present, "text", least: 0.5)
    case .text:
      return part(present - profile.numbers - profile.dates, present, "text", least: 0.5)
    }
  }

  /// What the values of a column are, in words.
  private func content(_ index: Int) -> String {
    let profile = profiles[index]
    let present = profile.present
    if present == 0 { return "no values" }
    if profile.dateShare >= 0.8 { return "\(profile.dates) of \(present) values are dates" }
    if profile.numberShare >= 0.8 { return "\(profile.numbers) of \(present) values are numbers" }
    let shapes = [
      (profile.emails, "e-mail addresses"), (profile.urls, "addresses"),
      (profile.platforms, "platforms"), (profile.countries, "countries"),
    ]
    for (count, what) in shapes where count * 10 >= profile.sampled * 8 {
      return "\(count) of \(profile.sampled) values are \(what)"
    }
    return profile.isCategorical ? "\(profile.distinct) different texts" : "texts"
  }

  // MARK: Assignment

  private struct Choice {
    var field: ImportField
    var score: Double
    var reason: String
  }

  /// The best column for every field of a kind of file.
  private func assign(_ kind: FileKind) -> [Int: Choice] {
    var result: [Int: Choice] = [:]
    var taken: Set<ImportField> = []
    var closed: Set<Int> = []
    for (index, target) in forced {
      closed.insert(index)
      if case .field(let field) = target {
        let fit = fit(index, field)
        result[index] = Choice(
          field: field, score: 1,
          reason: fit.isGood ? "as told; \(fit.words)" : "as told, although only \(fit.words)")
        if !field.allowsSeveral { taken.insert(field) }
      }
    }
    for twin in inspection.twins where forced[twin.first] == nil && forced[twin.second] == nil {
      closed.insert(twin.exact == twin.first ? twin.second : twin.first)
    }
    func take(_ index: Int, _ choice: Choice) {
      result[index] = choice
      closed.insert(index)
      if !choice.field.allowsSeveral { taken.insert(choice.field) }
    }

    if kind == .roster { identify(closed, taken, take) }

    var claims: [(index: Int, order: Int, choice: Choice)] = []
    for (order, field) in kind.fields.enumerated() {
      if kind == .roster && (field == .handle || field == .name) { continue }
      for index in profiles.indices where !closed.contains(index) {
        let score = nameScore(index, field)
        guard score > 0 else { continue }
        let fit = fit(index, field)
        guard fit.isGood else { continue }
        claims.append(
          (
            index, order,
            Choice(
              field: field, score: score * (0.5 + fit.share / 2),
              reason: "name says \(field.rawValue); \(fit.words)")
          ))
      }
    }
    claims.sort {
      ($1.choice.score, $0.order, $0.index) < ($0.choice.score, $1.order, $1.index)
    }
    for claim in claims
    where !closed.contains(claim.index) && !taken.contains(claim.choice.field) {
      take(claim.index, claim.choice)
    }

    // Columns whose name says nothing, and whose values can be only one thing.
    let telling: [ImportField] = [
      .email, .platform, .country, kind == .posts ? .postURL : .url,
    ]
    for field in telling where kind.fields.contains(field) && !taken.contains(field) {
      for index in profiles.indices where !closed.contains(index) && profiles[index].sampled > 0 {
        let known = names[index].isKnown
        let fit = fit(index, field)
        guard !known, fit.share >= 0.9 else { continue }
        take(index, Choice(field: field, score: 0.6, reason: "the name says nothing; \(fit.words)"))
        break
      }
    }
    return result
  }

  /// Which column is an influencer's handle, and which the name.
  ///
  /// Handles have no spaces, don't repeat and are mostly lower case; headers are of little help
  /// ("Instagram name" is the handle in one export and the name in another).
  private func identify(
    _ closed: Set<Int>, _ taken: Set<ImportField>, _ take: (Int, Choice) -> Void
  ) {
    struct Candidate {
      var index: Int
      var handle: Double
      var named: Bool
    }
    let explicit: Set<String> = [
      "handle", "username", "user", "account", "screen", "nickname", "login", "handles",
    ]
    var candidates: [Candidate] = []
    for index in profiles.indices where !closed.contains(index) {
      let asHandle = nameScore(index, .handle)
      let asName = nameScore(index, .name)
      let profile = profiles[index]
      let isAt = profile.sampled > 0 && profile.atHandles * 10 >= profile.sampled * 9
      guard asHandle > 0 || asName > 0 || (isAt && !names[index].isKnown) else { continue }
      guard profile.sampled > 0, profile.numberShare < 0.5, profile.dateShare < 0.5,
        profile.urlShare < 0.5, profile.emailShare < 0.5, profile.platformShare < 0.8
      else { continue }
      var score =
        2 * (1 - profile.spacedShare) + 2 * profile.uniqueShare + profile.handleShare
        + 0.5 * (1 - profile.uppercaseShare)
      if names[index].words.contains(where: explicit.contains) { score += 2 }
      if isAt { score += 2 }
      if asHandle == 0 && !isAt { score -= 0.5 }
      candidates.append(Candidate(index: index, handle: score, named: asName > 0))
    }
    guard !candidates.isEmpty else { return }
    candidates.sort { ($1.handle, $0.index) < ($0.handle, $1.index) }

    func describe(_ index: Int) -> String {
      let profile = profiles[index]
      let single = profile.sampled - profile.spaced
      let different =
        profile.sampledDistinct == profile.sampled
        ? "none repeats" : "\(profile.sampledDistinct) of \(profile.sampled) are different"
      return "\(single) of \(profile.sampled) values are single words, \(different)"
    }

    var rest = candidates
    if !taken.contains(.handle) {
      let first = candidates[0]
      let profile = profiles[first.index]
      let looksLikeHandles = profile.spacedShare <= 0.05 && profile.uniqueShare >= 0.8
      // A lone column called "name" with capitals holds names of one word.
      let isPlainName =
        nameScore(first.index, .handle) == 0 && profile.uppercaseShare > 0.5
        && profile.atHandles == 0
      if looksLikeHandles && !(isPlainName && candidates.count == 1) {
        take(
          first.index,
          Choice(
            field: .handle, score: isPlainName ? 0.6 : 0.95,
            reason: "holds handles: \(describe(first.index))"))
        rest.removeFirst()
      } else if candidates.count > 1 {
        // No column of handles: the one that tells rows apart best stands in.
        let best = candidates.max {
          let left = profiles[$0.index]
          let right = profiles[$1.index]
          return (left.uniqueShare, nameScore($0.index, .handle), right.spacedShare, $1.index)
            < (right.uniqueShare, nameScore($1.index, .handle), left.spacedShare, $0.index)
        }!
        take(
          best.index,
          Choice(
            field: .handle, score: 0.5,
            reason: "no column holds handles; this one tells rows apart best: "
              + describe(best.index)))
        rest.removeAll { $0.index == best.index }
      }
    }
    if !taken.contains(.name) {
      // A name by name first, then whatever is left of the candidates.
      let order = rest.sorted {
        (nameScore($1.index, .name), $0.index) < (nameScore($0.index, .name), $1.index)
      }
      if let name = order.first(where: { fit($0.index, .name).isGood }) {
        take(
          name.index,
          Choice(
            field: .name, score: name.named ? 0.95 : 0.85,
            reason: "holds names: \(describe(name.index))"))
      }
    }
  }

  // MARK: Kind

  private func judge(_ kind: FileKind, _ choices: [Int: Choice]) -> Bool {
    let fields = Set(choices.values.map(\.field))
    func hasAny(_ wanted: ImportField...) -> Bool { wanted.contains(where: fields.contains) }
    switch kind {
    case .payouts:
      return fields.contains(.influencerReference)
        && [.payoutBasis, .payoutRate, .totalPayout].count { fields.contains($0) } >= 2
    case .roster:
      guard
        let identity = choices.first(where: { $0.value.field == .handle })?.key
          ?? choices.first(where: { $0.value.field == .reference })?.key
          ?? choices.first(where: { $0.value.field == .name })?.key
      else { return false }
      let about = hasAny(
        .followers, .platform, .category, .country, .email, .averageViews, .averageLikes,
        .engagementRate, .engagementAverage)
      return profiles[identity].uniqueShare >= 0.8
        && (about || (profiles.count <= 3 && (fields.contains(.handle))))
    case .posts:
      return fields.contains(.influencerReference) && hasAny(.date, .postURL, .caption, .key)
        && hasAny(.reach, .impressions, .likes, .comments, .shares, .saves)
    case .orders:
      return hasAny(.influencerReference, .promoCode, .trackingLink)
        && hasAny(.conversions, .revenue, .clicks)
    case .unknown:
      return true
    }
  }

  private func findKind() -> FileKind {
    if judge(.payouts, assign(.payouts)) { return .payouts }
    // A roster says who; posts say when or where as well, and name people more than once.
    let roster = assign(.roster)
    let isRoster = judge(.roster, roster)
    let posts = assign(.posts)
    let isPosts = judge(.posts, posts)
    if isRoster && isPosts {
      let isAboutPosts = posts.values.contains { $0.field == .caption || $0.field == .postURL }
      let isAboutPeople = roster.values.contains { $0.field == .followers }
      return isAboutPosts && !isAboutPeople ? .posts : .roster
    }
    if isPosts { return .posts }
    let orders = assign(.orders)
    if isRoster {
      let dated = orders.values.contains { $0.field == .date }
      return judge(.orders, orders) && dated && !roster.values.contains { $0.field == .followers }
        ? .orders : .roster
    }
    return judge(.orders, orders) ? .orders : .unknown
  }

  // MARK: The proposal

  func propose(_ given: FileKind?) -> ColumnMapping {
    let kind = given ?? findKind()
    let choices = assign(kind)
    var notes: [String] = []
    var columns: [ColumnMapping.Column] = []
    for index in profiles.indices {
      var column = ColumnMapping.Column(
        index: index, header: inspection.header[index], label: labels[index], target: .custom,
        reason: "", confidence: 1)
      if let choice = choices[index] {
        column.target = .field(choice.field)
        column.reason = choice.reason
        column.confidence = choice.score
      } else if forced[index] == .ignore {
        column.target = .ignored
        column.reason = "as told"
      } else if forced[index] == .custom {
        column.reason = "as told"
      } else if let twin = twin(of: index) {
        column.target = .twin(of: twin.exact)
        column.reason = Self.describe(twin, labels)
      } else {
        column.reason = customReason(index, kind, choices)
      }
      read(&column, &notes)
      columns.append(column)
    }
    for twin in inspection.twins where twin.disagreeing > 0 {
      notes.append(Self.describe(twin, labels))
    }
    let platform = platform(choices, &notes)
    if kind == .unknown {
      notes.append("the rows name no influencer: they can't be imported without one")
    }
    if kind == .roster && !choices.values.contains(where: { $0.field == .handle }) {
      let stand = choices.values.contains { $0.field == .reference } ? "reference" : "name"
      notes.append("no column is a handle: the \(stand) tells influencers apart")
    }
    if kind == .posts { noteKey(choices, &notes) }
    if kind == .orders && !choices.values.contains(where: { $0.field == .key }) {
      notes.append("no column tells one row from the next: a row is known by all its cells")
    }
    return ColumnMapping(
      kind: kind, columns: columns, platform: platform, twins: inspection.twins, notes: notes)
  }

  private func noteKey(_ choices: [Int: Choice], _ notes: inout [String]) {
    if choices.values.contains(where: { $0.field == .key }) { return }
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

  private func twin(of index: Int) -> NumberTwins? {
    inspection.twins.first {
      ($0.first == index || $0.second == index) && $0.exact != index && forced[$0.exact] == nil
    }
  }

  private static func describe(_ twin: NumberTwins, _ labels: [String]) -> String {
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

  private func customReason(
    _ index: Int, _ kind: FileKind, _ choices: [Int: Choice]
  ) -> String {
    let candidates = kind.fields.compactMap { field -> (ImportField, Double)? in
      let score = nameScore(index, field)
      return score > 0.5 ? (field, score) : nil
    }
    guard let (field, _) = candidates.max(by: { $0.1 < $1.1 }) else {
      return "not a field of Clout's; \(content(index))"
    }
    let fit = fit(index, field)
    if !fit.isGood {
      return "name says \(field.rawValue), but only \(fit.words): \(content(index))"
    }
    if let other = choices.first(where: { $0.value.field == field })?.key {
      return "'\(labels[other])' is \(field.rawValue) already; \(content(index))"
    }
    return "not a field of Clout's; \(content(index))"
  }

  /// How the cells of a column are read, and what there is to say about it.
  private func read(_ column: inout ColumnMapping.Column, _ notes: inout [String]) {
    let profile = profiles[column.index]
    let kind = column.field?.kind
    let isNumber = kind == .count || kind == .money || kind == .rate || kind == .number
    if isNumber || (column.target == .custom && profile.numberShare >= 0.8) {
      let decision = profile.numberEvidence.decide(hint: numberHint, wholeNumbers: kind == .count)
      column.numbers = decision
      column.currencies = profile.numberEvidence.currencies.keys.sorted()
      if isNumber {
        if let assumption = decision.assumption { notes.append("'\(column.label)': \(assumption)") }
        if decision.conflicts > 0 {
          notes.append(
            "'\(column.label)': \(decision.conflicts) values use the other decimal mark and can't "
              + "be read")
        }
        if column.currencies.count > 1 {
          notes.append(
            "'\(column.label)' mixes currencies: \(column.currencies.joined(separator: ", "))")
        }
      }
    }
    column.holdsCountryCodes =
      kind == .country && profile.countryCodes * 10 >= profile.sampled * 9
    if kind == .rate {
      if profile.percents * 2 > profile.numbers {
        column.rateUnit = .percentSign
      } else if profile.maximum.map({ $0 <= ExactDecimal(1) }) ?? true {
        column.rateUnit = .fraction
        notes.append("'\(column.label)': no value is above 1, so 0.05 is read as 5%")
      } else {
        column.rateUnit = .points
        notes.append("'\(column.label)': values go above 1, so 5 is read as 5%")
      }
    }
    if kind == .date || (column.target == .custom && profile.dateShare >= 0.8) {
      let decision = profile.dateEvidence.decide(namedDate: kind == .date, hint: dateHint)
      column.dates = decision
      if kind == .date {
        if let assumption = decision.assumption { notes.append("'\(column.label)': \(assumption)") }
        if decision.isMixed {
          notes.append(
            "'\(column.label)' mixes dates: \(decision.kinds.joined(separator: ", "))")
        }
        if decision.conflicts > 0 {
          notes.append(
            "'\(column.label)': \(decision.conflicts) dates exist only in the other order and "
              + "can't be read")
        }
      }
    }
  }

  private func platform(_ choices: [Int: Choice], _ notes: inout [String]) -> PlatformOrigin {
    if let column = choices.first(where: { $0.value.field == .platform })?.key {
      return .column(column)
    }
    let inHeader = PlatformWords.platforms(inTokens: names.flatMap(\.words))
    if inHeader.count == 1 {
      return .constant(inHeader.first!, why: "the headers say so")
    }
    if inHeader.count > 1 {
      notes.append(
        "the headers name several platforms (\(inHeader.sorted().joined(separator: ", "))): "
          + "say which one the rows are of")
      return .missing
    }
    if let fileName {
      let last = fileName.split(separator: "/").last.map(String.init) ?? fileName
      let inFile = PlatformWords.platforms(inTokens: HeaderName(last).words)
      if inFile.count == 1 { return .constant(inFile.first!, why: "the file's name says so") }
    }
    return .missing
  }
}
