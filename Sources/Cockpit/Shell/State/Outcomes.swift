import Marketing
import SessionStore
import Wording

/// How an effect ended.
enum Outcome: Sendable {
  case opened(OpenedSession)
  /// `written` are edits that reached the disk only now; `unplaced` says why not all files have got their places.
  case saved(
    path: String, change: History.Position, written: [Edit] = [], unplaced: StoreError? = nil)
  /// `said` is for the message line.
  case exported(said: String)
  case completions([String], for: String)
  case progress(title: String, Double?, isAutomatic: Bool = false)
  /// The edits are on disk, and so is everything before them. `isRetry` when nobody asked just now.
  case journaled([Edit], isRetry: Bool = false)
  /// An edit could not be written. It is kept and retried; until it succeeds the session counts as unsaved.
  case notJournaled(StoreError)
  /// What was written counts, but not all files have got their places. It is tried again.
  case notPlaced(StoreError)
  /// Another program has changed the session's files.
  case changedOutside
  /// The program that writes the session did something that can't be told in edits: this is the session now.
  case reloaded(Session)
  /// Another program writes the session now, and this one follows it.
  case writerChanged(FolderLock.Holder)
  /// The program that wrote the session has ended, and this one may write now.
  case tookOver(OpenedSession)
  /// Something the manager should know.
  case noted(String)
  /// Feeds or another program brought these; they are on disk already.
  case arrived([Edit])
  /// How the feeds are doing now.
  case feeds([FeedID: FeedStatus])
  /// A computation has a result; `isLast` when no more follow.
  case computed(Computation.Apply, isLast: Bool)
  /// The cause, such as a `StoreError`; its description is shown.
  case failed(any Error)
  /// The loop ends; `lost` changes could not be written.
  case left(lost: Int)
}

extension Outcome {
  /// The user didn't ask for it, so it may be drawn together with what comes next.
  var comesByItself: Bool {
    switch self {
    case .arrived, .progress, .journaled, .feeds, .reloaded, .changedOutside: true
    case .notJournaled, .notPlaced, .noted, .opened, .tookOver, .writerChanged, .saved, .exported,
      .completions,
      .computed,
      .failed,
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
  /// What is missing of the measurements, or isn't as it was written.
  var damage: [String] = []
  var hasRecoveredChanges = false
  /// Another program is writing it, and this one follows.
  var isFollowing = false
  /// Nothing of what is done with it goes to disk.
  var isInMemory = false
  /// A question about it, asked as soon as it is shown.
  var question: Computation.Apply?
}

extension CockpitState {
  mutating func receive(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .opened(let opened):
      task = nil
      return show(opened)
    case .saved(let path, let change, let written, let unplaced):
      task = nil
      endWrite(of: written)
      document?.disk.saved()
      document?.path = path
      document?.markSaved(at: change)
      say("Saved to \(path).")
      if let unplaced { warn(of: unplaced) }
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
    case .journaled(let edits, let isRetry):
      endWrite(of: edits)
      if isRetry {
        document?.disk.caughtUp()
        say("Everything is on disk again.")
      } else {
        document?.disk.endWrite()
      }
    case .notJournaled(let error):
      document?.disk.fail(error.brief, error.description)
      fail(error.description)
    case .notPlaced(let error): warn(of: error)
    case .changedOutside:
      return document.map { [.takeOutsideChange($0.session)] } ?? []
    case .reloaded(let session):
      document?.replace(session)
      live.lastArrival = live.now
    case .tookOver(let opened): return takeOver(opened)
    case .writerChanged(let writer):
      guard let path = document?.path else { break }
      document?.readOnlyReason = StoreError(path, lockedBy: writer).description
      warn("Another program writes the session now, and this window follows it: \(writer).")
    case .noted(let text): warn(text)
    case .arrived: break
    case .feeds(let statuses): live.feeds = statuses
    case .computed(let apply, let isLast):
      if isLast { task = nil }
      return apply(&self)
    case .failed(let error):
      task = nil
      afterSave = []
      fail("\(error)")
    case .left(let lost):
      lostChanges = lost
      isLeaving = true
    }
    return []
  }

  /// The line is red until another attempt works.
  private mutating func warn(of unplaced: StoreError) {
    document?.disk.stall(unplaced.brief, unplaced.description)
    fail(unplaced.description)
  }

  /// Goes on where the other window ended; what is on the screen stays.
  private mutating func takeOver(_ opened: OpenedSession) -> [Effect] {
    document?.replace(opened.session)
    document?.readOnlyReason = nil
    document?.isFollowing = false
    document?.disk.damage = opened.damage
    if opened.hasRecoveredChanges { document?.markUnsaved() }
    warn(
      (["The other window is closed: you can edit the session here now."] + opened.notes)
        .joined(separator: " "))
    return opened.question?(&self) ?? []
  }

  private mutating func show(_ opened: OpenedSession) -> [Effect] {
    // What was wrong at the start must not be hidden by the first session's greeting.
    let kept = self.document == nil && message?.kind == .warning ? message?.text : nil
    var notes = [kept].compactMap(\.self) + opened.notes
    var document = Document(
      session: opened.session, path: opened.path, readOnlyReason: opened.readOnlyReason)
    document.isFollowing = opened.isFollowing
    document.isInMemory = opened.isInMemory
    document.disk.damage = opened.damage
    if opened.hasRecoveredChanges { document.markUnsaved() }
    self.document = document
    live = Live(now: live.now)
    layers = []
    unsettled = []
    parts = StateParts()
    restore(opened.view)
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
    let asked = opened.question?(&self) ?? []
    return [opened.path.flatMap { remember($0) }].compactMap(\.self) + asked
  }

  /// Moves the session to the top of the recent ones.
  private mutating func remember(_ path: String) -> Effect? {
    guard config.lastSession != path else { return nil }
    config.lastSession = path
    config.recentSessions = [path] + (config.recentSessions ?? []).filter { $0 != path }.prefix(8)
    return .writeConfig(config)
  }
}
