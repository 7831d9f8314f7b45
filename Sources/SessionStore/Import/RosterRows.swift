import Marketing
import Tabular
import Wording

/// Rows of a roster, one account each. Platform and handle identify the account.
struct RosterRows {
  /// An account with the rows about it.
  private struct Entry {
    let original: Influencer?
    var influencer: Influencer
    var rows = 1
    var line: Int
    /// The figures that the file has of it, by their place among the fillings.
    var brought: UInt64 = 0

    /// The old figures go into the account's history if the file brings different ones. Figures that the file doesn't
    /// have keep their day.
    mutating func date(_ day: Day?, _ fillings: [Filling]) {
      guard let original else {
        influencer.asOf = day
        return
      }
      if let day, let newest = original.asOf, day < newest {
        // An older export adds to the past; what is newer stays.
        let older = Snapshot(
          day: day, followers: influencer.followers, engagementRate: influencer.engagementRate,
          fee: influencer.fee)
        influencer.takeFigures(of: original)
        if !original.history.contains(where: { $0.day == day }) { influencer.keep(older) }
        influencer.history.sort { ($0.day ?? day) < ($1.day ?? day) }
        return
      }
      guard influencer.hasOtherFigures(than: original) || influencer.snapshot != original.snapshot
      else { return }
      if influencer.snapshot != original.snapshot { influencer.keep(original.snapshot) }
      let names = fillings.indices.compactMap { at in
        brought & 1 << UInt64(at) != 0 ? fillings[at].figure : nil
      }
      influencer.date(day, bringing: Set(names), former: original)
    }
  }

  /// Takes over one field if the row has it, and says whether it did.
  private typealias Take = @Sendable (inout Influencer, TableRow, inout ImportBatch) -> Bool

  private struct Filling {
    /// The figure's name in the session's files; nil for what has no day.
    let figure: String?
    let take: Take
  }

  private let platform: Platform?
  private let fillings: [Filling]
  /// Columns that influencers have no field for.
  private let others: [ColumnMapping.Column]
  private var entries: [Entry] = []
  private var byIdentity: [Influencer.Identity: Int] = [:]
  /// For files without handles: the account of each reference.
  private var byReference: [Platform: [String: Int]] = [:]
  private let roster: Table<Influencer>
  private var known: [Influencer.Identity: InfluencerID] = [:]
  private var knownReferences: [Platform: [String: InfluencerID]] = [:]
  private var nextNumber: Int
  private var repeated = 0
  private var titles: ChannelTitles
  private let hasFollowers: Bool
  /// Whether handles on other platforms stand beside those on this one.
  private let hasOtherHandles: Bool
  private var followersSoFar = 0

  init(session: Session, platform: Platform?, mapping: ColumnMapping) {
    self.platform = platform
    fillings = Self.fillings(mapping)
    others = mapping.columns.filter {
      $0.target == .custom || $0.field?.isBesideInfluencer == true
    }
    hasFollowers = mapping.column(of: .followers) != nil
    hasOtherHandles = mapping.platformsInHeaders.count > 1 && mapping.column(of: .handle) != nil
    roster = session.roster
    nextNumber = roster.nextID.number
    titles = ChannelTitles(roster)
    for row in roster.rows {
      known[row.identity] = row.id
      if !row.reference.isEmpty {
        knownReferences[row.platform, default: [:]][row.reference] = row.id
      }
    }
  }

