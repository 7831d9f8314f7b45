/// Undo and redo: pairs of an edit and its inverse, with a mark at the last save.
public struct History: Sendable {
  public struct Entry: Hashable, Sendable {
    public let title: String
    public let edit: Edit
    public let inverse: Edit
    /// The state after the change.
    fileprivate let position: Position
  }

  /// A state of the session, unique within this history, so that a slow save
  /// marks what it wrote, even after undos and edits in the meantime.
  public struct Position: Hashable, Sendable {
    fileprivate let serial: Int
  }

  public private(set) var past: [Entry] = []
  public private(set) var future: [Entry] = []
  private var recorded = 0
  /// The state before the first change of `past`.
  private var origin = Position(serial: 0)
  /// The state on disk; nil if it isn't in this history.
  private var saved: Position? = Position(serial: 0)

  public init() {}

  public var canUndo: Bool { !past.isEmpty }
  public var canRedo: Bool { !future.isEmpty }
  /// The current state.
  public var position: Position { past.last?.position ?? origin }
  public var hasUnsavedChanges: Bool { saved != position }

  public mutating func record(_ edit: Edit, inverse: Edit, title: String) {
    recorded += 1
    past.append(
      Entry(title: title, edit: edit, inverse: inverse, position: Position(serial: recorded)))
    future.removeAll()
  }

  /// Notes that a change from before this history was taken back, so that redo makes it again.
  public mutating func recordUndone(_ edit: Edit, inverse: Edit, title: String) {
    precondition(past.isEmpty, "what is in this history is undone first")
    recorded += 1
    future.append(Entry(title: title, edit: edit, inverse: inverse, position: origin))
    origin = Position(serial: recorded)
  }

  /// Moves the newest change to the future and returns it; the caller applies its inverse.
  public mutating func undo() -> Entry? {
    guard let entry = past.popLast() else { return nil }
    future.append(entry)
    return entry
  }

  /// Moves the last undone change back to the past and returns it; the caller applies its edit.
  public mutating func redo() -> Entry? {
    guard let entry = future.popLast() else { return nil }
    past.append(entry)
    return entry
  }

  /// Marks the state on disk: the `position` from when the save began.
  public mutating func markSaved(at position: Position) { saved = position }

  /// The edits from here back to the state on disk; nil if it can no longer be reached.
  public var editsBackToSave: [Edit]? {
    guard let saved else { return nil }
    if saved == position { return [] }
    if saved == origin { return past.reversed().map(\.inverse) }
    if let at = past.lastIndex(where: { $0.position == saved }) {
      return past[(at + 1)...].reversed().map(\.inverse)
    }
    if let at = future.lastIndex(where: { $0.position == saved }) {
      return future[at...].reversed().map(\.edit)
    }
    return nil
  }

  /// No state in this history is on disk, as after a recovery from the journal.
  public mutating func markUnsaved() { saved = nil }
}
