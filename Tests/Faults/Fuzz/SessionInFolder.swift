import JSON
import Marketing

@testable import SessionStore

/// A session in the scratch folder, used as a person would.
struct SessionInFolder {
  let scratch = Scratch()

  /// Looks at the session, changes it, saves it, and opens it again.
  func use() {
    let path = scratch.path
    _ = SessionFolder.verify(at: path)
    _ = try? SessionLog(of: path)
    guard let (opened, contents) = try? SessionFolder.open(at: path) else { return }
    defer { opened.close() }
    guard contents.readOnlyError == nil else { return }
    _ = try? opened.latestLogged(contents.session)
    var session = contents.session
    let edits: [Edit] = [
      .put(Influencer(id: session.roster.nextID, handle: "somebody_new", platform: .tiktok)),
      .put(
        Measurement(
          campaign: session.campaigns.rows.first?.id ?? CampaignID(1), key: "new", kind: .total,
          day: Day(number: 20_000))),
    ]
    for edit in edits where (try? session.apply(edit)) != nil {
      guard (try? opened.record(edit)) != nil else { return }
    }
    check(session, "after a change")
    guard (try? opened.save(session, view: contents.view)) != nil else { return }
    opened.close()
    check(session, "after a save")
  }

  private func check(_ session: Session, _ when: String) {
    do {
      let (_, contents) = try SessionFolder.open(at: scratch.path, readOnly: true)
      expect(
        contents.readOnlyError == nil,
        "The session can't be written \(when): \(contents.readOnlyReason ?? "")")
      let (found, wanted) = (Self.text(contents.session), Self.text(session))
      expect(found == wanted, "Another session \(when):\n\(found)\ninstead of\n\(wanted)")
    } catch {
      fatalError("The session can't be opened \(when): \(error)")
    }
  }

  func repair() {
    let path = scratch.path
    _ = try? SessionRepair.run(at: path, dryRun: true)
    guard let report = try? SessionRepair.run(at: path, adopt: true), report.isSound else { return }
    do {
      let (opened, contents) = try SessionFolder.open(at: path)
      opened.close()
      expect(
        contents.readOnlyError == nil,
        "A mended session can't be written: \(contents.readOnlyReason ?? "")")
    } catch {
      fatalError("A mended session can't be opened: \(error)")
    }
  }

  /// Everything a session holds, in an order that doesn't depend on where it was read.
  private static func text(_ session: Session) -> String {
    let view = SavedView(requests: session.requests)
    let header = SessionDocuments.Header(identity: "", settings: session.settings, view: view)
    var bytes = SessionDocuments.write(header)
    bytes += SessionDocuments.write(roster: session.roster, of: "")
    bytes += SessionDocuments.write(
      campaigns: session.campaigns, bookings: session.bookings, of: "")
    bytes += SessionDocuments.write(feeds: session.feeds, of: "")
    let rows = session.measurements.rows.map { row in
      var writer = JSONWriter()
      writer.measurement(row)
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    return ([String(decoding: bytes, as: UTF8.self)] + rows.sorted()).joined(separator: "\n")
  }
}
