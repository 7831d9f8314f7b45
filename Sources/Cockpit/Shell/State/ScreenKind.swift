import Marketing
import Screen

/// One of the screens between the header and the bottom line: its panes, what they show, and which keys they have.
///
/// A screen keeps what it knows in a part of its own of `CockpitState`.
protocol ScreenKind: Sendable {
  /// The key that shows it.
  static var key: String { get }
  /// What its command says.
  static var title: String { get }
  /// What can be asked for on it, in the order in which the help lists it.
  static var commands: [Command] { get }
  /// Its tables.
  static var tables: [any PaneTable.Type] { get }
  /// The commands that work anywhere on the screen.
  static var scope: Command.Scope { get }
  /// Its panes in the order in which Tab goes through them.
  static func panes(_ state: CockpitState) -> [String]
  static func focusedPane(_ state: CockpitState) -> String
  static func focus(_ pane: String, _ state: inout CockpitState)
  /// The commands of the focused pane.
  static func paneScope(_ state: CockpitState) -> Command.Scope
  /// The table in the focused pane, if it is one.
  static func grid(_ state: CockpitState) -> (any PaneTable.Type)?
  /// Moves within a focused pane that is no table; `step` gets the place and returns the new one, however far off.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int)
  /// The same sideways.
  static func moveColumn(_ state: inout CockpitState, _ step: Int)
  /// A click into a pane that has just got the focus; true when it was for something other than a table's row.
  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool
  /// Works out what the frame shows, where what decides it has changed. Slow work is asked for as an effect.
  static func arrange(_ state: inout CockpitState) -> [Effect]
  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState)
  /// What stands at the head of the help: what is under the cursor, explained.
  static func help(_ state: CockpitState) -> [TextLine]
  /// Whether the bottom line begins with what only this screen can do, which is what a newcomer looks for.
  static var beginsWithOwnHints: Bool { get }
  /// Whom a command is for that was called here and is about influencers; nil where no table of them has the cursor.
  static func chosenInfluencers(_ state: CockpitState) -> [Influencer]?
  /// The influencers behind marked rows, where the rows in front of the manager aren't the roster's.
  static func markedInfluencers(_ state: CockpitState) -> Set<InfluencerID>
  /// What of the screen a session keeps, as plain text. The names begin with the screen's.
  static func write(_ state: CockpitState, to view: inout SavedView)
  static func restore(_ state: inout CockpitState, from view: SavedView)
}

extension ScreenKind {
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {}
  static func moveColumn(_ state: inout CockpitState, _ step: Int) {}
  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool { false }
  static func help(_ state: CockpitState) -> [TextLine] { [] }
  static var beginsWithOwnHints: Bool { true }
  static func chosenInfluencers(_ state: CockpitState) -> [Influencer]? { nil }
  static func markedInfluencers(_ state: CockpitState) -> Set<InfluencerID> { [] }
}

extension CockpitState {
  /// Where the keys go: the scope of the focused pane.
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

  /// What a session keeps of where the manager stood, as plain text.
  var view: SavedView {
    var view: SavedView = ["screen": screen.name, "zoomed": isZoomed ? "yes" : "no"]
    if let campaignInView { view["campaign"] = String(campaignInView.number) }
    view.requests = keptRequests
    for screen in registry.screens { screen.kind.write(self, to: &view) }
    return view
  }

  mutating func restore(_ view: SavedView) {
    screen = view["screen"].flatMap(registry.screen(named:)) ?? registry.screens[0]
    isZoomed = view["zoomed"] == "yes"
    keptRequests = SavedRequests()
    keptRequests.unread = view.requests.unread
    keptRequests.unknown = view.requests.unknown
    let campaign = view["campaign"].flatMap { Int($0) }.map { CampaignID($0) }
    campaignInView = campaign.flatMap { document?.session.campaigns[$0]?.id }
    for screen in registry.screens { screen.kind.restore(&self, from: view) }
  }
}
