import ArgumentParser
import LibC
import SessionStore
import Terminal

struct Clout: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clout",
    abstract:
      "Run influencer campaigns from the terminal: roster, budget, KPIs, and mega against micro.",
    discussion: """
      Without a subcommand Clout opens your last session, or a welcome screen if there is none.

      EXAMPLES
        clout demo                                   look around
        clout new spring.clout                       start a session
        clout open spring.clout                      go on with it
        clout import creators.csv --into spring.clout --platform instagram
        clout kpis spring.clout --by tier            the figures, on standard output
        clout compare spring.clout --goal awareness  mega against micro
        clout vet spring.clout --flagged              what looks odd, and why
        clout profiles                               the exports that it knows
        tail -F orders.jsonl | clout ingest spring.clout -
        clout log spring.clout --last 20             who changed what, and when
        clout check spring.clout                     is everything as it was written?
        clout repair spring.clout --dry-run          what could be mended, and how

      EXIT STATUS  0 done · 1 failed · 2 wrong usage · 128 + N ended by signal N
      """,
    version: "clout 0.1",
    subcommands: [
      Start.self, Demo.self, New.self, Open.self, Import.self, Ingest.self, Export.self, KPIs.self,
      Compare.self, PlanCommand.self, Vet.self, CheckCommand.self,
      RepairCommand.self, LogCommand.self, MergeCommand.self, ProfilesCommand.self, View.self,
    ],
    defaultSubcommand: Start.self)
}

@main
enum Main {
  /// Exit codes are part of the interface: 0 done, 1 failed, 2 wrong usage.
  static func main() {
    secureStandardDescriptors()
    Ending.handleCrashes()
    if let text = unknownCommand {
      Output.talk(["Error: \(text)", "  clout --help lists the commands."])
      exit(2)
    }
    do {
      var command = try Clout.parseAsRoot()
      do {
        try command.run()
      } catch let error as ValidationError {
        let usage = Clout.usageString(for: type(of: command))
        let name = usage.prefix { !"<[".contains($0) }
        Output.talk([
          "Error: \(error)", "Usage: \(usage)", "  See '\(name)--help' for more information.",
        ])
        exit(2)
      }
    } catch {
      let code = Clout.exitCode(for: error)
      let message = Clout.fullMessage(for: error)
      if !message.isEmpty {
        if code == .success {
          _ = try? Output.data(message, as: .report)
        } else {
          // Usage has several lines of its own.
          let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
          Output.talk(lines.map(String.init))
        }
      }
      exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  /// What to say if the first word is no command: most likely it is a session.
  private static var unknownCommand: String? {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), word != "help",
      !Clout.configuration.subcommands.contains(where: { $0._commandName == word })
    else { return nil }
    return SessionFolder.exists(at: word) || SessionFolder.exists(at: word + ".clout")
      ? "A session is opened with: clout open \(word)"
      : "There is no command “\(word)”. To open a session: clout open PATH."
  }

  /// Our parent may have closed one of these. The next file we open would then get its number, and standard output
  /// would end up in that file.
  private static func secureStandardDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      guard open("/dev/null", O_RDWR) == descriptor else { exit(1) }
    }
  }
}
