import Marketing
import Screen

extension CockpitState {
  /// Makes the change, remembers it for undo and journals it. A refusal becomes a message.
  mutating func perform(_ edit: Edit, title: String) -> [Effect] {
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

  mutating func undo() -> [Effect] {
    travel { document throws(EditError) in
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

  private mutating func travel(
    _ step: (inout Document) throws(EditError) -> (title: String, edit: Edit, undo: Edit)?,
    saying message: (String) -> String, titled name: (String) -> String
  ) -> [Effect] {
    guard var document else { return [] }
    self.document = nil
    defer { self.document = document }
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
    case .settings, .influencer, .campaign, .booking, .measurement: false
    }
  }

  fileprivate var isAboutMeasurements: Bool {
    switch self {
    case .measurement: true
    case .group(_, let edits): edits.allSatisfy(\.isAboutMeasurements)
    case .settings, .influencer, .campaign, .booking, .feed: false
    }
  }
}

extension CockpitState {
  var entryContext: EntryContext? {
    // A form stays open while the session changes: with the measurements in here all of them would be copied then.
    document.map { EntryContext(session: $0.session.withoutMeasurements, today: today) }
  }
}
