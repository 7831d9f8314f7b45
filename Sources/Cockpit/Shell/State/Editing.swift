import Marketing
import Screen
import SessionStore

extension CockpitState {
  /// Makes the change, remembers it for undo and journals it. A refusal becomes a message.
  mutating func perform(_ edit: Edit, title: String) -> [Effect] {
    let asked = document?.session.requests
    let effects = make(edit, title)
    // A merge or another currency changes what plans ask for, too.
    if document?.session.requests != asked { adoptRequests() }
    return effects
  }

  private mutating func make(_ edit: Edit, _ title: String) -> [Effect] {
    guard var document else { return [] }
    if let reason = document.readOnlyReason {
      fail("Nothing was changed: \(reason)")
      return []
    }
    // Drop the other reference first, so that the session is changed in place instead of copied.
    self.document = nil
    defer { self.document = document }
    do {
      let edit = try document.perform(edit, title: title)
      awaitWrite(of: edit)
      document.disk.awaitWrite()
      say("Changed \(title). u undoes.")
      let undo = document.history.past.last?.inverse
      return [.journal(edit, undo: undo, title: title)] + document.feedEffects(of: edit)
    } catch {
      fail(error.description)
      return []
    }
  }

  /// Undoes the latest change: of this run, or then of the log.
  mutating func undo() -> [Effect] {
    if let document, !document.history.canUndo, document.hasLog {
      return [.findLogged(document.session)]
    }
    return travel { document throws(EditError) in
      try document.undo()
    } saying: {
      "Undid: \($0)."
    } titled: {
      "undo \($0)"
    }
  }
  mutating func redo() -> [Effect] {
    travel { document throws(EditError) in
      try document.redo()
    } saying: {
      "Redid: \($0)."
    } titled: {
      "redo \($0)"
    }
  }

  /// Takes back what the log had as the latest change.
  mutating func takeBack(_ found: LoggedUndo?) -> [Effect] {
    // A change that was made meanwhile is undone first.
    guard var document, !document.history.canUndo else { return [] }
    switch found {
    case nil:
      say("Nothing to undo: the log has no other change.")
      return []
    case .refused(let reason)?:
      fail(reason)
      return []
    case .step(let title, let edit)?:
      self.document = nil
      defer { self.document = document }
      do {
        let redo = try document.takeBack(edit, title: title)
        awaitWrite(of: edit)
        document.disk.awaitWrite()
        say("Undid, from the log: \(title).")
        return [.journal(edit, undo: redo, title: "undo \(title)")]
          + document.feedEffects(of: edit)
      } catch {
        fail("“\(title)” can't be taken back: \(error.description)")
        return []
      }
    }
  }

  private mutating func travel(
    _ step: (inout Document) throws(EditError) -> (title: String, edit: Edit, undo: Edit)?,
    saying message: (String) -> String, titled name: (String) -> String
  ) -> [Effect] {
    guard var document else { return [] }
    let asked = document.session.requests
    self.document = nil
    defer {
      self.document = document
      if document.session.requests != asked { adoptRequests() }
    }
    do {
      guard let (title, edit, undo) = try step(&document) else { return [] }
      awaitWrite(of: edit)
      document.disk.awaitWrite()
      say(message(title))
      return [.journal(edit, undo: undo, title: name(title))] + document.feedEffects(of: edit)
    } catch {
      fail(error.description)
      return []
    }
  }

  /// The frame around panes and dialogs.
  var border: Border { capabilities.unicode ? .rounded : .ascii }
}

extension Document {
  /// Tells the feeds about an edit that concerns them.
  fileprivate func feedEffects(of edit: Edit) -> [Effect] {
    if edit.changesFeeds { return [.updateFeeds(session, feedsChanged: true)] }
    guard !session.feeds.isEmpty, !edit.isAboutMeasurements else { return [] }
    return [.updateFeeds(session.withoutMeasurements, feedsChanged: false)]
  }
}

extension Edit {
  fileprivate var changesFeeds: Bool {
    switch self {
    case .feed: true
    case .group(_, let edits): edits.contains(where: \.changesFeeds)
    case .settings, .influencer, .campaign, .booking, .measurement, .plan, .comparison: false
    }
  }

  fileprivate var isAboutMeasurements: Bool {
    switch self {
    case .measurement: true
    case .group(_, let edits): edits.allSatisfy(\.isAboutMeasurements)
    case .settings, .influencer, .campaign, .booking, .feed, .plan, .comparison: false
    }
  }
}

extension CockpitState {
  var entryContext: EntryContext? {
    // A form stays open while the session changes: with the measurements in here all of them would be copied then.
    document.map { EntryContext(session: $0.session.withoutMeasurements, today: today) }
  }
}
