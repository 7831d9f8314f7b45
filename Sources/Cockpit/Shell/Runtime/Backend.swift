import Demo
import Marketing
import SessionStore
import Workbench

/// Carries out the effects on the open session's folder, one after the other.
///
/// Used from one task only, so that edits reach the journal in the order they were made.
final class Backend {
  private var folder: SessionFolder?
  private var engine: FeedEngine?
  private var statuses: [FeedID: FeedStatus] = [:]
  private var lastKept = 0.0
  private var lastRecorded = Pacing.clock
  private var lastTried = 0.0
  /// Edits that the folder couldn't write and will retry.
  private var unwritten: [Edit] = []
  /// That files wait for their places was reported.
  private var isUnplacedKnown = false
  /// Another program's change of the files was reported and hasn't been taken in yet.
  private var isOutsideKnown = false
  /// Set in a window that only shows what another program writes.
  private var followed: Followed?
  private let places: Places
  private let today: Day

  private struct Followed {
    var writer: FolderLock.Holder?
    /// Said once.
    var isGone = false
    var isBroken = false
  }

  init(places: Places, today: Day) {
    self.places = places
    self.today = today
  }

  func perform(_ effect: Effect) -> Outcome? {
    do throws(StoreError) {
      return try attempt(effect)
    } catch {
      return .failed(error)
    }
  }

  private func attempt(_ effect: Effect) throws(StoreError) -> Outcome? {
    switch effect {
    case .journal(let edit, let undo, let title):
      unwritten.append(edit)
      do throws(StoreError) {
        try folder?.record(edit, undo: undo, title: title)
      } catch {
        return .notJournaled(error)
      }
      isUnplacedKnown = false
      return .journaled(takeWritten())
    case .takeOutsideChange(let session):
      isOutsideKnown = false
      // What couldn't be written may succeed now.
      lastTried = 0
      let change: OutsideChange?
      do throws(StoreError) {
        change = try folder?.takeOutsideChange(session)
      } catch {
        return .computed({ $0.refuse(error) }, isLast: false)
      }
      return .computed({ $0.take(change, thenSave: false) }, isLast: true)
    case .findLogged(let session):
      let found = try folder?.latestLogged(session)
      return .computed({ $0.takeBack(found) }, isLast: false)
    case .updateFeeds(let session, let changed):
      engine?.update(session, feedsChanged: changed, today: .today)
      return nil
    case .readFeedAgain(let feed):
      engine?.readAgain(feed)
      return nil
    case .consent(let arguments):
      guard let folder else {
        return .failed(
          CockpitError("Save the session first: a consent is for the session's folder."))
      }
      try CommandConsent(path: places.consents).give(for: arguments, in: folder.path)
      return nil
    case .save(let session, let view, let change):
      guard let folder else {
        return .failed(CockpitError("This session has no folder yet: save it under a name."))
      }
      do throws(StoreError) {
        try folder.save(session, view: view)
      } catch {
        guard case .changedOutside = error.cause else { throw error }
        let change: OutsideChange?
        do throws(StoreError) {
          change = try folder.takeOutsideChange(session)
        } catch {
          return .computed({ $0.refuse(error) }, isLast: true)
        }
        guard change != nil else { throw error }
        return .computed({ $0.take(change, thenSave: true) }, isLast: true)
      }
      isUnplacedKnown = folder.placeFailure != nil
      return .saved(
        path: folder.path, change: change, written: takeWritten(), unplaced: folder.placeFailure)
    case .saveAs(let session, let path, let view, let change):
      let path = try SessionPlace(Places.expand(path)).path
      let new = try SessionFolder.create(at: path, session: session, view: view)
      let written = takeWritten()
      replaceFolder(by: new, session)
      return .saved(path: new.path, change: change, written: written)
    case .open(let path):
      return .opened(try open(Places.expand(path)))
    case .look(let path):
      // Without a folder edits stay in memory, so played keys change nothing on disk.
      let (looked, contents) = try SessionFolder.open(at: path, readOnly: true)
      looked.close()
      return .opened(
        OpenedSession(
          session: contents.session, path: looked.path, view: contents.view, notes: contents.notes,
          isInMemory: true))
    case .create(let path, let settings, let notes):
      let session = Session(settings: settings)
      let new = try SessionFolder.create(
        at: try SessionPlace(Places.expand(path)).path, session: session, view: [:])
      replaceFolder(by: new, session)
      return .opened(OpenedSession(session: session, path: new.path, notes: notes))
    case .demo:
      return .opened(try openDemo())
    case .discardChanges:
      try folder?.discardChanges()
      return nil
    case .leave(let view):
      // Losing the view is no reason to stay, least of all when the terminal is gone.
      folder?.saveView(view)
      engine?.save()
      engine = nil
      folder?.close()
      let lost = folder?.hasUnwritten == true ? unwritten.count : 0
      folder = nil
      return .left(lost: lost)
    case .work, .export, .completePath, .writeConfig, .suspend, .compute, .cancelTask, .redraw:
      return nil
    }
  }

  /// The edits that reached the disk with the last one.
  private func takeWritten() -> [Edit] {
    defer { unwritten = [] }
    for edit in unwritten { engine?.note(edit) }
    return unwritten
  }

  private func open(_ path: String) throws(StoreError) -> OpenedSession {
    let (new, contents) = try SessionFolder.open(at: path)
    replaceFolder(by: new, contents.session, isWritable: contents.readOnlyReason == nil)
    if case .locked = contents.readOnlyError?.cause {
      followed = Followed(writer: new.writer)
    }
    var opened = OpenedSession(
      session: contents.session, path: new.path, view: contents.view,
      readOnlyReason: contents.readOnlyReason,
      notes: contents.notes, damage: contents.damage,
      hasRecoveredChanges: contents.recoveredEdits > 0,
      isFollowing: followed != nil)
    // Where nothing can be written there is nothing to choose.
    if !contents.conflicts.isEmpty, contents.readOnlyReason == nil {
      opened.question = { state in
        state.ask(about: contents.conflicts)
        return []
      }
    }
    return opened
  }

