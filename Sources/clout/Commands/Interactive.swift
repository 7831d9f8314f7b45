import ArgumentParser
import Cockpit
import Screen
import SessionStore
import Terminal
import Wording
import Workbench

struct ThemeOption: ParsableArguments {
  @Option(help: "Theme for this run: dark, light, colorblind, terminal, or one of your own.")
  var theme: String?
}

struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Open your last session, or the welcome screen.",
    discussion: "EXAMPLE\n  clout", shouldDisplay: false)

  @OptionGroup var options: ThemeOption

  func run() throws {
    try reporting { try runCockpit(.lastSession, theme: options.theme) }
  }
}

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the demo session: 120 influencers, two campaigns, 90 days of figures.",
    discussion: """
      Change whatever you like: the demo is kept from run to run. --fresh starts it over.

      EXAMPLE
        clout demo --fresh
      """)

  @Flag(help: "Throw the demo session away and start over.")
  var fresh = false
  @OptionGroup var options: ThemeOption

  func run() throws {
    try reporting {
      if fresh { try SessionFolder.remove(at: Places().demo) }
      try runCockpit(.demo, theme: options.theme)
    }
  }
}

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a new session and open it.",
    discussion: "EXAMPLE\n  clout new spring-launch.clout")

  @Argument(help: "The session's folder; “.clout” is added if it is missing.")
  var path: String
  @OptionGroup var options: ThemeOption

  func run() throws {
    try reporting {
      let place = try SessionPlace(path)
      if place.hasSession {
        throw Failure(
          "There is already a session at \(place.path): clout open \(place.path) opens it.")
      }
      try runCockpit(.create(path: path, name: SessionName.of(path: path)), theme: options.theme)
    }
  }
}

struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a session.", discussion: "EXAMPLE\n  clout open spring-launch.clout")

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @OptionGroup var options: ThemeOption

  func run() throws {
    try reporting {
      let path = try SessionPlace.ofExisting(path)
      try runCockpit(.open(path: path), theme: options.theme)
    }
  }
}

extension Cockpit {
  /// The cockpit with what was asked on the command line.
  static func asked(
    _ start: Start, theme: String?, size: Size, capabilities: Capabilities
  ) throws(ValidationError) -> Cockpit {
    do throws(CockpitError) {
      return try Cockpit(
        Options(start: start, theme: theme, today: .today), size: size, capabilities: capabilities)
    } catch {
      throw ValidationError("--theme: \(error)")
    }
  }
}

/// Starts the interactive shell on the terminal.
func runCockpit(_ start: Cockpit.Start, theme: String?) throws {
  let display = try TerminalDisplay()
  var cockpit: Cockpit
  do {
    cockpit = try Cockpit.asked(
      start, theme: theme, size: display.size, capabilities: display.capabilities)
  } catch {
    display.restore()
    throw error
  }
  cockpit.run(on: display)
  display.restore()
  let lost = cockpit.lostChanges
  let failure =
    lost == 0
    ? nil
    : Failure(
      "\(CountText.plural(lost, "change")) could not be written to disk and \(lost == 1 ? "is" : "are") lost."
    )
  if let signal = display.endingSignal {
    if let failure { Output.talk("clout: \(failure)") }
    Ending.end(by: signal)
  }
  if let failure { throw failure }
}
