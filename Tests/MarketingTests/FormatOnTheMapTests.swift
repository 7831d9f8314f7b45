import Foundation
import Marketing
import Testing

/// `Sources/README.md` describes the session's files field by field; a field that it forgets is found here.
@Suite("The format on the map")
struct FormatOnTheMapTests {
  private static func map() throws -> String {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    return try String(contentsOfFile: root + "/Sources/README.md", encoding: .utf8)
  }

  /// What stands under the heading of a file.
  private static func section(_ file: String) throws -> String {
    let sections = try map().components(separatedBy: "\n### ")
    return try #require(sections.first { $0.hasPrefix(file) }, "\(file) isn't described")
  }

  @Test("Every field of influencers, campaigns and bookings is described")
  func fields() throws {
    let roster = try Self.section("roster.json")
    for field in Influencer.schema.fields {
      #expect(roster.contains("`\(field.key)`"), "\(field.key)")
    }
    let campaigns = try Self.section("campaigns.json")
    for field in Campaign.schema.fields {
      #expect(campaigns.contains("`\(field.key)`"), "\(field.key)")
    }
    for field in Booking.schema.fields {
      #expect(campaigns.contains("`\(field.key)`"), "\(field.key)")
    }
  }
}
