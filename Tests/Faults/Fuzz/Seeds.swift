import JSON
import Marketing
import SchemaSamples

@testable import SessionStore

/// The inputs that the fuzzer starts from: small documents with every field, and the repository's own files.
enum Seeds {
  static let identity = "0123456789abcdef"

  /// A small session, for the targets.
  static let contents: Session = {
    var session = Session(settings: Settings(name: "fuzz"))
    let edits: [Edit] =
      [.put(Influencer.schema.sample(InfluencerID(4)))]
      + (1...3).map { .put(Influencer(id: InfluencerID($0), handle: "a\($0)", platform: .tiktok)) }
      + [.put(Campaign.schema.sample(CampaignID(3))), .put(Booking.schema.sample(BookingID(1)))]
      + (1...3).map {
        .put(
          Measurement(
            campaign: CampaignID(3), key: "post\($0)", kind: .total, day: Day(number: 20_000 + $0)))
      }
    for edit in edits { try! session.apply(edit) }
    return session
  }()

  /// Its files, apart from the journal.
  static let session = files(contents, [])
  static let formerSession = files(contents, []).compactMap { name, bytes in
    switch name {
    case SessionDocuments.session:
      (name, Array("{\"format\": 1, \"save\": 1, \"name\": \"x\"}".utf8))
    case "metrics/3/1-01234567.jsonl": ("metrics/3.jsonl", bytes)
    default: (name, bytes)
    }
  }

  static func files(_ session: Session, _ unknown: [UnknownField]) -> [(String, [UInt8])] {
    let view = SavedView(requests: session.requests)
    let header = SessionDocuments.Header(identity: identity, settings: session.settings, view: view)
    let lines = MetricsFolder.lines(
      session.measurements.rows.map { ($0.identity, $0) }, sequence: 1)
    return [
      (SessionDocuments.session, SessionDocuments.write(header)),
      (
        SessionDocuments.roster,
        SessionDocuments.write(roster: session.roster, of: identity, unknown: unknown)
      ),
      (
        SessionDocuments.campaigns,
        SessionDocuments.write(
          campaigns: session.campaigns, bookings: session.bookings, of: identity, unknown: unknown)
      ),
      (
        SessionDocuments.feeds,
        SessionDocuments.write(feeds: session.feeds, of: identity, unknown: unknown)
      ),
    ]
      + lines.map { campaign, bytes in
        (MetricsFile(campaign, 1, of: identity).path, bytes)
      }
  }

  static func write(into folder: String) {
    let scratch = Scratch(at: folder)
    writeSessions(scratch)
    writeJournals(scratch)
    for path in (environment("CLOUT_TABLES") ?? "").split(separator: " ") {
      guard let bytes = try? FileContents.read(String(path)) else { continue }
      let name = FilePath.name(of: String(path))
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      for first in [0, 23, 0x28, 0x33] as [UInt8] {
        let count = first == 0 ? 40 : 8
        let part = Array(lines.prefix(count).joined(separator: [0x0A]))
        scratch.write([first] + part.prefix(6000), to: "table/\(name)-\(first)")
      }
    }
    for path in (environment("CLOUT_THEMES") ?? "").split(separator: " ") {
      guard let bytes = try? FileContents.read(String(path)) else { continue }
      scratch.write([1] + bytes, to: "configuration/\(FilePath.name(of: String(path)))")
    }
    let config = """
      {"theme": "dark", "lastSession": "/home/ana/spring.clout", "recentSessions": ["/home/ana/spring.clout"], \
      "initials": "AB", "keys": {"roster.edit": ["e", "ctrl-s", "f5"], "undo": ["alt-shift-up", "space"]}}
      """
    scratch.write([0] + Array(config.utf8), to: "configuration/config")
    let script = "j j / 'it''s' enter 5*down ctrl-s alt-x f12 shift-tab pgdn ctrl-alt-f1 é 👩‍👩‍👧"
    scratch.write([2] + Array(script.utf8), to: "configuration/script")
  }

