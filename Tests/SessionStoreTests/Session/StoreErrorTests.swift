import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Why a session can't be opened, changed or saved")
struct StoreErrorTests {
  private let scratch = SessionScratch()

  private func make() throws {
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)))
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    try folder.record([.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness))])
    try folder.record([.put(Campaign(id: CampaignID(2), name: "d", goal: .awareness))])
    folder.close()
  }

  /// The reason for opening read-only.
  private func opened() throws -> StoreError? {
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    folder.close()
    return contents.readOnlyError
  }

  @Test func aFullDisk() throws {
    try make()
    var calls = FileCalls.system
    calls.write = { _, _ in -Int(ENOSPC) }
    let (folder, contents) = try SessionFolder.open(
      at: scratch.session(), readOnly: false, calls: calls)
    let error = #expect(throws: StoreError.self) { try folder.save(contents.session, view: [:]) }
    folder.close()
    guard case .file(let cause) = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.reason == .diskFull)
    #expect(error?.description.hasSuffix("Free some space, or save to another disk.") == true)
  }

  @Test func aSessionThatIsOpenElsewhere() throws {
    try make()
    let (holder, _) = try SessionFolder.open(at: scratch.session())
    let error = try opened()
    holder.close()
    guard case .locked(let who?) = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(who.process == Int64(getpid()))
    #expect(error?.description.hasPrefix("it is open in another program: ") == true)
  }

  @Test func aDamagedJournal() throws {
    try make()
    var journal = try scratch.bytes(scratch.journal)
    journal[journal.firstIndex(of: 0x0A)! + 9] ^= 1
    try scratch.write(journal, to: scratch.journal)
    let error = try opened()
    #expect(error?.cause == .damaged(file: scratch.journal))
    #expect(error?.description.hasPrefix(".state/journal-1.jsonl, line 2: ") == true)
  }

  @Test func aMissingFile() throws {
    try make()
    unlink(scratch.session() + "/roster.json")
    let error = try opened()
    #expect(error?.cause == .damaged(file: "roster.json"))
    #expect(error?.description.hasPrefix("roster.json: the file is missing") == true)
  }

  @Test func aFileThatIsNotUnderstood() throws {
    try make()
    try scratch.write("{\"influencers\": [\n{\"id\": x}\n]}\n", to: "roster.json")
    let error = try opened()
    guard case .notUnderstood("roster.json", let place?) = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(place.line == 2 && place.column == 8)
    #expect(error?.description.hasPrefix("roster.json, line 2, column 8: ") == true)
  }

  @Test func aNewerFormat() throws {
    try make()
    try scratch.write("{\"format\": 3}", to: "session.json")
    let error = #expect(throws: StoreError.self) { try SessionFolder.open(at: scratch.session()) }
    #expect(error?.cause == .newerFormat(3))
  }

  @Test func noSession() throws {
    let error = #expect(throws: StoreError.self) { try SessionFolder.open(at: scratch.path) }
    #expect(error?.cause == .noSession)
  }
}
