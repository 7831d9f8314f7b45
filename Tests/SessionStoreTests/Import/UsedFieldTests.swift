import Marketing
import Testing

@testable import SessionStore
@testable import Tabular

/// Nothing is both shown as used and dropped.
@Suite("Columns that are shown as used")
struct UsedFieldTests {
  /// - Parameter hasCodes: whether two of them are booked with codes of their own.
  private func session(hasCodes: Bool = false) throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    for (number, handle, platform) in [
      (1, "ana", Platform.instagram), (2, "ana", .tiktok), (3, "bo", .instagram),
    ] {
      try session.apply(
        .put(Influencer(id: InfluencerID(number), handle: handle, platform: platform)))
    }
    guard hasCodes else { return session }
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .conversions)))
    for (number, code) in [(1, "one"), (3, "two")] {
      var booking = Booking(
        id: BookingID(number), campaign: CampaignID(1), influencer: InfluencerID(number))
      booking.promoCode = code
      try session.apply(.put(booking))
    }
    return session
  }

  /// Cells that a field of the shape can have, all different.
  private func cells(_ field: ImportField) -> (String, String) {
    switch field {
    case .influencerReference: return ("bo", "nobody")
    case .payoutBasis: return ("post", "order")
    case .audienceAges: return ("18-24", "25-34")
    case .currency: return ("USD", "EUR")
    default: break
    }
    if field.rawValue == "orderStatus" { return ("paid", "voided") }
    if field == .cancelledFlag { return ("no", "yes") }
    if field == .payoutStatus { return ("open", "paid") }
    if field.rawValue == "cancelled" { return ("2026-03-14", "") }
    if case .choice? = Influencer.schema.fields.first(where: {
      $0.importing?.name == field.rawValue
    })?.access {
      return ("", "")
    }
    return switch field.kind {
    case .count, .money, .number: ("41", "42")
    case .rate: ("4%", "5%")
    case .date: ("2026-03-14", "2026-03-15")
    case .platform: ("instagram", "tiktok")
    case .country: ("ES", "FR")
    case .url: ("https://a.example/1", "https://a.example/2")
    case .email: ("a@b.example", "c@d.example")
    case .identity, .label, .text: ("one", "two")
    }
  }

  private static let bases: [FileKind: [(ImportField, String)]] = [
    .roster: [(.handle, "cy"), (.platform, "instagram"), (.fee, "9")],
    .posts: [
      (.influencerReference, "ana"), (.platform, "instagram"), (.date, "2026-03-01"),
      (.postURL, "https://a.example/p"), (.likes, "7"), (.revenue, "9"),
    ],
    .orders: [
      (.influencerReference, "ana"), (.platform, "instagram"), (.date, "2026-03-01"),
      (.revenue, "7"),
    ],
    .payouts: [
      (.influencerReference, "ana"), (.platform, "instagram"), (.payoutBasis, "post"),
      (.payoutRate, "3"), (.orders, "2"), (.campaign, "c"),
    ],
  ]

  @Test("Every field of every kind of file changes what is imported", arguments: FileKind.allCases)
  func used(kind: FileKind) throws {
    guard let base = Self.bases[kind] else { return }
    for field in kind.fields {
      let (first, second) = cells(field)
      if first.isEmpty { continue }
      // A code says whose a payout is where nothing else does.
      let hasCodes = kind == .payouts && field == .promoCode
      func edit(_ cell: String) throws -> Edit {
        var row = base.filter { $0.0 != field && !(hasCodes && $0.0 == .influencerReference) }
        row.append((field, cell))
        let header = row.map { "c \($0.0.rawValue)" }.joined(separator: ",")
        let file = try TemporaryFile(
          "x.csv", "\(header)\n\(row.map(\.1).joined(separator: ","))\n")
        let inspection = try #require(
          try TableInspection.inspect { try FileSource(path: file.path) })
        let mapping = try ColumnMapping.propose(
          for: inspection, kind: kind,
          overrides: row.map {
            MappingOverride(header: "c \($0.0.rawValue)", target: .field($0.0))
          })
        var batch = ImportBatch(
          file: "x.csv", mapping: mapping, inspection: inspection, options: ImportOptions(),
          session: try session(hasCodes: hasCodes))
        try batch.read(try TableReader { try FileSource(path: file.path) }) { true }
        return batch.plan.edit
      }
      #expect(try edit(first) != edit(second), "\(kind): \(field.rawValue) is dropped")
    }
  }

  @Test("What posts, orders and payouts have no field for is kept, or said to be left out")
  func others() throws {
    let posts = try proposal(
      "influencer,date,post url,likes,Cost,Hashtags,Audience age,Notes\nana,2026-03-01,https://a.example/1,5,12.50,#a #b,18-24,x y\n"
    )
    #expect(
      posts.columns.suffix(4).allSatisfy { $0.target == .custom || $0.field?.rawValue == "spend" })
    let payouts = try proposal(
      "influencer,basis,total payout,Bank\nana,post,12.50,DE12\nbo,post,10,DE13\n")
    #expect(payouts.kind == .payouts && payouts.columns.last?.target == .ignored)
  }
}
