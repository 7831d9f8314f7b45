import Marketing
import SessionStore
import Wording

extension SessionFolder.Contents {
  /// Why a command may not save: somebody has to choose first.
  func refuseConflicts() throws(Failure) {
    guard !conflicts.isEmpty else { return }
    throw Failure(
      "\(CountText.plural(conflicts.count, "record")) changed both in the session's files and by changes that aren't "
        + "saved yet. Open the session in the cockpit and choose which counts; nothing was written."
    )
  }
}

extension SessionFolder {
  /// Records a change and saves. If it throws, the change was given up; once it is in the journal it counts, whatever
  /// becomes of the save.
  ///
  /// - Parameter undo: the edit that takes it back.
  func commit(
    _ edit: Edit, undo: Edit, title: String = "", _ session: Session, _ view: SavedView
  ) throws(StoreError) {
    do throws(StoreError) {
      try record(edit, undo: undo, title: title)
    } catch {
      // The cockpit tries again; here nobody is left to hear that it worked after all.
      forgetUnwritten()
      throw error
    }
    do throws(StoreError) {
      try save(session, view: view)
    } catch {
      Output.talk(
        "clout: it is done and in the session's journal, but the session couldn't be saved: \(error.atPrompt) "
          + "Nothing is lost; the next save writes the files.")
      return
    }
    for note in takeNotes() { Output.talk("clout: \(note)") }
    if placeFailure != nil { try? writeUnwritten() }
    if let placeFailure {
      Output.talk(
        "clout: it is done and in the session's journal, but not all files have got their places yet: "
          + "\(placeFailure.atPrompt) Nothing is lost; the next program that writes the session puts them there."
      )
    }
  }
}
