import Marketing
import SessionStore
import Workbench

/// Carries out the effects that don't need the session's folder: reading files, exporting.
struct SlowWork: Sendable {
  let places: Places

  /// Reports progress and the outcome; stops when its task is cancelled, where the work allows it.
  func perform(_ effect: Effect, report: @escaping @Sendable (Outcome) -> Void) {
    switch effect {
    case .work(let errand): errand.run(report)
    case .export(let kind, let path, let session, let replacing):
      let path = Places.expand(path)
      do throws(FileError) {
        let file = ExportJob(session, kind).file(ExportFormat(path: path))
        try OutputFile(path).write(file.bytes, replacing: replacing)
        let advice =
          kind == .kpis ? [] : ["Edited in a spreadsheet, it can be imported again with i."]
        let said =
          ["Exported the \(kind.rawValue) to \(path)."]
          + (file.remarks.isEmpty ? advice : file.remarks)
        report(.exported(said: said.joined(separator: " ")))
      } catch {
        guard error.reason == .exists, !replacing else { return report(.failed(error)) }
        let ask: Computation.Apply = { state in
          state.layers.append(Confirm.replacing(path, byExportOf: kind))
          return []
        }
        report(.computed(ask, isLast: true))
      }
    case .completePath(let text):
      report(.completions(PathCompletion.candidates(for: text), for: text))
    case .writeConfig(let config):
      if let problem = config.write(to: places.configFile) {
        report(.failed(CockpitError(problem)))
      }
    case .compute(let computation):
      ComputationContext(computation, post: report).complete(computation)
    case .journal, .takeOutsideChange, .findLogged, .save, .saveAs, .open, .look, .create, .demo,
      .suspend,
      .updateFeeds, .readFeedAgain, .consent,
      .cancelTask, .redraw, .discardChanges, .leave:
      break
    }
  }
}
