import ArgumentParser
import SessionStore

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a session's files and list what is wrong.",
    discussion: """
      Nothing is changed. The exit status is 1 if there is a problem. If clout repair can mend it, that is said.

      EXAMPLE
        clout check spring.clout
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String

  func run() throws {
    try reporting {
      let findings = SessionFolder.verify(at: path)
      for finding in findings { try Output.data(finding.description, as: .line) }
      if findings.contains(where: { $0.severity == .problem }) {
        let isOnlyMissing = findings.allSatisfy { $0.severity == .note || $0.isMissing }
        // Where files may be on another branch, what they say isn't to be given up.
        if !isOnlyMissing, let report = try? SessionRepair.run(at: path, dryRun: true),
          !report.steps.isEmpty
        {
          Output.talk(
            "clout repair \(path) can mend \(report.advice.isEmpty ? "this" : "some of this"); with --dry-run it only "
              + "says how.")
        }
        throw ExitCode(1)
      }
      if findings.isEmpty { try Output.data("\(path) is sound.", as: .line) }
    }
  }
}

struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Mend a session's files, keeping everything that is set aside.",
    discussion: """
      Mends a damaged or foreign journal, broken records, numbers that appear twice, torn or changed files of \
      measurements, files of another session, documents of which .state has a copy, records that are gone but that the \
      log has, and a session.json without the session's identity. Conflicts that git left are named and left to you. Whatever is replaced or taken \
      out is in .state/kept first; what can't be mended is said with what to do. The exit status is 0 if the session is \
      sound afterwards and nothing is lost, otherwise 1. Nothing is done while another program has the session open.

      EXAMPLES
        clout repair spring.clout --dry-run
        clout repair spring.clout
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Flag(help: "Say what would be done without changing anything.")
  var dryRun = false
  @Flag(help: "Make files that name another session this one's.")
  var adopt = false

  func run() throws {
    try reporting {
      let report = try SessionRepair.run(
        at: path, dryRun: dryRun, adopt: adopt, isShown: false)
      for step in report.steps { try Output.data(step, as: .line) }
      for note in report.notes { try Output.data("Note: \(note)", as: .line) }
      for text in report.lost { try Output.data("Lost: \(text)", as: .line) }
      for text in report.advice { try Output.data("Not mended: \(text)", as: .line) }
      for finding in report.remaining { try Output.data("Still wrong: \(finding)", as: .line) }
      if report.remaining.contains(where: \.isReference) {
        try Output.data(
          "The log doesn't have whom a booking names: put their line back into the file from a copy or from git, or take "
            + "the booking's line out of campaigns.json.", as: .line)
      }
      if report.steps.isEmpty, report.isSound {
        try Output.data("\(report.path) is sound: nothing to mend.", as: .line)
      } else if dryRun {
        try Output.data("Dry run: nothing was changed.", as: .line)
      } else if report.isSound {
        try Output.data("\(report.path) is sound now.", as: .line)
      }
      SessionRepair.conclude(report)
      if !report.isSound || !report.lost.isEmpty { throw ExitCode(1) }
    }
  }
}
