import LibC
import Marketing

@testable import SessionStore

/// A session in a folder of its own whose feeds are polled by hand, with the time set by the test.
final class FeedWorkshop {
  let path: String
  private(set) var session: Session
  private(set) var folder: SessionFolder
  private(set) var engine: FeedEngine
  var now = 1000.0
  private(set) var messages: [String] = []
  let today = Day(year: 2026, month: 3, day: 15)!
  let consent: CommandConsent

  init(_ feeds: Feed.Source...) throws {
    var template = Array("/tmp/clout-feeds-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    session = Session(settings: Settings(name: "Feeds"))
    for (number, handle) in ["ana", "bo", "chloe"].enumerated() {
      var row = Influencer(
        id: InfluencerID(number + 1), handle: handle, platform: .instagram)
      row.followers = 10_000
      try session.apply(.put(row))
    }
    try session.apply(.put(Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)))
    for (number, source) in feeds.enumerated() {
      var feed = Feed(id: FeedID(number + 1), name: "feed \(number + 1)", source: source)
      feed.campaign = CampaignID(1)
      try session.apply(.put(feed))
    }
    folder = try SessionFolder.create(at: path + "/s.clout", session: session, view: [:])
    consent = CommandConsent(path: path + "/state/consents.json")
    engine = FeedEngine(
      folder: folder.path, session: session, consent: consent, today: today)
  }

  deinit {
    folder.close()
    let words: [String] = ["rm", "-rf", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var process = pid_t()
    if posix_spawnp(&process, "rm", nil, nil, &arguments, environ) == 0 {
      waitpid(process, nil, 0)
    }
    for argument in arguments { free(argument) }
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String, mode: String = "w") {
    guard let file = fopen(file(name), mode) else { return }
    fputs(text, file)
    fclose(file)
  }

  func append(_ name: String, _ text: String) { write(name, text, mode: "a") }

  /// Polls once; what arrives is written and delivered, as in the cockpit.
  @discardableResult
  func poll(after seconds: Double = 1) throws -> [Measurement] {
    now += seconds
    var result: [Measurement] = []
    let (batches, _) = engine.poll(now: now, today: today)
    for batch in batches {
      do throws(StoreError) {
        try folder.append(batch.rows, removing: batch.misread)
        engine.delivered(batch.feed, now: now)
        for edit in batch.edits { _ = try? session.apply(edit) }
        result += batch.rows
      } catch {
        engine.failed(batch.feed, reason: error.description, now: now)
      }
    }
    messages += engine.takeMessages()
    return result
  }

  /// Polls until something arrives, in real time, for programs that need some.
  func pollUntil(_ isDone: (FeedStatus) -> Bool) throws -> [Measurement] {
    var result: [Measurement] = []
    // A second when all is well, longer on a busy machine.
    for _ in 0..<4_000 {
      result += try poll(after: 0.01)
      if isDone(status()) { return result }
      usleep(10_000)
    }
    return result
  }

  /// As the cockpit changes a feed.
  func change(_ number: Int = 1, _ change: (inout Feed) -> Void) throws {
    guard var feed = session.feeds[FeedID(number)] else { return }
    change(&feed)
    try session.apply(.put(feed))
    try folder.record([.put(feed)])
    engine.update(session, feedsChanged: true, today: today)
  }

  func status(_ number: Int = 1) -> FeedStatus { engine.statuses[FeedID(number)] ?? FeedStatus() }

  /// As after a restart of the program; without saving, as after it was killed.
  func reopen(saving: Bool = true) throws {
    if saving { engine.save() }
    folder.close()
    let (opened, contents) = try SessionFolder.open(at: path + "/s.clout")
    folder = opened
    session = contents.session
    engine = FeedEngine(folder: opened.path, session: session, consent: consent, today: today)
  }

  /// What the session's files contain now.
  func onDisk() throws -> MeasurementLog {
    let (opened, contents) = try SessionFolder.open(at: path + "/s.clout", readOnly: true)
    opened.close()
    return contents.session.measurements
  }
}
