import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("A feed that was read wrongly")
struct RereadingTests {
  private static let posts = """
    post_id,date,influencer,views,fans_liked
    p1,2026-03-01,ana,1000,50
    p1,2026-03-02,ana,800,40
    p2,2026-03-02,bo,300,9

    """

  private func settle(_ shop: FeedWorkshop) throws {
    for _ in 0..<6 { try shop.poll() }
  }

  @Test("Once its columns are right, it is read again from the start, and a message says so")
  func mapping() throws {
    let shop = try FeedWorkshop(.file(path: "../posts.csv"))
    shop.write("posts.csv", Self.posts)
    try settle(shop)
    #expect(shop.session.measurements.rows.allSatisfy { $0.counts.likes == nil })
    try shop.change { $0.mapping = ["fans_liked": "likes"] }
    try settle(shop)
    #expect(shop.session.measurements.rows.compactMap(\.counts.likes).sorted() == [9, 40, 50])
    #expect(shop.messages.count == 1)
    #expect(shop.messages[0].contains("read again from the start: 3 figures are new or corrected"))
    #expect(try shop.onDisk() == shop.session.measurements)
    // It goes on from there.
    shop.append("posts.csv", "p3,2026-03-03,ana,10,1\n")
    #expect(try shop.poll().map(\.key) == ["p3"])
    try shop.reopen()
    try settle(shop)
    #expect(shop.messages.count == 1)
  }

  @Test(
    "Quit, or gone, before all was read again, the program reads it from the start the next time",
    arguments: [true, false])
  func interrupted(_ saves: Bool) throws {
    let shop = try FeedWorkshop(.file(path: "../posts.csv"))
    shop.write("posts.csv", Self.posts)
    try settle(shop)
    shop.engine.save()
    try shop.change { $0.grain = .daily }
    try shop.reopen(saving: saves)
    try settle(shop)
    let rows = shop.session.measurements.rows
    #expect(rows.count == 3 && rows.allSatisfy { $0.kind == .increment })
    #expect(shop.messages.first?.contains("3 figures that had been read wrongly are gone") == true)
    // Once is enough.
    try shop.reopen()
    try settle(shop)
    #expect(shop.messages.count == 1)
  }

  @Test("Running totals that were daily figures are replaced, on the screen and on disk")
  func grain() throws {
    let shop = try FeedWorkshop(.file(path: "../posts.csv"))
    shop.write("posts.csv", Self.posts)
    try settle(shop)
    #expect(shop.session.measurements.rows.allSatisfy { $0.kind == .total })
    try shop.change { $0.grain = .daily }
    try settle(shop)
    let rows = shop.session.measurements.rows
    #expect(rows.count == 3 && rows.allSatisfy { $0.kind == .increment })
    #expect(shop.messages.first?.contains("3 figures that had been read wrongly are gone") == true)
    #expect(try shop.onDisk() == shop.session.measurements)
    try shop.reopen()
    #expect(shop.session.measurements.rows.count == 3)
    #expect(shop.session.feeds.rows[0].grain == .daily)
  }

  @Test("Months that were days are put right, and what is no longer in the file stays")
  func dates() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    let header = "order_id,date,influencer,conversions\n"
    shop.write("orders.csv", header + "o1,01/02/2026,ana,1\n")
    try settle(shop)
    // Another file under the same name: the first order is no longer there.
    unlink(shop.file("orders.csv"))
    shop.write("orders.csv", header + "o2,03/02/2026,bo,2\n")
    try settle(shop)
    let before = shop.session.measurements.rows
    try #require(before.map(\.key).sorted() == ["o1", "o2"])
    let isDayFirst = before.contains { $0.day == Day(year: 2026, month: 2, day: 3) }
    try shop.change { $0.dates = isDayFirst ? .mdy : .dmy }
    try settle(shop)
    let rows = shop.session.measurements.rows
    #expect(rows.map(\.key).sorted() == ["o1", "o2"])
    let second = rows.first { $0.key == "o2" }?.day
    #expect(
      second == (isDayFirst ? Day(year: 2026, month: 3, day: 2) : Day(year: 2026, month: 2, day: 3))
    )
  }

  @Test("A folder's files are all read again, and told about once")
  func folder() throws {
    let shop = try FeedWorkshop(.folder(path: "../drop"))
    mkdir(shop.file("drop"), 0o700)
    shop.write("drop/a.csv", Self.posts)
    shop.write("drop/b.csv", "post_id,date,influencer,views,fans_liked\nq1,2026-03-05,ana,7,3\n")
    for _ in 0..<8 { try shop.poll() }
    try shop.change { $0.mapping = ["fans_liked": "likes"] }
    for _ in 0..<12 { try shop.poll() }
    #expect(shop.session.measurements.rows.compactMap(\.counts.likes).sorted() == [3, 9, 40, 50])
    #expect(shop.messages.count == 1)
  }

  @Test(
    "A command's figures are replaced with its next run; asked for, a file is read again as it is")
  func others() throws {
    let text = Self.posts.replacing("\n", with: "\\n")
    let shop = try FeedWorkshop(.command(arguments: ["printf", text], every: 1, timeLimit: 5))
    try shop.consent.give(for: ["printf", text], in: shop.folder.path)
    _ = try shop.pollUntil { $0.taken == 3 }
    try shop.change { $0.grain = .daily }
    for _ in 0..<2000 where shop.messages.isEmpty {
      try shop.poll(after: 1)
      usleep(2000)
    }
    #expect(shop.session.measurements.rows.allSatisfy { $0.kind == .increment })
    let file = try FeedWorkshop(.file(path: "../posts.csv"))
    file.write("posts.csv", Self.posts)
    try settle(file)
    file.engine.readAgain(FeedID(1))
    try settle(file)
    #expect(file.messages.first?.contains("0 figures are new or corrected.") == true)
  }
}
