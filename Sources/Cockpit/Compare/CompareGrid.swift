import Comparison
import Marketing
import Screen
import Wording
import Workbench

/// Two segments side by side, a row for each KPI.
enum CompareGrid: GridSource {
  struct Row: Equatable, Sendable {
    let plain: KPIComparison
    let likeForLike: LikeForLike?
    /// Whether the row shows the like-for-like reading.
    let standardises: Bool

    var kpi: ComparisonKPI { plain.kpi }
    private var shown: LikeForLike? { standardises ? likeForLike : nil }
    var left: Double? { shown?.left ?? plain.left.value }
    var right: Double? { shown?.right ?? plain.right.value }
    var ratio: Double? { shown?.ratio ?? plain.ratio }
    var interval: ClosedRange<Double>? { shown.map(\.interval) ?? plain.interval }
    var verdict: KPIComparison.Verdict { shown?.verdict ?? plain.verdict }
    /// Like for like reverses the result or makes it vanish.
    var disagrees: Bool { likeForLike.map { $0.isReversed || $0.disagrees } ?? false }

    static func == (a: Row, b: Row) -> Bool {
      a.kpi == b.kpi && a.left == b.left && a.right == b.right && a.interval == b.interval
        && a.verdict == b.verdict && a.standardises == b.standardises
    }
  }

  typealias Part = CompareState
  static let state: WritableKeyPath<CompareState, GridState<ComparisonKPI>> & Sendable =
    \.table
  static let noun = (one: "KPI", many: "KPIs")
  static let scope = Command.Scope.comparedKPIs

  static func rows(_ state: CockpitState) -> [Row] { state.compare.figures.rows }
  static func revision(_ state: CockpitState) -> Int { state.compare.figures.revision }
  static func key(_ row: Row) -> ComparisonKPI { row.kpi }
  static func title(_ row: Row, _ session: Session) -> String { row.kpi.title }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    SearchText([row.kpi.title, row.verdict.rawValue])
  }

  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    let names = state.sideNames
    return [
      .text("kpi", "KPI", 14...17) { row, _ in row.kpi.title },
      side("left", names.left) { $0.left },
      GridColumn(
        id: "bars", title: "", minimum: 13, maximum: 13,
        text: { row, _ in bars(row) }, sortKey: { _, _ in .absent },
        role: { _, _ in .chart1 }),
      side("right", names.right) { $0.right },
      GridColumn(
        id: "ratio", title: "Ratio", minimum: 5, maximum: 7, isNumeric: true,
        text: { row, _ in CompareText.ratio(row.ratio) },
        sortKey: { row, _ in row.ratio.map { .number($0) } ?? .absent }),
      GridColumn(
        id: "verdict", title: "Verdict", minimum: 15, maximum: 24,
        text: { row, _ in CompareText.marked(row.verdict, names) },
        sortKey: { row, _ in .folded(row.verdict.rawValue) },
        role: { row, _ in CompareText.role(row.verdict) }),
      GridColumn(
        id: "interval", title: "95%", minimum: 11, maximum: 14, isNumeric: true,
        text: { row, _ in
          CompareText.interval(row.interval)
        },
        sortKey: { row, _ in
          row.interval.map { .number($0.upperBound / $0.lowerBound) } ?? .absent
        }),
      .text("n", "n", 5...9) { row, _ in
        CompareText.counts(row.plain)
      },
      .text("mix", "One mix", 8...16) { row, _ in
        guard let other = row.likeForLike else { return NumberText.absent }
        return CompareText.ratio(other.ratio) + (row.disagrees ? " reversed!" : "")
      },
      .text("why", "Why", 16...60) { row, _ in row.plain.reason },
    ]
  }

  private static func side(
    _ id: String, _ title: String, _ value: @escaping @Sendable (Row) -> Double?
  ) -> GridColumn<Row> {
    GridColumn(
      id: id, title: title, minimum: 7, maximum: 12, isNumeric: true,
      text: { row, context in
        CompareText.value(row.kpi, value(row), context.currency)
      },
      sortKey: { row, _ in value(row).map { .number($0) } ?? .absent })
  }

  /// Bars growing from the middle; the longer one fills its half.
  private static func bars(_ row: Row) -> String {
    let half = 6
    guard let left = row.left, let right = row.right else {
      return String(repeating: " ", count: half) + "│"
    }
    let most = max(left.magnitude, right.magnitude)
    guard most > 0, most.isFinite else { return String(repeating: " ", count: half) + "│" }
    func cells(_ value: Double) -> (full: Int, isHalf: Bool) {
      let halves = Int((max(0, value) / most * Double(half * 2)).rounded())
      return (halves / 2, halves % 2 == 1)
    }
    let (l, r) = (cells(left), cells(right))
    let leftBar = (l.isHalf ? "▐" : "") + String(repeating: "█", count: l.full)
    let rightBar = String(repeating: "█", count: r.full) + (r.isHalf ? "▌" : "")
    return String(repeating: " ", count: half - leftBar.count) + leftBar + "│" + rightBar
  }
}
