import LibC
import Marketing
import Testing

@testable import SessionStore

/// A session with ten campaigns, and the tools of other programs to get at its files.
private struct Workshop {
  let scratch = SessionScratch()
  var session = Session(settings: Settings(name: "x"))
  var path: String { scratch.session() }

  init() throws {
    for number in 1...10 {
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "c\(number)", goal: .awareness)))
      var row = Influencer(id: InfluencerID(number), handle: "i\(number)", platform: .tiktok)
      row.fee = Money(minorUnits: Int64(100 * number))
      try session.apply(.put(row))
    }
    try SessionFolder.create(at: path, session: session, view: [:]).close()
  }

  static func post(_ number: Int, likes: Int, campaign: Int = 1) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(campaign), key: "p\(number)", kind: .total, day: Day(number: 0))
    row.counts.likes = likes
    return row
  }

  /// An import that brings measurements to ten campaigns, and somebody new.
  static let `import` = Edit.group(
    "import",
    [.put(Influencer(id: InfluencerID(99), handle: "new", platform: .x))]
      + (1...10).flatMap { campaign in
        (1...5).map { .put(post($0, likes: $0, campaign: campaign)) }
      })

  func fee(_ number: Int, _ amount: Int64) throws -> Edit {
    var row = try #require(session.roster[InfluencerID(number)])
    row.fee = Money(minorUnits: amount)
    return .put(row)
  }

  /// As an editor would.
  func replace(_ part: String, by other: String, in file: String) throws {
    let text = try scratch.text(file)
    try #require(text.contains(part))
    try scratch.write(text.replacingFirst(part, by: other), to: file)
  }
}

@Suite("One commit for everything")
struct CommitTests {
  @Test(arguments: [FaultyDisk.Fault.kills, .fails(ENOSPC), .fails(EIO)])
  func anImportIntoTenCampaignsIsWholeOrAbsent(_ fault: FaultyDisk.Fault) throws {
    var place = 0
    var halves = 0
    while true {
      let shop = try Workshop()
      let disk = FaultyDisk(fault, at: place)
      var after = shop.session
      try after.apply(Workshop.import)
      var isSaved = false
      if let (folder, contents) = try? SessionFolder.open(
        at: shop.path, readOnly: false, calls: disk.calls), contents.readOnlyReason == nil
      {
        let isRecorded = (try? folder.record(Workshop.import)) != nil
        isSaved = isRecorded && (try? folder.save(after, view: [:])) != nil
        folder.close()
      }
      let (again, found) = try SessionFolder.open(at: shop.path)
      #expect(found.readOnlyReason == nil, "call \(place)")
      if found.session != shop.session, found.session != after { halves += 1 }
      if isSaved { #expect(found.session == after, "call \(place)") }
      again.close()
      #expect(
        SessionFolder.verify(at: shop.path).filter { $0.severity == .problem }.isEmpty,
        "call \(place)")
      if !disk.hasBroken { break }
      place += 1
    }
    #expect(halves == 0)
    #expect(place > 80)
  }

  @Test func aLaterImportWinsOverWhatWasTypedBefore() throws {
    let shop = try Workshop()
    let (folder, _) = try SessionFolder.open(at: shop.path)
    try folder.record(.put(Workshop.post(1, likes: 500)))
    try folder.record(Workshop.import)
    folder.close()
    let (again, found) = try SessionFolder.open(at: shop.path)
    #expect(found.session.measurements[Workshop.post(1, likes: 0).identity]?.counts.likes == 1)
    try again.record(.put(Workshop.post(1, likes: 501)))
    again.close()
    let typed = try SessionFolder.open(at: shop.path, readOnly: true).1.session
    #expect(typed.measurements[Workshop.post(1, likes: 0).identity]?.counts.likes == 501)
  }

  /// A stream began before an import and went on after it.
  @Test func ofALongStreamAndAnImportTheNewerLineCounts() throws {
    let shop = try Workshop()
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    try folder.append([Workshop.post(1, likes: 10), Workshop.post(2, likes: 10)])
    try folder.record(Workshop.import)
    try folder.append([Workshop.post(2, likes: 20)])
    folder.close()
    _ = contents
    let found = try SessionFolder.open(at: shop.path, readOnly: true).1.session.measurements
    #expect(found[Workshop.post(1, likes: 0).identity]?.counts.likes == 1)
    #expect(found[Workshop.post(2, likes: 0).identity]?.counts.likes == 20)
  }

