import LibC
import Marketing
import SessionStore
import Testing

@testable import Cockpit

@Suite("Edits on their way to disk")
struct BackendTests {
  /// A session in a temporary folder.
  private final class Place {
    let path: String
    var session: String { "\(path)/s.clout" }
    private var gate: String { "\(session)/.state/commit.lock" }

    init() {
      var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
      path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    }

    deinit {
      try? SessionFolder.remove(at: session)
      unlink("\(path)/out.csv")
      rmdir(path)
    }

    /// Puts a folder in the place of a file that every write needs.
    func obstruct() {
      unlink(gate)
      mkdir(gate, 0o700)
    }

    func clear() { rmdir(gate) }
  }

  private func post(_ number: Int) -> Edit {
    var row = Measurement(
      campaign: CampaignID(1), key: "new \(number)", kind: .total, day: .sample)
    row.counts.likes = number
    return .put(row)
  }

  @Test func measurementsThatCouldNotBeWrittenComeToDiskWithTheSave() throws {
    let place = Place()
    let session = Session.small()
    try SessionFolder.create(at: place.session, session: session, view: [:]).close()
    let backend = Backend(places: Places(), today: .sample)
    _ = backend.perform(.open(path: place.session))
    var harness = Harness(session)
    place.obstruct()
    harness.settle(harness.state.perform(post(1), title: "a post"))
    guard case .notJournaled = backend.perform(.journal(post(1))) else {
      Issue.record("the edit counts as written")
      return
    }
    let save = Effect.save(
      harness.session, view: [:], change: harness.state.document!.history.position)
    guard case .failed(let error as StoreError) = backend.perform(save),
      case .file(let cause) = error.cause
    else {
      Issue.record("the save counts as done")
      return
    }
    #expect(cause.reason == .isFolder && error.description.contains("commit.lock"))
    place.clear()
    let outcome = try #require(backend.perform(save))
    guard case .saved = outcome else {
      Issue.record("\(outcome)")
      return
    }
    _ = backend.perform(.leave(view: [:]))
    let (folder, contents) = try SessionFolder.open(at: place.session, readOnly: true)
    folder.close()
    #expect(contents.session.measurements == harness.session.measurements)
  }

  @Test func aSessionThatLostItsHeaderIsNeitherReplacedNorDoubled() throws {
    let place = Place()
    let session = Session(settings: Settings(name: "x"))
    try SessionFolder.create(at: place.session, session: session, view: [:]).close()
    unlink("\(place.session)/session.json")
    let backend = Backend(places: Places(), today: .sample)
    let name = "\(place.path)/s"
    for effect in [
      Effect.create(path: name, settings: Settings(name: "s")), .open(path: name),
      .saveAs(session, path: name, view: [:], change: History().position),
    ] {
      guard case .failed(let error) = backend.perform(effect) else {
        Issue.record("\(effect)")
        continue
      }
      #expect("\(error)".contains("session.json is missing from \(place.session)"))
    }
    guard case .failed = backend.perform(.create(path: "..", settings: Settings(name: "x"))) else {
      Issue.record("A session was made above the folder.")
      return
    }
  }

  @Test func untilEverythingIsWrittenTheSessionCountsAsUnsaved() throws {
    var harness = Harness()
    #expect(!harness.text.contains("in journal"))
    // Undone, so by the history alone there would be nothing to save.
    harness.settle(harness.state.perform(post(1), title: "a post"))
    harness.settle(harness.state.undo())
    #expect(!harness.text.contains("in journal"))
    let error = #expect(throws: StoreError.self) {
      try SessionFolder.open(at: "/nowhere/s.clout", readOnly: true)
    }
    harness.settle(harness.state.update(.effectEnded(.notJournaled(try #require(error)))))
    #expect(harness.text.contains("NOT ON DISK"))
    #expect(harness.text.contains("There is no session at /nowhere/s.clout"))
    try harness.press("q")
    #expect(harness.text.contains("has changes that are not saved yet"))
    try harness.press("escape")
    #expect(harness.text.contains("NOT ON DISK"))
    harness.settle(harness.state.update(.effectEnded(.journaled([post(1)], isRetry: true))))
    #expect(!harness.text.contains("NOT ON DISK"))
  }

  @Test func exportingAsksBeforeItReplacesAFile() throws {
    let place = Place()
    let out = "\(place.path)/out.csv"
    close(open(out, O_WRONLY | O_CREAT, 0o600))
    var harness = Harness()
    let slow = SlowWork(places: Places())
    func settle(_ harness: inout Harness) {
      for effect in harness.effects {
        guard case .export = effect else { continue }
        let inbox = Inbox {}
        slow.perform(effect) { inbox.post($0) }
        harness.effects = []
        for outcome in inbox.drain() { harness.settle(harness.state.update(.effectEnded(outcome))) }
      }
    }
    func size() -> Int {
      var status = stat()
      stat(out, &status)
      return Int(status.st_size)
    }
    try harness.press(": 'export' enter ctrl-u 'roster \(out)' enter")
    settle(&harness)
    #expect(harness.text.contains("already exists") && size() == 0)
    try harness.press("enter")
    settle(&harness)
    #expect(harness.state.layers.isEmpty && size() == 0)
    try harness.press(": 'export' enter ctrl-u 'roster \(out)' enter")
    settle(&harness)
    try harness.press("r")
    settle(&harness)
    #expect(harness.text.contains("Exported the roster to \(out).") && size() > 0)
  }

  @Test func anExportKeepsFormulasFromRunning() throws {
    let place = Place()
    let out = "\(place.path)/out.csv"
    var session = Session(settings: Settings(name: "s"))
    var row = Influencer(id: InfluencerID(1), handle: "ana", platform: .instagram)
    row.name = "=1+1"
    try session.apply(.put(row))
    let inbox = Inbox {}
    SlowWork(places: Places()).perform(.export(.roster, path: out, session: session)) {
      inbox.post($0)
    }
    let file = try #require(fopen(out, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = fread(&bytes, 1, bytes.count, file)
    #expect(String(decoding: bytes[..<count], as: UTF8.self).contains("\r\n1,ana,\"'=1+1\","))
  }
}
