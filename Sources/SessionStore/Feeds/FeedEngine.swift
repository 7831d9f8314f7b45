import Demo
import Marketing

/// Runs the feeds of an open session. Has neither thread nor clock: it is polled.
///
/// What a feed has read is returned by `poll` until `delivered` says that it is on disk; until then that feed reads no
/// further. Used from one thread.
package final class FeedEngine {
  private let folder: String
  private let consent: CommandConsent
  private var readers: [FeedReader] = []
  private var session: Session
  private var positions: FeedPositions
  private var savedPositions: FeedPositions
  private var digest: MeasurementDigest
  private var demos: [FeedID: DemoFeed] = [:]

  /// - Parameters:
  ///   - folder: the session's; feeds' paths and programs are relative to it.
  ///   - session: including measurements, so that known ones aren't taken again.
  package init(folder: String, session: Session, consent: CommandConsent, today: Day) {
    self.folder = folder
    self.consent = consent
    self.session = session.withoutMeasurements
    digest = MeasurementDigest(session.feeds.isEmpty ? MeasurementLog() : session.measurements)
    let bytes =
      (try? FileContents.read(
        FilePath.join(FilePath.join(folder, SessionLayout.state), SessionLayout.positions))) ?? []
    positions = (try? FeedPositions(bytes)) ?? FeedPositions()
    savedPositions = positions
    prepareDemos(session, today: today)
    makeReaders()
  }

  package var isEmpty: Bool { readers.isEmpty }

  package var statuses: [FeedID: FeedStatus] {
    Dictionary(uniqueKeysWithValues: readers.map { ($0.feed.id, $0.status) })
  }

  /// Something other than measurements has changed. A new feed needs to know the measurements.
  ///
  /// - Parameter session: includes measurements only if feeds changed.
  package func update(_ session: Session, feedsChanged: Bool, today: Day) {
    if feedsChanged {
      digest = MeasurementDigest(session.measurements)
      prepareDemos(session, today: today)
    }
    self.session = session.withoutMeasurements
    let finder = CreatorIndex(session.roster)
    if feedsChanged {
      makeReaders()
    } else {
      for at in readers.indices { readers[at].update(self.session, finder) }
    }
  }

  /// The manager, or another program, has changed measurements.
  package func note(_ edit: Edit) {
    if !readers.isEmpty { digest.note(edit) }
  }

  private func prepareDemos(_ session: Session, today: Day) {
    for feed in session.feeds.rows where feed.source == .demo && demos[feed.id] == nil {
      demos[feed.id] = DemoFeed(session, campaign: feed.campaign, today: today)
    }
  }

  /// Unchanged feeds continue as they are.
  private func makeReaders() {
    keepPositions()
    let finder = CreatorIndex(session.roster)
    let former = Dictionary(uniqueKeysWithValues: readers.map { ($0.feed.id, $0) })
    readers = session.feeds.rows.map { feed in
      if var same = former[feed.id], same.feed == feed {
        same.update(session, finder)
        return same
      }
      return FeedReader(
        feed, folder: folder, session: session, finder: finder,
        positions: positions.files[feed.id] ?? [:], demo: demos[feed.id])
    }
    let known = Set(session.feeds.rows.map(\.id))
    positions.files = positions.files.filter { known.contains($0.key) }
  }

  /// Reads a piece of every feed. Write the measurements, then report them as delivered.
  ///
  /// - Returns: what is new, by feed; `more` if there is more already.
  package func poll(now: Double, today: Day) -> (
    batches: [(feed: FeedID, rows: [Measurement])], more: Bool
  ) {
    var batches: [(feed: FeedID, rows: [Measurement])] = []
    var more = false
    for at in readers.indices {
      if readers[at].undelivered.isEmpty {
        var mayRun = true
        if case .command(let arguments, _, _) = readers[at].feed.source {
          mayRun = consent.isGiven(for: arguments, in: folder)
        }
        if readers[at].poll(now: now, today: today, mayRun: mayRun, digest: &digest) { more = true }
      } else if let next = readers[at].status.nextTry, now < next {
        continue
      }
      if !readers[at].undelivered.isEmpty {
        batches.append((readers[at].feed.id, readers[at].undelivered))
      }
    }
    return (batches, more)
  }

  package func delivered(_ feed: FeedID, now: Double) {
    guard let at = readers.firstIndex(where: { $0.feed.id == feed }) else { return }
    readers[at].delivered(now: now)
  }

  /// Nothing was written. The measurements are returned again later.
  package func failed(_ feed: FeedID, reason: String, now: Double) {
    guard let at = readers.firstIndex(where: { $0.feed.id == feed }) else { return }
    readers[at].refused(reason, now: now)
  }

  private func keepPositions() {
    for reader in readers where reader.undelivered.isEmpty {
      if let now = reader.positions { positions.files[reader.feed.id] = now }
    }
  }

  /// Stores how far the feeds have read. Without it nothing is lost.
  package func save() {
    keepPositions()
    guard positions != savedPositions else { return }
    savedPositions = positions
    try? SessionLayout.stateFolder(DurableFolder(folder)).write(
      positions.bytes, to: SessionLayout.positions)
  }
}