  @Test func anEditedFeeIsOneLineChanged() throws {
    let shop = try Workshop()
    var before: [String: [Substring]] = [:]
    let files = ["session.json", "roster.json", "campaigns.json"]
    for file in files { before[file] = try shop.scratch.text(file).split(separator: "\n") }
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    var session = contents.session
    let edit = try shop.fee(3, 4_200)
    try session.apply(edit)
    try folder.record(edit)
    try folder.save(session, view: ["cursor": "elsewhere"])
    folder.close()
    var changed = 0
    for file in files {
      let after = try shop.scratch.text(file).split(separator: "\n")
      changed += zip(after, before[file] ?? []).count { $0 != $1 }
      #expect(after.count == before[file]?.count)
    }
    #expect(changed == 1)
    #expect(try shop.scratch.text(".gitignore").contains(".state/"))
  }
}

@Suite("A journal that somebody or the disk breaks")
struct BrokenJournalTests {
  @Test(arguments: ["removed", "cut", "replaced", "state removed"])
  func whatSomebodyDoesToTheJournalLosesNothing(_ what: String) throws {
    let shop = try Workshop()
    let (folder, _) = try SessionFolder.open(at: shop.path)
    try folder.record(try shop.fee(1, 11))
    let journal = "\(shop.path)/\(shop.scratch.journal)"
    switch what {
    case "removed": unlink(journal)
    case "cut": truncate(journal, 40)
    case "replaced":
      let bytes = try shop.scratch.bytes(shop.scratch.journal)
      unlink(journal)
      try shop.scratch.write(bytes, to: shop.scratch.journal)
    default: rename("\(shop.path)/.state", "\(shop.scratch.path)/away")
    }
    try folder.record(try shop.fee(2, 22))
    #expect(folder.takeNotes().contains { $0.contains("journal-1.jsonl was") })
    folder.close()
    let (again, found) = try SessionFolder.open(at: shop.path)
    #expect(found.readOnlyReason == nil, "\(found.readOnlyReason ?? "")")
    #expect(found.session.roster[InfluencerID(1)]?.fee == Money(minorUnits: 11))
    #expect(found.session.roster[InfluencerID(2)]?.fee == Money(minorUnits: 22))
    again.close()
  }

  /// A sync that fails again and again: each time the next journal, and in the end everything is there.
  @Test func failuresInARowLoseNothing() throws {
    let shop = try Workshop()
    for first in stride(from: 40, to: 90, by: 7) {
      let disk = FailingSyncs(from: first, count: 4)
      guard
        let (folder, contents) = try? SessionFolder.open(
          at: shop.path, readOnly: false, calls: disk.calls), contents.readOnlyReason == nil
      else { continue }
      for step in 1...6 { try? folder.record(try shop.fee(step, Int64(1_000 * first + step))) }
      for _ in 0..<6 where folder.hasUnwritten { try? folder.writeUnwritten() }
      #expect(!folder.hasUnwritten)
      folder.close()
      let (again, found) = try SessionFolder.open(at: shop.path)
      #expect(found.readOnlyReason == nil)
      for step in 1...6 {
        #expect(
          found.session.roster[InfluencerID(step)]?.fee
            == Money(minorUnits: Int64(1_000 * first + step)))
      }
      again.close()
      #expect(
        SessionFolder.verify(at: shop.path).filter { $0.severity == .problem }.isEmpty)
    }
  }
}

/// Some syncs in a row fail.
private final class FailingSyncs: @unchecked Sendable {
  private var number = 0
  private let range: Range<Int>

  init(from first: Int, count: Int) { range = first..<(first + count) }

  var calls: FileCalls {
    var calls = FileCalls.system
    @Sendable func fails() -> Bool {
      number += 1
      return range.contains(number)
    }
    calls.sync = { fails() ? -EIO : FileCalls.system.sync($0) }
    calls.syncData = { fails() ? -EIO : FileCalls.system.syncData($0) }
    calls.write = { fails() ? -Int(ENOSPC) : FileCalls.system.write($0, $1) }
    return calls
  }
}

