import LibC
import Marketing

/// Where things are in a session's folder.
///
/// What a person keeps in git is at the top; what belongs to this machine is in `.state`.
enum SessionLayout {
  static let state = ".state"
  /// In `.state`: transactions in the making, a folder each.
  static let staging = "tmp"
  /// In `.state`: what was set aside, never to be deleted by the program.
  static let kept = "kept"
  /// In `.state`: held while a line is added to the journal, by whichever program adds it.
  static let commitLock = "commit.lock"
  /// In `.state`: where the manager stood on the screens.
  static let view = "view.json"
  /// In `.state`: how far each feed has been read.
  static let positions = "feeds.json"
  static let ignored = ".gitignore"
  static let attributes = ".gitattributes"

  static func journal(_ number: Int) -> String { "journal-\(number).jsonl" }

  /// The number of a journal by its name; nil for other files.
  static func journalNumber(_ name: String) -> Int? {
    guard name.hasPrefix("journal-"), name.hasSuffix(".jsonl") else { return nil }
    return Int(name.dropFirst(8).dropLast(6)).flatMap { $0 > 0 ? $0 : nil }
  }

  static func stateFolder(_ folder: DurableFolder) -> DurableFolder {
    DurableFolder(folder.full(state), calls: folder.calls)
  }
}

/// A file of measurements: `metrics/CAMPAIGN/SEQ-SESSION.jsonl`.
///
/// Written once, whole, and never changed; a live one instead grows by the lines of a stream.
struct MetricsFile: Hashable, Sendable {
  let campaign: CampaignID
  /// Of its lines, or of the first line if it is live: of two lines about one measurement the higher number counts.
  let sequence: Int64
  /// The start of the session's identity, so that the files of another session are noticed.
  let owner: String
  let isLive: Bool

  init(_ campaign: CampaignID, _ sequence: Int64, of session: String, isLive: Bool = false) {
    self.campaign = campaign
    self.sequence = sequence
    owner = String(session.prefix(8))
    self.isLive = isLive
  }

  /// Nil for a file that isn't a file.
  init?(campaign: String, name: String) {
    guard let number = Int(campaign), number > 0, name.hasSuffix(".jsonl") else { return nil }
    var stem = name.dropLast(6)
    isLive = stem.hasSuffix(".live")
    if isLive { stem = stem.dropLast(5) }
    let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = Int64(parts[0]), !parts[1].isEmpty,
      (1...SequenceClock.limit).contains(sequence)
    else { return nil }
    self.campaign = CampaignID(number)
    self.sequence = sequence
    owner = String(parts[1])
  }

  var name: String { "\(sequence)-\(owner)\(isLive ? ".live" : "").jsonl" }
  /// From the session's folder.
  var path: String { "\(SessionDocuments.metrics)/\(campaign.number)/\(name)" }
  /// While its transaction is in the making.
  var stagedName: String { "\(campaign.number)@\(name)" }
}

/// Numbers that rise with time over all programs that write to a session: microseconds since 1970, and always more than
/// any number seen.
struct SequenceClock: Sendable {
  /// Higher ones are damage: in the year 5138 there are still numbers to come.
  static let limit: Int64 = 100_000_000_000_000_000

  private(set) var last: Int64 = 0

  mutating func see(_ number: Int64) { last = max(last, number) }

  mutating func next() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    last = max(last + 1, Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    return last
  }
}

/// A session's identity: 64 random bits as hexadecimal digits.
enum SessionIdentity {
  static func make() -> String {
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
