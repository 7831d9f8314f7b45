import ArgumentParser
import SessionStore

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a session's files and list what is wrong.",
    discussion: """
      Nothing is changed. The exit status is 1 if there is a problem.

      EXAMPLE
        clout check spring.clout
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String

  func run() throws {
    try reporting {
      let findings = SessionFolder.verify(at: path)
      for finding in findings { try Output.data(finding.description, as: .line) }
      if findings.contains(where: { $0.severity == .problem }) { throw ExitCode(1) }
      if findings.isEmpty { try Output.data("\(path) is sound.", as: .line) }
    }
  }
}
