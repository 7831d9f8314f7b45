import Charts
import Marketing
import Screen
import SessionStore
import Widgets

/// The whole state of the cockpit. `update` changes it, `Frame` draws it.
struct CockpitState: Sendable {
  let registry: Registry
  var size: Size
  var capabilities: Capabilities
  var today: Day
  var config: Config
  var themes: [Theme]
  var theme: Theme
  /// The open session; nil on the welcome screen.
  var document: Document?
  var screen: ScreenID
  /// The focused pane has the whole screen.
  var isZoomed = false
  /// The campaign that the screens show; nil for all.
  var campaignInView: CampaignID?
  /// The state of screens and tables, opaque to the shell.
  var parts = StateParts()
  /// Records changed here and by another program of which nobody has chosen yet which counts.
  var unsettled: [RecordConflict] = []
  /// What the screens asked when that was last made part of the session.
  var recordedRequests = SavedRequests()
  var live = Live()
  /// Where mappings of imported files are remembered.
  var mappingMemory: MappingMemory?
  /// Dialogs, forms and the palette on top of the screen. The last one has the keyboard.
  var layers: [any Layer] = []
  var message: Message?
  /// Slow work running in the background, if any.
  var task: BackgroundTask?
  /// What to do once the save is done, such as leaving.
  var afterSave: [Effect] = []
  /// Where things were drawn in the last frame, for the mouse and for scrolling.
  var hits = FrameHits()
  /// Whether the screen's tables have caught up with the state.
  var isArranged = true
  /// The loop ends when this is set.
  var isLeaving = false
  /// Changes that could not be written before leaving.
  var lostChanges = 0

  init(
    _ registry: Registry, size: Size, capabilities: Capabilities, today: Day, config: Config,
    themes: [Theme], theme: Theme
  ) {
    self.registry = registry
    self.size = size
    self.capabilities = capabilities
    self.today = today
    self.config = config
    self.themes = themes
    self.theme = theme
    screen = registry.screens[0]
  }

  /// A message on the bottom line, shown until the next key.
  struct Message: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case info, warning, error }
    var kind: Kind
    var text: String
  }

  /// Background work that takes long enough to be shown in the header.
  struct BackgroundTask: Hashable, Sendable {
    var title: String
    /// 0…1; nil when unknown.
    var progress: Double?
    /// Started by the screen itself, so Escape doesn't cancel it.
    var isAutomatic = false
  }

  mutating func say(_ text: String) { message = Message(kind: .info, text: text) }
  mutating func warn(_ text: String) { message = Message(kind: .warning, text: text) }
  mutating func fail(_ text: String) { message = Message(kind: .error, text: text) }

  func style(_ role: Role) -> Style { theme[role] }
}

/// Where a frame drew what.
struct FrameHits: Sendable {
  var tables: [Command.Scope: TableHits] = [:]
  /// The panes, by the names that the screen gives them.
  var panes: [(area: Rect, pane: String)] = []
  /// The chart, where the screen has one.
  var plot: PlotHits?
  var strip: StripHits?
  var scatter: ScatterHits?
  /// What a screen draws besides tables and charts.
  var parts = StateParts()
  var body = Rect(x: 0, y: 0, width: 0, height: 0)
}
