import LibC

/// What a path typed for a feed is taken as.
///
/// Whoever types it is where Clout was started, as with every other path; a feed works on, wherever Clout is started
/// next, so the whole path is kept. A path that only the session's folder has is kept as it is: it goes with the session.
enum FeedPath {
  static func taken(_ typed: String, sessionFolder: String?) -> String {
    let path = Places.expand(typed)
    guard !path.isEmpty, !path.hasPrefix("/"), let here = Places.current else { return path }
    let whole = here + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    let isInSession = sessionFolder.map { access($0 + "/" + path, F_OK) == 0 } ?? false
    return access(whole, F_OK) == 0 || !isInSession ? whole : path
  }
}
