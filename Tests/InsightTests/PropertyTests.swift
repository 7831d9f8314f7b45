import Marketing
import Metrics
import Testing

@Suite("Properties of any session")
struct PropertyTests {
  @Test("The rows of every breakdown add up to the total", arguments: 1...20 as ClosedRange<UInt64>)
  func breakdownsAddUp(seed: UInt64) throws {
    let session = try RandomSession(seed: seed, rows: 150).sketch.session
    let ranges: [ClosedRange<Day>?] = [nil, .on("2026-02-26") ... .on("2026-03-12")]
    for days in ranges {
      for campaign in [nil, CampaignID(2)] {
        let total = KPITable.make(session, by: .total, campaign: campaign, days: days).total
        for dimension in Dimension.allCases {
          let table = KPITable.make(session, by: dimension, campaign: campaign, days: days)
          #expect(table.total == total, "\(dimension)")
          for (name, value) in additive {
            let known = table.rows.compactMap { value($0.totals) }
            #expect(
              known.isEmpty ? value(total) == nil : known.reduce(0, +) == value(total),
              "\(name) by \(dimension)")
          }
          // Time has no cost: a fee isn't paid for one day rather than another.
          if dimension != .day, dimension != .week {
            let costs = table.rows.compactMap(\.totals.cost)
            #expect(costs.reduce(.zero, +) == total.cost ?? .zero, "cost by \(dimension)")
          } else {
            #expect(table.rows.allSatisfy { $0.totals.cost == nil })
          }
        }
      }
    }
  }

  @Test("The total is that of the newest snapshots and all increments, counted the plain way")
  func plainCount() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let session = try RandomSession(seed: seed, rows: 120).sketch.session
      var newest: [String: (day: Day, likes: Int)] = [:]
      var likes = 0
      for row in session.measurements.rows {
        guard let own = row.counts.likes else { continue }
        switch row.kind {
        case .increment: likes += own
        case .total:
          let key = "\(row.campaign.number) \(row.key)"
          if let known = newest[key], known.day > row.day { continue }
          newest[key] = (row.day, own)
        }
      }
      likes += newest.values.reduce(0) { $0 + $1.likes }
      #expect(KPITable.make(session, by: .tier).total.likes == likes)
    }
  }

  @Test("A group's creators and nobody make up the group; each influencer counts once")
  func creators() throws {
    let session = try RandomSession(seed: 7, rows: 200).sketch.session
    for dimension in Dimension.allCases {
      let table = KPITable.make(session, by: dimension)
      for row in table.rows {
        let creators = table.creators(in: row)
        #expect(Set(creators.map(\.influencer)).count == creators.count)
        #expect(creators.filter { $0.totals.measurements > 0 }.count == row.totals.influencers)
        if row.key != .unattributed, dimension == .tier {
          #expect(
            creators.compactMap(\.totals.likes).reduce(0, +) == row.totals.likes ?? 0)
        }
      }
    }
  }

  @Test("The order of the rows carries no meaning")
  func order() throws {
    let session = try RandomSession(seed: 3, rows: 150).sketch.session
    var generator = SeededGenerator(5)
    var log = MeasurementLog()
    for row in session.measurements.rows.shuffled(using: &generator) {
      log.set(row.identity, to: row)
    }
    let shuffled = Session(
      settings: session.settings, roster: session.roster, campaigns: session.campaigns,
      bookings: session.bookings, measurements: log)
    for dimension in Dimension.allCases {
      #expect(
        KPITable.make(session, by: dimension).figures
          == KPITable.make(shuffled, by: dimension).figures)
    }
  }

  @Test(
    "A ledger that follows edits says what adding up anew says",
    arguments: 1...8 as ClosedRange<UInt64>)
  func ledger(seed: UInt64) throws {
    var random = try RandomSession(seed: seed, rows: 60)
    let days = seed % 3 == 0 ? Day.on("2026-02-26") ... .on("2026-03-12") : nil
    let campaign = seed % 4 == 0 ? CampaignID(2) : nil
    var ledger = KPILedger(
      random.sketch.session, dimensions: Dimension.allCases, campaign: campaign, days: days)
    for step in 0..<120 {
      let edit = random.edit()
      // What the session's rules refuse changes nothing.
      guard let inverse = try? random.sketch.session.apply(edit) else { continue }
      ledger.follow(inverse, in: random.sketch.session)
      if step % 5 == 0 {
        let undone = try random.sketch.session.apply(inverse)
        ledger.follow(undone, in: random.sketch.session)
      }
      for dimension in Dimension.allCases {
        let table = try #require(ledger.table(by: dimension))
        let anew = KPITable.make(
          random.sketch.session, by: dimension, campaign: campaign, days: days)
        #expect(table.total == anew.total, "\(dimension) after \(edit)")
        #expect(table.figures == anew.figures, "\(dimension) after \(edit)")
        #expect(table.typical(.likes) == anew.typical(.likes))
      }
    }
  }
}

extension KPITable {
  /// What the rows say, without where they are kept.
  var figures: [Figure] { rows.map { Figure(key: $0.key, label: $0.label, totals: $0.totals) } }

  struct Figure: Hashable {
    let key: GroupKey
    let label: String
    let totals: Totals
  }
}
