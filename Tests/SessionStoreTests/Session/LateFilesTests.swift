import LibC
import Marketing
import Testing

@testable import SessionStore

// Folders that move, and files that come back or come late.
extension OtherProgramsTests {
  private func arrivals(_ folder: SessionFolder, _ session: Session) throws -> [Edit] {
    var edits: [Edit] = []
    for _ in 1...11 { edits += folder.readAppended().edits }
    if folder.looksChanged {
      let change = try folder.takeOutsideChange(session)
      #expect(change?.missing ?? [] == [] && change?.altered ?? [] == [])
    }
    return edits + folder.readAppended().edits
  }

  private func post(_ key: String, likes: Int) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(1), key: key, kind: .total, day: Day(number: 0))
    row.counts.likes = likes
    return row
  }

  private func lines(_ rows: [Measurement], _ sequence: Int64) throws -> [UInt8] {
    try #require(
      MetricsFolder.lines(rows.map { ($0.identity, $0) }, sequence: sequence)[CampaignID(1)])
  }

  /// Six posts come by another program while the session is open, into a file that goes on growing.
  private func ingest(
    _ session: inout Session, _ folder: SessionFolder
  ) throws -> (appender: MetricsAppender, file: String) {
    var appender = try MetricsAppender(path: path, session: session, title: "ingest")
    _ = try appender.append((1...6).map { post("i\($0)", likes: $0) })
    for edit in try arrivals(folder, session) { try session.apply(edit) }
    return (appender, try #require(try scratch.names("metrics/1").first { $0.contains("live") }))
  }

  @Test("A change made while the folder is moved away is kept, and written once it is back")
  func movedAway() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    rename(path, path + ".moved")
    #expect(folder.looksChanged)
    #expect(throws: folder.folderGone) { try folder.takeOutsideChange(session) }
    // Told once, and what is to be done is the same for whatever is tried.
    #expect(!folder.looksChanged)
    let before = try #require(session.campaigns[CampaignID(2)])
    var campaign = before
    campaign.name = "changed meanwhile"
    try session.apply(.put(campaign))
    #expect(throws: folder.folderGone) {
      try folder.record(.put(campaign), undo: .put(before), title: "")
    }
    #expect(throws: folder.folderGone) { try folder.save(session, view: [:]) }
    #expect(folder.folderGone.brief.contains("put it back"))
    rename(path + ".moved", path)
    #expect(folder.looksChanged)
    let change = try folder.takeOutsideChange(session)
    #expect(change?.edits ?? [] == [] && change?.conflicts.isEmpty ?? true)
    #expect(!folder.looksChanged)
    try folder.writeUnwritten()
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    try folder.save(session, view: [:])
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test("What another program changed while a change here couldn't be written is asked about")
  func changedWhileWaiting() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let before = try #require(session.campaigns[CampaignID(2)])
    var campaign = before
    campaign.name = "mine"
    rename(path, path + ".moved")
    try session.apply(.put(campaign))
    #expect(throws: StoreError.self) { try folder.record(.put(campaign), undo: .put(before)) }
    rename(path + ".moved", path)
    let text = try scratch.text("campaigns.json").replacing("\"c2\"", with: "\"theirs\"")
    try scratch.write(text, to: "campaigns.json")
    let change = try #require(try folder.takeOutsideChange(session))
    #expect(change.edits.isEmpty && change.conflicts.map(\.mine) == [.put(campaign)])
  }

  @Test(
    "Of an older file that is copied in only what has no newer line counts",
    arguments: [true, false])
  func older(isLive: Bool) throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let (_, sequence, owner) = try first()
    let old = try lines([post("p1", likes: 77), post("p99", likes: 99)], sequence - 5)
    try scratch.write(
      old, to: "metrics/1/\(sequence - 5)-\(owner)\(isLive ? ".live" : "").jsonl")
    let edits = try arrivals(folder, session)
    #expect(edits == [.put(post("p99", likes: 99))])
    for edit in edits { try session.apply(edit) }
    #expect(!folder.looksChanged)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
  }

  @Test(
    "A lost file that is put back after a save says nothing new, and isn't in red",
    arguments: [false, true])
  func putBackLater(isReopened: Bool) throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    // Part of what the file says has newer lines.
    try folder.record(.put(post("p1", likes: 500)))
    try session.apply(.put(post("p1", likes: 500)))
    try folder.save(session, view: [:])
    if isReopened {
      folder.close()
      folder = try SessionFolder.open(at: path).0
    }
    let (name, _, _) = try first()
    rename("\(path)/metrics/1/\(name)", "\(path)/aside")
    _ = folder.readAppended()
    #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(name)"])
    try folder.save(session, view: [:])
    #expect(try arrivals(folder, session) == [])
    rename("\(path)/aside", "\(path)/metrics/1/\(name)")
    #expect(try arrivals(folder, session) == [])
    #expect(!folder.looksChanged)
    try folder.save(session, view: [:])
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test(
    "A file of feeds that is replaced by another: what is lost is missed, what is newer counts, and nothing else"
  )
  func liveFileReplaced() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    defer { folder.close() }
    try folder.append([post("a", likes: 1), post("b", likes: 2)])
    for row in [post("a", likes: 1), post("b", likes: 2)] { try session.apply(.put(row)) }
    let file = try #require(try scratch.names("metrics/1").first)
    _ = folder.readAppended()
    let newer = folder.clock.last + 5
    let theirs =
      try lines([post("x", likes: 10), post("y", likes: 10), post("z", likes: 10)], 5)
      + lines([post("a", likes: 33)], newer)
    // Moved into its place, as programs do.
    try scratch.write(theirs, to: "metrics/1/other")
    rename("\(path)/metrics/1/other", "\(path)/metrics/1/\(file)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(folder.looksChanged)
    let change = try folder.takeOutsideChange(session)
    #expect(change?.altered == ["metrics/1/\(file)"])
    for edit in folder.readAppended().edits { try session.apply(edit) }
    #expect(session.measurements.rows.first { $0.key == "a" }?.counts.likes == 33)
    #expect(session.measurements.rows.count == 2)
    try folder.save(session, view: [:])
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
    // Lines that follow count as before.
    try folder.append([post("b", likes: 4)])
    try session.apply(.put(post("b", likes: 4)))
    #expect(try arrivals(folder, session) == [])
    #expect(!folder.looksChanged)
  }

  @Test("A change made here after a line from a clock that is ahead is the newer one")
  func clockAhead() throws {
    var (folder, session) = try openWithPosts()
    let (_, sequence, owner) = try first()
    let ahead = sequence + 3_600_000_000
    try scratch.write(
      lines([post("p1", likes: 1_000)], ahead), to: "metrics/1/\(ahead)-\(owner).jsonl")
    let edits = try arrivals(folder, session)
    #expect(edits == [.put(post("p1", likes: 1_000))])
    for edit in edits + [.put(post("p1", likes: 7))] { try session.apply(edit) }
    try folder.record(.put(post("p1", likes: 7)))
    try folder.save(session, view: [:])
    folder.close()
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
  }

  @Test(
    "A copy in the session's place is locked, too, or else nothing is written over what another program does there"
  )
  func copyInItsPlace() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    func copy() throws {
      let files = ["session.json", "roster.json", "campaigns.json"]
      let bytes = try files.map { try FileContents.read("\(path)/\($0)") }
      rename(path, path + ".original")
      mkdir(path, 0o700)
      for (name, content) in zip(files, bytes) { try scratch.write(content, to: name) }
      rename(path + ".original/metrics", path + "/metrics")
    }
    try copy()
    #expect(folder.looksChanged)
    _ = try folder.takeOutsideChange(session)
    #expect(!folder.looksChanged)
    #expect(try SessionFolder.open(at: path).1.readOnlyReason != nil)
    var campaign = try #require(session.campaigns[CampaignID(1)])
    campaign.name = "here"
    try folder.record(.put(campaign))
    try session.apply(.put(campaign))
    try folder.save(session, view: [:])
    // Replaced once more, and another program is faster.
    rename(path + ".original", path + ".first")
    try copy()
    let (other, contents) = try SessionFolder.open(at: path)
    #expect(contents.readOnlyReason == nil)
    #expect(throws: StoreError.self) { try folder.record(.put(campaign)) }
    #expect(throws: StoreError.self) { try folder.takeOutsideChange(session) }
    #expect(!folder.looksChanged)
    var theirs = campaign
    theirs.name = "there"
    try other.record(.put(theirs))
    #expect(throws: StoreError.self) { try folder.save(session, view: [:]) }
    other.close()
    #expect(
      try SessionFolder.open(at: path, readOnly: true).1.session.campaigns[CampaignID(1)] == theirs)
    for name in [".first", ".original"] { rename(path + name, path + "/aside" + name) }
  }

  @Test(
    "A file of measurements that can't be read any more makes room when it is written again",
    arguments: ["folder", "text", "torn"], [true, false])
  func spoiled(_ how: String, isLive: Bool) throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    defer { folder.close() }
    let rows = (1...30).map { post("s\($0)", likes: $0) }
    if isLive {
      try folder.append(rows)
    } else {
      try folder.record(.group("rows", rows.map { .put($0) }))
    }
    for row in rows { try session.apply(.put(row)) }
    _ = folder.readAppended()
    let file = try #require(try scratch.names("metrics/1").first)
    let place = "metrics/1/\(file)"
    switch how {
    case "folder":
      unlink("\(path)/\(place)")
      mkdir("\(path)/\(place)", 0o700)
    case "text": try scratch.write(try scratch.text(place) + "<<<<<<<\n", to: place)
    default:
      let bytes = try FileContents.read("\(path)/\(place)")
      try scratch.write(Array(bytes.dropLast(40)), to: place)
    }
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(folder.looksChanged)
    let change = try folder.takeOutsideChange(session)
    #expect((change?.altered ?? []) + (change?.missing ?? []) == [place])
    try folder.save(session, view: [:])
    #expect(folder.takeNotes().contains { $0.contains("kept/") })
    #expect(!folder.looksChanged)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
    try folder.append([post("later", likes: 1)])
    #expect(try measurements() == 31)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test("A session whose folder was emptied is written again whole, measurements and all")
  func emptied() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    rename(path, path + ".was")
    mkdir(path, 0o700)
    #expect(folder.looksChanged)
    let change = try #require(try folder.takeOutsideChange(session))
    #expect(change.missing.count { $0.hasPrefix("metrics/") } == 3, "\(change.missing)")
    var campaign = try #require(session.campaigns[CampaignID(1)])
    campaign.name = "after"
    try? folder.record(.put(campaign))
    try session.apply(.put(campaign))
    try folder.save(session, view: [:])
    #expect(!folder.looksChanged)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
    rename(path + ".was", path + "/aside")
  }

  @Test(
    "Lines that somebody put into a whole file don't count: what was written there is written again",
    arguments: ["lines of another session", "a line more"], [true, false])
  func altered(_ how: String, isImported: Bool) throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let rows = (1...30).map { post("s\($0)", likes: $0) }
    let edit = Edit.group("rows", rows.map { .put($0) })
    if isImported {
      let (other, _) = try SessionFolder.open(at: path)
      try other.bring(edit, undo: nil, title: "import")
      other.close()
    } else {
      try folder.record(edit)
    }
    for _ in 1...11 { _ = folder.readAppended() }
    try session.apply(edit)
    let file = try #require(try scratch.names("metrics/1").max())
    let place = "metrics/1/\(file)"
    let before = try scratch.bytes(place)
    let strangers = try lines((1...30).map { post("z\($0)", likes: $0) }, 7)
    let after =
      how == "a line more"
      ? before + strangers.prefix(through: try #require(strangers.firstIndex(of: 0x0A))) : strangers
    try scratch.write(Array(after), to: place)
    for _ in 1...11 { _ = folder.readAppended() }
    let change = try #require(try folder.takeOutsideChange(session))
    #expect(change.altered == [place] && change.makesRoom)
    try folder.save(session, view: [:])
    #expect(folder.readAppended().edits.isEmpty)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
    let kept = try #require(try scratch.names(".state/kept").first { $0.hasSuffix(file) })
    #expect(try scratch.bytes(".state/kept/\(kept)") == Array(after))
  }

  @Test(
    "Lines in a live file that were neither there nor are new don't count: it makes room, and all is written again",
    arguments: ["other lines", "a damaged key"])
  func strange(_ how: String) throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    defer { folder.close() }
    let rows = (1...10).map { post("s\($0)", likes: $0) }
    try folder.append(rows)
    for row in rows { try session.apply(.put(row)) }
    _ = folder.readAppended()
    let file = try #require(try scratch.names("metrics/1").first)
    let place = "metrics/1/\(file)"
    let before = try scratch.text(place)
    let after =
      how == "a damaged key"
      ? before.replacing("\"s7\"", with: "\"w7\"")
      : String(decoding: try lines((1...12).map { post("z\($0)", likes: $0) }, 7), as: UTF8.self)
    try scratch.write(after, to: place)
    for _ in 1...11 { _ = folder.readAppended() }
    _ = try folder.takeOutsideChange(session)
    try folder.save(session, view: [:])
    #expect(folder.readAppended().edits.isEmpty)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
    let kept = try #require(try scratch.names(".state/kept").first { $0.hasSuffix(file) })
    #expect(try scratch.text(".state/kept/\(kept)") == after)
  }

  @Test(
    "What somebody changed in a whole file while nobody had the session open is told at every opening until it is mended",
    arguments: ["longer", "the same length"])
  func alteredWhileClosed(_ how: String) throws {
    var (folder, session) = try openWithPosts()
    folder.close()
    let file = try #require(try scratch.names("metrics/1").max())
    let place = "metrics/1/\(file)"
    let before = try scratch.text(place)
    let likes = try #require(before.firstRange(of: "\"likes\":"))
    var text = before
    if how == "longer" {
      text += String(decoding: try lines([post("z1", likes: 1)], 7), as: UTF8.self)
    } else {
      text.replaceSubrange(likes.upperBound...likes.upperBound, with: "9")
    }
    try scratch.write(text, to: place)
    func said() throws -> Bool {
      let (opened, contents) = try SessionFolder.open(at: path)
      // A save of something else doesn't make it forgotten.
      session = contents.session
      let edit = Edit.put(
        Influencer(
          id: InfluencerID(session.roster.rows.count + 1),
          handle: "n\(session.roster.rows.count)", platform: .tiktok))
      try opened.record(edit)
      try session.apply(edit)
      try opened.save(session, view: [:])
      opened.close()
      return contents.notes.contains { $0.contains("somebody changed \(place)") }
    }
    for _ in 1...3 { #expect(try said()) }
    #expect(problems().contains { $0.file == place })
    _ = try SessionRepair.run(at: path)
    for _ in 1...2 { #expect(try !said()) }
    #expect(problems().isEmpty, "\(problems())")
    // What came by git, unknown to the log, is on record from the next save on.
    let foreign = place.replacing(file, with: "5" + file.drop { $0 != "-" })
    try scratch.write(try lines([post("g1", likes: 3)], 5), to: foreign)
    #expect(try !said())
    try scratch.write(try lines([post("g1", likes: 4)], 5), to: foreign)
    let contents: SessionFolder.Contents
    (folder, contents) = try SessionFolder.open(at: path)
    folder.close()
    #expect(
      contents.notes.contains { $0.contains("somebody changed \(foreign)") }, "\(contents.notes)")
  }

  @Test(
    "A repair doesn't write through a link in the place of a file of measurements",
    arguments: [true, false])
  func linkedFile(isLive: Bool) throws {
    let (folder, _) = try openWithPosts()
    if isLive { try folder.append([post("live", likes: 1)]) }
    folder.close()
    let file = try #require(try scratch.names("metrics/1").first { $0.contains("live") == isLive })
    let place = "\(path)/metrics/1/\(file)"
    let outside = "\(path)/outside.jsonl"
    rename(place, outside)
    try scratch.write(try scratch.text("outside.jsonl") + "my own note\n", to: "outside.jsonl")
    let before = try scratch.bytes("outside.jsonl")
    symlink(outside, place)
    let report = try SessionRepair.run(at: path)
    #expect(report.isSound, "\(report.remaining)")
    #expect(try scratch.bytes("outside.jsonl") == before)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test(
    "Who writes into a file that somebody takes away or changes goes on in a new one, and says so in the end",
    arguments: ["gone", "replaced", "changed at the same length"])
  func takenFromIngest(_ fault: String) throws {
    let (folder, session) = try openWithPosts()
    folder.close()
    var appender = try MetricsAppender(path: path, session: session, title: "ingest")
    #expect(try appender.append((1...10).map { post("i\($0)", likes: $0) }) == 10)
    #expect(appender.lostFiles.isEmpty)
    let file = try #require(try scratch.names("metrics/1").first { $0.contains("live") })
    let place = "\(path)/metrics/1/\(file)"
    let text = try scratch.text("metrics/1/\(file)")
    switch fault {
    case "gone": unlink(place)
    case "replaced":
      try scratch.write("{}\n", to: "older")
      rename("\(path)/older", place)
    default:
      usleep(20_000)
      try scratch.write(
        text.replacing(/("likes": ?)7/) { "\($0.output.1)9" }, to: "metrics/1/\(file)")
    }
    #expect(try appender.append([post("later", likes: 1)]) == 1)
    #expect(appender.lostFiles == ["metrics/1/\(file)"])
    let live = try scratch.names("metrics/1").filter { $0.contains("live") }
    #expect(try live.count { try scratch.text("metrics/1/\($0)").contains("later") } == 1)
    #expect(fault == "gone" || live.count == 2)
    // What it wrote is on record, not what somebody made of it: put back, nothing is missing.
    appender.putOnRecord()
    #expect(problems().contains { $0.file == "metrics/1/\(file)" }, "\(problems())")
    try scratch.write(text, to: "metrics/1/\(file)")
    #expect(appender.lostFiles.isEmpty)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test(
    "Rows that a program goes on adding to a file which somebody changed are taken in, and a save keeps them",
    arguments: [false, true])
  func addedBehindChange(isSavedAtOnce: Bool) throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let (_, file) = try ingest(&session, folder)
    let text = try scratch.text("metrics/1/\(file)")
    usleep(20_000)
    let changed = text.replacing(/("likes": ?)3/) { "\($0.output.1)9" }
    try scratch.write(changed, to: "metrics/1/\(file)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.altered == ["metrics/1/\(file)"])
    var clock = SequenceClock()
    let more = MetricsFolder.lines(
      (7...10).map { (post("i\($0)", likes: $0).identity, post("i\($0)", likes: $0)) },
      sequence: clock.next(), isLive: true)[CampaignID(1)]
    try scratch.write(Array(changed.utf8) + (more ?? []), to: "metrics/1/\(file)")
    if !isSavedAtOnce {
      usleep(3_200_000)
      for _ in 1...3 {
        for _ in 1...11 { for edit in folder.readAppended().edits { try session.apply(edit) } }
        if folder.looksChanged { _ = try folder.takeOutsideChange(session) }
      }
      #expect(session.measurements.rows.count { $0.key.hasPrefix("i") } == 10)
    }
    try folder.save(session, view: [:])
    for _ in 1...11 { for edit in folder.readAppended().edits { try session.apply(edit) } }
    #expect(session.measurements.rows.count { $0.key.hasPrefix("i") } == 10)
    #expect(session.measurements.rows.first { $0.key == "i3" }?.counts.likes == 3)
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test("What a save has written again isn't missed once the program that had written it ends")
  func savedBeforeTheEnd() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    var (appender, file) = try ingest(&session, folder)
    unlink("\(path)/metrics/1/\(file)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(file)"])
    try folder.save(session, view: [:])
    appender.putOnRecord()
    #expect(problems().isEmpty, "\(problems())")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
  }

  @Test("Another session's file that somebody lays among this one's is named while it lies there")
  func strangerWhileOpen() throws {
    let (folder, session) = try openWithPosts()
    defer { folder.close() }
    let other = MetricsFile(CampaignID(1), 5, of: "fedcba9876543210", isLive: true)
    try scratch.write(lines([post("theirs", likes: 1)], 5), to: "metrics/1/\(other.name)")
    _ = try arrivals(folder, session)
    #expect(folder.damageNow.contains { $0.contains(other.name) && $0.contains("another session") })
    #expect(!folder.looksChanged)
    unlink("\(path)/metrics/1/\(other.name)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.damage == [])
    #expect(!folder.looksChanged)
  }

  @Test("A conflict that git left is for a person: nothing is written over it")
  func conflictWhileOpen() throws {
    let (folder, session) = try openWithPosts()
    defer { folder.close() }
    let text = try scratch.text("campaigns.json")
    let line = try #require(text.split(separator: "\n").first { $0.contains("\"c2\"") })
    let marked = text.replacing(
      line + "\n",
      with:
        "<<<<<<< ours\n\(line)\n=======\n\(line.replacing("\"c2\"", with: "\"theirs\""))\n>>>>>>> theirs\n"
    )
    try scratch.write(marked, to: "campaigns.json")
    let error = #expect(throws: StoreError.self) { try folder.takeOutsideChange(session) }
    #expect(error?.cause == .conflict(file: "campaigns.json"))
    // Asked once, and a save doesn't write over it.
    #expect(!folder.looksChanged)
    #expect(throws: StoreError.self) { try folder.save(session, view: [:]) }
    #expect(try scratch.text("campaigns.json") == marked)
    try scratch.write(text.replacing("\"c2\"", with: "\"theirs\""), to: "campaigns.json")
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.edits.count == 1)
  }
}
