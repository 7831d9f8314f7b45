/// How much of the changes is on disk, for the top line.
struct DiskState: Hashable, Sendable {
  /// Changes handed over for writing of which no answer has come yet.
  private(set) var writing = 0
  /// Why the last attempt to write failed, and what to do; nil once everything is on disk.
  private(set) var failure: String?
  /// The same in full, for the help.
  private(set) var explanation = ""

  /// Files that somebody took away; a save writes them again.
  var missing: [String] = []
  /// Files of measurements that somebody took lines out of; a save writes those again.
  var altered: [String] = []

  /// Documents that somebody made unreadable; a save writes them again.
  var broken: [String] = []
  /// Records that were changed here and on disk: a save asks which version counts.
  var disputed: [String] = []
  /// Why nothing can be written where the session was: another one lies there.
  private(set) var foreign: String?

  /// What was missing of the measurements when the session was opened, or not as it was written. A save doesn't mend it.
  var damage: [String] = []

  /// Not everything has reached the disk, or is there any more.
  var isBehind: Bool { complaint != nil }

  /// Whether files aren't there, or not as they were.
  var hasLost: Bool { !missing.isEmpty || !altered.isEmpty || !broken.isEmpty }

  /// What is wrong, and what to do.
  var complaint: String? {
    if let failure { return failure }
    if let foreign { return foreign }
    if let first = disputed.first {
      let others = disputed.count - 1
      return others == 0
        ? "\(first) was changed here and on disk, Ctrl-S asks"
        : "\(first) and \(others) more were changed here and on disk, Ctrl-S asks"
    }
    guard let first = missing.first ?? broken.first ?? altered.first else { return nil }
    let others = missing.count + broken.count + altered.count - 1
    // The line is short, and the message below it has the file's name.
    let file = first.hasPrefix("metrics/") ? "a file of measurements" : first
    let what =
      !missing.isEmpty
      ? "missing" : broken.isEmpty ? "changed by another program" : "unreadable"
    return others == 0
      ? "\(file) is \(what), Ctrl-S writes it again"
      : "\(file) and \(others) more are \(what), Ctrl-S writes them again"
  }
  var isWriting: Bool { writing > 0 }

  mutating func awaitWrite() { writing += 1 }

  /// Everything that was handed over before the answer is on disk, unless a later attempt failed.
  mutating func endWrite() {
    writing = max(0, writing - 1)
    failure = nil
  }

  mutating func fail(_ reason: String, _ explanation: String) {
    writing = max(0, writing - 1)
    stall(reason, explanation)
  }

  /// What was written counts, but isn't where it belongs yet.
  mutating func stall(_ reason: String, _ explanation: String) {
    failure = reason
    self.explanation = explanation
  }

  /// Nothing is written over what lies there.
  mutating func refuse(_ reason: String, _ explanation: String) {
    foreign = reason
    self.explanation = explanation
  }

  mutating func unrefuse() { foreign = nil }

  /// A retry wrote everything.
  mutating func caughtUp() { failure = nil }

  /// A save wrote everything, and the files anew.
  mutating func saved() {
    failure = nil
    missing = []
    altered = []
    broken = []
    disputed = []
    foreign = nil
  }
}
