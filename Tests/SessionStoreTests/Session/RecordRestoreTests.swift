import Marketing
import Testing

@testable import SessionStore

extension OtherProgramsTests {
  fileprivate func sessionWithSix() throws -> Session {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    defer { folder.close() }
    var edits = (1...6).map {
      Edit.put(Influencer(id: InfluencerID($0), handle: "who\($0)", platform: .tiktok))
    }
    edits.append(
      .put(Booking(id: BookingID(1), campaign: CampaignID(1), influencer: InfluencerID(1))))
    for edit in edits {
      let undo = try session.apply(edit)
      try folder.record(edit, undo: undo)
    }
    try folder.save(session, view: [:])
    return session
  }

  private func drop(_ handle: String) throws {
    let text = try scratch.text("roster.json")
    let line = try #require(text.split(separator: "\n").first { $0.contains("\"\(handle)\"") })
    try scratch.write(text.replacing(line + "\n", with: ""), to: "roster.json")
  }

  @Test(
    "A record that somebody took out though bookings need it is named at the next opening, and repair has it from the log",
    arguments: ["saved", "only known from a change that was given up"])
  func droppedWhileClosed(_ from: String) throws {
    let session = try sessionWithSix()
    if from != "saved" {
      // As the cockpit does when an editor takes out who is needed, and the manager gives all changes up.
      let (folder, _) = try SessionFolder.open(at: path)
      try folder.record(.put(try #require(session.roster[InfluencerID(1)])))
      try folder.discardChanges()
      folder.close()
    }
    try drop("who1")
    try drop("who2")
    let (opened, contents) = try SessionFolder.open(at: path)
    opened.close()
    #expect(
      contents.notes.contains { $0.contains("booking 1 names influencer 1") }, "\(contents.notes)")
    let planned = try SessionRepair.run(at: path, dryRun: true)
    #expect(planned.remaining.isEmpty)
    let report = try SessionRepair.run(at: path)
    #expect(report.steps == planned.steps)
    #expect(
      report.steps.first
        == "roster.json: influencer 1 (@who1) comes back as the log has it, since bookings name it.",
      "\(report.steps)")
    #expect(report.isSound && problems().isEmpty, "\(problems())")
    // Whom nobody needs somebody may have taken out on purpose.
    let there = try SessionFolder.open(at: path, readOnly: true).1.session
    #expect(there.roster.rows.map(\.id.number) == [1, 3, 4, 5, 6])
    #expect(there.roster[InfluencerID(1)] == session.roster[InfluencerID(1)])
  }

