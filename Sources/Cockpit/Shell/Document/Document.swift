import Marketing
import Metrics

/// The open session, its history, and the figures derived from it.
struct Document: Sendable {
  private(set) var session: Session
  private(set) var history = History()
  /// The session's folder; nil until it has one.
  var path: String?
  /// Why the session is read-only; nil when it can be written.
  var readOnlyReason: String?
  /// Nothing goes to disk.
  var isInMemory = false
  /// Another program writes the session, and what it does is shown here.
  var isFollowing = false
  private(set) var figures: Figures
  /// Increases with every change, so that panes know when to rearrange.
  private(set) var revision = 0
  /// Increases with every measurement that came from outside; only panes that show measurements care.
  private(set) var measurementRevision = 0

  init(session: Session, path: String?, readOnlyReason: String? = nil) {
    self.session = session
    self.path = path
    self.readOnlyReason = readOnlyReason
    figures = Figures(session)
  }

  /// What the disk has of the changes.
  var disk = DiskState()

  var hasUnsavedChanges: Bool { history.hasUnsavedChanges || disk.isBehind }

  /// Makes the change and remembers its inverse. Returns the edit for the journal.
  mutating func perform(_ edit: Edit, title: String) throws(EditError) -> Edit {
    let inverse = try session.apply(edit)
    history.record(edit, inverse: inverse, title: title)
    refresh(after: edit, inverse: inverse)
    return edit
  }

  /// Undoes the latest change; returns its title, the edit that undid it and what it undid, or nil when there is nothing
  /// to undo.
  mutating func undo() throws(EditError) -> (title: String, edit: Edit, undo: Edit)? {
    guard let entry = history.past.last else { return nil }
    let undone = try session.apply(entry.inverse)
    _ = history.undo()
    refresh(after: entry.inverse, inverse: undone)
    return (entry.title, entry.inverse, undone)
  }

  mutating func redo() throws(EditError) -> (title: String, edit: Edit, undo: Edit)? {
    guard let entry = history.future.last else { return nil }
    let undone = try session.apply(entry.edit)
    _ = history.redo()
    refresh(after: entry.edit, inverse: undone)
    return (entry.title, entry.edit, undone)
  }

  /// Takes back a change from before the history; returns what redoes it.
  mutating func takeBack(_ edit: Edit, title: String) throws(EditError) -> Edit {
    let redo = try session.apply(edit)
    history.recordUndone(redo, inverse: edit, title: title)
    refresh(after: edit, inverse: redo)
    return redo
  }

  /// Whether the log on disk may hold changes from before the history.
  var hasLog: Bool { path != nil && readOnlyReason == nil && !isInMemory }

  /// Shows the session as another program has it now.
  mutating func replace(_ session: Session) {
    self.session = session
    figures = Figures(session)
    revision += 1
    measurementRevision += 1
  }

  mutating func markSaved(at position: History.Position) { history.markSaved(at: position) }
  mutating func markUnsaved() { history.markUnsaved() }

  /// Makes changes that came from outside, which undo skips. False when none of them could be made.
  mutating func receive(_ edits: [Edit]) -> Bool {
    var isChanged = false
    for edit in edits {
      guard let inverse = try? session.apply(edit), inverse != edit else { continue }
      isChanged = true
      if case .measurement = edit {
        measurementRevision += 1
      } else {
        revision += 1
      }
      figures.follow(edit, inverse: inverse, in: session)
    }
    return isChanged
  }

  /// True when the figures must be added up in the background.
  mutating func wantLedger(_ basis: LedgerBasis) -> Bool { figures.wantLedger(basis, session) }

  mutating func receive(_ ledger: KPILedger, for basis: LedgerBasis) {
    figures.receive(ledger, for: basis, in: session)
  }

  private mutating func refresh(after edit: Edit, inverse: Edit) {
    revision += 1
    figures.follow(edit, inverse: inverse, in: session)
  }
}