@Suite("Other programs at the session's files")
struct OutsideTests {
  @Test func changesElsewhereAreTakenOverAndKeptOverTheSave() throws {
    let shop = try Workshop()
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    var session = contents.session
    let edit = try shop.fee(1, 11)
    try session.apply(edit)
    try folder.record(edit, undo: try shop.fee(1, 100))
    #expect(!folder.looksChanged)
    try shop.replace("\"fee\": 500", by: "\"fee\": 555", in: "roster.json")
    #expect(folder.looksChanged)
    let error = #expect(throws: StoreError.self) { try folder.save(session, view: [:]) }
    if case .changedOutside? = error?.cause {} else { Issue.record("\(String(describing: error))") }
    let change = try #require(try folder.takeOutsideChange(session))
    #expect(change.conflicts.isEmpty && change.edits.count == 1)
    for edit in change.edits { try session.apply(edit) }
    try folder.save(session, view: [:])
    folder.close()
    let found = try SessionFolder.open(at: shop.path, readOnly: true).1.session
    #expect(found == session)
    #expect(found.roster[InfluencerID(5)]?.fee == Money(minorUnits: 555))
    #expect(found.roster[InfluencerID(1)]?.fee == Money(minorUnits: 11))
    #expect(SessionFolder.verify(at: shop.path).isEmpty)
  }

  @Test func theSameRecordChangedOnBothSidesIsAsked() throws {
    let shop = try Workshop()
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    var session = contents.session
    let edit = try shop.fee(1, 11)
    let undo = try session.apply(edit)
    try folder.record(edit, undo: undo)
    try shop.replace("\"fee\": 100}", by: "\"fee\": 111}", in: "roster.json")
    let change = try #require(try folder.takeOutsideChange(session))
    #expect(change.edits.isEmpty && change.conflicts.count == 1)
    #expect(change.conflicts.first?.mine == edit)
    #expect(change.conflicts.first?.theirs == (try shop.fee(1, 111)))
    // Keeping mine is now a save like any other.
    try folder.save(session, view: [:])
    folder.close()
    #expect(try SessionFolder.open(at: shop.path, readOnly: true).1.session == session)
  }

  /// Changed while nobody had it open, but with changes in the journal that weren't saved.
  @Test func aConflictIsFoundOnOpening() throws {
    let shop = try Workshop()
    let (folder, _) = try SessionFolder.open(at: shop.path)
    try folder.record(try shop.fee(1, 11), undo: try shop.fee(1, 100))
    folder.close()
    try shop.replace("\"fee\": 100}", by: "\"fee\": 111}", in: "roster.json")
    try shop.replace("\"fee\": 500", by: "\"fee\": 555", in: "roster.json")
    let (again, found) = try SessionFolder.open(at: shop.path)
    #expect(found.conflicts.map(\.theirs) == [try shop.fee(1, 111)])
    #expect(found.session.roster[InfluencerID(1)]?.fee == Money(minorUnits: 11))
    #expect(found.session.roster[InfluencerID(5)]?.fee == Money(minorUnits: 555))
    again.close()
  }

  @Test(arguments: ["roster.json", "campaigns.json", ".state/journal-1.jsonl", "metrics"])
  func aFileOfAnotherSessionIsForeign(_ file: String) throws {
    let shop = try Workshop()
    let other = try Workshop()
    for shop in [shop, other] {
      let (folder, contents) = try SessionFolder.open(at: shop.path)
      var session = contents.session
      try session.apply(Workshop.import)
      try folder.record(Workshop.import)
      try folder.save(session, view: [:])
      folder.close()
    }
    if file == "metrics" {
      let theirs = try other.scratch.metrics()
      try shop.scratch.write(try other.scratch.bytes(theirs), to: theirs)
    } else {
      try shop.scratch.write(try other.scratch.bytes(file), to: file)
    }
    let found = SessionFolder.verify(at: shop.path)
    #expect(found.contains { $0.severity == .problem && $0.isForeign }, "\(found)")
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    #expect(contents.readOnlyReason?.contains("another session") == true)
    folder.close()
  }