  @Test("Of a roster that is cut or has a broken line, what is gone comes back from the log")
  func cutRoster() throws {
    let session = try sessionWithSix()
    let bytes = try scratch.bytes("roster.json")
    try scratch.write(Array(bytes.prefix(bytes.count * 2 / 3)), to: "roster.json")
    let report = try SessionRepair.run(at: path)
    #expect(
      report.steps.contains {
        $0.contains("it is cut: \(bytes.count * 2 / 3) of \(bytes.count) bytes are there")
      }, "\(report.steps)")
    #expect(report.lost.isEmpty && report.isSound && problems().isEmpty)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    let line = try #require(
      try scratch.text("roster.json").split(separator: "\n").first { $0.contains("who6") })
    try scratch.write(
      try scratch.text("roster.json").replacing(line, with: "xxxx"), to: "roster.json")
    #expect(try SessionRepair.run(at: path).isSound)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    try scratch.write(
      try scratch.text("roster.json").replacing("\"who3\"", with: "who3"), to: "roster.json")
    let second = try SessionRepair.run(at: path)
    #expect(second.steps.contains { $0.contains("influencer 3 (@who3) comes back") })
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
  }

  @Test("What the log doesn't have is said to be lost")
  func cutForGood() throws {
    var session = try make()
    for number in 1...6 {
      try session.apply(
        .put(Influencer(id: InfluencerID(number), handle: "who\(number)", platform: .tiktok)))
    }
    let other = "\(path).other.clout"
    try SessionFolder.create(at: other, session: session, view: [:]).close()
    let place = DurableFolder(other)
    let bytes = try FileContents.read(place.full("roster.json"))
    try place.write(Array(bytes.prefix(bytes.count / 2)), to: "roster.json")
    let report = try SessionRepair.run(at: other)
    #expect(report.lost.first?.contains("what stood in the broken part of roster.json") == true)
    #expect(try SessionRepair.run(at: other).lost.isEmpty)
  }

  @Test(
    "What another program changed is newer than the log: repair says so, and doesn't bring back whom somebody took out",
    arguments: ["a broken line", "a cut file"])
  func changedOutsideSince(_ damage: String) throws {
    var session = try sessionWithSix()
    // An editor takes two out and changes a third; the next save has taken that over.
    try drop("who2")
    try drop("who4")
    let roster = try scratch.text("roster.json")
    try scratch.write(
      roster.replacing("\"who5\"", with: "\"who5\", \"notes\": \"call her\""), to: "roster.json")
    let (folder, contents) = try SessionFolder.open(at: path)
    session = contents.session
    let rename = Edit.settings(Settings(name: "y"))
    try folder.record(rename, undo: try session.apply(rename))
    try folder.save(session, view: [:])
    folder.close()
    let text = try scratch.text("roster.json")
    if damage == "a broken line" {
      try scratch.write(text.replacing("\"who5\"", with: "who5"), to: "roster.json")
    } else {
      let place = try #require(text.firstRange(of: "\"who5\""))
      try scratch.write(String(text[..<place.lowerBound]), to: "roster.json")
    }
    let report = try SessionRepair.run(at: path)
    let there = try SessionFolder.open(at: path, readOnly: true).1.session
    // Of a missing end nobody can tell whether who4 stood in it.
    let isCut = damage == "a cut file"
    #expect(
      there.roster.rows.map(\.handle) == ["who1", "who3"] + (isCut ? ["who4"] : []) + [
        "who5", "who6",
      ])
    #expect(there.roster[InfluencerID(5)]?.notes == "")
    #expect(report.lost.contains { $0.contains("was changed there by another program") })
    let isKept = try scratch.names(".state/kept").contains { $0.hasPrefix("roster.json") }
    #expect(isKept)
  }

  @Test("A document that was emptied comes back from the log", arguments: ["", "{}", "\u{0}\u{0}"])
  func emptied(_ text: String) throws {
    let session = try sessionWithSix()
    try scratch.write(text, to: "roster.json")
    let report = try SessionRepair.run(at: path)
    #expect(report.isSound && report.lost.isEmpty, "\(report)")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty)
  }

  @Test("A change that was taken back leaves nothing unsaved, whoever opens the session next")
  func takenBack() throws {
    var session = try sessionWithSix()
    let (folder, _) = try SessionFolder.open(at: path)
    var row = try #require(session.roster[InfluencerID(2)])
    row.notes = "call her"
    for edit in [Edit.put(row), session.part(.influencer(InfluencerID(2)))] {
      try folder.record(edit, undo: try session.apply(edit))
    }
    folder.close()
    #expect(SessionFolder.verify(at: path).isEmpty, "\(SessionFolder.verify(at: path))")
    let (again, contents) = try SessionFolder.open(at: path)
    again.close()
    #expect(contents.recoveredEdits == 0 && contents.notes.isEmpty)
    #expect(contents.session == session)
  }

  @Test("The log says which documents a save took over from another program")
  func titleOfTakenOver() throws {
    let session = try sessionWithSix()
    let (folder, _) = try SessionFolder.open(at: path)
    try drop("who4")
    let change = try #require(try folder.takeOutsideChange(session))
    var mine = session
    for edit in change.edits { try mine.apply(edit) }
    try folder.save(mine, view: [:])
    folder.close()
    #expect(
      try SessionLog(of: path).entries.last?.title == "took over roster.json as changed outside")
  }
}

extension OtherProgramsTests {
  @Test("What an interrupted repair had to say about losses the next one says, once")
  func interruptedRepair() throws {
    _ = try sessionWithSix()
    try scratch.write("what stood in line 7 of roster.json.\n", to: ".state/repair-lost.txt")
    let report = try SessionRepair.run(at: path)
    #expect(report.lost == ["what stood in line 7 of roster.json."])
    #expect(try SessionRepair.run(at: path).lost.isEmpty)
    #expect(problems().isEmpty, "\(problems())")
  }
}
