import Testing

@testable import Marketing

@Suite struct HistoryTests {
  private static func edit(_ number: Int) -> Edit { .put(Fixtures.influencer(number)) }

  private func history(_ count: Int) -> History {
    var history = History()
    for number in 0..<count { record(number + 1, in: &history) }
    return history
  }

  private func record(_ number: Int, in history: inout History) {
    history.record(
      Self.edit(number), inverse: .influencer(InfluencerID(number), nil), title: "Add \(number)")
  }

  @Test func nothingToUndo() {
    var history = History()
    #expect(!history.canUndo)
    #expect(!history.canRedo)
    #expect(!history.hasUnsavedChanges)
    #expect(history.undo() == nil)
    #expect(history.redo() == nil)
    #expect(!history.hasUnsavedChanges)
  }

  @Test func undoAndRedoGoBackAndForth() {
    var history = history(2)
    #expect(history.undo()?.title == "Add 2")
    let first = history.undo()
    #expect(first?.edit == Self.edit(1))
    #expect(first?.inverse == .influencer(InfluencerID(1), nil))
    #expect(history.undo() == nil)
    #expect(history.redo()?.title == "Add 1")
    #expect(history.past.map(\.title) == ["Add 1"])
    #expect(history.future.map(\.title) == ["Add 2"])
    #expect(history.redo()?.title == "Add 2")
    #expect(history.redo() == nil)
  }

  @Test func editingAnewForgetsTheFuture() {
    var history = history(2)
    _ = history.undo()
    record(9, in: &history)
    #expect(!history.canRedo)
    #expect(history.past.map(\.title) == ["Add 1", "Add 9"])
  }

  @Test func theSavedStateIsFoundAgain() {
    var history = history(3)
    #expect(history.hasUnsavedChanges)
    history.markSaved(at: history.position)
    #expect(!history.hasUnsavedChanges)
    _ = history.undo()
    #expect(history.hasUnsavedChanges)
    _ = history.redo()
    #expect(!history.hasUnsavedChanges)
    record(4, in: &history)
    #expect(history.hasUnsavedChanges)
    _ = history.undo()
    #expect(!history.hasUnsavedChanges)
  }

  @Test func undoingPastTheSaveAndEditingAnewLeavesItForGood() {
    var history = history(2)
    history.markSaved(at: history.position)
    _ = history.undo()
    record(9, in: &history)
    #expect(history.past.count == 2)
    #expect(history.hasUnsavedChanges)
    while history.undo() != nil { #expect(history.hasUnsavedChanges) }
    while history.redo() != nil { #expect(history.hasUnsavedChanges) }
    history.markSaved(at: history.position)
    #expect(!history.hasUnsavedChanges)
  }

  /// The mark used to be a count of changes, so after undoing some and making as many others, unsaved work passed for
  /// saved.
  @Test func aSlowSaveMarksWhatItWrote() {
    var history = history(2)
    let written = history.position
    _ = history.undo()
    record(9, in: &history)
    history.markSaved(at: written)
    #expect(history.past.count == 2)
    #expect(history.hasUnsavedChanges)
    _ = history.undo()
    #expect(history.hasUnsavedChanges)
  }

  @Test func aSaveThatWasOvertakenIsStillReachable() {
    var history = history(2)
    let written = history.position
    record(3, in: &history)
    history.markSaved(at: written)
    #expect(history.hasUnsavedChanges)
    _ = history.undo()
    #expect(!history.hasUnsavedChanges)
  }

  @Test func recoveredWorkIsUnsavedUntilTheNextSave() {
    var history = History()
    history.markUnsaved()
    #expect(history.hasUnsavedChanges)
    record(1, in: &history)
    _ = history.undo()
    #expect(history.hasUnsavedChanges)
    history.markSaved(at: history.position)
    #expect(!history.hasUnsavedChanges)
  }
}