  /// The folder was moved away while open, and another session put in its place.
  @Test(arguments: [0, 1])
  func nothingIsWrittenIntoTheFolderOfAnotherSession(_ before: Int) throws {
    let shop = try Workshop()
    let other = try Workshop()
    let (folder, _) = try SessionFolder.open(at: shop.path)
    for step in 0..<before { try folder.record(try shop.fee(step + 1, 11)) }
    rename(shop.path, "\(shop.scratch.path)/away")
    rename(other.path, shop.path)
    let journal = try shop.scratch.bytes(shop.scratch.journal)
    #expect(throws: StoreError.self) { try folder.record(try shop.fee(5, 55)) }
    #expect(folder.hasUnwritten)
    folder.close()
    #expect(try shop.scratch.bytes(shop.scratch.journal) == journal)
    #expect(SessionFolder.verify(at: shop.path).isEmpty)
  }

  @Test func aCopyWithoutItsStateIsAdopted() throws {
    let shop = try Workshop()
    rename("\(shop.path)/.state", "\(shop.scratch.path)/away")
    #expect(SessionFolder.verify(at: shop.path).isEmpty)
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    #expect(contents.readOnlyReason == nil && contents.notes.isEmpty)
    try folder.record(try shop.fee(1, 11))
    folder.close()
    let again = try SessionFolder.open(at: shop.path, readOnly: true).1
    #expect(again.session.roster[InfluencerID(1)]?.fee == Money(minorUnits: 11))
  }

  @Test(arguments: ["removed", "cut", "changed"])
  func missingMeasurementsFailTheCheck(_ what: String) throws {
    let shop = try Workshop()
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    var session = contents.session
    try session.apply(Workshop.import)
    try folder.record(Workshop.import)
    try folder.save(session, view: [:])
    folder.close()
    #expect(SessionFolder.verify(at: shop.path).isEmpty)
    let name = try shop.scratch.metrics()
    switch what {
    case "removed": unlink("\(shop.path)/\(name)")
    case "cut": truncate("\(shop.path)/\(name)", 0)
    default: try shop.replace("\"likes\": 1", by: "\"likes\": 7", in: name)
    }
    #expect(
      SessionFolder.verify(at: shop.path).contains { $0.severity == .problem && $0.file == name })
  }

  @Test func awindowThatLooksOnFollowsTheOneThatWrites() throws {
    let shop = try Workshop()
    let (writer, _) = try SessionFolder.open(at: shop.path)
    let (reader, seen) = try SessionFolder.open(at: shop.path)
    #expect(seen.readOnlyReason != nil)
    #expect(seen.notes.allSatisfy { !$0.contains("Recovered") })
    guard case .nothing = reader.follow() else {
      Issue.record("news without a change")
      return
    }
    let edit = try shop.fee(1, 11)
    try writer.record(edit)
    guard case .changes(let edits) = reader.follow() else {
      Issue.record("the change isn't seen")
      return
    }
    #expect(edits == [edit])
    try writer.record(Workshop.import)
    guard case .changes = reader.follow() else {
      Issue.record("the import's influencer isn't seen")
      return
    }
    #expect(reader.readAppended().edits.count == 50)
    try writer.discardChanges()
    guard case .readAgain = reader.follow() else {
      Issue.record("the discard isn't seen")
      return
    }
    writer.close()
  }

  @Test("A setting taken back is still taken back after a crash")
  func settingTakenBack() throws {
    let shop = try Workshop()
    let (folder, contents) = try SessionFolder.open(at: shop.path)
    var settings = contents.session.settings
    let plain = settings
    settings.ordersFrom = .analytics
    settings.rates = [
      ExchangeRate(Currency(code: "GBP")!, 1_250_000_000, day: Day(number: 20_000), source: "bank")
    ]
    try folder.record(.settings(settings), undo: .settings(plain))
    try folder.record(.settings(plain), undo: .settings(settings))
    // Nothing closes it, as after a kill.
    let seen = try SessionFolder.open(at: shop.path, readOnly: true).1.session.settings
    #expect(seen == plain)
    folder.close()
  }
}
