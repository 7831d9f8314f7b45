import Insight
import Marketing
import Screen

/// The sentences at the top of the compare screen.
enum CompareVerdictText {
  struct Line: Equatable {
    var text: String
    var role: Role
  }

  static func names(_ state: CockpitState) -> (left: String, right: String) {
    if let figures = state.compare.figures { return figures.names }
    guard let session = state.document?.session, let request = state.comparisonRequest else {
      return ("left", "right")
    }
    return (printable(request.left.title(in: session)), printable(request.right.title(in: session)))
  }

  /// The campaign's goal first and whole, then the others, then what like for like says otherwise.
  static func lines(_ state: CockpitState, width: Int) -> [Line] {
    guard let figures = state.compare.figures, let first = figures.verdicts.first else {
      return [Line(text: "Comparing …", role: .muted)]
    }
    var lines = wrap(first.sentence, to: width).map { Line(text: $0, role: .accent) }
    let currency = figures.comparison.currency
    if !state.compare.whatIf.isEmpty {
      lines.append(
        Line(
          text:
            "What if \(state.compare.whatIf.text(currency: currency)) — the session is as it was.",
          role: .warning))
    }
    let differing = figures.disagreements(state.compare.mix ?? .platform)
    if let text = differing.first {
      let more = differing.count > 1 ? " (and \(differing.count - 1) more)" : ""
      lines += wrap(text + more, to: width).map { Line(text: $0, role: .warning) }
    }
    lines += figures.verdicts.dropFirst().map { Line(text: $0.sentence, role: .text) }
    return lines
  }
}

/// The pictures of the compare screen.
enum ComparePlots {
  /// Both distributions of the selected KPI; nil when no influencer has a figure of their own.
  static func strip(_ state: CockpitState) -> StripPlot? {
    guard let figures = state.compare.figures, let strip = state.compare.strip,
      strip.sides.contains(where: { !$0.isEmpty })
    else { return nil }
    let currency = figures.comparison.currency
    let roles: [Role] = [.chart1, .chart2]
    let shapes: [PlotShape] = [.circle, .triangle]
    let names = [figures.names.left, figures.names.right]
    let rows = strip.sides.enumerated().map { side, marks in
      StripPlot.Row(
        names[side], values: marks.map { $0.value }, role: roles[side], shape: shapes[side])
    }
    let values = strip.sides.joined().map(\.value)
    // Sizes of accounts span powers of ten; where one is zero or less there is no logarithm.
    let low = values.min() ?? 0
    let isWide = low > 0 && (values.max() ?? 0) > 50 * low
    var plot = StripPlot(
      rows,
      axis: PlotAxis(isWide ? .logarithmic : .linear) {
        CompareText.value(strip.kpi, $0, currency)
      }, selected: state.compare.place)
    plot.ascii = !state.capabilities.unicode
    return plot
  }

  /// Followers against engagement rate, both on logarithmic axes, tiers by shape.
  static func scatter(_ state: CockpitState) -> ScatterPlot {
    let points = state.compare.figures?.points ?? []
    func shape(_ tier: Tier?) -> PlotShape {
      switch tier {
      case .mega: .circle
      case .macro, .mid: .square
      case .micro: .triangle
      case .nano: .diamond
      case nil: .cross
      }
    }
    func role(_ tier: Tier?) -> Role { tier.map(TierRole.role) ?? .muted }
    let tiers = Set(points.compactMap(\.tier)).sorted(by: >)
    var plot = ScatterPlot(
      points.map {
        ScatterPlot.Item(x: $0.followers, y: $0.rate, role: role($0.tier), shape: shape($0.tier))
      },
      keys: tiers.map { ScatterPlot.Key($0.title, role: role($0), shape: shape($0)) },
      x: PlotAxis(.logarithmic, title: "followers") { Format.compact(Int(min($0, 1e15))) },
      y: PlotAxis(.logarithmic, title: "ER/reach") { Format.percent($0) },
      selected: state.compare.point)
    plot.ascii = !state.capabilities.unicode
    return plot
  }

  static func spoken(_ state: CockpitState) -> [String] {
    state.compare.picture == .strip
      ? strip(state)?.spoken() ?? ["No influencer has a figure of their own."]
      : scatter(state).spoken()
  }
}

extension CompareText {
  /// A KPI's verdict with its reason.
  static func spoken(_ row: KPIComparison) -> String {
    guard let ratio = row.ratio else { return row.reason }
    return "ratio \(self.ratio(ratio)), \(row.reason)"
  }
}
