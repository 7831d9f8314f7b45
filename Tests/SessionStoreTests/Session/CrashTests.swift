import LibC
import Marketing
import Testing

@testable import SessionStore

/// The session after the program was killed, or the disk filled up, at every single system call.
@Suite("Crashes at every moment")
struct CrashTests {
  /// A session with an edit in the journal, opened on the faulty disk.
  private struct Scene {
    let scratch = SessionScratch()
    var before: Session
    var after: Session

    init() throws {
      var records = RandomRecords(seed: 21)
      before = records.session()
      let folder = try SessionFolder.create(at: scratch.session(), session: before, view: [:])
      let edit = Edit.put(records.influencer(2))
      try before.apply(edit)
      try folder.record([edit])
      folder.close()
      after = before
      try after.apply(.group("more", [.put(records.influencer(5)), .put(records.campaign(2))]))
    }
  }

  /// Runs the body against a disk that fails at the first call, then the second, and so on, until none is left.
  private func everywhere(_ fault: FaultyDisk.Fault, _ body: (FaultyDisk, Int) throws -> Void)
    rethrows -> Int
  {
    var place = 0
    while true {
      let disk = FaultyDisk(fault, at: place)
      try body(disk, place)
      if !disk.hasBroken { return place }
      place += 1
    }
  }

