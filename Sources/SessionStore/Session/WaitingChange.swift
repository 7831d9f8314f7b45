import LibC
import Marketing

/// A change that was made but isn't on disk yet.
struct WaitingChange: Sendable {
  let edit: Edit
  let undo: Edit?
  let title: String
}

/// A transaction whose line is in the journal.
struct Committed {
  let sequence: Int64
  let metricsFiles: [MetricsFileStamp]
  /// The documents of a save.
  let save: SaveRecord?
  let staged: DurableFolder
  /// Its files were staged a moment ago by this program, and nothing was done with them yet.
  var isFresh = false
}

/// Who is named in the log.
package enum SessionAuthor {
  /// CLOUT_AUTHOR in the environment, or the user's name.
  package static var current: String {
    if let named = Environment.value("CLOUT_AUTHOR").map(oneLine), !named.isEmpty {
      return named
    }
    return userName
  }

  /// The name given on the command line, if there is one.
  package static func named(_ name: String?) throws(StoreError) -> String {
    guard let name else { return current }
    let text = oneLine(name)
    guard !text.isEmpty else { throw StoreError(.readOnly, "--author takes a name.") }
    return text
  }

  private static func oneLine(_ text: String) -> String {
    text.split { $0.isNewline || $0.isWhitespace }.joined(separator: " ")
  }

  private static var userName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let result = getpwuid_r(getuid(), &entry, buffer.baseAddress!, buffer.count, &found)
      guard result == 0, found != nil, let name = entry.pw_name else { return "user \(getuid())" }
      return String(cString: name)
    }
  }
}
