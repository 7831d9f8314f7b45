/// What can be undone and redone: pairs of a change and its inverse, with a mark at the last save.
public struct History: Sendable {
  public struct Entry: Hashable, Sendable {
    public let title: String
    public let edit: Edit
    public let inverse: Edit
  }

  public private(set) var past: [Entry] = []
  public private(set) var future: [Entry] = []
  /// How many entries of `past` the last save holds; nil when undoing and editing anew left that state for good.
  private var savedAt: Int? = 0

  public init() {}

  public var canUndo: Bool { !past.isEmpty }
  public var canRedo: Bool { !future.isEmpty }
  public var hasUnsavedChanges: Bool { savedAt != past.count }

  public mutating func record(_ edit: Edit, inverse: Edit, title: String) {
    if let savedAt, savedAt > past.count { self.savedAt = nil }
    past.append(Entry(title: title, edit: edit, inverse: inverse))
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

  /// The state after `count` changes of the past is what the disk holds.
  public mutating func markSaved(at count: Int) { savedAt = count }

  /// What is here differs from the disk whatever is undone, such as after a recovery from the journal.
  public mutating func markUnsaved() { savedAt = nil }
}
