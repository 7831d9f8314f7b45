import Insight
import Marketing
import Screen

extension Frame {
  mutating func drawCompareScreen(in body: Rect, _ state: CockpitState) {
    hits.strip = nil
    hits.scatter = nil
    hits.lines = []
    let lines = CompareVerdictText.lines(state, width: max(1, body.width - 4))
    let most = max(3, body.height / 3)
    let height = min(lines.count + 2, most)
    let rows = body.split(rows: [.fixed(height), .fill()])
    drawVerdicts(lines, in: rows[0], state)
    if state.isZoomed || body.width < 100 || rows[1].height < 26 {
      draw(state.compare.focus, in: rows[1], state)
      return
    }
    let table = min(ComparisonKPI.table.count + 4, rows[1].height - 9)
    let parts = rows[1].split(rows: [.fixed(table), .fill()])
    let columns = parts[1].split(columns: [.fixed(body.width / 2), .fill()])
    draw(.kpis, in: parts[0], state)
    draw(.claims, in: columns[0], state)
    draw(.picture, in: columns[1], state)
  }

  private mutating func draw(_ pane: CompareState.Pane, in area: Rect, _ state: CockpitState) {
    hits.panes.append((area, pane.rawValue))
    switch pane {
    case .kpis: drawComparison(in: area, state)
    case .claims: drawClaims(in: area, state)
    case .picture: drawPicture(in: area, state)
    }
  }

  private mutating func drawVerdicts(
    _ lines: [CompareVerdictText.Line], in area: Rect, _ state: CockpitState
  ) {
    let names = CompareVerdictText.names(state)
    let comparison = state.compare.figures?.comparison
    let note =
      switch comparison?.resamples {
      case nil: ""
      case 0?: "first answer"
      case let count?: "\(Format.count(count)) resamples"
      }
    let inner = drawPaneFrame(
      title: "\(names.left) against \(names.right)", note: note, isFocused: false, in: area, state)
    for (index, line) in lines.prefix(inner.height).enumerated() {
      canvas.write(line.text, in: inner.row(index).inset(columns: 1), style: state.style(line.role))
    }
  }

  private mutating func drawComparison(in area: Rect, _ state: CockpitState) {
    let isFocused = state.compare.focus == .kpis
    let mix = state.compare.mix
    let inner = drawPaneFrame(
      title: mix.map { "Like for like, one \($0.rawValue) mix" } ?? "KPI by KPI",
      note: "ratio left ÷ right, 95 %; observed, not caused", isFocused: isFocused, in: area, state)
    guard let figures = state.compare.figures else {
      canvas.write(
        "The sides are being added up.", in: inner.inset(columns: 1), style: state.style(.muted))
      return
    }
    let table = CompareTable(width: inner.width, names: figures.names)
    table.drawHeader(on: &canvas, in: inner.row(0), state)
    let height = max(0, inner.height - 1)
    let kpis = ComparisonKPI.table
    let row = max(0, min(state.compare.row, kpis.count - 1))
    let top = max(0, min(row - height / 2, kpis.count - height))
    for line in 0..<max(0, min(height, kpis.count - top)) {
      let kpi = kpis[top + line]
      let place = inner.row(line + 1)
      hits.lines.append((place, top + line))
      table.draw(
        figures.comparison[kpi], mix.flatMap { figures.same[$0]?[kpi] }, isLikeForLike: mix != nil,
        isSelected: isFocused && top + line == row, on: &canvas, in: place, state)
      if isFocused, top + line == row, state.layers.isEmpty {
        canvas.cursor = Point(x: place.x, y: place.y)
      }
    }
  }

  private mutating func drawClaims(in area: Rect, _ state: CockpitState) {
    let isFocused = state.compare.focus == .claims
    let inner = drawPaneFrame(
      title: "What is said of mega and micro", note: "enter: who is behind it",
      isFocused: isFocused, in: area, state)
    guard let claims = state.compare.figures?.claims else { return }
    let height = max(0, inner.height)
    let chosen = max(0, min(state.compare.claim, claims.count - 1))
    let top = max(0, min(chosen - height / 2, claims.count - height))
    for line in 0..<max(0, min(height, claims.count - top)) {
      let claim = claims[top + line]
      let place = inner.row(line)
      hits.lines.append((place, top + line))
      let isSelected = isFocused && top + line == chosen
      let (mark, word, role): (String, String, Role) =
        switch claim.status {
        case .holds: ("✓", "holds", .positive)
        case .fails: ("✗", "fails", .negative)
        case .notDistinguishable: ("≈", "not dist.", .muted)
        case .noData: ("–", "no data", .muted)
        }
      let under: Role? = isSelected ? .selection : nil
      func style(_ role: Role) -> Style {
        under.map { state.theme[role, on: $0] } ?? state.style(role)
      }
      if isSelected { canvas.fill(place, style: state.style(.selection)) }
      canvas.write("\(mark) \(word)", in: place.inset(columns: 1), style: style(role))
      canvas.write(
        inner.width > 70 ? "\(claim.text) · \(claim.figure)" : claim.text,
        in: place.inset(left: 13, right: 1), style: style(.text))
      if isSelected, state.layers.isEmpty { canvas.cursor = Point(x: place.x, y: place.y) }
    }
  }

