import Marketing
import SessionStore

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
    }
  }
}
