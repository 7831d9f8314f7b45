import Demo
import Marketing
import Testing

@testable import Metrics

@Suite("Posts behind a figure")
struct PostListTests {
  @Test("The posts of every group add up to the group, whatever the dimension")
  func postsAddUp() throws {
    for seed in 1...12 {
      let session = try RandomSession(seed: UInt64(seed), rows: 300).sketch.session
      for dimension in Dimension.allCases {
        let table = KPITable.make(session, by: dimension)
        for row in table.rows {
          let posts = PostList.make(session, of: row.key, in: dimension)
          let impressions = posts.compactMap(\.totals.impressions).reduce(0, +)
          #expect(impressions == row.totals.impressions ?? 0, "\(row.label), seed \(seed)")
          let revenue = posts.compactMap(\.totals.revenue).reduce(Money.zero, +)
          #expect(revenue == row.totals.revenue ?? .zero, "\(row.label), seed \(seed)")
          #expect(posts.reduce(0) { $0 + $1.totals.measurements } == row.totals.measurements)
        }
      }
    }
  }

  @Test("Every measurement of a group stands behind exactly one post")
  func measurementsAreThere() throws {
    let session = Session.demo(today: Day(year: 2026, month: 3, day: 15)!)
    let posts = PostList.make(session, of: .total, in: .total)
    let identities = posts.flatMap(\.measurements)
    #expect(identities.count == session.measurements.count)
    #expect(Set(identities).count == identities.count)
    #expect(posts.contains { $0.id.kind == .increment && $0.measurements.count > 1 })
    #expect(posts.contains { $0.id.kind == .total && $0.measurements.count > 1 })
  }

  @Test("One influencer's posts are those of nobody else")
  func oneInfluencer() throws {
    let session = Session.demo(today: Day(year: 2026, month: 3, day: 15)!)
    let table = KPITable.make(session, by: .influencer)
    let row = try #require(table.rows.first { $0.totals.posts > 1 })
    guard case .influencer(let id) = row.key else { return }
    let posts = PostList.make(session, of: .total, in: .total, influencer: id)
    #expect(posts.allSatisfy { $0.id.influencer == id })
    #expect(posts.compactMap(\.totals.reach).reduce(0, +) == row.totals.reach ?? 0)
  }
}
