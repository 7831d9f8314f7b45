import LibC
import Marketing
import Synchronization
import Testing

@testable import SessionStore

/// A disk that is full until told otherwise.
private final class FullDisk: Sendable {
  private let isFull = Mutex(false)

  func fill() { isFull.withLock { $0 = true } }
  func free() { isFull.withLock { $0 = false } }

  var calls: FileCalls {
    var calls = FileCalls.system
    calls.write = { descriptor, bytes in
      self.isFull.withLock { $0 } ? -Int(ENOSPC) : FileCalls.system.write(descriptor, bytes)
    }
    return calls
  }
}

/// A disk on which some kinds of calls fail until told otherwise.
private final class BrokenDisk: Sendable {
  enum Call: Sendable { case syncData, syncFolder, truncate, unlink }

  private let broken = Mutex<Set<Call>>([])

  func fail(_ calls: Set<Call>) { broken.withLock { $0 = calls } }
  func mend() { fail([]) }

  private func fails(_ call: Call) -> Bool { broken.withLock { $0.contains(call) } }

  var calls: FileCalls {
    var calls = FileCalls.system
    calls.syncData = { self.fails(.syncData) ? -EIO : FileCalls.system.syncData($0) }
    calls.sync = { descriptor in
      var status = stat()
      fstat(descriptor, &status)
      return self.fails(.syncFolder) && status.st_mode & S_IFMT == S_IFDIR
        ? -EIO : FileCalls.system.sync(descriptor)
    }
    calls.truncate = { self.fails(.truncate) ? -EIO : FileCalls.system.truncate($0, $1) }
    calls.unlink = { self.fails(.unlink) ? -EIO : FileCalls.system.unlink($0) }
    return calls
  }
}

@Suite("A disk that fails for good")
struct BrokenDiskTests {
  private let scratch = SessionScratch()

  private func journals() throws -> [Int] {
    try JournalReading.numbers(in: DurableFolder("\(scratch.session())/.state"))
  }

  private static func handle(_ number: Int) -> Edit {
    .put(Influencer(id: InfluencerID(number), handle: "i\(number)", platform: .tiktok))
  }

  /// However often it is tried again, one file remains beside the journal that counts, and nothing is lost once it works.
  @Test(
    arguments: [
      [.syncData], [.syncFolder], [.syncData, .truncate], [.syncData, .unlink],
      [.syncFolder, .unlink],
    ] as [Set<BrokenDisk.Call>])
  private func tryingAgainLeavesOneUselessJournalAtMost(_ broken: Set<BrokenDisk.Call>) throws {
    let disk = BrokenDisk()
    var session = Session(settings: Settings(name: "x"))
    let folder = try SessionFolder.create(
      at: scratch.session(), session: session, view: [:], calls: disk.calls)
    for number in 1...2 {
      try session.apply(Self.handle(number))
      try folder.record(Self.handle(number), title: "before")
    }
    // The first failed sync of a line is what makes another journal begin.
    disk.fail([.syncData])
    try session.apply(Self.handle(3))
    #expect(throws: StoreError.self) { try folder.record(Self.handle(3), title: "meanwhile") }
    disk.fail(broken)
    for _ in 1...9 { #expect(throws: StoreError.self) { try folder.writeUnwritten() } }
    #expect(try journals().count <= 2)
    disk.mend()
    try folder.writeUnwritten()
    try session.apply(Self.handle(4))
    try folder.record(Self.handle(4), title: "afterwards")
    folder.close()
    #expect(try journals() == [1, 2])
    let (again, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session == session && contents.readOnlyReason == nil)
    again.close()
    #expect(SessionFolder.verify(at: scratch.session()).allSatisfy { $0.severity == .note })
    let log = try SessionLog(of: scratch.session())
    #expect(
      log.entries.map(\.title).filter { !$0.isEmpty }.suffix(4)
        == ["before", "before", "meanwhile", "afterwards"])
  }

