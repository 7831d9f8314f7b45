import Marketing
import Testing
import Vetting

@Suite("Flags of authenticity, whatever the scale")
struct AuthenticityPropertyTests {
  /// Factors common to a group: ten times the followers, a platform that counts views differently, a season.
  private struct Factors {
    let followers, likes, comments, views, engagements, authentic, reach: Int
    /// Of shares, as a quotient.
    let shares: (Int64, Int64)
  }

  private func isScaled(_ row: Influencer) -> Bool {
    row.platform == .instagram && (row.followers ?? 0) >= 1_000_000
  }

  private func scaled(_ session: Session, _ factors: Factors) throws -> Session {
    var session = session
    for var row in session.roster.rows where isScaled(row) {
      row.followers = row.followers.map { $0 * factors.followers }
      for place in row.history.indices {
        row.history[place].followers = row.history[place].followers.map { $0 * factors.followers }
      }
      row.averageLikes = row.averageLikes.map { $0 * factors.likes }
      row.averageComments = row.averageComments.map { $0 * factors.comments }
      row.averageViews = row.averageViews.map { $0 * factors.views }
      row.averageEngagements = row.averageEngagements.map { $0 * factors.engagements }
      row.averageAuthenticEngagements = row.averageAuthenticEngagements.map {
        $0 * factors.authentic
      }
      func scale(_ share: Share?) -> Share? {
        share.map { Share(millionths: $0.millionths * factors.shares.0 / factors.shares.1) }
      }
      row.sponsoredShare = scale(row.sponsoredShare)
      row.realAudience = scale(row.realAudience)
      row.engagementRate = scale(row.engagementRate)
      try session.apply(.put(row))
    }
    for var row in session.measurements.rows {
      guard let id = row.influencer, let author = session.roster[id], isScaled(author) else {
        continue
      }
      row.counts.likes = row.counts.likes.map { $0 * factors.likes }
      row.counts.reach = row.counts.reach.map { $0 * factors.reach }
      try session.apply(.put(row))
    }
    return session
  }

  private func crowd() throws -> Session {
    var session = try Crowd.session(1200, posts: 1600)
    var random = SeededGenerator(3)
    func odd() -> Bool { Int.random(in: 0..<12, using: &random) == 0 }
    for var row in session.roster.rows {
      if row.id.number % 3 > 0 { row.followers = (row.followers ?? 0) + 1_000_000 }
      row.averageEngagements = (row.averageLikes ?? 0) + 3
      row.averageAuthenticEngagements = (row.averageEngagements ?? 0) / (odd() ? 9 : 2) + 1
      for share in [\Influencer.sponsoredShare, \.realAudience] {
        row[keyPath: share] = row[keyPath: share].map {
          Share(millionths: $0.millionths / (odd() ? 90 : 6) * 6)
        }
      }
      if odd() { row.sponsoredShare = Share(millionths: 960_000) }
      if odd() { row.averageComments = (row.averageComments ?? 0) * 400 }
      if odd() { row.averageViews = 40 }
      if odd() { row.averageEngagements = (row.averageEngagements ?? 0) * 300 }
      if row.id.number % 47 == 5 {
        row.engagementRate = nil
        row.averageEngagements = 1
      }
      let now = row.followers ?? 0
      row.history[0].followers = now * Int.random(in: 95...99, using: &random) / 100
      if odd() { row.history[0].followers = now / 3 }
      if odd() { row.history[0].followers = now * 3 }
      if odd() { row.handle = "influencer." + String(row.id.number % 2) }
      if row.id.number % 40 == 0 { row.handle = "influencer_" + String(row.id.number % 3 % 2) }
      row.handle += row.handle.contains("fluencer") ? "" : String(row.id.number)
      try session.apply(.put(row))
    }
    for var row in session.measurements.rows where odd() {
      row.counts.likes = 90_000
      try session.apply(.put(row))
    }
    return session
  }

  @Test func aCommonFactorChangesNothing() throws {
    let session = try crowd()
    let before = Authenticity(session).all
    let signals = Set(before.values.joined().map(\.signal))
    // Repeated captions are a share of posts, which no factor touches.
    for signal in Signal.allCases where signal != .captionsRepeat {
      #expect(signals.contains(signal), "\(signal) is not tried")
    }
    for factors in [
      Factors(
        followers: 3, likes: 1, comments: 1, views: 1, engagements: 1, authentic: 1, reach: 1,
        shares: (1, 1)),
      Factors(
        followers: 1, likes: 7, comments: 3, views: 90, engagements: 5, authentic: 2, reach: 1000,
        shares: (1, 2)),
      Factors(
        followers: 11, likes: 900, comments: 1, views: 1, engagements: 40, authentic: 1, reach: 1,
        shares: (1, 3)),
    ] {
      let after = Authenticity(try scaled(session, factors)).all
      #expect(after.mapValues { $0.map(\.flag) } == before.mapValues { $0.map(\.flag) })
      for (id, flags) in before {
        for (one, other) in zip(flags, after[id] ?? []) {
          #expect(abs((one.z ?? 0) - (other.z ?? 0)) < 1e-6)
        }
      }
    }
  }

  /// Leaving out an account's figure removes its flag, and never raises another.
  @Test func whatIsUnknownIsNotFlagged() throws {
    var session = try crowd()
    let flagged = Authenticity(session).all
    for id in flagged.keys {
      guard var row = session.roster[id] else { continue }
      row.engagementRate = nil
      row.averageLikes = nil
      row.averageComments = nil
      row.averageShares = nil
      row.averageEngagements = nil
      row.averageViews = nil
      row.averageAuthenticEngagements = nil
      row.sponsoredShare = nil
      row.realAudience = nil
      row.history = []
      try session.apply(.put(row))
    }
    let after = Authenticity(session)
    for id in flagged.keys {
      let about = after.flags(of: id).map(\.flag)
      #expect(about.allSatisfy { $0.signal == "handle-imitates" || $0.about == "reach" })
    }
  }
}
