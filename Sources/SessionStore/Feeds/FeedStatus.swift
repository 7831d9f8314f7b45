import Marketing

/// How a feed is doing.
package struct FeedStatus: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    /// Nothing new; the text says what it waits for.
    case waiting(String)
    /// Figures are arriving.
    case reading
    case paused
    /// A command that nobody has agreed to yet.
    case needsConsent
    /// The last attempt failed; the next is at `nextTry`.
    case failed(String)
  }

  package var state = State.waiting("nothing read yet")
  /// In the newest file or run, from 1.
  package var lastLine = 0
  package var lastText = ""
  /// Measurements that were new or changed.
  package var taken = 0
  /// Rows without anything new.
  package var unchanged = 0
  package var refused = 0
  /// The latest refused rows, at most a hundred.
  package var refusals: [FeedRefusal] = []
  /// Assumptions, and values left out of rows that count.
  package var notes: [String] = []
  /// Seconds since 1970; nil if it is being tried all the time.
  package var nextTry: Double?
  /// When something new last arrived, in seconds since 1970.
  package var lastArrival: Double?

  package init() {}

  static let keptRefusals = 100

  mutating func take(_ intake: FeedIntake) {
    refused += intake.refusals.count
    refusals = Array((refusals + intake.refusals).suffix(Self.keptRefusals))
    for note in intake.notes where !notes.contains(note) {
      notes = Array((notes + [note]).suffix(20))
    }
    if intake.lastLine > 0 {
      lastLine = intake.lastLine
      lastText = intake.lastText
    }
  }
}

/// A row that couldn't be used.
package struct FeedRefusal: Hashable, Sendable {
  package var line: Int
  package var reason: String
  /// The row as it arrived, cut to 200 characters, without control characters.
  package var text: String

  init(line: Int, reason: String, text: some Sequence<UInt8>) {
    self.line = line
    self.reason = reason
    self.text = Self.shown(text)
  }

  /// The part of a line that is safe to show: its first 200 characters, with control characters as dots.
  static func shown(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(bytes.prefix(800)), as: UTF8.self)
    var shown = ""
    for scalar in text.unicodeScalars.prefix(200) {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      shown.unicodeScalars.append(isControl ? "·" : scalar)
    }
    return shown
  }
}

/// The result of reading some lines.
struct FeedIntake {
  var measurements: [Measurement] = []
  /// The line of each measurement.
  var lines: [Int] = []
  var refusals: [FeedRefusal] = []
  var notes: [String] = []
  /// Rows that another row of the same lines supersedes.
  var repeated = 0
  var lastLine = 0
  var lastText = ""
  /// What the feed's former reading made of the same lines, and this one doesn't.
  var misread: [Measurement.Identity] = []
  /// The lines that were read before have all been read again.
  var endsRereading = false
}

/// Why a feed can't be read at all.
struct FeedProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