  /// The demo session as it was left, or a fresh one.
  private func openDemo() throws(StoreError) -> OpenedSession {
    if SessionFolder.exists(at: places.demo) { return try open(places.demo) }
    let session = Session.demo(today: today)
    var view: SavedView = [:]
    view["campaign"] = session.campaigns.rows.last.map { String($0.id.number) }
    let new = try SessionFolder.create(at: places.demo, session: session, view: view)
    replaceFolder(by: new, session)
    return OpenedSession(session: session, path: new.path, view: view)
  }

  private func replaceFolder(
    by new: SessionFolder, _ session: Session, isWritable: Bool = true
  ) {
    engine?.save()
    folder?.close()
    folder = new
    followed = nil
    isOutsideKnown = false
    isUnplacedKnown = false
    unwritten = []
    // If another program has the session open for writing, the feeds run there.
    engine =
      isWritable
      ? FeedEngine(
        folder: new.path, session: session, consent: CommandConsent(path: places.consents),
        today: .today) : nil
    statuses = [:]
  }

  // MARK: Live

  /// How many measurements the loop takes in at once at most: a few milliseconds' work.
  private static let portion = 100

  /// Collects what other programs and feeds have brought. Returns when to look again.
  func poll(post: (Outcome) -> Void) -> Poller.Pause {
    guard let folder else { return Poller.Pause(most: 1000) }
    // What changes while this looks is told afterwards.
    let changes = folder.watch()
    changes?.drain()
    if look(in: folder, post) { return Poller.Pause(most: 1) }
    let mustLook =
      changes == nil || engine?.isEmpty == false || !unwritten.isEmpty || folder.placeFailure != nil
    return mustLook ? Poller.Pause(most: 200) : Poller.Pause(most: 1000, watch: changes)
  }

  /// True when more is waiting.
  private func look(in folder: SessionFolder, _ post: (Outcome) -> Void) -> Bool {
    var (edits, hasMore) = folder.readAppended()
    for edit in edits { engine?.note(edit) }
    deliver(edits, post)
    watch(folder, post)
    let now = Pacing.clock
    if !unwritten.isEmpty || folder.placeFailure != nil, now - lastTried > 5 {
      lastTried = now
      if (try? folder.writeUnwritten()) != nil, folder.placeFailure == nil {
        isUnplacedKnown = false
        post(.journaled(takeWritten(), isRetry: true))
      }
    }
    if let failure = folder.placeFailure, !isUnplacedKnown {
      isUnplacedKnown = true
      post(.notPlaced(failure))
    }
    for note in folder.takeNotes() { post(.noted(note)) }
    guard let engine, !engine.isEmpty else { return hasMore }
    let (batches, more) = engine.poll(now: now, today: .today)
    hasMore = hasMore || more
    for batch in batches {
      do throws(StoreError) {
        try folder.append(batch.rows, removing: batch.misread)
        engine.delivered(batch.feed, now: now)
        deliver(batch.edits, post)
      } catch {
        engine.failed(batch.feed, reason: error.description, now: now)
      }
    }
    for message in engine.takeMessages() { post(.noted(message)) }
    if engine.statuses != statuses {
      statuses = engine.statuses
      post(.feeds(statuses))
    }
    if now - lastKept > 5 {
      lastKept = now
      engine.save()
    }
    // Each time is an entry of the log.
    if now - lastRecorded > 60 {
      lastRecorded = now
      folder.recordArrivals()
    }
    return hasMore
  }

  /// Notices what other programs do to the session's files; a window that only shows it follows the one that writes.
  private func watch(_ folder: SessionFolder, _ post: (Outcome) -> Void) {
    if followed != nil {
      // Two windows may both have followed: one of them gets it.
      let writer = folder.writer
      if writer?.isGone == true, let opened = try? open(folder.path), opened.readOnlyReason == nil {
        post(.tookOver(opened))
        return
      }
      if let writer, !writer.isGone, writer != followed?.writer {
        if followed?.writer != nil { post(.writerChanged(writer)) }
        followed?.writer = writer
      }
      switch folder.follow() {
      case .nothing: break
      case .changes(let edits): deliver(edits, post)
      case .readAgain: readAgain(folder, post)
      case .gone:
        guard followed?.isGone == false else { return }
        followed?.isGone = true
        post(
          .noted(
            "The session isn't at \(folder.path) any more. What is shown is how it was last; :open opens another."
          ))
      }
    } else if !isOutsideKnown, folder.looksChanged {
      isOutsideKnown = true
      post(.changedOutside)
    }
  }

  private func readAgain(_ folder: SessionFolder, _ post: (Outcome) -> Void) {
    guard let (new, contents) = try? SessionFolder.open(at: folder.path, readOnly: true) else {
      return
    }
    if let damage = contents.readOnlyReason {
      // Perhaps somebody is still writing it.
      guard followed?.isBroken == false else { return }
      followed?.isBroken = true
      post(.noted("\(damage) What is shown is how it was before."))
      return
    }
    self.folder = new
    followed = Followed(writer: followed?.writer)
    post(.reloaded(contents.session))
  }

  private func deliver(_ edits: [Edit], _ post: (Outcome) -> Void) {
    var rest = edits[...]
    while !rest.isEmpty {
      post(.arrived(Array(rest.prefix(Self.portion))))
      rest = rest.dropFirst(Self.portion)
    }
  }
}
