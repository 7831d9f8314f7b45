/// What the program remembers from one run to the next, beside sessions.
struct Config: Hashable, Sendable, Codable {
  var theme: String?
  /// The folder of the session that was open last.
  var lastSession: String?
  /// Newest first.
  var recentSessions: [String]?
  /// Of whoever works here, for checks and answers.
  var initials: String?
  /// Command id → keys, for those that the user wants elsewhere.
  var keys: [String: [String]]?
}
