import Marketing
import Metrics
import Wording

/// Influencers ranked by a rate that is pulled towards their peers' the less was measured, with the raw rate beside it.
enum LeaderGrid: GridSource {
  struct Row: Equatable, Sendable {
    /// From 1; equal shrunk rates share a rank.
    let rank: Int
    let kpi: KPI
    let entry: Leaderboard.Entry
  }

  typealias Part = KPIState
  static let state: WritableKeyPath<KPIState, GridState<InfluencerID>> & Sendable =
    \.leaders
  static let noun = (one: "influencer", many: "influencers")
  static let scope = Command.Scope.leaders

  static func rows(_ state: CockpitState) -> [Row] { state.kpis.figures.leaders }
  static func revision(_ state: CockpitState) -> Int { state.kpis.figures.revision }
  static func key(_ row: Row) -> InfluencerID { row.entry.influencer }
  static func title(_ row: Row, _ session: Session) -> String { "@" + row.entry.handle }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    SearchText([row.entry.handle, row.entry.platform.title, row.entry.tier?.title ?? ""])
  }

  static func rows(_ session: Session, _ kpi: KPI, _ table: KPITable) -> [Row] {
    guard let board = Leaderboard.make(session, kpi, table) else { return [] }
    var rank = 0
    var last: Double?
    return board.entries.enumerated().map { place, entry in
      if rank == 0 || entry.shrunk != last { rank = place + 1 }
      last = entry.shrunk
      return Row(rank: rank, kpi: kpi, entry: entry)
    }
  }

  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    let title = state.leaderKPI.title
    return [
      .text("influencer", "Influencer", 12...24) { row, _ in "@" + row.entry.handle },
      GridColumn(
        id: "rank", title: "#", minimum: 3, maximum: 5, isNumeric: true,
        text: { row, _ in row.entry.shrunk == nil ? NumberText.absent : String(row.rank) },
        sortKey: { row, _ in row.entry.shrunk == nil ? .absent : .number(row.rank) }),
      rate("shrunk", title) { $0.shrunk },
      rate("raw", "raw") { $0.raw.double },
      GridColumn(
        id: "interval", title: "95% of raw", minimum: 13, maximum: 15, isNumeric: true,
        text: { row, _ in
          row.entry.interval.map {
            "\(PercentText.compact($0.lowerBound))–\(PercentText.compact($0.upperBound))"
          } ?? NumberText.absent
        },
        sortKey: { row, _ in
          row.entry.interval.map { .number($0.upperBound - $0.lowerBound) } ?? .absent
        }),
      .text("rests", "Rests on", 12...22) { row, _ in evidence(row) },
      rate("weight", "own") { $0.weight },
      rate("peers-rate", "peers") { $0.peersRate },
      .text("peers", "Adjusted towards", 14...28) { row, _ in peers(row.entry) },
      .text("tier", "Tier", 5...7) { row, _ in row.entry.tier?.title ?? NumberText.absent },
      .text("platform", "Platform", 8...10) { row, _ in row.entry.platform.title },
    ]
  }

  private static func rate(
    _ id: String, _ title: String, _ value: @escaping @Sendable (Leaderboard.Entry) -> Double?
  ) -> GridColumn<Row> {
    .percent(id, title, 7...9) { row, _ in value(row.entry) }
  }

  private static func evidence(_ row: Row) -> String {
    if let posts = row.entry.effectivePosts {
      return posts < 1.5
        ? "1 post" : "\(NumberText.decimal(posts, digits: posts < 10 ? 1 : 0)) posts"
    }
    let base = row.kpi == .ctr ? "impressions" : row.kpi == .cvr ? "clicks" : "posts"
    return row.entry.raw.denominator.map { "\(CountText.compact($0)) \(base)" } ?? NumberText.absent
  }

  private static func peers(_ entry: Leaderboard.Entry) -> String {
    guard let peers = entry.peers else { return "nobody: too few" }
    let count = entry.peersCount.map { "\($0) " } ?? ""
    switch peers {
    case .tierAndPlatform(let tier, let platform):
      return "\(count)\(tier?.title.lowercased() ?? "unknown tier") · \(platform.title)"
    case .tier(let tier): return "\(count)\(tier?.title.lowercased() ?? "unknown tier")"
    case .all: return "\(count)of all"
    }
  }
}
