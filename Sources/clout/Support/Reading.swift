import ArgumentParser
import LibC
import Marketing
import SessionStore

/// For commands that print from a session.
struct DamageOption: ParsableArguments {
  @Flag(
    help:
      "Print what can be read of a damaged session; what is missing is said, and the exit status is 1."
  )
  var anyway = false
}

extension ParsableCommand {
  /// Runs the body with a session, read without taking its lock.
  ///
  /// Figures and tables of a damaged session would be wrong and look right, so nothing is printed from one unless asked
  /// for, and then the status is 1 all the same.
  func reading(
    _ path: String, _ damage: DamageOption, _ body: (Session) throws -> Void
  ) throws {
    try readingContents(path, damage) { try body($0.session) }
  }

  /// The same with all that was read.
  func readingContents(
    _ path: String, _ damage: DamageOption, _ body: (SessionFolder.Contents) throws -> Void
  ) throws {
    let (_, contents) = try readWhole(path)
    let (problems, isIncomplete) = problems(of: contents, path)
    guard !problems.isEmpty else {
      let damage = contents.damage.filter { !contents.notes.contains($0) }
      for note in contents.notes + damage.prefix(5) { Output.talk("clout: \(note)") }
      return try body(contents)
    }
    for problem in problems.prefix(5) { Output.talk("clout: \(problem)") }
    if problems.count > 5 { Output.talk("clout: clout check lists \(problems.count - 5) more.") }
    guard damage.anyway || !isIncomplete else {
      throw Failure(
        "\(path) isn't complete, so nothing was printed: figures would be too low. --anyway prints what is there."
      )
    }
    guard damage.anyway else {
      throw Failure(
        """
        \(path) is damaged, so nothing was printed: it would be incomplete. Correct the file, or restore it from \
        a copy; --anyway prints what can be read.
        """)
    }
    Output.talk("clout: what follows is incomplete.")
    try body(contents)
    throw ExitCode(1)
  }

  /// A session and its folder's path. The program that has it open may be saving meanwhile, so a second look decides.
  func readWhole(_ path: String) throws -> (path: String, SessionFolder.Contents) {
    var attempts = 3
    while true {
      let (folder, contents) = try SessionFolder.open(at: path, readOnly: true)
      folder.close()
      attempts -= 1
      guard contents.readOnlyError != nil, attempts > 0 else { return (folder.path, contents) }
      usleep(100_000)
    }
  }

  /// What can't be read, with file, line and column.
  ///
  /// - Returns: also whether it is only that files of measurements aren't there.
  private func problems(
    of contents: SessionFolder.Contents, _ path: String
  ) -> (texts: [String], isIncomplete: Bool) {
    guard contents.readOnlyError != nil || !contents.notes.isEmpty else { return ([], false) }
    let findings = SessionFolder.verify(at: path)
    let unreadable = findings.filter(\.isLoss)
    guard unreadable.isEmpty else {
      let advice = findings.filter { finding in
        finding.isAdvice && unreadable.contains { $0.file == finding.file }
      }
      return ((unreadable + advice).map(\.description), unreadable.allSatisfy(\.isMissing))
    }
    return (contents.readOnlyReason.map { [$0] } ?? [], false)
  }
}
