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
    var firstLine: Int

    /// The old figures go into the account's history if the file brings different ones.
    mutating func date(_ day: Day?) {
      guard let original else {
        influencer.asOf = day
        return
      }
      guard influencer.snapshot != original.snapshot else { return }
      influencer.keep(original.snapshot)
      influencer.asOf = day
    }
  }

  /// Takes over one field if the row has it.
  private typealias Filling = @Sendable (inout Influencer, TableRow, inout ImportBatch) -> Void

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

  init(session: Session, platform: Platform?, mapping: ColumnMapping) {
    self.platform = platform
    fillings = Self.fillings(mapping)
    others = mapping.columns.filter {
      $0.target == .custom || $0.field?.isBesideInfluencer == true
    }
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
      return batch.refuse(row, "it names no platform")
    }
    let reference = batch.text(.reference, row) ?? ""
    var handle = batch.text(.handle, row).map { String($0.drop { $0 == "@" }) } ?? ""
    if handle.isEmpty { handle = batch.linked(.url, row) ?? "" }
    let hasHandle = !handle.isEmpty
    if !hasHandle { handle = batch.text(.name, row) ?? reference }
    guard !handle.isEmpty else { return batch.refuse(row, "it has neither handle nor name") }

    let at = place(
      of: platform, handle, reference: hasHandle ? "" : reference,
      title: platform == .youtube ? batch.text(.name, row) : nil, line: row.line)
    // Static, because a method would hold a copy of all entries, and every row would copy them again.
    Self.fill(&entries[at].influencer, fillings, others, row, &batch)
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
    entries.append(Entry(original: original, influencer: influencer, firstLine: line))
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
  ) {
    for fill in fillings { fill(&influencer, row, &batch) }
    for column in others {
      let text = column.index < row.count ? row.plainText(column.index) : ""
      if !text.isEmpty { influencer.custom[column.label] = text }
    }
  }

  /// The fields that the file has columns for. Handle and platform identify the account and are read before.
  private static func fillings(_ mapping: ColumnMapping) -> [Filling] {
    let columns = Set(mapping.columns.compactMap(\.field))
    return Influencer.schema.fields.compactMap { field in
      guard !field.isRequired, let names = field.importing,
        let column = ImportField(rawValue: names.name), columns.contains(column)
      else { return nil }
      return filling(field.access, column)
    }
  }

  private static func filling(
    _ access: FieldAccess<Influencer>, _ column: ImportField
  ) -> Filling? {
    switch access {
    case .text(_, _, let set):
      return { if let text = $2.text(column, $1) { set(&$0, text) } }
    case .platform(_, let set):
      return { if let text = $2.text(column, $1) { set(&$0, Platform(rawValue: text)) } }
    case .choice(let choice):
      return { if let text = $2.text(column, $1) { _ = choice.set(&$0, text.lowercased()) } }
    case .count(_, let set):
      return { if let count = $2.count(column, $1) { set(&$0, count) } }
    case .amount(_, _, let set):
      return { if let amount = $2.money(column, $1) { set(&$0, amount) } }
    case .money(_, let set):
      return { if let amount = $2.money(column, $1) { set(&$0, amount) } }
    case .share(_, _, let set):
      return { if let share = $2.share(column, $1) { set(&$0, share) } }
    case .hours(_, let set):
      return { if let hours = $2.hours(column, $1) { set(&$0, hours) } }
    case .day(_, let set):
      return { if let day = $2.day(column, $1) { set(&$0, day) } }
    case .ages(_, let set):
      return { influencer, row, batch in
        guard let text = batch.text(column, row) else { return }
        if let ages = AgeWords.range(of: text) {
          set(&influencer, ages)
        } else {
          batch.leaveOut(
            row, "“\(text)” is no group of ages and was left out of \(column.rawValue)")
        }
      }
    case .texts(_, let set):
      return { influencer, row, batch in
        let words = batch.texts(column, row)
        if !words.isEmpty {
          set(&influencer, words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        }
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
      entry.date(batch.options.asOf)
      if entry.original == entry.influencer {
        batch.unchanged += entry.rows
        continue
      }
      batch.append(.put(entry.influencer))
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
