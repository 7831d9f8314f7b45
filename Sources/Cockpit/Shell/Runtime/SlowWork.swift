import Marketing
import SessionStore

/// Carries out the effects that need no session folder: reading files to import, exporting, looking things up.
struct SlowWork: Sendable {
  let places: Places
  let today: Day

  /// Reports progress and the outcome. Work that can be cancelled stops when its task is.
  func perform(_ effect: Effect, report: @escaping @Sendable (Outcome) -> Void) {
    switch effect {
    case .readImport(let path, let options, let session):
      report(read(Places.expand(path), options, session, report))
    case .importNew(let path):
      let path = Places.expand(path)
      let session = Session(settings: Settings(name: SessionName.ofImport(path)))
      let outcome = read(path, ImportOptions(), session, report)
      // Only a file that can be read makes a session.
      if case .importRead = outcome { report(.opened(OpenedSession(session: session))) }
      report(outcome)
    case .export(let kind, let path, let session, let replacing):
      let path = Places.expand(path)
      do throws(FileError) {
        try OutputFile(path).write(
          kind.table(of: session).text(ExportFormat(path: path)), replacing: replacing)
        report(.exported(said: "Exported the \(kind.rawValue) to \(path)."))
      } catch {
        let isTaken = error.reason == .exists && !replacing
        report(isTaken ? .exportExists(kind, path: path) : .failed(error))
      }
    case .completePath(let text):
      report(.completions(PathCompletion.candidates(for: text), for: text))
    case .writeConfig(let config):
      if let problem = config.write(to: places.configFile) {
        report(.failed(CockpitError(problem)))
      }
    case .compute(let computation):
      ComputationContext(computation, post: report).complete(computation)
    default: break
    }
  }

  private func read(
    _ path: String, _ options: ImportOptions, _ session: Session,
    _ report: @escaping @Sendable (Outcome) -> Void
  ) -> Outcome {
    var options = options
    options.asOf = options.asOf ?? today
    do throws(ImportError) {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let plan = try Importer.plan(file: path, options: options, session: session) { progress in
        report(.progress(title: "reading \(file)", progress))
        return !Task.isCancelled
      }
      return .importRead(plan, path: path, options: options)
    } catch {
      return .failed(error)
    }
  }
}

extension SessionName {
  /// A session that begins with an import is named after the file.
  static func ofImport(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.split(separator: ".").first.map(String.init) ?? "import"
  }
}