  private static func writeSessions(_ scratch: Scratch) {
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = RandomRecords(seed: seed)
      var session = Session(settings: Settings(name: "seed"))
      var edits: [Edit] = [.settings(random.settings(session.settings))]
      for number in 1...2 { edits.append(.put(random.influencer(number))) }
      edits.append(.put(random.campaign(1)))
      for number in 1...2 {
        edits.append(.put(random.booking(number, campaigns: 1, influencers: 2)))
        edits.append(.put(random.feed(number)))
        edits.append(.put(random.measurement(campaigns: 1, influencers: 2)))
      }
      edits.append(.plan(CampaignID(1), random.plan()))
      edits.append(.comparison(random.comparison(), [random.sides()]))
      for edit in edits { _ = try? session.apply(edit) }
      var all: [UInt8] = []
      let files = files(session, [UnknownField(name: "later", json: "[1, {\"x\": null}]")])
      for (at, (name, bytes)) in files.enumerated() {
        scratch.write([UInt8(at)] + bytes, to: "session/\(seed)-\(at)")
        all += Array("=== \(name)\n".utf8) + bytes
      }
      scratch.write([7] + all, to: "session/\(seed)-folder")
      var other = session
      _ = try? other.apply(.put(random.influencer(2)))
      _ = try? session.apply(.put(random.influencer(2)))
      let versions = [files[1].1, Self.files(session, [])[1].1, Self.files(other, [])[1].1]
      scratch.write(
        [6] + Array(versions.joined(separator: Array("=== roster.json\n".utf8))),
        to: "session/\(seed)-merge")
    }
    scratch.write([5] + Array("{\"screen\": \"plan\", \"roster\": \"x\"}".utf8), to: "session/view")
    let positions = """
      [{"feed": 1, "path": "/a", "inode": 7, "offset": 9, "line": 2, "mark": "ab", "mark_length": 4}]
      """
    scratch.write([5] + Array(positions.utf8), to: "session/positions")
  }

  private static func writeJournals(_ scratch: Scratch) {
    for seed in 1...16 as ClosedRange<UInt64> {
      var random = RandomRecords(seed: seed)
      var records: [(Journal.Kind, [UInt8])] = []
      var save = SaveRecord(sequence: 1, author: "ana")
      for (name, bytes) in session where !name.hasPrefix("metrics/") {
        save.files[name] = FileStamp(bytes)
        if seed % 2 == 0 { save.written.insert(name) }
      }
      var writer = JSONWriter()
      writer.begin(BeginRecord(session: identity, after: nil, save: save))
      records.append((.begin, writer.take()))
      var changed = contents
      for at in 0..<3 as Range<Int64> {
        let edit = random.edit(changed)
        guard let undo = try? changed.apply(edit) else { continue }
        writer.edit(edit)
        let done = writer.take()
        writer.edit(undo)
        var change = ChangeRecord(
          sequence: 10 + at, author: "ana", title: "edit", edit: done, undo: writer.take())
        if seed % 5 == 0 {
          let file = MetricsFile(CampaignID(3), 10 + at, of: identity)
          change.metricsFiles = [MetricsFileStamp(file: file, stamp: FileStamp(done))]
        }
        writer.change(change)
        records.append((seed % 4 == 3 ? .edit : .change, seed % 4 == 3 ? done : writer.bytes))
        _ = writer.take()
      }
      if seed % 3 == 0 {
        save.sequence = 20
        writer.save(save)
        records.insert((seed % 2 == 0 ? .save : .discard, writer.take()), at: 2)
      }
      if seed % 4 == 3 { records[0] = (.commit, Array("{\"save\": 1, \"files\": []}".utf8)) }
      var bytes: [UInt8] = []
      for (at, (kind, payload)) in records.enumerated() {
        bytes += Journal.line(
          for: Journal.Record(sequence: Int64(at + 1), kind: kind, payload: payload))
      }
      let first: UInt8 = (seed % 4 == 3 ? 4 : 0) | (seed > 8 ? 8 : 0) | (seed == 5 ? 1 : 0)
      scratch.write([first] + bytes, to: "journal/\(seed)")
    }
  }
}
