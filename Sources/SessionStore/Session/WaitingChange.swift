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
}

/// Who is named in the log.
package enum SessionAuthor {
  package static var current: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let result = getpwuid_r(getuid(), &entry, buffer.baseAddress!, buffer.count, &found)
      guard result == 0, found != nil, let name = entry.pw_name else { return "user \(getuid())" }
      return String(cString: name)
    }
  }
}
