import Marketing
import SessionStore
import Wording

// What another program did to the open session's files.
extension CockpitState {
  /// Takes over what wasn't changed here, and asks about the rest.
  mutating func take(_ change: OutsideChange?, thenSave: Bool) -> [Effect] {
    task = nil
    if document?.disk.foreign != nil { say("The session's own files are there again.") }
    document?.disk.unrefuse()
    guard let change else { return [] }
    let wasLost = document?.disk.hasLost == true
    document?.disk.missing = change.missing
    document?.disk.altered = change.altered
    document?.disk.broken = change.broken
    defer { assessDamage(change) }
    guard !change.files.isEmpty else {
      if !thenSave { sayLost(change) }
      if wasLost, document?.disk.hasLost == false {
        say("All files are there again, as they were.")
      }
      return thenSave ? save() : []
    }
    let files = change.files.joined(separator: ", ")
    // Whoever is still referred to here can't be removed, whatever the file says.
    let stays = change.edits.filter { document?.session.objection(to: $0) != nil }
    let edits = change.edits.filter { edit in !stays.contains(edit) }
    if !edits.isEmpty { receive(edits) }
    var said = "\(files) changed on disk"
    if !edits.isEmpty {
      said += ": \(CountText.plural(edits.count, "record")) taken over from there"
    }
    if !stays.isEmpty {
      let reason = stays.compactMap { document?.session.objection(to: $0)?.description }.first ?? ""
      said +=
        "; \(CountText.plural(stays.count, "record")) not: \(reason.hasSuffix(".") ? String(reason.dropLast()) : reason)"
    }
    let kept = keep(stays)
    guard change.conflicts.isEmpty else {
      if thenSave {
        warn(said + ".")
        ask(about: change.conflicts, thenSave: true)
      } else {
        // Unasked, a question would take the keys that somebody is just typing.
        dispute(change.conflicts)
        warn("\(said). \(document?.disk.complaint ?? "").")
      }
      return kept
    }
    warn(said + ".")
    return kept + (thenSave ? save() : [])
  }

  /// What was damaged at the opening may have been put right since, and another session's file may have come.
  private mutating func assessDamage(_ change: OutsideChange) {
    guard let document, !document.disk.damage.isEmpty || !change.damage.isEmpty else { return }
    let isNew = document.disk.damage.isEmpty
    let damage =
      change.damage + (isNew ? [] : SessionFolder.bookingsOfNobody(in: document.session))
    self.document?.disk.damage = damage
    if isNew, let first = change.damage.first, message?.kind != .error { warn(first) }
    if damage.isEmpty, message?.kind != .error, change.files.isEmpty, !document.disk.isBehind {
      say("What was damaged is whole again.")
    }
  }

  /// What the files removed and this session needs is a change of its own, for the journal and the next save.
  private mutating func keep(_ removals: [Edit]) -> [Effect] {
    guard !removals.isEmpty, let session = document?.session else { return [] }
    let mine = removals.compactMap { removal -> Edit? in
      switch removal {
      case .influencer(let id, nil): session.roster[id].map { .put($0) }
      case .campaign(let id, nil): session.campaigns[id].map { .put($0) }
      case .booking(let id, nil): session.bookings[id].map { .put($0) }
      case .feed(let id, nil): session.feeds[id].map { .put($0) }
      case .settings, .influencer, .campaign, .booking, .measurement, .feed, .plan, .comparison,
        .group:
        nil
      }
    }
    document?.markUnsaved()
    document?.disk.awaitWrite()
    return [
      .journal(.group("", mine), undo: .group("", removals), title: "keep what is still needed")
    ]
  }

  /// What lies there isn't this session's, or can't be told: nothing is written over it.
  mutating func refuse(_ error: StoreError) -> [Effect] {
    document?.disk.refuse(error.brief, error.description)
    fail(error.description)
    return []
  }

  private mutating func sayLost(_ change: OutsideChange) {
    let lost = [
      (change.missing, "taken away"), (change.broken, "made unreadable"),
      (change.altered, "changed"),
    ].compactMap {
      files, what -> String? in
      guard let first = files.first else { return nil }
      return files.count == 1
        ? "\(first) was \(what)" : "\(first) and \(files.count - 1) more were \(what)"
    }
    guard !lost.isEmpty else { return }
    let count = change.missing.count + change.broken.count + change.altered.count
    let kept =
      change.makesRoom ? " What lies there then goes to .state/kept." : ""
    warn(
      lost.joined(separator: ", and ") + " by another program. Everything is still here: Ctrl-S "
        + (count == 1 ? "writes it again." : "writes them again.") + kept)
  }

