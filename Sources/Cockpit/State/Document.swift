import Marketing

/// The open session with its history and what is derived from it.
struct Document: Sendable {
  private(set) var session: Session
  private(set) var history = History()
  /// The session's folder; nil for one that has none yet.
  var path: String?
  /// Why nothing can be written, in words; nil when it can.
  var readOnlyReason: String?
  /// The figures of the panes, kept in step with the session.
  private(set) var figures: Figures
  /// Grows with every change, so that a pane knows when to arrange itself anew.
  private(set) var revision = 0

  init(session: Session, path: String?, readOnlyReason: String? = nil) {
    self.session = session
    self.path = path
    self.readOnlyReason = readOnlyReason
    figures = Figures(session)
  }

  var hasUnsavedChanges: Bool { history.hasUnsavedChanges }

  /// Makes the change and remembers its inverse. The edit is returned for the journal.
  mutating func perform(_ edit: Edit, title: String) throws(EditError) -> Edit {
    let inverse = try session.apply(edit)
    history.record(edit, inverse: inverse, title: title)
    refresh(after: edit, inverse: inverse)
    return edit
  }

  /// Undoes the newest change; returns its title and the edit that was made, nil when there is nothing to undo.
  mutating func undo() throws(EditError) -> (title: String, edit: Edit)? {
    guard let entry = history.past.last else { return nil }
    try session.apply(entry.inverse)
    _ = history.undo()
    refresh(after: entry.inverse, inverse: entry.edit)
    return (entry.title, entry.inverse)
  }

  mutating func redo() throws(EditError) -> (title: String, edit: Edit)? {
    guard let entry = history.future.last else { return nil }
    try session.apply(entry.edit)
    _ = history.redo()
    refresh(after: entry.edit, inverse: entry.inverse)
    return (entry.title, entry.edit)
  }

  mutating func markSaved(at position: History.Position) { history.markSaved(at: position) }
  mutating func markUnsaved() { history.markUnsaved() }

  private mutating func refresh(after edit: Edit, inverse: Edit) {
    revision += 1
    figures.follow(edit, inverse: inverse, in: session)
  }
}
