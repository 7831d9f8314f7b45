import Marketing

/// Several duplicates combined into one account.
///
/// The keeper's own words and figures stay; what it lacks comes from the first of the others that has it. Three things
/// are combined instead: lists are joined, earlier figures are sorted by day, and if another account's figures are from
/// a later export than the keeper's, they become the current ones. What only the removed accounts knew, such as another
/// address or another decision, goes into the notes.
struct MergedAccount {
  private(set) var result: Influencer
  /// What came from the others, in words.
  private(set) var taken: [String] = []

  init(_ keeper: Influencer, _ others: [Influencer]) {
    result = keeper
    takeFigures(keeper, others)
    for other in others { takeFields(other) }
    takeHistory(keeper, others)
    takeDays(keeper, others)
    takeVetting(keeper, others)
    for other in others { takeWords(other) }
    takeDecisions(keeper, others)
    // If any of the accounts is active, so is the result.
    if result.isArchived, others.contains(where: { !$0.isArchived }) {
      result.isArchived = false
      taken.append("active status")
    }
  }

  private mutating func note(_ title: String) {
    if !taken.contains(title) { taken.append(title) }
  }

  // MARK: Figures

  /// The figures of the latest export. Figures without a day were entered by hand and beat any export.
  private mutating func takeFigures(_ keeper: Influencer, _ others: [Influencer]) {
    let dated = others.compactMap { other in other.asOf.map { (day: $0, account: other) } }
    guard let newest = dated.max(by: { $0.day < $1.day }) else { return }
    if keeper.asOf.map({ newest.day > $0 }) ?? (keeper.snapshot == .nothing) {
      replaceFigures(by: newest.account)
      note("newer figures")
    }
  }

  /// Everyone's earlier figures, plus current ones that the result doesn't use.
  private mutating func takeHistory(_ keeper: Influencer, _ others: [Influencer]) {
    let now = result.snapshot.undated
    let ended = ([keeper] + others).map(\.snapshot).filter {
      $0.undated != .nothing && $0.undated != now
    }
    let isOwn = keeper.snapshot.day == result.asOf
    let known = Set(keeper.history)
    var seen = known
    if isOwn { seen.insert(keeper.snapshot) }
    let new = (others.flatMap(\.history) + ended).filter { seen.insert($0).inserted }
    guard !new.isEmpty else { return }
    // Figures of unknown date come first, as the oldest.
    result.history = (keeper.history + new).enumerated().sorted {
      let (one, other) = ($0.element.day?.number ?? .min, $1.element.day?.number ?? .min)
      return (one, $0.offset) < (other, $1.offset)
    }.map(\.element)
    while result.history.count > Influencer.mostSnapshots { result.history.remove(at: 1) }
    note("earlier figures")
  }

  /// The figures that an export brings, where the other account has them. Not the fee, which may have been agreed.
  private mutating func replaceFigures(by other: Influencer) {
    let former = result
    var taken: [String] = []
    for field in Influencer.schema.fields where field.merge == .newest && !field.isBlank(other) {
      field.copy(from: other, to: &result)
      taken.append(field.key.description)
    }
    result.date(other.asOf, bringing: Set(taken), former: former)
    for name in taken { result.figureDays[name] = other.figureDays[name] }
  }

  private mutating func takeFields(_ other: Influencer) {
    let before = result
    defer { dateFilled(before, other) }
    for field in Influencer.schema.fields {
      switch field.merge {
      case .fill, .newest: fill(field, other)
      case .keep, .join, .own: break
      }
    }
    for field in other.unknown where !result.unknown.contains(where: { $0.name == field.name }) {
      result.unknown.append(field)
    }
  }

  /// Figures that were filled in keep the day that the other account had them from.
  private mutating func dateFilled(_ before: Influencer, _ other: Influencer) {
    for field in Influencer.schema.fields {
      let name = field.key.description
      guard Influencer.datedFigures.contains(name) else { continue }
      if !field.isBlank(before) {
        result.figureDays[name] = before.figureDays[name]
      } else if !field.isBlank(result), let day = other.day(of: name), day != result.asOf {
        result.figureDays[name] = day.iso
      }
    }
  }

  /// Fills in what the result lacks. Import columns are taken one by one.
  private mutating func fill(_ field: RecordField<Influencer>, _ other: Influencer) {
    if case .custom(let get, let set) = field.access {
      let missing = get(other).filter { get(result)[$0.key] == nil }
      guard !missing.isEmpty else { return }
      set(&result, get(result).merging(missing) { own, _ in own })
      note(field.words)
    } else if field.isBlank(result), !field.isBlank(other) {
      field.copy(from: other, to: &result)
      note(field.words)
    }
  }

  /// Adds the other's words that the result doesn't have in any spelling; a field that isn't a list is only filled if
  /// empty.
  private mutating func join(_ field: RecordField<Influencer>, _ other: Influencer) {
    guard case .texts(let get, let set) = field.access else { return fill(field, other) }
    var words = get(result)
    for word in get(other) {
      let folded = AccountWords.folded(word)
      guard !folded.isEmpty, !words.contains(where: { AccountWords.folded($0) == folded }) else {
        continue
      }
      words.append(word)
      note(field.words)
    }
    set(&result, words)
  }

