import LibC
import Marketing
import Screen
import Testing

@testable import Cockpit
@testable import SessionStore

@Suite("Files changed by another program")
struct OutsideChangeTests {
  /// In a folder of its own.
  private static func make(_ session: Session) throws -> String {
    var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
    let path = "\(mkdtemp(&template).map { String(cString: $0) } ?? "/tmp")/s.clout"
    try SessionFolder.create(at: path, session: session, view: [:]).close()
    return path
  }

  private static func remove(_ path: String) {
    try? SessionFolder.remove(at: path)
    rmdir(FilePath.folder(of: path))
  }

  @Test func theQuestionStaysUntilItIsAnswered() throws {
    var harness = Harness()
    let mine = harness.session.roster.rows[0]
    var theirs = mine
    theirs.fee = Money(minorUnits: 77)
    let conflict = RecordConflict(mine: .put(mine), theirs: .put(theirs))
    harness.settle(
      harness.state.take(
        OutsideChange(conflicts: [conflict], files: ["roster.json"]), thenSave: false))
    // Not unasked, since it would take the keys that somebody is just typing.
    #expect(!harness.text.contains("Changed here and on disk"))
    let top = harness.text.split(separator: "\n")[0]
    #expect(top.contains("was changed here and on disk, Ctrl-S asks"), "\(top)")
    try harness.press("ctrl-s")
    #expect(harness.text.contains("Changed here and on disk"))
    try harness.press("escape")
    #expect(!harness.text.contains("Changed here and on disk"))
    try harness.press("ctrl-s")
    #expect(harness.text.contains("Changed here and on disk"))
    #expect(!harness.effects.contains { if case .save = $0 { true } else { false } })
    try harness.press("t")
    #expect(harness.session.roster[mine.id] == theirs)
    #expect(harness.state.unsettled.isEmpty)
    #expect(!harness.text.contains("NOT ON DISK"))
  }

