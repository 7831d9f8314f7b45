import Marketing
import Screen
import Wording

extension Frame {
  mutating func drawVetScreen(in body: Rect, _ state: CockpitState) {
    if state.isZoomed || body.width < 70 || body.height < 16 {
      draw(state.vet.focus, in: body, state)
      return
    }
    let rows = body.split(rows: [.fill(), .fixed(max(9, body.height * 9 / 20))])
    let columns = rows[1].split(columns: [.fixed(min(60, body.width * 2 / 5)), .fill()])
    draw(.queue, in: rows[0], state)
    draw(.checklist, in: columns[0], state)
    draw(.reasons, in: columns[1], state)
  }

  private mutating func draw(_ pane: VetState.Pane, in area: Rect, _ state: CockpitState) {
    hits.panes.append((area, pane.rawValue))
    switch pane {
    case .queue: drawQueue(in: area, state)
    case .checklist: drawChecklist(in: area, state)
    case .reasons: drawReasons(in: area, state)
    }
  }

  private mutating func drawQueue(in area: Rect, _ state: CockpitState) {
    let vet = state.vet
    let isFocused = vet.focus == .queue
    var title = vet.similar == nil ? "Queue" : "More like the marked ones"
    if let campaign = state.plannedCampaign, !vet.figures.worth.isEmpty {
      title += " · worth for \(campaign.name): \(vet.figures.measure.title)"
    }
    if let problems = state.planRequest.flatMap({ request in
      state.document.map { request.problems(in: $0.session) }
    }), !problems.isEmpty {
      title += " · worth unknown: 3 says why there is no plan"
    }
    let shown = vet.grid.order.count
    var note = CountText.plural(shown, "influencer")
    let all = state.document?.session.roster.count ?? 0
    if !vet.isBoard, vet.similar == nil, vet.grid.filter.isEmpty, all > shown {
      note = "\(CountText.exact(shown)) wait · /is:everybody shows all"
    }
    if !vet.grid.filter.isEmpty { note = "filter: \(vet.grid.filter) · " + note }
    if !vet.grid.marks.isEmpty {
      note = "\(CountText.exact(vet.grid.marks.count)) marked · " + note
    }
    let inner = drawPaneFrame(title: title, note: note, isFocused: isFocused, in: area, state)
    guard shown > 0 else {
      let text =
        state.document?.session.roster.isEmpty == true
        ? "The roster is empty: i imports influencers."
        : vet.similar != nil
          ? "Nobody is like them. Esc shows everybody."
          : "Nobody matches “\(vet.grid.filter)”. Esc clears the filter."
      for (index, line) in wrap(text, to: max(1, inner.width - 2)).prefix(inner.height).enumerated()
      {
        canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
      }
      return
    }
    if vet.isBoard {
      drawBoard(in: inner, isFocused: isFocused, state)
    } else {
      draw(VetGrid.self, in: inner, isFocused: isFocused, state)
    }
  }

  /// A column for each state, with cards showing alignment and open flags.
  private mutating func drawBoard(in area: Rect, isFocused: Bool, _ state: CockpitState) {
    let board = state.vetBoard
    let cursor = state.vet.grid.cursor
    let columns = area.split(columns: board.map { _ in .fill() })
    for (place, rows) in board.enumerated() {
      let column = columns[place].inset(left: place == 0 ? 0 : 1)
      let kind = Vetting.State.allCases[place]
      canvas.write(
        "\(kind.title) \(CountText.exact(rows.count))", in: column.row(0),
        style: state.style(VetColumns.role(kind)).over(state.style(.tableHeader)))
      let height = max(0, column.height - 1)
      let selected = rows.firstIndex { $0.id == cursor }
      let top = selected.map { max(0, min($0 - height / 2, rows.count - height)) } ?? 0
      for (line, row) in rows.dropFirst(top).prefix(height).enumerated() {
        let isCursor = row.id == cursor
        let line = column.row(line + 1)
        let isMarked = state.vet.grid.marks.contains(row.id)
        let style = state.style(isCursor ? .selection : isMarked ? .marked : .text)
        if isCursor { canvas.fill(line, style: style) }
        let figures = state.vet.figures
        let score = figures.scores[row.id]?.score.map { String(Int($0.rounded())) } ?? ""
        let flags = figures.openFlags(row.id)
        let tail = (flags > 0 ? "⚑" : "") + score
        let mark = isMarked ? "*" : isCursor ? "▸" : " "
        canvas.write(
          "\(mark)\(row.handle)", in: line.inset(right: displayWidth(tail) + 1), style: style)
        canvas.write(
          tail, in: line.inset(left: max(0, line.width - displayWidth(tail))),
          style: isCursor ? style : state.style(flags > 0 ? .warning : .muted))
        if isCursor, isFocused, state.layers.isEmpty {
          canvas.cursor = Point(x: line.x, y: line.y)
        }
      }
    }
  }

