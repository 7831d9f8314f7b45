/// What can be undone and redone: pairs of a change and its inverse, with a mark at the last save.
public struct History: Sendable {
  public struct Entry: Hashable, Sendable {
    public let title: String
    public let edit: Edit
    public let inverse: Edit
    /// The state that the change led to.
    fileprivate let position: Position
  }

  /// A state that the session was in. No other state of this history ever equals it, so a save that takes its time
  /// marks what it wrote, whatever was undone and edited anew meanwhile.
  public struct Position: Hashable, Sendable {
    fileprivate let serial: Int
  }

  public private(set) var past: [Entry] = []
  public private(set) var future: [Entry] = []
  private var recorded = 0
  /// The state that the disk holds; nil when it is none of this history.
  private var saved: Position? = Position(serial: 0)

  public init() {}

  public var canUndo: Bool { !past.isEmpty }
  public var canRedo: Bool { !future.isEmpty }
  /// The state that the session is in now.
  public var position: Position { past.last?.position ?? Position(serial: 0) }
  public var hasUnsavedChanges: Bool { saved != position }

  public mutating func record(_ edit: Edit, inverse: Edit, title: String) {
    recorded += 1
    past.append(
      Entry(title: title, edit: edit, inverse: inverse, position: Position(serial: recorded)))
    future.removeAll()
  }

  /// Takes the newest change over to the future and returns it; its inverse is to be applied.
  public mutating func undo() -> Entry? {
    guard let entry = past.popLast() else { return nil }
    future.append(entry)
    return entry
  }

  /// Takes the newest undone change back to the past and returns it; its edit is to be applied.
  public mutating func redo() -> Entry? {
    guard let entry = future.popLast() else { return nil }
    past.append(entry)
    return entry
  }

  /// The disk holds the state of that position: the one that `position` named when the save began.
  public mutating func markSaved(at position: Position) { saved = position }

  /// The edits that lead from here back to what the disk holds; nil when that state can't be reached any more.
  public var editsBackToSave: [Edit]? {
    guard let saved else { return nil }
    if saved == position { return [] }
    if saved == Position(serial: 0) { return past.reversed().map(\.inverse) }
    if let at = past.lastIndex(where: { $0.position == saved }) {
      return past[(at + 1)...].reversed().map(\.inverse)
    }
    if let at = future.lastIndex(where: { $0.position == saved }) {
      return future[at...].reversed().map(\.edit)
    }
    return nil
  }

  /// What is here differs from the disk whatever is undone, such as after a recovery from the journal.
  public mutating func markUnsaved() { saved = nil }
}
