import CNcurses
import LibC
import Screen

/// The terminal, painted by ncurses. There is only one at a time, and only the waker may be used from other threads.
package final class TerminalDisplay: Display {
  package private(set) var size: Size
  package let capabilities: Capabilities

  let input: Int32
  let output: Int32
  private let modes: ModeCodes
  private var startModes: termios
  private var restoreCodes: [UInt8]
  private let screen: OpaquePointer
  private let files: (output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>)
  private let stop: @Sendable (_ group: Bool) -> Void
  private var painter: Painter
  private var isRestored = false
  /// Suspended: the shell has the terminal.
  private var isSuspended = false

  // Event state; see TerminalDisplay+Events.swift.
  var decoder: InputDecoder
  var queue: [Event] = []
  /// The signal that asked to leave; a closed terminal counts as SIGHUP.
  package internal(set) var endingSignal: Int32?
  var isGone = false
  var saidGone = false
  var emptyReads = 0
  var wakesLast = false

  /// Opens the terminal: sets its modes, switches to the alternate screen and installs signal handlers.
  package init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    clout_open_standard_descriptors()
    guard clout_screen() == nil else { throw .alreadyOpen }
    guard isatty(options.input) == 1 else { throw .notATerminal(.input) }
    guard isatty(options.output) == 1 else { throw .notATerminal(.output) }
    let usesUnicode = Locale.adoptCharacterSet()
    let name = try TerminalType.find(options.term, output: options.output)
    input = options.input
    output = options.output
    stop = options.stop ?? { clout_stop($0) }

    startModes = termios()
    guard tcgetattr(output, &startModes) == 0 else {
      throw .system(call: "tcgetattr", errno: errno)
    }
    guard clout_pipe_open() else { throw .system(call: "pipe", errno: errno) }
    files = try Self.open(input: input, output: output)
    clout_output_open(output, fileno(files.output))
    // ncurses handles signals that nobody else does, so ours are installed first.
    clout_signals_install()
    guard let screen = newterm(name, files.output, files.input) else {
      clout_signals_remove()
      clout_output_close()
      fclose(files.output)
      fclose(files.input)
      throw .unknown(term: name)
    }
    self.screen = screen
    raw()
    noecho()
    nonl()
    keypad(clout_screen(), true)
    typeahead(-1)

    let noColor = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    let palette = Self.palette(usesColors: options.usesColors ?? !noColor)
    capabilities = Capabilities(colors: palette.colors, unicode: usesUnicode)
    painter = Painter(palette: palette, pairs: Int(clout_pairs()), usesUnicode: usesUnicode)
    decoder = InputDecoder(
      keys: KeyTable.ofOpenTerminal(), escapeDelay: options.escapeDelay,
      pasteLimit: options.pasteLimit)
    modes = ModeCodes(usesMouse: options.usesMouse)
    restoreCodes = modes.off + ModeCodes.leaving
    size = Size(width: Int(clout_columns()), height: Int(clout_rows()))
    adoptWindowSize()
    enter()
  }

  deinit { restore() }

  package var waker: Waker { Waker { clout_wake() } }

  package func present(_ canvas: Canvas) {
    guard !isRestored, !isSuspended, !isGone else { return }
    painter.paint(capabilities.unicode ? canvas : canvas.asciified())
  }

  package func redraw() { painter.forget() }

  /// Restores the terminal as it was. Further calls do nothing; the display can't be used afterwards.
  package func restore() {
    guard !isRestored else { return }
    isRestored = true
    leave()
    clout_output_close()
    delscreen(screen)
    fclose(files.output)
    fclose(files.input)
    clout_signals_remove()
  }

  package func suspend() { suspend(group: true) }

  /// Stops the process group, as Ctrl-Z would, or just the process if a signal asked for it.
  func suspend(group: Bool) {
    guard !isRestored else { return }
    leave()
    stop(group)
    resume()
  }

  /// Takes the terminal back once the process is continued, whoever stopped it.
  func resume() {
    guard !isRestored, !isGone else { return }
    // A program continued only to be killed must not touch a terminal that others hold: the kernel
    // would stop it again.
    if clout_signal_end_pending(), isSuspended || clout_in_background(output) { return }
    if !isSuspended { leave() }
    clout_output_mend()
    adoptWindowSize().map { queue.append(.resize($0)) }
    reset_prog_mode()
    enter()
    painter.forget()
    queue.insert(.resumed, at: 0)
  }

  /// Adopts the window's size; nil if it hasn't changed.
  @discardableResult
  func adoptWindowSize() -> Size? {
    if let window = Termios.windowSize(of: output) {
      // Unlike resizeterm, this queues no key in ncurses' reader, which isn't used.
      resize_term(Int32(window.height), Int32(window.width))
    }
    let current = Size(width: Int(clout_columns()), height: Int(clout_rows()))
    guard current != size else { return nil }
    size = current
    painter.forget()
    return current
  }

  private func enter() {
    isSuspended = false
    Termios.write(modes.on)
    clout_rescue_arm(
      output, &startModes, restoreCodes.map { CChar(bitPattern: $0) }, restoreCodes.count)
  }

  /// Gives the terminal back, within a second even if it doesn't read.
  private func leave() {
    guard !isSuspended else { return }
    isSuspended = true
    clout_guard_begin()
    defer { clout_guard_end() }
    if clout_in_background(output) {
      // The modes belong to the foreground program; switch off only what we switched on.
      Termios.write(restoreCodes)
    } else {
      if !clout_output_is_cut() { Termios.write(modes.off) }
      endwin()
    }
    // What ncurses has written may have gone nowhere.
    if clout_output_is_cut() { clout_rescue() }
    clout_rescue_disarm()
  }

  /// ncurses closes the files it is given, so it gets duplicates.
  private static func open(
    input: Int32, output: Int32
  ) throws(TerminalError) -> (
    output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>
  ) {
    let copies = [output, input].map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    guard let out = fdopen(copies[0], "w") else { throw .system(call: "fdopen", errno: errno) }
    guard let into = fdopen(copies[1], "r") else {
      fclose(out)
      throw .system(call: "fdopen", errno: errno)
    }
    return (out, into)
  }

  private static func palette(usesColors: Bool) -> Palette {
    guard usesColors, has_colors(), start_color() == OK else {
      return Palette(colors: .none, count: 0, hasDefaults: true)
    }
    let hasDefaults = use_default_colors() == OK
    let count = Int(clout_colors())
    let colors: Capabilities.Colors =
      switch count {
      case _ where clout_term_is_direct(): .rgb
      case 256..<1 << 15: .indexed256
      case 8...: .sixteen
      default: .none
      }
    return Palette(colors: colors, count: count, hasDefaults: hasDefaults)
  }
}
