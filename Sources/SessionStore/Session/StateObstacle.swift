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
    if let kind = folder.kind(of: SessionLayout.state), kind != .folder {
      return [StateObstacle(path: SessionLayout.state, what: kind.words, wanted: "a folder")]
    }
    let state = SessionLayout.stateFolder(folder)
    var found: [StateObstacle] = []
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
    for name in [SessionLayout.staging, SessionLayout.kept] {
      if let kind = state.kind(of: name), kind != .folder { note(name, kind.words, "a folder") }
    }
    return found
  }
}