  private mutating func drawChecklist(in area: Rect, _ state: CockpitState) {
    let isFocused = state.vet.focus == .checklist
    guard let row = state.vettedInfluencer, let session = state.document?.session else {
      _ = drawPaneFrame(title: "Checklist", isFocused: isFocused, in: area, state)
      return
    }
    let items = state.vettedChecklist
    let done = items.count { row.vetting.check($0.id) != nil }
    let name = session.checklist(for: row)?.name ?? ""
    let inner = drawPaneFrame(
      title: "@\(row.handle) · \(state.vet.figures.state(of: row).title.lowercased())",
      note: items.isEmpty ? "no checklist" : "\(name) \(done)/\(items.count)",
      isFocused: isFocused, in: area, state
    ).inset(columns: 1)
    let top = max(0, state.vet.item - inner.height + 1)
    for (line, item) in items.enumerated().dropFirst(top).prefix(inner.height) {
      let check = row.vetting.check(item.id)
      let isCursor = isFocused && line == state.vet.item
      let place = inner.row(line - top)
      let style = state.style(isCursor ? .selection : check == nil ? .text : .muted)
      if isCursor { canvas.fill(place, style: style) }
      let box = check == nil ? "[ ]" : "[x]"
      let by = check.map {
        [$0.day.iso, $0.by, $0.note].filter { !$0.isEmpty }.joined(separator: " ")
      }
      canvas.write(
        "\(box) \(item.title)\(by.map { "  \($0)" } ?? "")", in: place, style: style)
      if isCursor, state.layers.isEmpty { canvas.cursor = Point(x: place.x + 1, y: place.y) }
    }
    guard items.count < inner.height, !row.vetting.reason.isEmpty else { return }
    for (line, text) in wrap("Reason: \(row.vetting.reason)", to: max(1, inner.width))
      .prefix(inner.height - items.count).enumerated()
    {
      canvas.write(text, in: inner.row(items.count + line), style: state.style(.muted))
    }
  }

  private mutating func drawReasons(in area: Rect, _ state: CockpitState) {
    let isFocused = state.vet.focus == .reasons
    let lines = VetReasons.lines(state)
    var drawn: [(text: String, role: Role, line: Int)] = []
    for (place, line) in lines.enumerated() {
      for text in wrap(line.text, to: max(1, area.width - 4)) {
        drawn.append((text, line.role, place))
      }
    }
    let height = max(0, area.height - 2)
    let first = drawn.firstIndex { $0.line == state.vet.reason } ?? 0
    let last = drawn.lastIndex { $0.line == state.vet.reason } ?? 0
    let top = max(0, min(max(0, last - height + 1), first))
    let more = drawn.count - top - height
    let inner = drawPaneFrame(
      title: "Why", note: more > 0 ? "\(more) more lines" : "", isFocused: isFocused, in: area,
      state
    ).inset(columns: 1)
    for (offset, line) in drawn.dropFirst(top).prefix(inner.height).enumerated() {
      let isCursor = isFocused && line.line == state.vet.reason
      let place = inner.row(offset)
      if isCursor { canvas.fill(place, style: state.style(.selection)) }
      canvas.write(line.text, in: place, style: state.style(isCursor ? .selection : line.role))
      if isCursor, top + offset == first, state.layers.isEmpty {
        canvas.cursor = Point(x: place.x, y: place.y)
      }
    }
  }
}
