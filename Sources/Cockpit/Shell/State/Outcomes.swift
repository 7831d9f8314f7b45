import Marketing
import SessionStore
import Wording

/// How an effect ended.
enum Outcome: Sendable {
  case opened(OpenedSession)
  /// `written` are edits that reached the disk only now.
  case saved(path: String, change: History.Position, written: [Edit] = [])
  /// `said` is for the message line.
  case exported(said: String)
  case completions([String], for: String)
  case progress(title: String, Double?, isAutomatic: Bool = false)
  /// The edits are on disk, and so is everything before them.
  case journaled([Edit])
  /// An edit could not be written. It is kept and retried; until it succeeds the session counts as unsaved.
  case notJournaled(StoreError)
  /// Feeds or another program brought these; they are on disk already.
  case arrived([Edit])
  /// How the feeds are doing now.
  case feeds([FeedID: FeedStatus])
  /// A computation has a result; `isLast` when no more follow.
  case computed(Computation.Apply, isLast: Bool)
  /// The cause, such as a `StoreError`; its description is shown.
  case failed(any Error)
  case left
}

extension Outcome {
  /// The user didn't ask for it, so it may be drawn together with what comes next.
  var comesByItself: Bool {
    switch self {
    case .arrived, .progress, .journaled, .feeds: true
    case .notJournaled, .opened, .saved, .exported, .completions, .computed, .failed,
      .left:
      false
    }
  }
}

/// A session that an effect has opened.
struct OpenedSession: Sendable {
  var session: Session
  var path: String?
  var view: SavedView = [:]
  var readOnlyReason: String?
  /// What the user should know: changes recovered, a read-only lock.
  var notes: [String] = []
  var hasRecoveredChanges = false
}

extension CockpitState {
  mutating func receive(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .opened(let opened):
      task = nil
      return show(opened)
    case .saved(let path, let change, let written):
      task = nil
      endWrite(of: written)
      document?.path = path
      document?.markSaved(at: change)
      say("Saved to \(path).")
      defer { afterSave = [] }
      return [remember(path)].compactMap(\.self) + afterSave
    case .exported(let text):
      task = nil
      say(text)
    case .completions(let candidates, let text):
      if var prompt = layers.last as? Prompt {
        if candidates.isEmpty { warn("Nothing there starts with \(text).") }
        prompt.offer(candidates)
        layers[layers.count - 1] = prompt
      }
    case .progress(let title, let progress, let isAutomatic):
      task = BackgroundTask(title: title, progress: progress, isAutomatic: isAutomatic)
    case .journaled(let edits): endWrite(of: edits)
    case .notJournaled(let error):
      document?.isWaitingForDisk = true
      fail(error.description)
    case .arrived: break
    case .feeds(let statuses): live.feeds = statuses
    case .computed(let apply, let isLast):
      if isLast { task = nil }
      return apply(&self)
    case .failed(let error):
      task = nil
      afterSave = []
      fail("\(error)")
    case .left:
      isLeaving = true
    }
    return []
  }

  private mutating func show(_ opened: OpenedSession) -> [Effect] {
    var document = Document(
      session: opened.session, path: opened.path, readOnlyReason: opened.readOnlyReason)
    if opened.hasRecoveredChanges { document.markUnsaved() }
    self.document = document
    live = Live(now: live.now)
    layers = []
    parts = StateParts()
    restore(opened.view)
    var notes = opened.notes
    if opened.view["campaign"] != nil, campaignInView == nil {
      notes.append(
        "The campaign that was in view isn't in the session any more: all campaigns are shown.")
    }
    if notes.isEmpty {
      say(
        "\(CountText.plural(opened.session.roster.count, "influencer")). ? shows the keys, : finds every command."
      )
    } else {
      warn(notes.joined(separator: " "))
    }
    return [opened.path.flatMap { remember($0) }].compactMap(\.self)
  }

  /// Moves the session to the top of the recent ones.
  private mutating func remember(_ path: String) -> Effect? {
    guard config.lastSession != path else { return nil }
    config.lastSession = path
    config.recentSessions = [path] + (config.recentSessions ?? []).filter { $0 != path }.prefix(8)
    return .writeConfig(config)
  }
}
