/// Something in the place of `.state`, or of what Clout keeps in it, that keeps it from working.
struct StateObstacle {
  /// From the session's folder.
  let path: String
  /// What it is, with its article.
  let what: String
  /// What belongs there, likewise.
  let wanted: String

  var finding: Finding { Finding(.problem, path, "it is \(what), where \(wanted) belongs") }

  static func all(in folder: DurableFolder) -> [StateObstacle] {
    var found = ofFolders(in: folder)
    if found.contains(where: { $0.path == SessionLayout.state }) { return found }
    let state = SessionLayout.stateFolder(folder)
    func note(_ name: String, _ what: String, _ wanted: String) {
      found.append(
        StateObstacle(path: "\(SessionLayout.state)/\(name)", what: what, wanted: wanted))
    }
    for name in [FolderLock.fileName, SessionLayout.commitLock] {
      // Whoever made a link could have Clout lock, and empty, any file.
      if let kind = state.obstacle(at: name) {
        note(name, kind.words, "a file")
      } else if state.isLink(name) {
        note(name, "a link", "a file")
      }
    }
    for name in [SessionLayout.view, SessionLayout.positions] {
      if let kind = state.obstacle(at: name) { note(name, kind.words, "a file") }
    }
    return found
  }

  /// Those in the place of folders, without which nothing can be written: what Clout clears away there would be
  /// somebody else's behind a link.
  static func ofFolders(in folder: DurableFolder) -> [StateObstacle] {
    func found(_ name: String, in parent: DurableFolder, as path: String) -> StateObstacle? {
      guard let kind = parent.kind(of: name) else { return nil }
      let what: String
      if kind != .folder {
        what = kind.words
      } else if parent.isLink(name) {
        what = "a link"
      } else {
        return nil
      }
      return StateObstacle(path: path, what: what, wanted: "a folder")
    }
    let state = SessionLayout.stateFolder(folder)
    if let obstacle = found(SessionLayout.state, in: folder, as: SessionLayout.state) {
      // Somebody who keeps the journal on another disk has one there.
      let isOurs =
        folder.kind(of: SessionLayout.state) == .folder
        && (try? JournalReading.numbers(in: state))?.isEmpty == false
      if !isOurs { return [obstacle] }
    }
    return [SessionLayout.staging, SessionLayout.kept].compactMap {
      found($0, in: state, as: "\(SessionLayout.state)/\($0)")
    }
  }
}
