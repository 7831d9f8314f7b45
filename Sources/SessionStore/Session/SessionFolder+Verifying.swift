import LibC
import Marketing

extension SessionFolder {
  /// Everything that is wrong with a session, without changing it. Empty if it is sound.
  package static func verify(at path: String) -> [Finding] {
    do throws(StoreError) {
      let path = try SessionPlace.ofExisting(path)
      let reading = try SessionReading(DurableFolder(path))
      var findings = reading.findings
      let (_, contents) = try open(at: path, readOnly: true)
      if let reason = contents.readOnlyReason, reading.damage == nil {
        findings.append(Finding(.problem, SessionDocuments.journal, reason))
      }
      if contents.recoveredEdits > 0 {
        findings.append(
          Finding(
            .note, SessionDocuments.journal, "\(contents.recoveredEdits) changes are not saved yet")
        )
      }
      return findings + references(in: contents.session)
    } catch {
      return [Finding(.problem, path, error.atPrompt)]
    }
  }

  /// References to records that don't exist.
  private static func references(in session: Session) -> [Finding] {
    var findings: [Finding] = []
    for booking in session.bookings.rows {
      if session.campaigns[booking.campaign] == nil {
        findings.append(
          Finding(
            .problem, SessionDocuments.campaigns,
            "booking \(booking.id.number) names campaign \(booking.campaign.number), which doesn't exist"
          ))
      }
      if session.roster[booking.influencer] == nil {
        findings.append(
          Finding(
            .problem, SessionDocuments.campaigns,
            "booking \(booking.id.number) names influencer \(booking.influencer.number), who isn't in the roster"
          ))
      }
    }
    var lost: [String: Int] = [:]
    for row in session.measurements.rows {
      if session.campaigns[row.campaign] == nil {
        lost["campaign \(row.campaign.number)", default: 0] += 1
      }
      if let influencer = row.influencer, session.roster[influencer] == nil {
        lost["influencer \(influencer.number)", default: 0] += 1
      }
    }
    for (what, count) in lost.sorted(by: { $0.key < $1.key }) {
      findings.append(
        Finding(
          .note, SessionDocuments.metrics,
          "\(count) measurements name \(what), which the session doesn't have"))
    }
    return findings
  }

  /// Removes a session and its folder. Refuses while another program has it open, and leaves files that don't belong to
  /// the session.
  package static func remove(at path: String) throws(StoreError) {
    guard try SessionPlace.content(of: path, calls: .system) != .nothing else { return }
    let lock = try lockForRemoval(path)
    do throws(FileError) {
      let folder = DurableFolder(path)
      try folder.remove(SessionDocuments.session)
      for name in [
        SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.journal,
        SessionDocuments.journal + ".torn", SessionDocuments.feeds,
        SessionDocuments.positions,
      ] { try folder.remove(name) }
      let metrics = DurableFolder(folder.full(SessionDocuments.metrics))
      if let names = try? metrics.names() {
        for name in names { try metrics.remove(name) }
        rmdir(metrics.path)
      }
      try folder.remove(FolderLock.fileName)
      rmdir(path)
      _ = lock
    } catch {
      throw StoreError(error)
    }
  }

  private static func lockForRemoval(_ path: String) throws(StoreError) -> FolderLock {
    let result: FolderLock.Result
    do throws(FileError) {
      result = try FolderLock.acquire(path)
    } catch {
      throw StoreError(error)
    }
    switch result {
    case .acquired(let lock): return lock
    case .held(let holder): throw StoreError(path, lockedBy: holder)
    }
  }
}

/// Replaces a single file, such as the configuration, atomically and durably.
package enum DurableFile {
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    try DurableFolder(FilePath.folder(of: path)).write(bytes, to: FilePath.name(of: path))
  }
}
