import JSON
import LibC
import Marketing

extension SessionFolder {
  /// Creates a folder with the whole session in it. Never overwrites anything that already exists.
  package static func create(
    at path: String, session: Session, view: SavedView
  ) throws(StoreError) -> SessionFolder {
    try create(at: path, session: session, view: view, calls: .system)
  }

  static func create(
    at path: String, session: Session, view: SavedView, calls: FileCalls
  ) throws(StoreError) -> SessionFolder {
    if case .remains(let file) = try SessionPlace.content(of: path, calls: calls) {
      throw SessionPlace.missingHeader(path, but: file)
    }
    do throws(FileError) {
      let folder = DurableFolder(path, calls: calls)
      try createParents(of: path, calls: calls)
      try folder.create()
      guard case .acquired(let lock) = try FolderLock.acquire(path, calls: calls) else {
        throw FileError(.createFolder, path, code: EEXIST)
      }
      // What an interrupted creation left may be overwritten; a session or anything else may not.
      let own = [
        SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds,
        SessionDocuments.metrics, SessionDocuments.journal,
      ]
      guard try folder.names().allSatisfy({ own.contains($0) }) else {
        throw FileError(.createFolder, path, code: EEXIST)
      }
      try folder.write([], to: SessionDocuments.creation)
      try folder.removeLeftovers(except: SessionDocuments.creation)
      let header = SessionDocuments.Header(settings: session.settings, save: 1, view: view)
      let made = SessionFolder(folder, lock: lock, header: header)
      try made.writeMeasurements(of: session)
      try made.write(SessionDocuments.write(roster: session.roster), to: SessionDocuments.roster)
      try made.write(
        SessionDocuments.write(campaigns: session.campaigns, bookings: session.bookings),
        to: SessionDocuments.campaigns)
      if !session.feeds.isEmpty {
        try made.write(SessionDocuments.write(feeds: session.feeds), to: SessionDocuments.feeds)
      }
      try made.startJournal()
      // Written last: it is what makes the folder a session.
      try made.write(SessionDocuments.write(header), to: SessionDocuments.session)
      try? folder.remove(SessionDocuments.creation)
      return made
    } catch {
      throw StoreError(error)
    }
  }

  static func createParents(of path: String, calls: FileCalls) throws(FileError) {
    let parent = FilePath.folder(of: path)
    guard try DurableFolder(parent, calls: calls).status() == nil else { return }
    try createParents(of: parent, calls: calls)
    try DurableFolder(parent, calls: calls).create()
  }

  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try folder.write(bytes, to: name)
    stamps[name] = FileStamp(bytes)
  }

  func writeMeasurements(of session: Session) throws(FileError) {
    let metrics = try folder.subfolder(SessionDocuments.metrics)
    var writers: [CampaignID: JSONWriter] = [:]
    for row in session.measurements.rows {
      writers[row.campaign, default: JSONWriter()].measurement(row)
      writers[row.campaign]?.breakLine()
    }
    for (campaign, writer) in writers {
      try metrics.write(writer.bytes, to: "\(campaign.number).jsonl")
    }
  }
}
