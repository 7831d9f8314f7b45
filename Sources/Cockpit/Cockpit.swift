import LibC
import Marketing
import Screen
import SessionStore
import Themes
import Workbench

/// The interactive shell.
package struct Cockpit {
  /// What to open at the start.
  package enum Start: Hashable, Sendable {
    /// The last session, or the welcome screen if there is none.
    case lastSession
    case open(path: String)
    case create(path: String, settings: Settings)
    case demo
    /// Read-only: keys change what is shown, but nothing on disk.
    case view(path: String)
  }

  package struct Options: Sendable {
    package var start: Start
    package var places: Places
    /// Overrides the configured theme for this run.
    package var theme: String?
    /// The day to take for today.
    package var today: Day

    package init(start: Start, places: Places = Places(), theme: String? = nil, today: Day) {
      self.start = start
      self.places = places
      self.theme = theme
      self.today = today
    }
  }

  private var state: CockpitState
  private var first: Effect?
  private let places: Places

  /// Reads configuration and themes. Asking for a theme that can't be used is an error.
  package init(_ options: Options, size: Size, capabilities: Capabilities) throws(CockpitError) {
    let (config, problem) = Config.read(options.places.configFile)
    let (themes, themeProblems) = ThemeShelf.load(userThemes: options.places.themes)
    let name = options.theme ?? config.theme ?? "dark"
    let theme = themes.first { $0.name == name }
    if options.theme != nil, theme == nil {
      throw CockpitError(
        "There is no theme “\(name)”: \(themes.map(\.name).joined(separator: ", ")).")
    }
    state = CockpitState(
      .clout, size: size, capabilities: capabilities, today: options.today, config: config,
      themes: themes,
      theme: .plain)
    state.setTheme(theme ?? themes.first ?? .plain)
    places = options.places
    state.mappingMemory = MappingMemory(folder: places.profiles)
    if let problem = ([problem] + themeProblems).compactMap(\.self).first { state.warn(problem) }
    switch options.start {
    case .lastSession: first = config.lastSession.map { .open(path: $0) }
    case .open(let path): first = .open(path: path)
    case .create(let path, let settings): first = .create(path: path, settings: settings)
    case .demo: first = .demo
    case .view(let path): first = .look(path: path)
    }
  }

  /// Changes that could not be written before the user left.
  package var lostChanges: Int { state.lostChanges }

  /// Runs until the user leaves.
  package mutating func run(on display: some Display) {
    let inbox = Inbox { [waker = display.waker] in waker.wake() }
    let runtime = Runtime(places: places, today: state.today, inbox: inbox)
    if let first { runtime.perform(first) }
    // The first session paints at once; without one the welcome screen does.
    if first != nil { inbox.wait() }
    var pace = Pacing()
    var isGone = false
    while !state.isLeaving {
      pace.look(&state)
      // One outcome at a time, so that a key never has to wait for all of them.
      if let outcome = inbox.next() {
        update(.effectEnded(outcome), on: display, runtime)
        pace.owe(isUrgent: !outcome.comesByItself)
      } else if isGone {
        inbox.wait()
        continue
      }
      if !isGone, pace.mayDraw(inbox.isEmpty) { draw(on: display, runtime, &pace) }
      guard !state.isLeaving else { break }
      let wait = inbox.isEmpty ? pace.wait(state) : 0
      guard !isGone, let event = display.nextEvent(timeout: wait) else { continue }
      if case .hangup = event { isGone = true }
      if case .terminate = event { isGone = true }
      let today = Day.today
      if today != state.today, today > state.today {
        update(.clock(today), on: display, runtime)
      }
      update(.event(event), on: display, runtime)
      if case .wake = event { continue }
      if !isGone, !state.isLeaving { draw(on: display, runtime, &pace) }
    }
  }

  private mutating func update(_ action: Action, on display: some Display, _ runtime: Runtime) {
    Self.perform(state.take(action), on: display, runtime)
    Self.perform(state.settle(), on: display, runtime)
  }

  private mutating func draw(on display: some Display, _ runtime: Runtime, _ pace: inout Pacing) {
    pace.measure {
      Self.perform(state.refresh(), on: display, runtime)
      let frame = Frame(state)
      state.hits = frame.hits
      display.present(frame.canvas)
    }
  }

  /// Static: a method would hold a copy of the cockpit, and every change would copy the session.
  private static func perform(
    _ effects: [Effect], on display: some Display, _ runtime: Runtime
  ) {
    for effect in effects {
      switch effect {
      case .suspend: display.suspend()
      case .redraw: display.redraw()
      case .journal, .takeOutsideChange, .findLogged, .save, .saveAs, .open, .look, .create, .demo,
        .work,
        .export, .completePath,
        .writeConfig, .updateFeeds, .readFeedAgain, .consent, .compute, .cancelTask,
        .discardChanges, .leave:
        runtime.perform(effect)
      }
    }
  }

  /// For the command line.
  package static var screenNames: [String] { Registry.clout.screens.map(\.name) }

  package static func key(ofScreen name: String) -> Key? {
    Registry.clout.screen(named: name.lowercased()).flatMap { Key(notation: $0.kind.key) }
  }

  /// Plays keys without a terminal, carrying out effects immediately, and draws the last frame.
  package mutating func view(keys: [Key]) throws(CockpitError) -> Canvas {
    let backend = Backend(places: places, today: state.today)
    let slow = SlowWork(places: places)
    var failure: String?
    func settle(_ effects: [Effect], _ state: inout CockpitState) {
      var queue = effects
      while !queue.isEmpty {
        let effect = queue.removeFirst()
        if let outcome = backend.perform(effect) { queue += state.update(.effectEnded(outcome)) }
        let inbox = Inbox {}
        slow.perform(effect) { inbox.post($0) }
        for outcome in inbox.drain() { queue += state.update(.effectEnded(outcome)) }
      }
    }
    if let first { settle([first], &state) }
    if state.document == nil, first != nil { failure = state.message?.text }
    if let failure { throw CockpitError(failure) }
    var frame = Frame(state)
    for key in keys where !state.isLeaving {
      state.hits = frame.hits
      let effects = state.update(.event(.key(key)))
      settle(effects, &state)
      frame = Frame(state)
    }
    return frame.canvas
  }
}
