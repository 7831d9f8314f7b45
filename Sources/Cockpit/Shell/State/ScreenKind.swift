import Marketing
import Screen

/// A screen between the header and the bottom line: its panes, what they show, and which keys they have.
///
/// A screen keeps its state in a part of `CockpitState` of its own.
protocol ScreenKind: Sendable {
  /// The key that shows it.
  static var key: String { get }
  /// The title of its command.
  static var title: String { get }
  /// In the order in which the help lists them.
  static var commands: [Command] { get }
  static var tables: [any PaneTable.Type] { get }
  /// The commands that work anywhere on the screen.
  static var scope: Command.Scope { get }
  /// In the order in which Tab goes through them.
  static func panes(_ state: CockpitState) -> [String]
  static func focusedPane(_ state: CockpitState) -> String
  static func focus(_ pane: String, _ state: inout CockpitState)
  /// The commands of the focused pane.
  static func paneScope(_ state: CockpitState) -> Command.Scope
  /// The focused pane's table, if it has one.
  static func grid(_ state: CockpitState) -> (any PaneTable.Type)?
  /// Moves within a focused pane that isn't a table; `step` maps the place to the new one, which may be out of range.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int)
  /// The same sideways.
  static func moveColumn(_ state: inout CockpitState, _ step: Int)
  /// A click into a pane that has just been focused; true when it hit something other than a table's row.
  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool
  /// Recomputes what the frame shows if its basis has changed. Slow work is returned as an effect.
  static func arrange(_ state: inout CockpitState) -> [Effect]
  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState)
  /// The top of the help: an explanation of what is under the cursor.
  static func help(_ state: CockpitState) -> [TextLine]
  /// Whether the bottom line begins with this screen's own commands, which a newcomer looks for.
  static var beginsWithOwnHints: Bool { get }
  /// The influencers that a command called here applies to; nil where the cursor isn't in a table of them.
  static func chosenInfluencers(_ state: CockpitState) -> [Influencer]?
  /// The influencers behind the marked rows, where those aren't the roster's.
  static func markedInfluencers(_ state: CockpitState) -> Set<InfluencerID>
  /// Writes what a session keeps of the screen, as plain text. Names begin with the screen's.
  static func write(_ state: CockpitState, to view: inout SavedView)
  static func restore(_ state: inout CockpitState, from view: SavedView)
  /// Adds what the screen asks, which is part of the session.
  static func ask(_ state: CockpitState, _ requests: inout SavedRequests)
  /// Takes over what the session asks, after an undo or a change by another program.
  static func adopt(_ requests: SavedRequests, _ state: inout CockpitState)
}

extension ScreenKind {
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {}
  static func moveColumn(_ state: inout CockpitState, _ step: Int) {}
  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool { false }
  static func help(_ state: CockpitState) -> [TextLine] { [] }
  static var beginsWithOwnHints: Bool { true }
  static func chosenInfluencers(_ state: CockpitState) -> [Influencer]? { nil }
  static func markedInfluencers(_ state: CockpitState) -> Set<InfluencerID> { [] }
  static func ask(_ state: CockpitState, _ requests: inout SavedRequests) {}
  static func adopt(_ requests: SavedRequests, _ state: inout CockpitState) {}
}

extension CockpitState {
  /// The scope of the focused pane.
  var paneScope: Command.Scope { screen.kind.paneScope(self) }
  /// The table that has the focus; a KPI table counts as one.
  var focusedTable: (any PaneTable.Type)? { screen.kind.grid(self) }

  mutating func show(_ screen: ScreenID) {
    self.screen = screen
    isZoomed = false
  }

  mutating func focusPane(_ step: Int) {
    let panes = screen.kind.panes(self)
    guard !panes.isEmpty else { return }
    let at = panes.firstIndex(of: screen.kind.focusedPane(self)) ?? 0
    screen.kind.focus(panes[(at + step + panes.count) % panes.count], &self)
  }

  /// Where the user left off, as plain text that the session keeps.
  var view: SavedView {
    var view: SavedView = ["screen": screen.name, "zoomed": isZoomed ? "yes" : "no"]
    if let campaignInView { view["campaign"] = String(campaignInView.number) }
    view.requests = asked
    for screen in registry.screens { screen.kind.write(self, to: &view) }
    return view
  }

  mutating func restore(_ view: SavedView) {
    screen = view["screen"].flatMap(registry.screen(named:)) ?? registry.screens[0]
    isZoomed = view["zoomed"] == "yes"
    let campaign = view["campaign"].flatMap { Int($0) }.map { CampaignID($0) }
    campaignInView = campaign.flatMap { document?.session.campaigns[$0]?.id }
    for screen in registry.screens { screen.kind.restore(&self, from: view) }
    recordedRequests = asked
  }
}
