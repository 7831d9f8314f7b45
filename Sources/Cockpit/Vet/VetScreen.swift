import Marketing
import Screen
import Vetting

extension ScreenID {
  static let vet = ScreenID("vet", VetScreen.self)
}

extension Command.Scope {
  static let vetScreen = Command.Scope("vet-screen", "Vet")
  static let vetQueue = Command.Scope("vet-queue", "Vet: queue")
  static let vetBoard = Command.Scope("vet-board", "Vet: board")
  static let vetChecklist = Command.Scope("vet-checklist", "Vet: checklist")
  static let vetReasons = Command.Scope("vet-reasons", "Vet: reasons")
}

/// The fifth screen: whom to vet next, what to check, and the case for and against.
enum VetScreen: ScreenKind {
  static let key = "5"
  static let title =
    "Vet: the queue, what is still unchecked, red flags, and fit with the brand"
  static let scope = Command.Scope.vetScreen
  static let commands = Commands.vet
  static var tables: [any PaneTable.Type] { [VetGrid.self] }

  static func panes(_ state: CockpitState) -> [String] { VetState.Pane.allCases.map(\.rawValue) }
  static func focusedPane(_ state: CockpitState) -> String { state.vet.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = VetState.Pane(rawValue: pane) { state.vet.focus = pane }
  }

  static func paneScope(_ state: CockpitState) -> Command.Scope {
    switch state.vet.focus {
    case .queue: state.vet.isBoard ? .vetBoard : .vetQueue
    case .checklist: .vetChecklist
    case .reasons: .vetReasons
    }
  }

  /// The board shares marks and filter with the table; only its cursor moves differently.
  static func grid(_ state: CockpitState) -> (any PaneTable.Type)? {
    state.vet.focus == .queue && !state.vet.isBoard ? VetGrid.self : nil
  }

  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    switch state.vet.focus {
    case .queue: state.moveOnBoard(rows: step)
    case .checklist:
      let count = state.vettedChecklist.count
      state.vet.item = max(0, min(step(state.vet.item), count - 1))
    case .reasons:
      let count = VetReasons.lines(state).count
      state.vet.reason = max(0, min(step(state.vet.reason), count - 1))
    }
  }

  static func moveColumn(_ state: inout CockpitState, _ step: Int) {
    if state.vet.focus == .queue { state.moveOnBoard(columns: step) }
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] {
    let effects = state.arrangeVetting(worth: true)
    state.arrangeQueue()
    return effects
  }

  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    frame.drawVetScreen(in: body, state)
  }

  static func help(_ state: CockpitState) -> [TextLine] { VetHelp.lines(state) }

  static func write(_ state: CockpitState, to view: inout SavedView) {
    view["vet.focus"] = state.vet.focus.rawValue
    view["vet.board"] = state.vet.isBoard ? "yes" : "no"
    state.vet.grid.write(to: &view, "vet.grid")
  }

  static func restore(_ state: inout CockpitState, from view: SavedView) {
    var vet = VetState()
    vet.focus = view["vet.focus"].flatMap(VetState.Pane.init(rawValue:)) ?? .queue
    vet.isBoard = view["vet.board"] == "yes"
    if view["vet.focus"] != nil { vet.grid = GridState(view, "vet.grid") }
    state.vet = vet
  }
}

extension CockpitState {
  /// The influencer under the cursor of the queue.
  var vettedInfluencer: Influencer? { VetGrid.cursorRow(self) }

  /// The influencers that a command applies to, on whichever screen it was called.
  var chosenInfluencers: [Influencer] {
    screen.kind.chosenInfluencers(self) ?? VetGrid.chosenRows(self)
  }

  /// The influencers that a change of state applies to: the visible marked ones, else the one under the cursor.
  var vettedInfluencers: [Influencer] { VetGrid.chosenRows(self) }

  var vettedChecklist: [Checklist.Item] {
    guard let row = vettedInfluencer, let session = document?.session else { return [] }
    return session.checklist(for: row)?.items ?? []
  }

  /// The flag under the cursor, else the first open one.
  var vettedFlag: AuthenticityFlag? {
    let lines = VetReasons.lines(self)
    if lines.indices.contains(vet.reason), let flag = lines[vet.reason].flag { return flag }
    return lines.lazy.compactMap(\.flag).first { $0.isOpen }
  }

  /// The queue split by state, each column in the order of the table.
  var vetBoard: [[Influencer]] {
    let rows = VetGrid.rows(self)
    var columns = Array(repeating: [Influencer](), count: Vetting.State.allCases.count)
    let places = Dictionary(
      uniqueKeysWithValues: Vetting.State.allCases.enumerated().map { ($1, $0) })
    for index in vet.grid.order where index < rows.count {
      let state = vet.figures.state(of: rows[index])
      columns[places[state] ?? 0].append(rows[index])
    }
    return columns
  }

  fileprivate mutating func moveOnBoard(rows step: (Int) -> Int = { $0 }, columns: Int = 0) {
    let board = vetBoard
    guard let row = vettedInfluencer else { return }
    var column =
      Vetting.State.allCases.firstIndex(of: vet.figures.state(of: row)) ?? 0
    let place = board[column].firstIndex { $0.id == row.id } ?? 0
    var next = column
    // Skip empty columns.
    for _ in 0..<abs(columns) {
      var candidate = next
      repeat {
        candidate += columns.signum()
      } while board.indices.contains(candidate)
        && board[candidate].isEmpty
      if board.indices.contains(candidate) { next = candidate }
    }
    column = next
    let wanted = columns == 0 ? step(place) : place
    guard !board[column].isEmpty else { return }
    let target = board[column][max(0, min(wanted, board[column].count - 1))]
    let all = VetGrid.rows(self)
    vet.grid.select(target.id) { all[$0].id }
    vet.item = 0
    vet.reason = 0
  }
}