  mutating func take(_ row: TableRow, _ batch: inout ImportBatch) {
    let named = platform == nil ? batch.text(.platform, row).map { Platform(rawValue: $0) } : nil
    guard let platform = named ?? platform else {
      if row.beginsWithTotal, !entries.isEmpty {
        return batch.setAside(row.line, "it adds up the others, and is nobody's")
      }
      return batch.refuse(row, "it names no platform", in: .platform)
    }
    var reference = batch.text(.reference, row) ?? ""
    if LostDigits.areLost(reference) {
      batch.leaveOut(row, "\(LostDigits.words(reference)); it was left out of reference")
      reference = ""
    }
    var handle = batch.text(.handle, row).map { String($0.drop { $0 == "@" }) } ?? ""
    if handle.isEmpty { handle = batch.linked(.url, row) ?? "" }
    let hasHandle = !handle.isEmpty
    if !hasHandle, hasOtherHandles {
      return batch.setAside(row.line, "they have no handle on \(platform.title)")
    }
    if !hasHandle { handle = batch.text(.name, row) ?? reference }
    guard !handle.isEmpty else {
      return batch.refuse(row, "it has neither handle nor name", in: .handle)
    }
    if isTotal(handle, row, &batch) {
      return batch.setAside(row.line, "it adds up the others, and is nobody's")
    }

    let at = place(
      of: platform, handle, reference: hasHandle ? "" : reference,
      title: platform == .youtube ? batch.text(.name, row) : nil, line: row.line)
    // Static, because a method would hold a copy of all entries, and every row would copy them again.
    entries[at].line = row.line
    entries[at].brought |= Self.fill(&entries[at].influencer, fillings, others, row, &batch)
    if hasFollowers { followersSoFar += batch.plainCount(.followers, row) ?? 0 }
  }

  /// Whether the row is called “Total” and adds up the others, or leaves out what every account has.
  private func isTotal(_ handle: String, _ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    guard !entries.isEmpty, TotalsWords.contains(handle) else { return false }
    if batch.has(.platform), !batch.isPresent(.platform, row) { return true }
    return hasFollowers && batch.plainCount(.followers, row) == followersSoFar
  }

  /// The account's entry; a new one if neither the file nor the roster has it.
  ///
  /// Without handles, the file's own numbers tell accounts of the same name apart.
  private mutating func place(
    of platform: Platform, _ handle: String, reference: String, title: String?, line: Int
  ) -> Int {
    if !reference.isEmpty {
      if let at = byReference[platform]?[reference] { return repeated(at) }
      if let id = knownReferences[platform]?[reference], let original = roster[id] {
        return append(original, original, reference, line)
      }
    }
    var identity = Influencer.Identity(platform: platform, handle: handle)
    var handle = handle
    let isTaken = byIdentity[identity] != nil || known[identity] != nil
    if isTaken, !reference.isEmpty, !isOwn(identity, reference) {
      handle = "\(handle) #\(reference)"
      identity = Influencer.Identity(platform: platform, handle: handle)
    }
    if let at = byIdentity[identity] { return repeated(at) }
    if let id = known[identity], let original = roster[id] {
      return append(original, original, reference, line)
    }
    if platform == .youtube, let id = titles.find(handle, title), let original = roster[id],
      byIdentity[original.identity] == nil
    {
      byIdentity[identity] = entries.count
      return append(original, original, reference, line)
    }
    let fresh = Influencer(id: InfluencerID(nextNumber), handle: handle, platform: platform)
    nextNumber += 1
    return append(nil, fresh, reference, line)
  }

  /// Whether the account may be the one with this reference: it has none yet, or the same.
  private func isOwn(_ identity: Influencer.Identity, _ reference: String) -> Bool {
    let holder =
      byIdentity[identity].map { entries[$0].influencer } ?? known[identity].flatMap { roster[$0] }
    return holder.map { $0.reference.isEmpty || $0.reference == reference } ?? true
  }

  private mutating func repeated(_ at: Int) -> Int {
    entries[at].rows += 1
    return at
  }

  private mutating func append(
    _ original: Influencer?, _ influencer: Influencer, _ reference: String, _ line: Int
  ) -> Int {
    entries.append(Entry(original: original, influencer: influencer, line: line))
    byIdentity[influencer.identity] = entries.count - 1
    if !reference.isEmpty {
      byReference[influencer.platform, default: [:]][reference] = entries.count - 1
    }
    return entries.count - 1
  }

