import JSON
import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("The log of a session")
struct LogTests {
  @Test("It lists changes, saves and discards with who, what and how much, each once")
  func entries() throws {
    let scratch = SessionScratch()
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)))
    let folder = try SessionFolder.create(
      at: scratch.session(), session: session, view: [:], author: "ana", title: "import of a.csv")
    folder.author = "bo"
    let orders = Edit.group(
      "import of orders.csv",
      (1...20).map {
        var row = Measurement(
          campaign: CampaignID(1), key: "o\($0)", kind: .increment, day: Day(number: 20_000))
        row.counts.conversions = 1
        return .put(row)
      })
    try session.apply(orders)
    try folder.record([orders])
    let renamed = Edit.put(Campaign(id: CampaignID(1), name: "Summer", goal: .conversions))
    try session.apply(renamed)
    try folder.record(renamed, title: "name")
    try folder.save(session, view: [:])
    folder.author = "ana"
    for number in 1...2 {
      let row = Influencer(id: InfluencerID(number), handle: "h\(number)", platform: .tiktok)
      try session.apply(.put(row))
      try folder.record(.put(row), undo: .influencer(row.id, nil), title: "added h\(number)")
    }
    // The journal is taken away while the session is open; the next one repeats what isn't saved.
    try scratch.write(try scratch.bytes(scratch.journal), to: scratch.journal)
    let row = Influencer(id: InfluencerID(3), handle: "h3", platform: .tiktok)
    try folder.record(.put(row), title: "added h3")
    try folder.discardChanges()
    folder.close()
    let log = try SessionLog(of: scratch.session())
    #expect(
      log.entries.map { "\($0.kind) \($0.author) \($0.title)" } == [
        "begin ana import of a.csv", "change bo import of orders.csv", "change bo name",
        "save bo ",
        "change ana added h1", "change ana added h2", "change ana added h3", "discard ana ",
      ])
    #expect(log.entries.map(\.counts.measurements) == [0, 20, 0, 0, 0, 0, 0, 0])
    #expect(log.entries.map(\.counts.influencers) == [0, 0, 0, 0, 1, 1, 1, 0])
    #expect(zip(log.entries, log.entries.dropFirst()).allSatisfy { $0.time < $1.time })
    #expect(try SessionLog(of: scratch.session(), by: "bo").entries.count == 3)
    #expect(
      try SessionLog(of: scratch.session(), last: 2).entries.map(\.title) == ["added h3", ""])
    #expect(
      try SessionLog(of: scratch.session(), campaign: CampaignID(1)).entries.map(\.title)
        == ["import of orders.csv", "name"])
  }

  @Test("A repair is in the log")
  func repair() throws {
    let scratch = SessionScratch()
    let session = Session(settings: Settings(name: "x"))
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    for number in 1...3 {
      let row = Influencer(id: InfluencerID(number), handle: "h\(number)", platform: .tiktok)
      try folder.record(.put(row), title: "added h\(number)")
    }
    folder.close()
    var bytes = try scratch.bytes(scratch.journal)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    bytes[ends[2] - 5] ^= 1
    try scratch.write(bytes, to: scratch.journal)
    #expect(try SessionRepair.run(at: scratch.session()).isSound)
    let log = try SessionLog(of: scratch.session())
    #expect(log.entries.map(\.kind) == [.begin, .change, .repair])
  }
}
