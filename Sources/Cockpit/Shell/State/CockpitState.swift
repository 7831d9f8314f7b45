import Charts
import Marketing
import Screen
import Widgets

/// Everything that the interactive shell knows. `update` changes it, `draw` shows it.
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
  /// The campaign that screens are limited to; nil for all.
  var campaignInView: CampaignID?
  /// What screens and tables know, of which the shell knows nothing.
  var parts = StateParts()
  /// What of the saved requests isn't understood, and so is saved again as it was.
  var keptRequests = SavedRequests()
  var live = Live()
  /// What lies above the screen: dialogs, forms, the palette. The last one has the keyboard.
  var layers: [any Layer] = []
  var message: Message?
  /// The slow work that runs beside the loop, if any.
  var task: BackgroundTask?
  /// What a save was asked for, such as leaving.
  var afterSave: [Effect] = []
  /// What stood where in the last frame, for the mouse and for scrolling.
  var hits = FrameHits()
  /// Set when the loop is to end.
  var isLeaving = false

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

  /// A line for the person, shown until the next key.
  struct Message: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case info, warning, error }
    var kind: Kind
    var text: String
  }

  /// Work off the main loop that takes long enough to say so.
  struct BackgroundTask: Hashable, Sendable {
    var title: String
    /// 0…1; nil where it can't be told.
    var progress: Double?
    /// Nobody asked for it: Escape has better things to do than to cancel it.
    var isAutomatic = false
  }

  mutating func say(_ text: String) { message = Message(kind: .info, text: text) }
  mutating func warn(_ text: String) { message = Message(kind: .warning, text: text) }
  mutating func fail(_ text: String) { message = Message(kind: .error, text: text) }

  func style(_ role: Role) -> Style { theme[role] }
}

/// What a frame put where.
struct FrameHits: Sendable {
  var tables: [Command.Scope: TableHits] = [:]
  /// The panes of the screen, under the names that the screen gives them.
  var panes: [(area: Rect, pane: String)] = []
  /// The chart, where the screen has one.
  var plot: PlotHits?
  var strip: StripHits?
  var scatter: ScatterHits?
  /// What a screen has beside tables and charts.
  var parts = StateParts()
  var body = Rect(x: 0, y: 0, width: 0, height: 0)
}
