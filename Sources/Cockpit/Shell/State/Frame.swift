import Marketing
import Screen
import Wording

/// A drawn screen: the cells, and where things are, for the mouse and the next frame's scrolling.
struct Frame: Sendable {
  var canvas: Canvas
  var hits = FrameHits()

  /// Draws the state from scratch.
  init(_ state: CockpitState) {
    canvas = Canvas(state.size, style: state.style(.text))
    hits = state.hits
    let screen = Rect(state.size)
    guard !state.isTooSmall else {
      drawTooSmall(in: screen, state)
      return
    }
    let rows = screen.split(rows: [.fixed(1), .fill(), .fixed(1)])
    hits.body = rows[1]
    hits.panes = []
    drawHeader(in: rows[0], state)
    if state.document == nil {
      drawWelcome(in: rows[1], state)
    } else {
      state.screen.kind.draw(&self, in: rows[1], state)
    }
    for layer in state.layers { layer.draw(in: rows[1], state, on: &canvas) }
    if state.layers.last?.coversBottomLine != true { drawBottomLine(in: rows[2], state) }
  }

  /// Draws a pane's border and title; returns the area inside.
  mutating func drawPaneFrame(
    title: String, note: String = "", isFocused: Bool, in area: Rect, _ state: CockpitState
  ) -> Rect {
    canvas.box(
      area, border: state.border, title: title, note: note,
      style: state.style(isFocused ? .borderFocused : .border),
      titleStyle: state.style(isFocused ? .title : .muted))
  }

  private mutating func drawTooSmall(in screen: Rect, _ state: CockpitState) {
    let text =
      "Clout needs \(CockpitState.smallest.width) × \(CockpitState.smallest.height); "
      + "this is \(screen.width) × \(screen.height). Enlarge the window, or q to leave."
    for (index, line) in wrap(text, to: max(1, screen.width)).prefix(screen.height).enumerated() {
      canvas.write(line, in: screen.row(index), style: state.style(.warning))
    }
  }

  private mutating func drawHeader(in row: Rect, _ state: CockpitState) {
    let header = state.style(.header)
    canvas.fill(row, style: header)
    func on(_ role: Role) -> Style { state.theme[role, on: .header] }
    guard let document = state.document else {
      canvas.write(" Clout", in: row, style: header)
      return
    }
    let session = document.session
    var right: [(text: String, style: Style)] = []
    if let task = state.task {
      let percent = task.progress.map { " \(PercentText.whole($0))" } ?? ""
      let way = task.isAutomatic ? "" : " (esc cancels)"
      right.append(("\(task.title)\(percent)\(way)  ", on(.accent)))
    }
    if state.live.troubled > 0 {
      right.append(("▲ \(CountText.plural(state.live.troubled, "feed")): F  ", on(.warning)))
    }
    if let freshness = state.live.freshness {
      right.append(("◆ \(freshness)  ", on(freshness == "live" ? .positive : .muted)))
    }
    var disk = disk(document, on) { state.style($0) }
    // What is wrong comes first, whatever else there is to say, and is never cut where it begins.
    if document.disk.isBehind, document.readOnlyReason == nil {
      if displayWidth(disk.text) + 24 > row.width { right = [] }
      if displayWidth(disk.text) > row.width {
        disk.text = truncate(disk.text, to: row.width - 11) + " (? helps) "
      }
    }
    right.append(disk)
    if !document.disk.damage.isEmpty, !document.disk.isBehind {
      right.append((" DAMAGED, ? helps ", state.style(.error)))
    }
    let rightWidth = right.reduce(0) { $0 + displayWidth($1.text) }
    let left = row.inset(right: rightWidth + 1)
    // In a narrow window the campaign comes before the session's name.
    var runs: [(text: String, style: Style)] =
      row.width < 64 && !session.campaigns.isEmpty
      ? [(" ", header)] : [(" \(session.settings.name)", header), ("  ", header)]
    if let campaign = state.campaignInView.flatMap({ session.campaigns[$0] }) {
      runs.append((campaign.name, on(.accent)))
      runs.append(
        (" · \(campaign.goal.rawValue) · \(PhaseText.of(campaign, today: state.today))", header))
    } else if session.campaigns.isEmpty {
      runs.append(("no campaign yet", on(.muted)))
    } else {
      runs.append(("all campaigns", on(.accent)))
      runs.append((" · \(CountText.plural(session.campaigns.count, "campaign"))", header))
    }
    canvas.write(runs, at: Point(x: left.x, y: left.y), in: left)
    canvas.write(right, at: Point(x: row.maxX - rightWidth, y: row.y), in: row)
  }

  /// What the disk has.
  private func disk(
    _ document: Document, _ on: (Role) -> Style, _ theme: (Role) -> Style
  ) -> (text: String, style: Style) {
    if document.readOnlyReason != nil {
      return (document.isFollowing ? "read-only, following " : "read-only ", on(.warning))
    }
    if let complaint = document.disk.complaint {
      // On a ground of its own, which every theme has for errors.
      return (" NOT ON DISK: \(complaint) ", theme(.error))
    }
    if document.disk.isWriting { return ("writing… ", on(.changed)) }
    if document.path == nil || document.isInMemory, document.history.hasUnsavedChanges {
      return ("● only in memory ", on(.changed))
    }
    return document.hasUnsavedChanges ? ("● in journal ", on(.changed)) : ("saved ", on(.muted))
  }

  /// The current message, or else the keys that work here.
  private mutating func drawBottomLine(in row: Rect, _ state: CockpitState) {
    canvas.fill(row, style: state.style(.hint))
    if let message = state.message {
      let role: Role =
        switch message.kind {
        case .info: .hint
        case .warning: .warning
        case .error: .error
        }
      canvas.write(" " + message.text, in: row, style: state.theme[role, on: .hint])
      return
    }
    var hints = state.layers.last?.hints(state) ?? state.hints
    if state.layers.isEmpty, state.document == nil { hints = Welcome.hints }
    func width(_ hint: Hint) -> Int { displayWidth(hint.keys) + 1 + displayWidth(hint.title) }
    // How a layer is left comes last, and is always said.
    if !state.layers.isEmpty {
      while hints.count > 3, hints.reduce(0, { $0 + width($1) + 2 }) > row.width {
        hints.remove(at: hints.count - 3)
      }
    }
    var x = row.x + 1
    for hint in hints {
      let width = width(hint)
      guard x + width < row.maxX else { break }
      canvas.write(
        [(hint.keys, state.theme[.hintKey, on: .hint]), (" " + hint.title, state.style(.hint))],
        at: Point(x: x, y: row.y), in: row)
      x += width + 2
    }
  }
}

/// A campaign's phase in words: `20 days left`.
enum PhaseText {
  static func of(_ campaign: Campaign, today: Day) -> String {
    switch campaign.phase(on: today) {
    case .undated: "no dates"
    case .upcoming(let days): "starts in \(CountText.plural(days, "day"))"
    case .running(0): "last day"
    case .running(let days): "\(CountText.plural(days, "day")) left"
    case .finished(let days): "ended \(CountText.plural(days, "day")) ago"
    }
  }
}
