/// How much of the changes is on disk, for the top line.
struct DiskState: Hashable, Sendable {
  /// Changes handed over for writing of which no answer has come yet.
  private(set) var writing = 0
  /// Why the last attempt to write failed, and what to do; nil once everything is on disk.
  private(set) var failure: String?

  /// Not everything has reached the disk.
  var isBehind: Bool { failure != nil }
  var isWriting: Bool { writing > 0 }

  mutating func awaitWrite() { writing += 1 }

  /// Everything that was handed over before the answer is on disk, unless a later attempt failed.
  mutating func endWrite() {
    writing = max(0, writing - 1)
    failure = nil
  }

  mutating func fail(_ reason: String) {
    writing = max(0, writing - 1)
    failure = reason
  }

  /// A save or a retry wrote everything.
  mutating func caughtUp() { failure = nil }
}