  /// Found is the earliest day; approved is the keeper's, or else the earliest, and never before found.
  private mutating func takeDays(_ keeper: Influencer, _ others: [Influencer]) {
    let found = ([keeper] + others).compactMap(\.found).min()
    let approved = keeper.approved ?? others.compactMap(\.approved).min()
    if let found, let approved, approved < found {
      result.found = keeper.found
      result.approved = keeper.approved
    } else {
      result.found = found
      result.approved = approved
    }
    if result.found != keeper.found { note("date found") }
    if result.approved != keeper.approved { note("date approved") }
  }

  // MARK: Vetting

  /// The keeper's decision stands; without one, the latest of the others. All checks and answers are kept.
  private mutating func takeVetting(_ keeper: Influencer, _ others: [Influencer]) {
    var vetting = keeper.vetting
    func isDecided(_ vetting: Vetting) -> Bool {
      vetting.state.isCleared || vetting.state == .declined
    }
    if !isDecided(vetting) {
      let further = others.map(\.vetting).filter { isDecided($0) || $0.state > vetting.state }
      // Decided before undecided, then the latest; on a tie the first.
      let best = further.enumerated().max {
        let one = (isDecided($0.element) ? 1 : 0, $0.element.since?.number ?? Int.min, -$0.offset)
        let other = (isDecided($1.element) ? 1 : 0, $1.element.since?.number ?? Int.min, -$1.offset)
        return one < other
      }?.element
      if let best {
        vetting.state = best.state
        vetting.since = best.since
        vetting.reason = best.reason
      }
    }
    // The others' come first, so that on the same day the keeper's counts.
    vetting.checks = MergedAccount.joined(
      others.flatMap(\.vetting.checks), keeper.vetting.checks, day: \.day)
    vetting.decisions = MergedAccount.joined(
      others.flatMap(\.vetting.decisions), keeper.vetting.decisions, day: \.day)
    for other in others {
      let sum = vetting.hours + other.vetting.hours
      vetting.hours = min(sum, Hours(hundredths: 10_000_000))
      if vetting.rating == nil { vetting.rating = other.vetting.rating }
      if vetting.reason.isEmpty, vetting.state == other.vetting.state {
        vetting.reason = other.vetting.reason
      }
      if vetting.since == nil, vetting.state == other.vetting.state {
        vetting.since = other.vetting.since
      }
    }
    guard vetting != keeper.vetting else { return }
    result.vetting = vetting
    note("vetting")
  }

  /// Both lists by day, without duplicates. If the others add nothing, the keeper's list stays as it is.
  private static func joined<Entry: Hashable>(
    _ others: [Entry], _ own: [Entry], day: KeyPath<Entry, Day>
  ) -> [Entry] {
    let known = Set(own)
    var seen = known
    let new = others.filter { seen.insert($0).inserted }
    if new.isEmpty { return own }
    return (new + own).enumerated().sorted {
      ($0.element[keyPath: day].number, $0.offset) < ($1.element[keyPath: day].number, $1.offset)
    }.map(\.element)
  }

  // MARK: Words

  private mutating func takeWords(_ other: Influencer) {
    for field in Influencer.schema.fields where field.merge == .join { join(field, other) }
    var lines: [String] = []
    if !other.notes.isEmpty, !result.notes.contains(other.notes) { lines.append(other.notes) }
    if let line = alias(other) { lines.append(line) }
    guard !lines.isEmpty else { return }
    addNotes(lines)
  }

  private mutating func addNotes(_ lines: [String]) {
    result.notes = ([result.notes] + lines).filter { !$0.isEmpty }.joined(separator: "\n")
    note("notes")
  }

  /// Decisions other than the result's and further reasons, which would otherwise be lost.
  private mutating func takeDecisions(_ keeper: Influencer, _ others: [Influencer]) {
    let standing = result.vetting
    var lines: [String] = []
    for account in [keeper] + others {
      let vetting = account.vetting
      let contradicts =
        vetting.state == .declined && standing.state != .declined
        || vetting.state.isCleared && !standing.state.isCleared
      let isNewReason = !vetting.reason.isEmpty && vetting.reason != standing.reason
      guard contradicts || isNewReason else { continue }
      let state = vetting.state.title.lowercased()
      var line = "@\(account.handle) had been \(state)"
      if let day = vetting.since { line += " on \(day.iso)" }
      if !vetting.reason.isEmpty { line += ": \(vetting.reason)" }
      if let last = line.last, !".!?…".contains(last) { line += "." }
      if !result.notes.contains(line), !lines.contains(line) { lines.append(line) }
    }
    if !lines.isEmpty { addNotes(lines) }
  }

  /// `Merged with @anna.b, reference 17, anna@mail.example.`: what would otherwise be lost.
  private func alias(_ other: Influencer) -> String? {
    var parts: [String] = []
    if other.identity != result.identity { parts.append("@\(other.handle)") }
    if !other.name.isEmpty, other.name != result.name, other.name != other.handle {
      parts.append(other.name)
    }
    if !other.reference.isEmpty, other.reference != result.reference {
      parts.append("reference \(other.reference)")
    }
    if !other.email.isEmpty,
      AccountWords.folded(other.email) != AccountWords.folded(result.email)
    {
      parts.append(other.email)
    }
    if !other.person.isEmpty, other.person != result.person {
      parts.append("person \(other.person)")
    }
    return parts.isEmpty ? nil : "Merged with \(parts.joined(separator: ", "))."
  }
}

extension Snapshot {
  fileprivate static let nothing = Snapshot(
    day: nil, followers: nil, engagementRate: nil, fee: nil)

  fileprivate var undated: Snapshot {
    Snapshot(day: nil, followers: followers, engagementRate: engagementRate, fee: fee)
  }
}
