import Marketing
import Screen
import Wording
import Workbench

extension Frame {
  mutating func drawCompareScreen(in body: Rect, _ state: CockpitState) {
    hits.strip = nil
    hits.scatter = nil
    let verdictHeight = body.height >= 30 ? 6 : body.height >= 18 ? 4 : 0
    let isSmall = state.isZoomed || body.width < 100 || body.height < 24
    let rows = body.split(
      rows: [.fixed(state.isZoomed ? 0 : verdictHeight), .fill()])
    if rows[0].height > 0 { drawVerdicts(in: rows[0], state) }
    if isSmall {
      draw(state.compare.focus, in: rows[1], state)
      return
    }
    let claims = min(15, max(6, rows[1].height * 36 / 100))
    let parts = rows[1].split(rows: [.fill(), .fixed(claims)])
    let wide = body.width >= 150 ? body.width * 40 / 100 : body.width * 31 / 100
    let top = parts[0].split(columns: [.fill(), .fixed(wide)])
    draw(.kpis, in: top[0], state)
    draw(.picture, in: top[1], state)
    draw(.claims, in: parts[1], state)
  }

  private mutating func draw(_ pane: CompareState.Pane, in area: Rect, _ state: CockpitState) {
    hits.panes.append((area, pane.rawValue))
    let isFocused = state.compare.focus == pane
    switch pane {
    case .kpis:
      let note: String =
        switch state.compare.mix {
        case nil: "as they are · L like for like"
        case .platform?: "adjusted to one mix of platforms"
        case .niche?: "adjusted to one mix of niches"
        }
      let inner = drawPaneFrame(
        title: title(state), note: note, isFocused: isFocused, in: area, state)
      draw(CompareGrid.self, in: inner, isFocused: isFocused, state)
      if state.compare.figures.rows.isEmpty {
        let text = state.compare.figures.problem ?? "Comparing the two sides …"
        for (index, line) in wrap(text, to: max(1, inner.width - 2)).enumerated() {
          canvas.write(
            line, in: inner.row(index + 1).inset(columns: 1), style: state.style(.muted))
        }
      }
    case .claims:
      let inner = drawPaneFrame(
        title: "Common claims about mega and micro, checked against this session",
        note: "enter shows who is behind it", isFocused: isFocused, in: area, state)
      draw(ClaimGrid.self, in: inner, isFocused: isFocused, state)
    case .picture: drawPicture(in: area, isFocused: isFocused, state)
    }
  }

  private func title(_ state: CockpitState) -> String {
    let names = state.sideNames
    return "\(names.left) ◀▶ \(names.right)"
  }

  /// The answer for the campaign's goal first, then for the other two.
  private mutating func drawVerdicts(in area: Rect, _ state: CockpitState) {
    let figures = state.compare.figures
    var notes: [String] = []
    if !state.compare.whatIf.isEmpty, let currency = state.document?.session.settings.currency {
      notes.append("what if \(WhatIfText.write(state.compare.whatIf, currency))")
    }
    if let comparison = figures.comparison {
      notes.append(
        comparison.resamples == 0
          ? "first answer" : "\(CountText.exact(comparison.resamples)) resamples")
    }
    let inner = drawPaneFrame(
      title: "Verdict", note: notes.joined(separator: " · "), isFocused: false, in: area, state
    ).inset(columns: 1)
    if let problem = figures.problem {
      let text =
        problem.prefix(1).uppercased() + problem.dropFirst() + (problem.last == "." ? " " : ". ")
      let lines = wrap(text + state.compareRemedy, to: max(1, inner.width))
      for (index, line) in lines.prefix(inner.height).enumerated() {
        canvas.write(line, in: inner.row(index), style: state.style(.warning))
      }
      return
    }
    var lines: [(String, Role)] = []
    for (place, verdict) in figures.verdicts.enumerated() {
      // What the first one rests on stands below it, if there is room.
      let isRoomy = place == 0 && inner.height > 4
      let wrapped = wrap(isRoomy ? verdict.text : verdict.sentence, to: max(1, inner.width))
      let role: Role = place == 0 ? .title : .muted
      lines += wrapped.prefix(isRoomy ? 3 : place == 0 ? 2 : 1).map { ($0, role) }
    }
    if let turned = figures.rows.first(where: { $0.likeForLike?.isReversed == true }),
      let other = turned.likeForLike
    {
      let cause = other.cause.map { ", because of \($0)" } ?? ""
      lines.insert(
        (
          "▲ Like for like reverses \(turned.kpi.title): ratio \(CompareText.ratio(turned.plain.ratio ?? 1)) as it is, "
            + "\(CompareText.ratio(other.ratio)) with one mix of \(other.mix.rawValue)s\(cause).",
          .warning
        ), at: min(lines.count, 2))
    }
    for (index, line) in lines.prefix(inner.height).enumerated() {
      canvas.write(line.0, in: inner.row(index), style: state.style(line.1))
    }
  }

  private mutating func drawPicture(
    in area: Rect, isFocused: Bool, _ state: CockpitState
  ) {
    let kpi = CompareGrid.cursorRow(state)?.kpi
    let title =
      state.compare.picture == .distribution
      ? "\(kpi?.title ?? "KPI"), each influencer a mark" : "Followers against ER"
    let inner = drawPaneFrame(
      title: title, note: "p switches", isFocused: isFocused, in: area, state)
    switch state.compare.picture {
    case .distribution:
      if let plot = ComparePicture.strip(state) {
        let drawn = canvas.draw(plot, in: inner, theme: state.theme)
        hits.strip = drawn
        if isFocused, state.layers.isEmpty { canvas.cursor = drawn.cursor }
        return
      }
    case .scatter:
      if let plot = ComparePicture.scatter(state) {
        let drawn = canvas.draw(plot, in: inner, theme: state.theme)
        hits.scatter = drawn
        if isFocused, state.layers.isEmpty { canvas.cursor = drawn.cursor }
        return
      }
    }
    let text =
      state.compare.picture == .distribution
      ? "\(kpi?.title ?? "This KPI") exists only for a whole side, or nobody has it."
      : "Nobody on either side has both followers and an engagement rate."
    for (index, line) in wrap(text, to: max(1, inner.width - 2)).prefix(inner.height).enumerated() {
      canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
    }
  }
}
