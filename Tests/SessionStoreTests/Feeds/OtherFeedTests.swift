import Demo
import Dispatch
import JSON
import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Folders, commands and other programs")
struct OtherFeedTests {
  private static let csv = "order_id,date,influencer,conversions\n"

  @Test("Exports dropped into a folder are read once they stand still, and again when they change")
  func folder() throws {
    let shop = try FeedWorkshop(.folder(path: "../drop"))
    mkdir(shop.file("drop"), 0o700)
    shop.write("drop/a.csv", Self.csv + "o1,2026-03-14,ana,1\no2,2026-03-14,ana,1")
    shop.write("drop/b.csv.part", "half")
    #expect(try shop.poll().isEmpty)
    var rows: [Measurement] = []
    for _ in 0..<3 { rows += try shop.poll() }
    // The last line counts without its line end: the file is complete.
    #expect(rows.map(\.key) == ["o1", "o2"])
    shop.write("drop/b.csv", Self.csv + "o2,2026-03-14,ana,1\no3,2026-03-14,ana,1\n")
    for _ in 0..<4 { rows += try shop.poll() }
    #expect(rows.map(\.key) == ["o1", "o2", "o3"])
    try shop.reopen()
    for _ in 0..<4 { #expect(try shop.poll().isEmpty) }
  }

  @Test("A file that can't be read is named, and the others are")
  func brokenFile() throws {
    let shop = try FeedWorkshop(.folder(path: "../drop"))
    mkdir(shop.file("drop"), 0o700)
    shop.write("drop/a.csv", "handle,platform,followers\nana,x,5\n")
    shop.write("drop/b.csv", Self.csv + "o1,2026-03-14,ana,1\n")
    var reasons: [String] = []
    var rows: [Measurement] = []
    for _ in 0..<8 {
      rows += try shop.poll(after: 3)
      if case .failed(let reason) = shop.status().state { reasons.append(reason) }
    }
    #expect(reasons.contains { $0.hasPrefix("a.csv:") })
    #expect(rows.map(\.key) == ["o1"])
  }

  @Test("A command runs only after consent to exactly its arguments, in this session's folder")
  func consent() throws {
    let shop = try FeedWorkshop(
      .command(
        arguments: ["printf", Self.csv.replacing("\n", with: "\\n") + "o1,2026-03-14,bo,3\\n"],
        every: 60, timeLimit: 5))
    #expect(try shop.poll().isEmpty)
    #expect(shop.status().state == .needsConsent)
    guard case .command(let arguments, _, _) = shop.session.feeds.rows[0].source else { return }
    #expect(!shop.consent.isGiven(for: arguments, in: shop.folder.path))
    try shop.consent.give(for: arguments + ["more"], in: shop.folder.path)
    try shop.consent.give(for: arguments, in: "/elsewhere")
    #expect(try shop.poll().isEmpty)
    #expect(shop.status().state == .needsConsent)
    try shop.consent.give(for: arguments, in: shop.folder.path)
    let rows = try shop.pollUntil { $0.state == .waiting("for its next run") }
    #expect(rows.map(\.counts.conversions) == [3])
    #expect(shop.status().taken == 1)
  }

  @Test("No shell looks at the arguments")
  func noShell() throws {
    let shop = try FeedWorkshop(
      .command(
        arguments: [
          "printf", "%s", "order_id,date,influencer,conversions\n$(id);`id`|x,2026-03-14,bo,1\n",
        ],
        every: 60, timeLimit: 5))
    guard case .command(let arguments, _, _) = shop.session.feeds.rows[0].source else { return }
    try shop.consent.give(for: arguments, in: shop.folder.path)
    let rows = try shop.pollUntil { $0.taken == 1 }
    #expect(rows.map(\.key) == ["$(id);`id`|x"])
  }

  @Test(
    "What goes wrong with a command is said, and it is tried again later",
    arguments: [
      (["/nonexistent/program"], "can't be started"),
      (["sh", "-c", "echo broken >&2; exit 3"], "status 3: broken"),
      (["sh", "-c", "kill -9 $$"], "signal 9"), (["head", "-c", "300", "/dev/urandom"], ""),
    ])
  func failures(_ arguments: [String], _ words: String) throws {
    let shop = try FeedWorkshop(.command(arguments: arguments, every: 5, timeLimit: 5))
    try shop.consent.give(for: arguments, in: shop.folder.path)
    _ = try shop.pollUntil {
      if case .failed = $0.state { true } else { $0.refused > 0 || !$0.notes.isEmpty }
    }
    if !words.isEmpty {
      guard case .failed(let reason) = shop.status().state else {
        Issue.record("\(shop.status())")
        return
      }
      #expect(reason.contains(words), "\(reason)")
      #expect(shop.status().nextTry != nil)
    }
    #expect(shop.session.measurements.isEmpty)
  }

  @Test("A command that hangs is stopped after its time, with all it started")
  func hanging() throws {
    let arguments = ["sh", "-c", "sleep 300 & sleep 300"]
    let shop = try FeedWorkshop(.command(arguments: arguments, every: 5, timeLimit: 1))
    try shop.consent.give(for: arguments, in: shop.folder.path)
    try shop.poll()
    for _ in 0..<300 {
      try shop.poll(after: 0.1)
      if case .failed = shop.status().state { break }
      usleep(10_000)
    }
    guard case .failed(let reason) = shop.status().state else {
      Issue.record("\(shop.status())")
      return
    }
    #expect(reason.contains("longer than 1 s"))
  }

  @Test("A command that prints without end is stopped; what came before counts")
  func endless() throws {
    let arguments = [
      "sh", "-c",
      "printf 'order_id,date,influencer,conversions\\no1,2026-03-14,bo,1\\n'; exec cat /dev/zero",
    ]
    let shop = try FeedWorkshop(.command(arguments: arguments, every: 5, timeLimit: 100))
    try shop.consent.give(for: arguments, in: shop.folder.path)
    let rows = try shop.pollUntil { if case .failed = $0.state { true } else { false } }
    guard case .failed(let reason) = shop.status().state else {
      Issue.record("\(shop.status())")
      return
    }
    #expect(reason.contains("64 MiB") || reason.contains("megabyte"), "\(reason)")
    #expect(rows.map(\.key) == ["o1"])
  }

  @Test("What can't be written is kept and written later: nothing is lost on a full disk")
  func fullDisk() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.csv + "o1,2026-03-14,ana,1\n")
    let (batches, _) = shop.engine.poll(now: 2000, today: shop.today)
    #expect(batches.first?.rows.map(\.key) == ["o1"])
    shop.engine.failed(FeedID(1), reason: "No space left on device", now: 2000)
    guard case .failed(let reason) = shop.status().state else {
      Issue.record("\(shop.status())")
      return
    }
    #expect(reason.contains("No space left"))
    #expect(shop.engine.poll(now: 2000.5, today: shop.today).batches.isEmpty)
    shop.append("orders.csv", "o2,2026-03-14,ana,1\n")
    shop.now = 2010
    var rows: [Measurement] = []
    for _ in 0..<3 { rows += try shop.poll() }
    #expect(rows.map(\.key) == ["o1", "o2"])
  }

  @Test("The cockpit and another program append at once, and neither loses a line")
  func twoWriters() throws {
    let shop = try FeedWorkshop()
    let session = shop.session
    let path = shop.folder.path
    let each = 300
    func row(_ key: String) -> Measurement {
      var row = Measurement(
        campaign: CampaignID(1), key: key, kind: .increment, day: shop.today)
      row.counts.conversions = 1
      return row
    }
    let theirs = (0..<each).map { row("theirs \($0)") }
    DispatchQueue.global().async {
      var appender = try? MetricsAppender(path: path, session: session)
      for row in theirs { _ = try? appender?.append([row]) }
    }
    var seen: Set<String> = []
    func look() {
      for case .measurement(let identity, _) in shop.folder.readAppended().edits {
        seen.insert(identity.key)
      }
    }
    for number in 0..<each {
      try shop.folder.append([row("ours \(number)")])
      if number % 20 == 0 { look() }
    }
    for _ in 0..<500 where seen.count(where: { $0.hasPrefix("theirs") }) < each {
      look()
      usleep(5000)
    }
    #expect(seen.count { $0.hasPrefix("theirs") } == each)
    let log = try shop.onDisk()
    #expect(log.count == 2 * each)
  }

  @Test("Own lines are not read back, another program's are, a line without an end waits")
  func tail() throws {
    let shop = try FeedWorkshop()
    var row = Measurement(
      campaign: CampaignID(1), key: "own", kind: .increment, day: shop.today)
    row.counts.clicks = 1
    try shop.folder.append([row])
    #expect(shop.folder.readAppended().edits.isEmpty)
    var writer = JSONWriter()
    row.key = "other"
    writer.measurement(row)
    let line = String(decoding: writer.take(), as: UTF8.self)
    let owner = shop.folder.identity
    let theirs = MetricsFile(CampaignID(1), 1 << 52, of: owner, isLive: true)
    shop.append("s.clout/\(theirs.path)", String(line.prefix(20)))
    #expect(shop.folder.readAppended().edits.isEmpty)
    shop.append("s.clout/\(theirs.path)", line.dropFirst(20) + "\n")
    #expect(shop.folder.readAppended().edits == [.put(row)])
    #expect(shop.folder.readAppended().edits.isEmpty)
  }

  @Test("The demo's feed goes on from what was measured, and the same steps give the same figures")
  func demo() throws {
    let today = Day(year: 2026, month: 3, day: 15)!
    let session = Session.demo(today: today)
    var feed = DemoFeed(session, campaign: nil, today: today)
    var again = DemoFeed(session, campaign: nil, today: today)
    var played = session
    for _ in 0..<200 {
      let rows = feed.next(day: today)
      #expect(rows == again.next(day: today))
      for row in rows {
        let before = played.measurements[row.identity]?.counts.impressions ?? 0
        #expect(row.kind == .increment || row.counts.impressions ?? 0 >= before)
        try played.apply(.put(row))
      }
    }
    #expect(played.measurements.count > session.measurements.count)
  }

  @Test("Feeds are part of the session: they survive saving and the journal")
  func saved() throws {
    let shop = try FeedWorkshop(
      .file(path: "/a b"), .folder(path: "x"),
      .command(arguments: ["a", ""], every: 5, timeLimit: 6),
      .demo)
    var feed = shop.session.feeds.rows[0]
    feed.mapping = ["Kopfzeile": "date"]
    feed.platform = .tiktok
    feed.isPaused = true
    var session = shop.session
    try session.apply(.put(feed))
    try shop.folder.record([.put(feed), .feed(FeedID(2), nil)])
    try session.apply(.feed(FeedID(2), nil))
    try shop.reopen()
    #expect(shop.session.feeds.rows == session.feeds.rows)
    try shop.folder.save(shop.session, view: [:])
    try shop.reopen()
    #expect(shop.session.feeds.rows == session.feeds.rows)
  }
}
