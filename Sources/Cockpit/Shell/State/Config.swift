import Screen

/// What the program remembers from one run to the next, apart from sessions.
struct Config: Hashable, Sendable, Codable {
  var theme: String?
  /// The folder of the session that was open last.
  var lastSession: String?
  /// Newest first.
  var recentSessions: [String]?
  /// The user's, put beside checks and answers.
  var initials: String?
  /// Command id → keys, for commands the user has moved to other keys.
  var keys: [String: [String]]?

  /// The keys that the user has given to a command; nil if it keeps its own.
  func keys(of id: String) -> [Key]? { keys?[id].map { $0.compactMap { Key(notation: $0) } } }
}