  /// Takes over what the row knows; everything else stays.
  private static func fill(
    _ influencer: inout Influencer, _ fillings: [Filling], _ others: [ColumnMapping.Column],
    _ row: TableRow, _ batch: inout ImportBatch
  ) -> UInt64 {
    var brought: UInt64 = 0
    for at in fillings.indices where fillings[at].take(&influencer, row, &batch) {
      brought |= 1 << UInt64(at)
    }
    for column in others {
      let text = column.index < row.count ? row.plainText(column.index) : ""
      if !text.isEmpty { influencer.custom[column.label] = text }
    }
    for (name, text) in batch.takeOriginals() { influencer.custom[name] = text }
    return brought
  }

  /// The fields that the file has columns for. Handle and platform identify the account and are read before.
  private static func fillings(_ mapping: ColumnMapping) -> [Filling] {
    let columns = Set(mapping.columns.compactMap(\.field))
    return Influencer.schema.fields.compactMap { field -> Filling? in
      guard !field.isRequired, let names = field.importing,
        let column = ImportField(rawValue: names.name), columns.contains(column),
        let take = take(field.access, column)
      else { return nil }
      let name = field.key.description
      return Filling(figure: Influencer.datedFigures.contains(name) ? name : nil, take: take)
    }
  }

  private static func take(
    _ access: FieldAccess<Influencer>, _ column: ImportField
  ) -> Take? {
    func taking<Value>(
      _ set: @escaping @Sendable (inout Influencer, Value) -> Void,
      _ read: @escaping @Sendable (TableRow, inout ImportBatch) -> Value?
    ) -> Take {
      { influencer, row, batch in
        guard let value = read(row, &batch) else { return false }
        set(&influencer, value)
        return true
      }
    }
    switch access {
    case .text(_, _, let set): return taking(set) { $1.text(column, $0) }
    case .platform(_, let set):
      return taking(set) { $1.text(column, $0).map { Platform(rawValue: $0) } }
    case .choice(let choice):
      return taking(
        { _ = choice.set(&$0, $1) }, { $1.text(column, $0)?.lowercased() })
    case .count(_, let set): return taking(set) { $1.count(column, $0) }
    case .amount(_, _, let set): return taking(set) { $1.money(column, $0) }
    case .money(_, let set): return taking(set) { $1.money(column, $0) }
    case .share(_, _, let set): return taking(set) { $1.share(column, $0) }
    case .hours(_, let set): return taking(set) { $1.hours(column, $0) }
    case .day(_, let set): return taking(set) { $1.day(column, $0) }
    case .ages(_, let set):
      return taking(set) { row, batch in
        guard let text = batch.text(column, row) else { return nil }
        guard let ages = AgeWords.range(of: text) else {
          batch.leaveOut(
            row, "“\(text)” is no group of ages and was left out of \(column.words)")
          return nil
        }
        return ages
      }
    case .texts(_, let set):
      return taking(set) { row, batch in
        let words = batch.texts(column, row)
        return words.isEmpty
          ? nil : words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      }
    // These don't fit into a cell, so they have no import shape and no column.
    case .flag, .campaign, .influencer, .deliverables, .targets, .vetting, .snapshots, .custom:
      return nil
    }
  }

  mutating func finish(_ batch: inout ImportBatch) {
    for entry in entries {
      repeated += entry.rows - 1
      var entry = entry
      entry.date(batch.options.asOf, fillings)
      if entry.original == entry.influencer {
        batch.unchanged += entry.rows
        continue
      }
      let edit = Edit.put(entry.influencer)
      if let objection = batch.session.objection(to: edit) {
        let reason = objection.description
        batch.refuse(line: entry.line, reason, in: batch.field(blamedBy: reason))
        batch.unchanged += entry.rows - 1
        continue
      }
      batch.append(edit)
      batch.unchanged += entry.rows - 1
      if entry.original == nil { batch.added += 1 } else { batch.changed += 1 }
    }
    if titles.found > 0 {
      batch.note(
        "\(CountText.plural(titles.found, "channel")) of this file \(titles.found == 1 ? "is" : "are") known "
          + "under another name: matched by title.")
    }
    if repeated > 0 {
      batch.note(
        "\(CountText.plural(repeated, "row repeats an account", "rows repeat accounts")) of this file; "
          + "the last row of an account counts, and the others are counted as unchanged.")
    }
  }
}
