import LibC
import Marketing
import SessionStore
import Wording
import Workbench

/// Reads files for an import in the background.
enum ImportWork {
  /// Opens the preview when done.
  static func read(_ typed: String, _ options: ImportOptions, _ session: Session, today: Day)
    -> Errand
  {
    Errand { report in
      report(
        outcome(typed, options, session, today, report) { session, result in
          .computed(show(result, options), isLast: true)
        })
    }
  }

  /// Reads the files again with other options; the preview that asked for it shows the result.
  static func again(
    _ files: [ImportSet.File], of token: Int, reading: Int, _ session: Session, today: Day
  ) -> Errand {
    Errand { report in
      do throws(ImportError) {
        let result = try run(files, session, today, begins: false, report)
        let update: Computation.Apply = { state in
          state.changePreview(token, reading) { $0.take(result) }
          return []
        }
        report(.computed(update, isLast: true))
      } catch {
        let text = error.description
        let tell: Computation.Apply = { state in
          state.changePreview(token, reading) { $0.giveUp() }
          if error.cause != .cancelled { state.fail(text) }
          return []
        }
        report(.computed(tell, isLast: true))
      }
    }
  }

  /// Reads files into a new session that has no folder yet.
  static func start(_ typed: String, _ options: ImportOptions, today: Day) -> Errand {
    Errand { report in
      let name = typed.split(separator: "/").last.map(String.init) ?? typed
      var settings = Settings(name: SessionName.ofImport(name.contains("*") ? "imported" : name))
      settings.currency = LocaleCurrency.proposed(Environment.value) ?? settings.currency
      report(
        outcome(typed, options, Session(settings: settings), today, report, begins: true) {
          session, result in
          // Only a file that can be read makes a session.
          report(.opened(OpenedSession(session: session)))
          return .computed(show(result, options), isLast: true)
        })
    }
  }

  /// Keeps what the user said about the columns, for the next file with the same headers.
  static func remember(_ files: [(plan: ImportPlan, options: ImportOptions)], today: Day) -> Errand
  {
    Errand { report in
      do throws(FileError) {
        var names: [String] = []
        for (plan, options) in files {
          let name = try options.memory?.remember(
            options, headers: plan.columns.map(\.header), file: plan.file, day: today, answers: true
          )
          if let name { names.append("“\(name)”") }
        }
        guard !names.isEmpty else { return }
        let list = names.joined(separator: ", ")
        let tell: Computation.Apply = { state in
          state.say(
            "Imported (u undoes it). What you said is remembered as \(list); :profiles lists it.")
          return []
        }
        report(.computed(tell, isLast: true))
      } catch {
        report(.failed(error))
      }
    }
  }

  private static func outcome(
    _ typed: String, _ options: ImportOptions, _ session: Session, _ today: Day,
    _ report: @escaping @Sendable (Outcome) -> Void, begins: Bool = false,
    _ done: (Session, ImportSet.Result) -> Outcome
  ) -> Outcome {
    let files: [String]
    do throws(Refusal) {
      files = try ImportPaths.files(typed)
    } catch {
      return .failed(error)
    }
    do throws(ImportError) {
      let result = try run(
        files.map { ImportSet.File($0, options) }, session, today, begins: begins, report)
      return done(result.session, result)
    } catch {
      return .failed(error)
    }
  }

  private static func run(
    _ files: [ImportSet.File], _ session: Session, _ today: Day, begins: Bool,
    _ report: @escaping @Sendable (Outcome) -> Void
  ) throws(ImportError) -> ImportSet.Result {
    var files = files
    for place in files.indices { files[place].options.isDraft = true }
    let result = try ImportSet(session, files: files, today: today).run(begins: begins) {
      path, share in
      let file = path.split(separator: "/").last.map(String.init) ?? path
      report(.progress(title: "reading \(file)", share))
      return !Task.isCancelled
    }
    // One that can't be read is an error; beside others it is left out, and said.
    if result.files.isEmpty, let first = result.problems.first { throw first.error }
    return result
  }

  private static func show(_ result: ImportSet.Result, _ options: ImportOptions)
    -> Computation.Apply
  {
    { state in
      state.layers.append(ImportPreview(result, inView: options.campaign))
      return []
    }
  }
}

extension CockpitState {
  /// Changes the preview that a reading was for, if it is still there.
  fileprivate mutating func changePreview(
    _ token: Int, _ reading: Int, _ change: (inout ImportPreview) -> Void
  ) {
    for place in layers.indices {
      guard var preview = layers[place] as? ImportPreview, preview.token == token,
        preview.readings == reading
      else { continue }
      change(&preview)
      layers[place] = preview
    }
  }
}