  private mutating func drawPicture(in area: Rect, _ state: CockpitState) {
    let isFocused = state.compare.focus == .picture
    let isStrip = state.compare.picture == .strip
    let inner = drawPaneFrame(
      title: isStrip
        ? state.compare.kpi.title + ", influencer by influencer" : "Followers against ER/reach",
      note: "v: other picture", isFocused: isFocused, in: area, state)
    var cursor: Point?
    if isStrip {
      guard let plot = ComparePlots.strip(state) else {
        let row = state.compare.figures?.comparison[state.compare.kpi]
        let text =
          row?.verdict == .noData
          ? "\(state.compare.kpi.title): \(row?.reason ?? "")."
          : "\(state.compare.kpi.title) is a figure of a whole side; no influencer has one alone."
        for (index, line) in wrap(text, to: max(1, inner.width - 2)).prefix(inner.height)
          .enumerated()
        {
          canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
        }
        return
      }
      let strip = canvas.draw(plot, in: inner, theme: state.theme)
      hits.strip = strip
      cursor = strip.cursor
    } else {
      let scatter = canvas.draw(ComparePlots.scatter(state), in: inner, theme: state.theme)
      hits.scatter = scatter
      cursor = scatter.cursor
    }
    if isFocused, state.layers.isEmpty { canvas.cursor = cursor }
  }
}

/// The columns of the comparison for a width.
struct CompareTable {
  let width: Int
  let names: (left: String, right: String)

  private var label: Int { width < 90 ? 16 : 18 }
  private var value: Int { 8 }
  private var interval: Int { 13 }
  private var counts: Int { width < 90 ? 7 : 11 }
  private var verdict: Int { width < 100 ? 2 : 22 }

  /// The columns from left to right: KPI, left value, bars, right value, ratio, interval, n, verdict.
  private func columns(_ row: Rect) -> [Rect] {
    row.inset(columns: 1).split(
      columns: [
        .fixed(label), .fixed(value), .fixed(1), .fill(), .fixed(1), .fixed(value), .fixed(7),
        .fixed(interval), .fixed(counts), .fixed(1), .fixed(verdict),
      ])
  }

  func drawHeader(on canvas: inout Canvas, in row: Rect, _ state: CockpitState) {
    let cells = columns(row)
    let style = state.style(.tableHeader)
    canvas.write("KPI", in: cells[0], style: style)
    canvas.write(names.left, in: cells[1], alignment: .right, style: style)
    canvas.write(names.right, in: cells[5], style: style)
    canvas.write("ratio", in: cells[6], alignment: .right, style: style)
    canvas.write("interval", in: cells[7], alignment: .right, style: style)
    canvas.write("n", in: cells[8], alignment: .right, style: style)
    if verdict > 10 { canvas.write("verdict", in: cells[10], style: style) }
  }

  func draw(
    _ plain: KPIComparison, _ same: LikeForLike?, isLikeForLike: Bool, isSelected: Bool,
    on canvas: inout Canvas, in row: Rect, _ state: CockpitState
  ) {
    func style(_ role: Role) -> Style {
      isSelected ? state.theme[role, on: .selection] : state.style(role)
    }
    if isSelected { canvas.fill(row, style: state.style(.selection)) }
    let cells = columns(row)
    let currency = state.document?.session.settings.currency ?? .usDollar
    let values = (left: same?.left ?? plain.left.value, right: same?.right ?? plain.right.value)
    let verdict = same?.verdict ?? plain.verdict
    let isKnown = plain.verdict != .noData
    // What has no mix to be standardised to stands back.
    let role: Role = !isKnown || isLikeForLike && same == nil ? .muted : .text
    canvas.write(plain.kpi.title, in: cells[0], style: style(role))
    canvas.write(
      CompareText.value(plain.kpi, values.left, currency), in: cells[1], alignment: .right,
      style: style(verdict == .leftBetter ? .positive : role))
    canvas.write(
      CompareText.value(plain.kpi, values.right, currency), in: cells[5],
      style: style(verdict == .rightBetter ? .positive : role))
    let scale = max(abs(values.left ?? 0), abs(values.right ?? 0))
    if isKnown, scale > 0 {
      canvas.mirroredBar(
        left: values.left ?? 0, right: values.right ?? 0, scale: scale, in: cells[3],
        leftStyle: style(.chart1), rightStyle: style(.chart2), axisStyle: style(.border))
    }
    canvas.write(
      CompareText.ratio(same?.ratio ?? plain.ratio), in: cells[6], alignment: .right,
      style: style(role))
    canvas.write(
      CompareText.interval(same == nil ? plain.interval : same?.interval), in: cells[7],
      alignment: .right, style: style(role))
    canvas.write(CompareText.counts(plain), in: cells[8], alignment: .right, style: style(.muted))
    let (mark, words, color): (String, String, Role) =
      switch verdict {
      case .leftBetter: ("◀", "\(names.left) better", .positive)
      case .rightBetter: ("▶", "\(names.right) better", .positive)
      case .notDistinguishable: ("≈", "not distinguishable", .muted)
      case .tooFew: ("·", "too few", .warning)
      case .unstable: ("·", "no ratio", .warning)
      case .noData: ("–", "no data", .muted)
      }
    let reversed = same?.isReversed == true ? "!" : ""
    canvas.write(
      self.verdict > 10 ? "\(mark) \(words)\(reversed)" : mark + reversed, in: cells[10],
      style: style(reversed.isEmpty ? color : .warning))
  }
}
