import JSON
import Marketing
import SchemaSamples
import Testing

@testable import SessionStore

@Suite("Records in files")
struct SchemaCodecTests {
  private func text(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("An influencer is written as format 1 has it, and read back whole")
  func influencer() throws {
    let sample = Influencer.schema.sample(InfluencerID(7))
    let line = text { $0.influencer(sample) }
    #expect(
      line == """
        {"id": 7, "handle": "sample_handle", "platform": "youtube", "name": "sample of name", "followers": 1234, \
        "niches": ["sample of niche"], "country": "DE", "language": "sample of language", \
        "email": "sample@email.example", "person": "sample_person", "reference": "sample_reference", \
        "promo_code": "sample_code", "fee": 25050, \
        "er_followers": 0.1234, "avg_views": 1234, "avg_likes": 1234, "avg_comments": 1234, "avg_shares": 1234, \
        "avg_engagements": 1234, "sponsored_share": 0.1234, "found": "2026-03-14", "approved": "2026-03-14", \
        "hours_per_booking": 2.5, "audience_ages": "18-34", "real_audience": 0.1234, \
        "avg_authentic_engagements": 1234, "vetting": {"state": "approved", "rating": 4}, "as_of": "2026-03-14", \
        "figure_days": {"Shoe size": "38"}, \
        "history": [{"day": "2025-12-01", "followers": 900, "fee": 10000}], "tags": ["sample of tags"], \
        "notes": "sample of notes", "archived": true, "custom": {"Shoe size": "38"}}
        """)
    let read = try JSONReader.read(Array(line.utf8)) { reader throws(JSONError) in
      try reader.readInfluencer()
    }
    #expect(read == sample)
  }

  @Test("A booking and a campaign are written as the format has them, and read back whole")
  func others() throws {
    let booking = Booking.schema.sample(BookingID(8))
    let line = text { $0.booking(booking) }
    #expect(
      line == """
        {"id": 8, "campaign": 3, "influencer": 4, "stage": "declined", \
        "deliverables": [{"type": "reel", "count": 2}], "fee": 25050, "product_cost": 25050, "commission": 25050, \
        "promo_code": "sample_code", "tracking_link": "sample of link", "hours": 2.5, "start": "2026-03-14", \
        "end": "2026-03-14", "notes": "sample of notes"}
        """)
    #expect(
      try JSONReader.read(Array(line.utf8)) { reader throws(JSONError) in
        try reader.readBooking()
      } == booking)
    let campaign = Campaign.schema.sample(CampaignID(9))
    let other = text { $0.campaign(campaign) }
    #expect(
      other == """
        {"id": 9, "name": "sample of name", "goal": "conversions", "targets": [{"kpi": "reach", "target": 5000}], \
        "start": "2026-03-14", "end": "2026-03-14", "tracked_since": "2026-03-14", "budget": 25050, "hours": 2.5, \
        "notes": "sample of notes", "archived": true}
        """)
    #expect(
      try JSONReader.read(Array(other.utf8)) { reader throws(JSONError) in
        try reader.readCampaign()
      } == campaign)
  }

  @Test("What is blank is left out, except the stage, the goal and the money set aside")
  func blank() {
    #expect(text { $0.influencer(Influencer.blank) } == #"{"id": 0}"#)
    #expect(
      text { $0.booking(Booking.blank) }
        == #"{"id": 0, "campaign": 0, "influencer": 0, "stage": "proposed"}"#)
    #expect(
      text { $0.campaign(Campaign.blank) } == #"{"id": 0, "goal": "awareness", "budget": 0}"#)
  }

  @Test("Members are understood in any order, and unknown ones are kept")
  func anyOrder() throws {
    let line =
      #"{"notes": "n", "later": [1, 2], "platform": "x", "fee": 5, "handle": "a", "id": 3}"#
    let read = try JSONReader.read(Array(line.utf8)) { reader throws(JSONError) in
      try reader.readInfluencer()
    }
    #expect(read.notes == "n" && read.platform == .x && read.fee == Money(minorUnits: 5))
    #expect(read.unknown == [UnknownField(name: "later", json: "[1, 2]")])
    #expect(
      text { $0.influencer(read) }
        == #"{"id": 3, "handle": "a", "platform": "x", "fee": 5, "notes": "n", "later": [1, 2]}"#)
  }

  @Test(
    "A record says what it lacks",
    arguments: [
      (#"{"handle": "a", "platform": "x"}"#, "this influencer has no id"),
      (#"{"id": 1, "platform": "x"}"#, "this influencer has no handle"),
      (#"{"id": 1, "handle": "a"}"#, "this influencer has no platform"),
    ])
  func lacking(_ line: String, _ message: String) throws {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read(Array(line.utf8)) { reader throws(JSONError) in
        try reader.readInfluencer()
      }
    }
    #expect(String(describing: error).contains(message))
  }
}
