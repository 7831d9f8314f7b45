import ArgumentParser
import Cockpit
import LibC
import Marketing
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
    discussion: """
      Amounts are in one currency, chosen here; :currency changes it later, and :rates states what others are worth.

      EXAMPLES
        clout new spring-launch.clout
        clout new herbst.clout --currency EUR
      """)

  @Argument(help: "The session's folder; “.clout” is added if it is missing.")
  var path: String
  @Option(
    help:
      "The session's currency: such as EUR; by default that of your locale, or USD.",
    transform: readCurrency)
  var currency: Currency?
  @OptionGroup var options: ThemeOption

  func run() throws {
    try reporting {
      let place = try SessionPlace(path)
      if place.hasSession {
        throw Failure(
          "There is already a session at \(place.path): clout open \(place.path) opens it.")
      }
      var settings = Settings(name: SessionName.of(path: path))
      settings.currency =
        currency ?? LocaleCurrency.proposed(Environment.value) ?? settings.currency
      try runCockpit(.create(path: path, settings: settings), theme: options.theme)
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

/// A currency that is typed as an option.
func readCurrency(_ text: String) throws(ValidationError) -> Currency {
  do throws(EntryError) {
    return try CurrencyText.read(text)
  } catch {
    throw ValidationError(error.message)
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
