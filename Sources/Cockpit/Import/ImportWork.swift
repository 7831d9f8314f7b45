import LibC
import Marketing
import SessionStore
import Wording
import Workbench

/// Reads files for an import in the background.
enum ImportWork {
  /// Opens the preview when done.
  static func read(_ path: String, _ options: ImportOptions, _ session: Session, today: Day)
    -> Errand
  {
    Errand { report in report(outcome(Places.expand(path), options, session, today, report).0) }
  }

  /// Reads a file into a new session that has no folder yet.
  static func start(_ path: String, _ options: ImportOptions, today: Day) -> Errand {
    Errand { report in
      let path = Places.expand(path)
      var settings = Settings(name: SessionName.ofImport(path))
      settings.currency = LocaleCurrency.proposed(Environment.value) ?? settings.currency
      let (outcome, session) = outcome(
        path, options, Session(settings: settings), today, report, begins: true)
      // Only a file that can be read makes a session.
      if case .computed = outcome { report(.opened(OpenedSession(session: session))) }
      report(outcome)
    }
  }

  /// Asks which of several tables is meant, and reads that.
  private static func choose(
    among names: [String], _ path: String, _ options: ImportOptions
  ) -> Computation.Apply {
    { state in
      state.layers.append(
        Prompt("Sheet to import", completion: .choices { _ in names }) { name, state in
          guard let session = state.document?.session else { return [] }
          var options = options
          options.sheet = name
          return [.work(read(path, options, session, today: state.today))]
        })
      return []
    }
  }

  /// Keeps what the user said about the columns, for the next file with the same headers.
  static func remember(_ plan: ImportPlan, _ options: ImportOptions, today: Day) -> Errand {
    Errand { report in
      do throws(FileError) {
        let name = try options.memory?.remember(
          options, headers: plan.columns.map(\.header), file: plan.file, day: today)
        guard let name else { return }
        let tell: Computation.Apply = { state in
          state.say(
            "Imported (u undoes it). Your columns are remembered as “\(name)”; :profiles lists them."
          )
          return []
        }
        report(.computed(tell, isLast: true))
      } catch {
        report(.failed(error))
      }
    }
  }

  private static func outcome(
    _ path: String, _ options: ImportOptions, _ session: Session, _ today: Day,
    _ report: @escaping @Sendable (Outcome) -> Void, begins: Bool = false
  ) -> (Outcome, Session) {
    let job = ImportJob(session, file: path, options: options, today: today)
    do throws(ImportError) {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let goOn: (Double) -> Bool = { progress in
        report(.progress(title: "reading \(file)", progress))
        return !Task.isCancelled
      }
      let (session, plan) =
        begins ? try job.begin(goOn: goOn) : (session, try job.run(goOn: goOn))
      let preview = ImportPreview(plan, path: path, options: job.options)
      let show: Computation.Apply = { state in
        state.layers.append(preview)
        return []
      }
      return (.computed(show, isLast: true), session)
    } catch {
      if !error.tables.isEmpty {
        return (.computed(choose(among: error.tables, path, job.options), isLast: true), session)
      }
      guard error.cause == .grain else { return (.failed(error), session) }
      let options = job.options
      let ask: Computation.Apply = { state in
        state.layers.append(grainPrompt(path, options))
        return []
      }
      return (.computed(ask, isLast: true), session)
    }
  }

  /// Asks what only somebody who knows the export can say, and reads the file again.
  private static func grainPrompt(_ path: String, _ former: ImportOptions) -> Prompt {
    Prompt(
      "Figures of one day each (daily), of a span (period), or so far (total)?",
      completion: .choices { _ in ImportOptions.grains }
    ) { text, state in
      guard let session = state.document?.session else { return [] }
      var options = former
      options.setGrain(text)
      return [.work(read(path, options, session, today: state.today))]
    }
  }
}