  @Test(arguments: [FaultyDisk.Fault.kills, .fails(ENOSPC), .fails(EIO)])
  func aSaveIsThereWholeOrNotAtAll(_ fault: FaultyDisk.Fault) throws {
    let places = try everywhere(fault) { disk, place in
      let scene = try Scene()
      var saved = false
      if let (folder, contents) = try? SessionFolder.open(
        at: scene.scratch.session(), readOnly: false, calls: disk.calls)
      {
        if contents.readOnlyReason == nil {
          saved = (try? folder.save(scene.after, view: [:])) != nil
        }
        folder.close()
      }
      let (folder, contents) = try SessionFolder.open(at: scene.scratch.session())
      #expect(contents.readOnlyReason == nil, "call \(place)")
      if saved {
        #expect(contents.session == scene.after, "call \(place)")
      } else {
        #expect(
          contents.session == scene.before || contents.session == scene.after, "call \(place)")
      }
      // Whatever is left is usable.
      try folder.save(contents.session, view: [:])
      folder.close()
      #expect(SessionFolder.verify(at: scene.scratch.session()).isEmpty, "call \(place)")
    }
    // The save failed once at every step.
    #expect(places > 40)
  }

  @Test(arguments: [FaultyDisk.Fault.kills, .fails(ENOSPC)])
  func anEditThatWasAcknowledgedIsNeverLost(_ fault: FaultyDisk.Fault) throws {
    _ = try everywhere(fault) { disk, place in
      let scene = try Scene()
      var records = RandomRecords(seed: 33)
      let edits = [
        Edit.put(records.influencer(7)), .put(records.measurement(campaigns: 3, influencers: 12)),
        .group(
          "both",
          [.put(records.campaign(1)), .put(records.measurement(campaigns: 3, influencers: 12))]),
      ]
      var expected = scene.before
      var attempted: Session?
      if let (folder, contents) = try? SessionFolder.open(
        at: scene.scratch.session(), readOnly: false, calls: disk.calls),
        contents.readOnlyReason == nil
      {
        for edit in edits {
          var next = expected
          try next.apply(edit)
          attempted = next
          guard (try? folder.record([edit])) != nil else { break }
          expected = next
        }
        folder.close()
      }
      let (folder, contents) = try SessionFolder.open(at: scene.scratch.session())
      #expect(
        contents.session == expected || contents.session == attempted, "call \(place)")
      #expect(contents.readOnlyReason == nil, "call \(place)")
      folder.close()
    }
  }

  @Test(arguments: [FaultyDisk.Fault.kills, .fails(ENOSPC), .fails(EIO)])
  func aFolderIsASessionOnlyWhenItIsComplete(_ fault: FaultyDisk.Fault) throws {
    var records = RandomRecords(seed: 5)
    let session = records.session()
    _ = try everywhere(fault) { disk, place in
      let scratch = SessionScratch()
      let made = try? SessionFolder.create(
        at: scratch.session(), session: session, view: [:], calls: disk.calls)
      made?.close()
      if case .fails = fault {
        #expect(SessionFolder.exists(at: scratch.session()) == (made != nil), "call \(place)")
      }
      if SessionFolder.exists(at: scratch.session()) {
        let (folder, contents) = try SessionFolder.open(at: scratch.session())
        #expect(contents.session == session, "call \(place)")
        folder.close()
      } else {
        #expect(made == nil, "call \(place)")
        // The remains don't get in the way of another attempt.
        try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
        #expect(try SessionFolder.open(at: scratch.session()).1.session == session, "call \(place)")
      }
    }
  }

  /// Files of format 1 as an older Clout left them.
  private static let former = [
    "session.json": #"{"format": 1, "save": 1, "name": "S", "currency": "USD"}"#,
    "roster.json": #"[{"id": 1, "handle": "ana", "platform": "instagram", "fee": 10000}]"#,
    "campaigns.json":
      #"{"campaigns": [{"id": 1, "name": "C", "goal": "awareness"}], "bookings": []}"#,
    "metrics/1.jsonl":
      #"{"campaign": 1, "key": "k", "kind": "total", "day": "2026-03-01", "reach": 5}"# + "\n",
  ]

  @Test func theFilesOfFormat1AreKeptWhereverTheUpgradeIsKilled() throws {
    let places = try everywhere(.kills) { disk, place in
      let scratch = SessionScratch()
      mkdir(scratch.session(), 0o700)
      mkdir(scratch.session() + "/metrics", 0o700)
      for (name, text) in Self.former { try scratch.write(Array(text.utf8), to: name) }
      if let (folder, contents) = try? SessionFolder.open(
        at: scratch.session(), readOnly: false, calls: disk.calls)
      {
        try? folder.save(contents.session, view: [:])
        folder.close()
      }
      let (folder, contents) = try SessionFolder.open(at: scratch.session())
      #expect(contents.readOnlyReason == nil, "call \(place)")
      #expect(contents.session.roster.rows.count == 1, "call \(place)")
      #expect(contents.session.measurements.rows.count == 1, "call \(place)")
      try folder.save(contents.session, view: [:])
      folder.close()
      for (name, text) in Self.former {
        let kept = ".state/format-1/" + name.replacing("/", with: "-")
        #expect(
          String(decoding: (try? scratch.bytes(kept)) ?? [], as: UTF8.self) == text,
          "\(name), call \(place)")
      }
      #expect(SessionFolder.verify(at: scratch.session()).isEmpty, "call \(place)")
    }
    #expect(places > 40)
  }

  @Test(arguments: [FaultyDisk.Fault.fails(ENOSPC), .fails(EIO)])
  func aChangeThatWasGivenUpIsNotWrittenAfterAll(_ fault: FaultyDisk.Fault) throws {
    var givenUp = 0
    _ = try everywhere(fault) { disk, place in
      let scene = try Scene()
      var records = RandomRecords(seed: 34)
      var isRecorded = true
      if let (folder, contents) = try? SessionFolder.open(
        at: scene.scratch.session(), readOnly: false, calls: disk.calls),
        contents.readOnlyReason == nil
      {
        do {
          try folder.record(Edit.put(records.influencer(9)))
        } catch {
          folder.forgetUnwritten()
          isRecorded = false
          givenUp += 1
        }
        // What is waiting would be tried again here.
        folder.close()
      } else {
        isRecorded = false
      }
      let (folder, contents) = try SessionFolder.open(at: scene.scratch.session())
      #expect((contents.session == scene.before) == !isRecorded, "call \(place)")
      folder.close()
    }
    #expect(givenUp > 3)
  }
}
