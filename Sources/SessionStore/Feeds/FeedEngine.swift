import Demo
import Marketing

/// What a feed has brought and isn't on disk yet.
package struct FeedBatch: Sendable {
  package let feed: FeedID
  package let rows: [Measurement]
  /// What it had read wrongly, and has to go.
  package let misread: [Measurement.Identity]

  package var edits: [Edit] { misread.map { .measurement($0, nil) } + rows.map(Edit.put) }
}

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
      // Read otherwise than before, it is read again from the start; so it is if that hasn't ended yet.
      if let known = former[feed.id] {
        let isOther = known.feed.source == feed.source && !known.feed.reads(like: feed)
        return reader(of: feed, finder, isOther ? known.feed : known.former)
      }
      // The program may have ended before it was.
      let read = positions.readAs[feed.id]
      let isOther = read.map { $0.source == feed.source && !$0.reads(like: feed) } ?? false
      return reader(of: feed, finder, isOther ? read : nil)
    }
    let known = Set(session.feeds.rows.map(\.id))
    positions.files = positions.files.filter { known.contains($0.key) }
    positions.readAs = positions.readAs.filter { known.contains($0.key) }
  }

  private func reader(of feed: Feed, _ finder: CreatorIndex, _ former: Feed?) -> FeedReader {
    FeedReader(
      feed, folder: folder, session: session, finder: finder,
      positions: positions.files[feed.id] ?? [:], demo: demos[feed.id], former: former)
  }

  /// Reads a feed again from the start, as somebody asked.
  package func readAgain(_ feed: FeedID) {
    guard let at = readers.firstIndex(where: { $0.feed.id == feed }) else { return }
    keepPositions()
    let same = readers[at]
    readers[at] = reader(of: same.feed, CreatorIndex(session.roster), same.former ?? same.feed)
  }

  /// What the manager should know since the last call.
  package func takeMessages() -> [String] {
    readers.indices.compactMap { at in
      defer { readers[at].message = nil }
      return readers[at].message
    }
  }

  /// Reads a piece of every feed. Write the measurements, then report them as delivered.
  ///
  /// - Returns: what is new, by feed; `more` if there is more already.
  package func poll(now: Double, today: Day) -> (
    batches: [FeedBatch], more: Bool
  ) {
    var batches: [FeedBatch] = []
    var more = false
    for at in readers.indices {
      if !readers[at].hasUndelivered {
        var mayRun = true
        if case .command(let arguments, _, _) = readers[at].feed.source {
          mayRun = consent.isGiven(for: arguments, in: folder)
        }
        if readers[at].poll(now: now, today: today, mayRun: mayRun, digest: &digest) { more = true }
      } else if let next = readers[at].status.nextTry, now < next {
        continue
      }
      if readers[at].hasUndelivered {
        batches.append(
          FeedBatch(
            feed: readers[at].feed.id, rows: readers[at].undelivered, misread: readers[at].misread))
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
    for reader in readers where !reader.hasUndelivered {
      // What was read before counts until all of it has been read again.
      guard reader.former == nil else { continue }
      positions.readAs[reader.feed.id] = reader.feed
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
