import LibC
import Marketing
import Testing
import Vetting

@Suite("Speed of authenticity")
struct AuthenticitySpeed {
  /// `CLOUT_SPEED=1 swift test -c release --filter AuthenticitySpeed`
  @Test(.enabled(if: getenv("CLOUT_SPEED") != nil, "a development check; set CLOUT_SPEED"))
  func aHundredThousand() throws {
    for (posts, isPlain) in [(0, true), (0, false), (100_000, true)] {
      let session = try Crowd.session(100_000, posts: posts, plain: isPlain)
      var seconds: [String] = []
      for _ in 0..<5 {
        let clock = ContinuousClock()
        var count = 0
        let time = clock.measure { count = Authenticity(session).all.count }
        seconds.append("\(time) (\(count) flagged)")
      }
      let flags = Authenticity(session).all.values.joined()
      for signal in Signal.allCases { print(signal.id, flags.count { $0.signal == signal }) }
      print(
        "100,000 accounts, \(posts) posts, \(isPlain ? "ASCII" : "other") handles: \(seconds)")
    }
  }
}

/// Made-up accounts with figures of every kind.
enum Crowd {
  static func session(_ count: Int, posts: Int = 0, plain: Bool = true) throws -> Session {
    var random = SeededGenerator(7)
    func normal() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
    }
    let platforms: [Platform] = [.instagram, .tiktok, .youtube, .x]
    let letters = Array(plain ? "abcdefghiklmnoprstuvy" : "абвгдежзиклмнопрстуфя")
    let rows = (1...count).map { number in
      let handle = String((0..<9).map { _ in letters.randomElement(using: &random) ?? "a" })
      var row = Influencer(
        id: InfluencerID(number), handle: handle + (number % 5 == 0 ? ".\(number % 90)" : ""),
        platform: platforms[number % 4])
      let followers = exp(10 + 2 * normal())
      row.followers = Int(followers)
      row.averageLikes = Int(followers * 0.03 * exp(normal() * 0.6)) + 1
      row.averageComments = (row.averageLikes ?? 0) / 40 + Int.random(in: 1...9, using: &random)
      row.averageViews = Int(followers * 0.3 * exp(normal() * 0.5)) + 1
      row.sponsoredShare = Share(millionths: Int64.random(in: 0...300_000, using: &random))
      if number % 2 == 0 {
        row.realAudience = Share(millionths: Int64.random(in: 500_000...900_000, using: &random))
      }
      row.asOf = Day(number: 20_000)
      row.history = [
        Snapshot(
          day: Day(number: 19_970), followers: Int(followers * (0.95 + 0.02 * normal())),
          engagementRate: nil, fee: nil)
      ]
      return row
    }
    var log = MeasurementLog()
    for number in 0..<posts {
      var row = Measurement(
        campaign: CampaignID(1), key: "post \(number)", kind: .total, day: Day(number: 20_000))
      row.influencer = InfluencerID(1 + number % (posts / 8))
      row.counts.likes = Int.random(in: 100...900, using: &random)
      row.counts.reach = Int.random(in: 5000...20_000, using: &random)
      row.custom = ["caption": "A caption of usual length, with number \(number % 997) in it #ad"]
      log.set(row.identity, to: row)
    }
    var settings = Settings(name: "Crowd")
    settings.unknown = []
    return Session(
      settings: settings, roster: Table(rows),
      campaigns: Table([Campaign(id: CampaignID(1), name: "Spring", goal: .engagement)]),
      bookings: Table(), measurements: log)
  }
}
