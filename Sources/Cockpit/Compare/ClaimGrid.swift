import Comparison
import Marketing
import Screen

/// Common claims about mega and micro influencers, each checked against the session.
enum ClaimGrid: GridSource {
  struct Row: Equatable, Sendable {
    let claim: Claim

    static func == (a: Row, b: Row) -> Bool {
      a.claim.row == b.claim.row && a.claim.status == b.claim.status
        && a.claim.figure == b.claim.figure
    }
  }

  typealias Part = CompareState
  static let state: WritableKeyPath<CompareState, GridState<Int>> & Sendable = \.claims
  static let noun = (one: "claim", many: "claims")
  static let scope = Command.Scope.claims

  static func rows(_ state: CockpitState) -> [Row] {
    state.compare.figures.claims.map { Row(claim: $0) }
  }
  static func revision(_ state: CockpitState) -> Int { state.compare.figures.revision }
  static func key(_ row: Row) -> Int { row.claim.row }
  static func title(_ row: Row, _ session: Session) -> String { row.claim.text }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    SearchText([row.claim.text, row.claim.status.rawValue, row.claim.figure])
  }

  static func columns(_ state: CockpitState) -> [GridColumn<Row>] { all }

  private static let all: [GridColumn<Row>] = [
    .text("claim", "Claim", 34...48) { row, _ in row.claim.text },
    GridColumn(
      id: "status", title: "Here", minimum: 19, maximum: 21,
      text: { row, _ in word(row.claim.status) },
      sortKey: { row, _ in .folded(row.claim.status.rawValue) },
      role: { row, _ in
        switch row.claim.status {
        case .holds: .positive
        case .fails: .negative
        case .notDistinguishable, .noData: .muted
        }
      }),
    .text("figure", "The figures", 30...90) { row, _ in row.claim.figure },
    .text("n", "Mega/micro", 8...10) { row, _ in
      "\(row.claim.mega.count)/\(row.claim.micro.count)"
    },
  ]

  /// With a sign, so that nothing depends on colour alone.
  private static func word(_ status: Claim.Status) -> String {
    switch status {
    case .holds: "✓ holds"
    case .fails: "✗ fails"
    case .notDistinguishable: "~ can't tell"
    case .noData: "– no data"
    }
  }
}
