import LibC
import Marketing
import Testing

@testable import SessionStore

/// Exports and imports them in memory, as a manager does with files.
struct OwnExports {
  static let kinds: [ExportKind] = [.roster, .campaigns, .bookings, .measurements]

  static func table(_ kind: ExportKind, _ session: Session) -> ExportTable {
    switch kind {
    case .roster: Exporter.roster(session)
    case .campaigns: Exporter.campaigns(session)
    case .bookings: Exporter.bookings(session)
    case .measurements, .kpis: Exporter.measurements(session)
    }
  }

  static func plan(
    _ bytes: [UInt8], _ format: ExportFormat = .csv, into session: Session,
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportPlan {
    let file = try TemporaryFile("own.\(format.rawValue)", "")
    let stream = try #require(fopen(file.path, "w"))
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    return try Importer.plan(file: file.path, options: options, session: session) { _ in true }
  }

  static func plan(
    _ text: String, into session: Session, _ options: ImportOptions = ImportOptions()
  ) throws -> ImportPlan {
    try plan(Array(text.utf8), into: session, options)
  }

  /// A row of cells for each line, by the header.
  static func csv(_ kind: ExportKind, _ session: Session) throws -> (
    header: [String], rows: [[String]]
  ) {
    let table = table(kind, session)
    return (
      table.columns,
      table.rows.map { row in
        row.map { value in
          switch value {
          case .text(let text), .json(let text), .decimal(let text): text
          case .integer(let number): String(number)
          case .number(let number): String(number)
          case .flag(let flag): String(flag)
          case .absent: ""
          }
        }
      }
    )
  }

  static func text(_ header: [String], _ rows: [[String]], _ delimiter: String = ",") -> String {
    ([header] + rows).map { row in
      row.map {
        "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\""
      }
      .joined(separator: delimiter) + "\r\n"
    }.joined()
  }

  /// One influencer, one campaign, a booking and two measurements, with all that matters set.
  static func small() throws -> Session {
    var session = Session(settings: Settings(name: "s"))
    for (number, handle) in ["ana", "bo"].enumerated() {
      var row = Influencer(
        id: InfluencerID(number + 1), handle: handle, platform: .instagram)
      row.followers = 1_200 * (number + 1)
      row.fee = Money(minorUnits: 150_00)
      row.engagementRate = Share(millionths: 45_000)
      row.reference = "ref-\(handle)"
      row.niches = ["Food", "Tea, coffee"]
      row.asOf = Day(iso: "2026-03-25")
      row.found = Day(iso: "2026-01-02")
      row.vetting.state = .approved
      row.vetting.checks = [Check("profile", on: Day(number: 20_000), by: "AB", note: "fine; good")]
      row.history = [
        Snapshot(
          day: Day(iso: "2025-12-31"), followers: 900, engagementRate: nil,
          fee: Money(minorUnits: 100_50))
      ]
      row.custom = ["Shoe size": "38"]
      try session.apply(.put(row))
    }
    var campaign = Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)
    campaign.budget = Money(minorUnits: 5_000_00)
    campaign.targets = [
      Target(kpi: .reach, value: 5_000), Target(kpi: .revenue, value: 1_200_50),
      Target(kpi: .roas, value: 2_500_000),
    ]
    try session.apply(.put(campaign))
    var booking = Booking(id: BookingID(1), campaign: CampaignID(1), influencer: InfluencerID(1))
    booking.fee = Money(minorUnits: 140_00)
    booking.stage = .contracted
    booking.deliverables = [Deliverable("reel", count: 2), Deliverable("story, long", count: 1)]
    booking.promoCode = "ANA10"
    try session.apply(.put(booking))
    for day in [1, 14] {
      var row = Measurement(
        campaign: CampaignID(1), key: "https://a/1", kind: .total,
        day: try #require(Day(year: 2026, month: 3, day: day)))
      row.influencer = InfluencerID(1)
      row.booking = BookingID(1)
      row.counts.impressions = 100 * day
      row.counts.revenue = Money(minorUnits: Int64(day) * 10_50)
      try session.apply(.put(row))
    }
    return session
  }
}
