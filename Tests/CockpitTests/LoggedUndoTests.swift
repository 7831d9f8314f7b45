import LibC
import Marketing
import SessionStore
import Testing

@testable import Cockpit

@Suite("Undo beyond a restart")
struct LoggedUndoTests {
  private func settle(_ harness: inout Harness, _ backend: Backend, _ asked: [Effect]) {
    var queue = asked
    while !queue.isEmpty {
      guard let outcome = backend.perform(queue.removeFirst()) else { continue }
      queue += harness.state.update(.effectEnded(outcome))
    }
  }

  @Test("u takes back what an earlier run changed, step by step; Ctrl-R makes it again")
  func steps() throws {
    var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let path = "\(folder)/s.clout"
    defer {
      try? SessionFolder.remove(at: path)
      rmdir(folder)
    }
    let start = Session.small()
    try SessionFolder.create(at: path, session: start, view: [:]).close()
    for (run, notes) in ["first", "second"].enumerated() {
      let backend = Backend(places: Places(), today: .sample)
      var harness = Harness(nil)
      settle(&harness, backend, [.open(path: path)])
      var row = try #require(harness.session.roster[InfluencerID(run + 1)])
      row.notes = notes
      settle(&harness, backend, harness.state.perform(.put(row), title: "notes \(notes)"))
      settle(&harness, backend, [.leave(view: [:])])
    }
    let backend = Backend(places: Places(), today: .sample)
    var harness = Harness(nil)
    settle(&harness, backend, [.open(path: path)])
    let end = harness.session
    #expect(end != start && harness.state.document?.history.canUndo == false)
    settle(&harness, backend, harness.state.undo())
    #expect(harness.text.contains("Undid, from the log: notes second."))
    #expect(harness.session.roster[InfluencerID(2)]?.notes.isEmpty == true)
    #expect(harness.session.roster[InfluencerID(1)]?.notes == "first")
    settle(&harness, backend, harness.state.undo())
    #expect(harness.session == start)
    settle(&harness, backend, harness.state.undo())
    #expect(harness.text.contains("Nothing to undo"))
    #expect(harness.session == start && harness.state.document?.hasUnsavedChanges == true)
    settle(&harness, backend, harness.state.redo())
    settle(&harness, backend, harness.state.redo())
    #expect(harness.session == end)
    settle(&harness, backend, harness.state.undo())
    #expect(harness.session.roster[InfluencerID(2)]?.notes.isEmpty == true)
    settle(&harness, backend, [.leave(view: [:])])
    let (opened, contents) = try SessionFolder.open(at: path)
    #expect(contents.session == harness.session)
    guard case .step(let title, _)? = try opened.latestLogged(contents.session) else {
      Issue.record("nothing is offered")
      return
    }
    #expect(title == "notes first")
    opened.close()
  }
}