  /// A feed tries again and again, too.
  @Test(arguments: [[.syncData], [.syncFolder]] as [Set<BrokenDisk.Call>])
  private func aFeedThatTriesAgainLeavesNoFilesBehind(_ broken: Set<BrokenDisk.Call>) throws {
    let disk = BrokenDisk()
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    let folder = try SessionFolder.create(
      at: scratch.session(), session: session, view: [:], calls: disk.calls)
    let row = Measurement(
      campaign: CampaignID(1), key: "p", kind: .total, day: Day(number: 0))
    disk.fail(broken)
    for _ in 1...5 { #expect(throws: StoreError.self) { try folder.append([row]) } }
    let metrics = MetricsFolder(DurableFolder(scratch.session()))
    #expect(try metrics.list().files.isEmpty)
    disk.mend()
    try folder.append([row])
    folder.close()
    #expect(try metrics.list().files.count == 1)
    let (again, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session.measurements.count == 1)
    again.close()
  }

  /// The second attempt syncs what the first one couldn't, instead of finding it there.
  @Test func aFolderWhoseNameIsNotDurableIsMadeAnew() throws {
    let disk = BrokenDisk()
    let inner = DurableFolder("\(scratch.path)/inner", calls: disk.calls)
    disk.fail([.syncFolder])
    #expect(throws: FileError.self) { try inner.create() }
    #expect(try inner.status() == nil)
    disk.mend()
    try inner.create()
    #expect(try inner.status() != nil)
  }

  /// What another program brings while we can't write is in the log as well.
  @Test func whatAnotherProgramBroughtMeanwhileStays() throws {
    let disk = BrokenDisk()
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    let folder = try SessionFolder.create(
      at: scratch.session(), session: session, view: [:], calls: disk.calls)
    try folder.record(Self.handle(9))
    disk.fail([.syncData])
    for number in 1...2 {
      #expect(throws: StoreError.self) { try folder.record(Self.handle(number)) }
    }
    #expect(try journals() == [1, 2])
    let (other, _) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    let row = Measurement(
      campaign: CampaignID(1), key: "p", kind: .total, day: Day(number: 0))
    try other.bring(.put(row), undo: nil, title: "brought")
    disk.mend()
    try folder.writeUnwritten()
    folder.close()
    let (again, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session.roster.count == 3 && contents.session.measurements.count == 1)
    again.close()
    let log = try SessionLog(of: scratch.session())
    #expect(log.entries.contains { $0.title == "brought" })
  }
}

@Suite("What could not be written")
struct UnwrittenEditsTests {
  private let scratch = SessionScratch()
  private let disk = FullDisk()
  private var session = Session(settings: Settings(name: "x"))
  private let folder: SessionFolder

  init() throws {
    for number in 1...2 {
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "c\(number)", goal: .awareness)))
    }
    folder = try SessionFolder.create(
      at: scratch.session(), session: session, view: [:], calls: disk.calls)
  }

  private func post(_ number: Int, likes: Int, campaign: Int = 1) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(campaign), key: "p\(number)", kind: .total, day: Day(number: 0))
    row.counts.likes = likes
    return row
  }

  /// The session as another program would open it.
  private func onDisk() throws -> Session {
    folder.close()
    let (again, contents) = try SessionFolder.open(at: scratch.session())
    again.close()
    return contents.session
  }

  @Test func importedPostsAreWrittenByTheSaveAfterSpaceWasFreed() throws {
    var session = session
    let posts = Edit.group("posts", (1...500).map { .put(post($0, likes: $0)) })
    try session.apply(posts)
    disk.fill()
    #expect(throws: StoreError.self) { try folder.record([posts]) }
    #expect(throws: StoreError.self) { try folder.save(session, view: [:]) }
    disk.free()
    try folder.save(session, view: [:])
    #expect(try onDisk().measurements.count == 500)
  }

  @Test func theNextEditTakesThemAlong() throws {
    var session = session
    let edits: [Edit] = [
      .group(
        "import",
        [
          .put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)),
          .put(post(1, likes: 1)), .put(post(2, likes: 2, campaign: 2)),
        ]),
      .put(post(1, likes: 5)),
    ]
    for edit in edits { try session.apply(edit) }
    disk.fill()
    #expect(throws: StoreError.self) { try folder.record([edits[0]]) }
    disk.free()
    try folder.record([edits[1]])
    #expect(try onDisk() == session)
  }

  @Test func aFeedsNewerFiguresWin() throws {
    disk.fill()
    #expect(throws: StoreError.self) { try folder.record([.put(post(1, likes: 1))]) }
    #expect(throws: StoreError.self) { try folder.append([post(1, likes: 2)]) }
    disk.free()
    try folder.append([post(1, likes: 2)])
    #expect(try onDisk().measurements.rows.map(\.counts.likes) == [2])
  }

  @Test func leavingTriesOnceMore() throws {
    disk.fill()
    #expect(throws: StoreError.self) { try folder.record([.put(post(1, likes: 1))]) }
    disk.free()
    #expect(try onDisk().measurements.count == 1)
  }

  /// Whichever call fails, once, everything recorded or saved is there in the end.
  @Test(arguments: [ENOSPC, EIO])
  func oneFailureAnywhereLosesNothing(_ code: Int32) throws {
    var place = 0
    var tried = 0
    while true {
      let disk = FaultyDisk(.fails(code), at: place)
      place += 1
      let scratch = SessionScratch()
      var records = RandomRecords(seed: 21)
      var session = records.session()
      try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
      guard
        let (folder, contents) = try? SessionFolder.open(
          at: scratch.session(), readOnly: false, calls: disk.calls),
        contents.readOnlyReason == nil
      else { continue }
      tried += 1
      for step in 1...5 {
        let edit = Edit.group(
          "step \(step)",
          [
            .put(records.influencer(step)),
            .put(records.measurement(campaigns: 3, influencers: 12)),
          ])
        try session.apply(edit)
        try? folder.record([edit])
        if step % 2 == 0 { try? folder.save(session, view: [:]) }
      }
      // Only one call fails, so one of two tries succeeds.
      if (try? folder.writeUnwritten()) == nil { try folder.writeUnwritten() }
      folder.close()
      let (again, found) = try SessionFolder.open(at: scratch.session())
      #expect(found.session == session, "call \(place)")
      #expect(found.readOnlyReason == nil, "call \(place)")
      again.close()
      if !disk.hasBroken { break }
    }
    #expect(tried > 60)
  }
}
