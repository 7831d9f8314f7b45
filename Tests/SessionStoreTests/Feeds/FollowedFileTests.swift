import JSON
import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Following a file")
struct FollowedFileTests {
  private static let header = "order_id,date,influencer,conversions,revenue\n"

  private func orders(_ range: ClosedRange<Int>, conversions: Int = 1) -> String {
    range.map { "o\($0),2026-03-14,ana,\(conversions),20.00\n" }.joined()
  }

  @Test("Lines are taken as they are appended, once each, and are on disk")
  func growing() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    #expect(try shop.poll().isEmpty)
    #expect(shop.status().state == .waiting("there is no such file yet"))
    shop.write("orders.csv", Self.header + orders(1...3))
    #expect(try shop.poll().count == 3)
    shop.append("orders.csv", orders(4...5))
    let rows = try shop.poll()
    #expect(rows.map(\.key) == ["o4", "o5"])
    #expect(rows.first?.influencer == InfluencerID(1))
    #expect(rows.first?.counts.revenue == Money(minorUnits: 2000))
    #expect(try shop.poll().isEmpty)
    #expect(shop.status().taken == 5)
    #expect(try shop.onDisk().count == 5)
  }

  @Test("A line without an end waits for it, and counts then")
  func halfALine() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.header + "o1,2026-03-14,ana,1,2")
    #expect(try shop.poll().isEmpty)
    shop.append("orders.csv", "5.00\n")
    #expect(try shop.poll().map(\.counts.revenue) == [Money(minorUnits: 2500)])
  }

  @Test("A rotated file is read to its end, then the new one")
  func rotation() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.header + orders(1...2))
    try shop.poll()
    shop.append("orders.csv", orders(3...4))
    rename(shop.file("orders.csv"), shop.file("orders.csv.1"))
    shop.write("orders.csv", Self.header + orders(5...6))
    var rows: [Measurement] = []
    for _ in 0..<4 { rows += try shop.poll() }
    #expect(rows.map(\.key) == ["o3", "o4", "o5", "o6"])
  }

  @Test("A file that was cut off, or written anew, is read from its beginning")
  func truncation() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.header + orders(1...4))
    try shop.poll()
    shop.write("orders.csv", Self.header + orders(7...7))
    #expect(try shop.poll().map(\.key) == ["o7"])
    // Longer than before, but a different text.
    shop.write(
      "orders.csv", "date,order_id,influencer,conversions\n2026-03-13,o8,bo,2\n2026-03-13,o9,bo,2\n"
    )
    #expect(try shop.poll().map(\.key) == ["o8", "o9"])
  }

  @Test("The same again changes nothing; a corrected row replaces")
  func sameAgain() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.header + orders(1...3))
    try shop.poll()
    shop.append("orders.csv", orders(2...2) + orders(3...3, conversions: 5))
    let rows = try shop.poll()
    #expect(rows.map(\.key) == ["o3"])
    #expect(shop.session.measurements.count == 3)
    #expect(shop.status().unchanged == 1)
  }

  @Test("Started anew, it goes on where it was and leaves the manager's corrections alone")
  func goesOn() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.header + orders(1...3))
    try shop.poll()
    var corrected = try #require(shop.session.measurements.rows.first { $0.key == "o2" })
    corrected.counts.conversions = 40
    try shop.folder.record([.put(corrected)])
    try shop.reopen()
    shop.append("orders.csv", orders(4...4))
    #expect(try shop.poll().map(\.key) == ["o4"])
    #expect(try shop.onDisk()[corrected.identity]?.counts.conversions == 40)
  }

  @Test("JSON lines: any members, new ones later, inner objects; a broken line stops nothing")
  func jsonLines() throws {
    let shop = try FeedWorkshop(.file(path: "../posts.jsonl"))
    shop.write(
      "posts.jsonl",
      """
      {"post_url": "https://x.example/1", "date": "2026-03-13", "username": "bo", "impressions": 900, "likes": 30}
      {"post_url": "https://x.example/2", "date": "2026-03-13", "username": "bo", "impressions": 1e3
      {"post_url": "https://x.example/3", "date": "2026-03-14", "username": "@Bo", "likes": 7, "impressions": 1000}

      """)
    let rows = try shop.poll()
    #expect(rows.map(\.counts.impressions) == [900, 1000])
    #expect(rows.allSatisfy { $0.influencer == InfluencerID(2) && $0.kind == .total })
    let status = shop.status()
    #expect(status.refused == 1)
    #expect(status.refusals.first?.line == 2)
    #expect(status.refusals.first?.text.contains("x.example/2") == true)
    shop.append(
      "posts.jsonl",
      "{\"post_url\": \"https://x.example/4\", \"date\": \"2026-03-14\", \"username\": \"bo\", \"reach\": 55, \"likes\": 3}\n"
    )
    #expect(try shop.poll().map(\.counts.reach) == [55])
  }

  @Test("Lines of another session's metrics are taken as they are")
  func records() throws {
    let shop = try FeedWorkshop(.file(path: "../metrics.jsonl"))
    var row = Measurement(
      campaign: CampaignID(1), key: "p", kind: .total, day: Day(year: 2026, month: 3, day: 1)!)
    row.counts.saves = 4
    var writer = JSONWriter()
    writer.measurement(row)
    writer.breakLine()
    shop.write(
      "metrics.jsonl", String(decoding: writer.take(), as: UTF8.self) + "{\"campaign\": 1}\n")
    #expect(try shop.poll() == [row])
    #expect(shop.status().refused == 1)
  }

  @Test("What can't be true is refused with its line and reason; the rest counts")
  func badRows() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write(
      "orders.csv",
      Self.header
        + """
        o1,2026-03-14,ana,1,20.00
        o2,2027-03-14,ana,1,20.00
        o3,someday,ana,1,20.00
        o4,2026-03-14,nobody.here,1,20.00
        o5,2026-03-14,ana,many,20.00
        o6,2026-03-14,ana,,
        \u{1B}[31mo7,,ana,1,1

        """)
    let rows = try shop.poll()
    // An unknown influencer's row counts as unattributed; a count that isn't a number is left out of its row.
    #expect(rows.map(\.key) == ["o1", "o4", "o5"])
    #expect(rows[1].influencer == nil)
    #expect(rows[2].counts.conversions == nil)
    let status = shop.status()
    #expect(status.refusals.map(\.line).sorted() == [3, 4, 7, 8])
    #expect(status.refusals.contains { $0.reason.contains("in the future") && $0.line == 3 })
    #expect(status.refusals.contains { $0.text.hasPrefix("·[31mo7") })
    #expect(status.notes.contains { $0.contains("nobody.here") })
    #expect(status.notes.contains { $0.contains("many") })
  }

  @Test("Negative counts are refused; refunds are not")
  func negatives() throws {
    let shop = try FeedWorkshop(.file(path: "../x.jsonl"))
    shop.write(
      "x.jsonl",
      """
      {"order_id": "r1", "date": "2026-03-14", "influencer": "ana", "conversions": -1, "revenue": -20}
      {"campaign": 1, "key": "k", "kind": "total", "day": "2026-03-14", "likes": -4}

      """)
    let rows = try shop.poll()
    #expect(rows.allSatisfy { ($0.counts.likes ?? 0) >= 0 })
  }

  @Test("A line of megabytes is passed over, whatever it is")
  func endlessLine() throws {
    let shop = try FeedWorkshop(.file(path: "../orders.csv"))
    shop.write("orders.csv", Self.header + orders(1...1))
    try shop.poll()
    let garbage = String(repeating: "x", count: 3 << 20)
    shop.append("orders.csv", garbage + "\n" + orders(2...2))
    var rows: [Measurement] = []
    for _ in 0..<6 { rows += try shop.poll() }
    #expect(rows.map(\.key) == ["o2"])
    #expect(shop.status().refusals.contains { $0.reason.contains("longer than a megabyte") })
  }

  @Test("What is no table of measurements says so and is tried again with growing pauses")
  func otherFiles() throws {
    for (text, words) in [
      ("handle,platform,followers\nana,x,5\nbo,x,6\n", "import it"),
      ("[1, 2]\n", "one object per line"),
      ("\u{1}\u{2}\u{3}PNG\u{1}\n\u{2}\n", ""),
    ] {
      let shop = try FeedWorkshop(.file(path: "../f.csv"))
      shop.write("f.csv", text)
      #expect(try shop.poll().isEmpty)
      guard case .failed(let reason) = shop.status().state else {
        Issue.record("\(text) did not fail: \(shop.status().state)")
        continue
      }
      #expect(words.isEmpty || reason.contains(words), "\(reason)")
      let first = try #require(shop.status().nextTry) - shop.now
      try shop.poll(after: first + 0.1)
      let second = try #require(shop.status().nextTry) - shop.now
      #expect(second > first)
    }
  }
}