  @Test func bothVersionsAreShownFieldByField() throws {
    var harness = Harness()
    var mine = harness.session.roster.rows[0]
    var theirs = mine
    (mine.followers, theirs.followers) = (41_000, 52_000)
    theirs.fee = nil
    let conflict = RecordConflict(mine: .put(mine), theirs: .put(theirs))
    harness.settle(
      harness.state.take(
        OutsideChange(conflicts: [conflict], files: ["roster.json"]), thenSave: false))
    try harness.press("ctrl-s")
    try harness.press("b")
    let text = harness.text
    #expect(text.contains("mine 41,000, theirs 52,000"), "\(text)")
    #expect(text.contains("theirs –") && !text.contains("{"), "\(text)")
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 52, height: 16)])
  func theRedLineNeverLosesItsHead(_ size: Size) {
    var harness = Harness(size: size)
    harness.state.document?.disk.fail(
      "the folder /srv/campaigns/solvane/spring-glow-launch-2026 can't be written: no space left",
      "")
    let top = harness.text.split(separator: "\n")[0]
    #expect(top.hasPrefix(" NOT ON DISK: the folder") && top.contains("(? helps)"), "\(top)")
    harness.state.document?.disk.caughtUp()
    harness.state.document?.disk.altered = ["metrics/1/2.jsonl"]
    let altered = harness.text.split(separator: "\n")[0]
    #expect(altered.contains("NOT ON DISK: a file of measurements is"), "\(altered)")
  }

  /// Somebody who is booked here stays, and that is said.
  @Test func whoIsStillReferredToIsNotCountedAsRemoved() throws {
    var harness = Harness()
    let booked = try #require(harness.session.bookings.rows.first?.influencer)
    harness.settle(
      harness.state.take(
        OutsideChange(edits: [.influencer(booked, nil)], files: ["roster.json"]), thenSave: false))
    #expect(harness.session.roster[booked] != nil)
    #expect(harness.text.contains("1 record not"))
    // The files lack them, so this isn't saved until they are written again.
    #expect(harness.state.document?.hasUnsavedChanges == true)
    #expect(
      harness.effects.contains { effect in
        guard case .journal(let edit, _, _) = effect else { return false }
        var isKept = false
        edit.forEachPart { key, _ in isKept = isKept || key == .influencer(booked) }
        return isKept
      })
  }

  /// A file that is taken away is neither overlooked nor lost.
  @Test func aFileThatIsTakenAwayIsSaidUntilItIsWrittenAgain() throws {
    let session = Session.small()
    let path = try Self.make(session)
    defer { Self.remove(path) }
    let backend = Backend(places: Places(), today: .sample)
    var harness = Harness(session)
    harness.state.document?.path = path
    _ = backend.perform(.open(path: path))
    var top: String { harness.text.split(separator: "\n").first.map(String.init) ?? "" }
    harness.poll(backend)
    #expect(top.contains("saved"))
    for files in [["roster.json"], ["roster.json", "campaigns.json"], ["session.json"]] {
      for file in files { unlink("\(path)/\(file)") }
      harness.poll(backend)
      let word = files.count == 1 ? "\(files[0]) is missing" : "and 1 more are missing"
      #expect(top.contains(word) && !top.contains("saved"), "\(top)")
      #expect(harness.session == session)
      // It stays until something is done about it.
      try harness.press("escape")
      harness.poll(backend)
      #expect(top.contains("NOT ON DISK") && top.contains("Ctrl-S"))
      try harness.press("ctrl-s")
      harness.settle(with: backend)
      harness.poll(backend)
      #expect(top.contains("saved") && !top.contains("missing"), "\(top)")
      #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
      #expect(SessionFolder.verify(at: path).allSatisfy { $0.severity == .note })
    }
    // Put back by whoever took it, nothing is left to say.
    rename("\(path)/roster.json", "\(FilePath.folder(of: path))/kept")
    harness.poll(backend)
    #expect(top.contains("roster.json is missing"))
    // Who leaves is told which file.
    try harness.press("q")
    let question = harness.text.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(question.contains("roster.json is missing"), "\(question)")
    #expect(!question.contains("has changes"), "\(question)")
    try harness.press("escape")
    rename("\(FilePath.folder(of: path))/kept", "\(path)/roster.json")
    harness.poll(backend)
    #expect(top.contains("saved") && !top.contains("missing"), "\(top)")
    #expect(harness.session == session)
    _ = backend.perform(.leave(view: [:]))
  }

  @Test(
    "Damage found at the opening stays on the top line, whatever is saved, until the file is put back; the help says what to do"
  )
  func damagedAtOpening() throws {
    let session = Session.small()
    let path = try Self.make(session)
    defer { Self.remove(path) }
    let metrics = MetricsFolder(DurableFolder(path))
    let file = try #require(try metrics.list().files.first)
    rename(metrics.full(file), "\(FilePath.folder(of: path))/kept")
    let backend = Backend(places: Places(), today: .sample)
    var harness = Harness(session)
    for key in ["", "ctrl-s"] {
      if key.isEmpty {
        let opened = try #require(backend.perform(.open(path: path)))
        harness.settle(harness.state.update(.effectEnded(opened)))
      } else {
        harness.effects = []
        try harness.press(key)
        harness.settle(with: backend)
      }
      let top = harness.text.split(separator: "\n")[0]
      #expect(top.contains("DAMAGED, ? helps"), "\(top)")
    }
    try harness.press("?")
    #expect(harness.text.contains("measurements are missing"))
    #expect(harness.text.contains("clout check"))
    try harness.press("escape")
    rename("\(FilePath.folder(of: path))/kept", metrics.full(file))
    // Files of measurements are looked at one by one every few polls.
    for _ in 1...11 { harness.poll(backend) }
    let top = harness.text.split(separator: "\n")[0]
    #expect(!top.contains("DAMAGED"), "\(top)")
    #expect(harness.session.measurements == session.measurements)
    _ = backend.perform(.leave(view: [:]))
  }
}

extension Harness {
  /// What other programs did reaches the screen.
  fileprivate mutating func poll(_ backend: Backend) {
    var outcomes: [Outcome] = []
    _ = backend.poll { outcomes.append($0) }
    for outcome in outcomes { settle(state.update(.effectEnded(outcome))) }
    settle(with: backend)
  }

  /// Carries out what is waiting, and what follows from it.
  fileprivate mutating func settle(with backend: Backend) {
    while !effects.isEmpty {
      let waiting = effects
      effects = []
      for effect in waiting {
        guard let outcome = backend.perform(effect) else { continue }
        settle(state.update(.effectEnded(outcome)))
      }
    }
  }
}