  /// Asks which of two versions counts.
  mutating func ask(about conflicts: [RecordConflict], thenSave: Bool = false) {
    dispute(conflicts)
    let names = conflicts.prefix(3).map { name(of: $0) }.joined(separator: ", ")
    let more = conflicts.count > 3 ? " and \(CountText.exact(conflicts.count - 3)) more" : ""
    layers.append(
      Confirm(
        title: "Changed here and on disk",
        text:
          "Another program changed \(names)\(more) in the session's files, and you changed it here. "
          + "Nothing is written until you choose.",
        answers: [
          Confirm.Answer(key: "m", title: "Keep mine") { state in
            state.dispute([])
            return thenSave ? state.save() : []
          },
          Confirm.Answer(key: "t", title: "Take theirs") { state in
            state.dispute([])
            let theirs = conflicts.map(\.theirs)
            let effects = state.perform(
              theirs.count == 1 ? theirs[0] : .group("", theirs), title: "what the files have")
            guard state.message?.kind != .error else {
              // Refused, for example because bookings refer to whom they removed: the choice is still open.
              state.dispute(conflicts)
              return []
            }
            return effects + (thenSave ? state.save() : [])
          },
          Confirm.Answer(key: "b", title: "Show both") { state in
            state.ask(about: conflicts, thenSave: thenSave)
            state.layers.append(
              TextView("Mine and theirs", conflicts.flatMap { state.lines(of: $0) }))
            return []
          },
        ]))
  }

  /// The choice between two versions is still open; with none, it is made.
  private mutating func dispute(_ conflicts: [RecordConflict]) {
    unsettled = conflicts
    let names = conflicts.map { name(of: $0) }
    document?.disk.disputed = names
  }

  private func name(of conflict: RecordConflict) -> String {
    switch conflict.mine {
    case .settings: "the session's settings"
    case .influencer(let id, let row):
      "@\(row?.handle ?? document?.session.roster[id]?.handle ?? String(id.number))"
    case .campaign(let id, let row): "campaign \(row?.name ?? String(id.number))"
    case .booking(let id, _): "booking \(id.number)"
    case .feed(let id, let row): "feed \(row?.name ?? String(id.number))"
    case .measurement(let identity, _): identity.key
    case .plan(let id, _):
      "the plan of \(document?.session.campaigns[id]?.name ?? String(id.number))"
    case .comparison: "the comparison"
    case .group(let title, _): title
    }
  }

  private func lines(of conflict: RecordConflict) -> [TextLine] {
    var lines: [TextLine] = []
    switch (conflict.mine, conflict.theirs) {
    case (.influencer(_, let mine?), .influencer(_, let theirs?)):
      lines = differences(mine, theirs, Field<Influencer>.influencer)
    case (.campaign(_, let mine?), .campaign(_, let theirs?)):
      lines = differences(mine, theirs, Field<Campaign>.campaign)
    case (.booking(_, let mine?), .booking(_, let theirs?)):
      lines = differences(mine, theirs, Field<Booking>.booking)
    default: break
    }
    if lines.isEmpty {
      lines = [
        TextLine(text: conflict.mineText, key: "mine"),
        TextLine(text: conflict.theirsText, key: "theirs"),
      ]
    }
    return [TextLine(text: name(of: conflict), role: .title)] + lines + [TextLine(text: "")]
  }

  /// The fields in which two versions of a record differ.
  private func differences<Row>(_ mine: Row, _ theirs: Row, _ fields: [Field<Row>]) -> [TextLine] {
    guard let session = document?.session else { return [] }
    let context = EntryContext(session: session, today: today)
    return fields.compactMap { field in
      let (here, there) = (field.read(mine, context), field.read(theirs, context))
      guard here != there else { return nil }
      func said(_ text: String) -> String { text.isEmpty ? NumberText.absent : text }
      return TextLine(text: "mine \(said(here)), theirs \(said(there))", key: field.title)
    }
  }
}
