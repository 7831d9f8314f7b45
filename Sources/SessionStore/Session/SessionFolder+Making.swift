import JSON
import LibC
import Marketing

extension SessionFolder {
  /// Creates a folder with the whole session in it. Never overwrites anything that already exists.
  ///
  /// - Parameter title: where it comes from, for the log.
  package static func create(
    at path: String, session: Session, view: SavedView, author: String = SessionAuthor.current,
    title: String = ""
  ) throws(StoreError) -> SessionFolder {
    try create(
      at: path, session: session, view: view, author: author, title: title, calls: .system)
  }

  static func create(
    at path: String, session: Session, view: SavedView, author: String = SessionAuthor.current,
    title: String = "", calls: FileCalls
  ) throws(StoreError) -> SessionFolder {
    if case .remains(let file) = try SessionPlace.content(of: path, calls: calls) {
      throw SessionPlace.missingHeader(path, but: file)
    }
    do throws(FileError) {
      let folder = DurableFolder(path, calls: calls)
      try createParents(of: path, calls: calls)
      try folder.create()
      let state = SessionLayout.stateFolder(folder)
      try state.create()
      guard case .acquired(let lock) = try FolderLock.acquire(state.path, root: path, calls: calls)
      else {
        throw FileError(.createFolder, path, code: EEXIST)
      }
      // What an interrupted creation left may be overwritten; a session or anything else may not.
      let own = SessionDocuments.saved.filter { $0 != SessionDocuments.session }
      guard
        try folder.names().allSatisfy({ own.contains($0) || $0 == SessionDocuments.metrics }),
        try isUnused(state)
      else {
        throw FileError(.createFolder, path, code: EEXIST)
      }
      try folder.write([], to: SessionDocuments.creation)
      try folder.removeLeftovers(except: SessionDocuments.creation)
      try removeRemains(folder)
      let header = SessionDocuments.Header(
        identity: SessionIdentity.make(), settings: session.settings, view: view)
      let made = SessionFolder(folder, lock: lock, header: header)
      made.author = author
      try made.fill(with: session, view, title)
      try? folder.remove(SessionDocuments.creation)
      return made
    } catch {
      throw StoreError(error)
    }
  }

  /// A journal would be a session's that lost its files.
  private static func isUnused(_ state: DurableFolder) throws(FileError) -> Bool {
    let folder = DurableFolder(FilePath.folder(of: state.path), calls: state.calls)
    if try folder.status(of: SessionDocuments.creation) != nil { return true }
    return try JournalReading.numbers(in: state).isEmpty
  }

  /// What an interrupted creation left.
  private static func removeRemains(_ folder: DurableFolder) throws(FileError) {
    let state = SessionLayout.stateFolder(folder)
    for number in try JournalReading.numbers(in: state) {
      try state.remove(SessionLayout.journal(number))
    }
    try? state.removeFile(JournalEnd.fileName)
    let metrics = MetricsFolder(folder)
    for file in try metrics.list().files {
      try DurableFolder(
        metrics.folder.full(String(file.campaign.number)), calls: folder.calls
      ).remove(file.name)
    }
  }

  private func fill(
    with session: Session, _ view: SavedView, _ title: String
  ) throws(FileError) {
    var record = SaveRecord(sequence: clock.next(), author: author, title: title)
    let metrics = MetricsFolder(folder)
    let lines = MetricsFolder.lines(
      session.measurements.rows.map { ($0.identity, $0) }, sequence: record.sequence)
    for (campaign, bytes) in lines.sorted(by: { $0.key < $1.key }) {
      let file = MetricsFile(campaign, record.sequence, of: identity)
      try metrics.inner(campaign).write(bytes, to: file.name)
      let stamp = FileStamp(bytes)
      record.metricsFiles.append(MetricsFileStamp(file: file, stamp: stamp))
      metricsFiles.add(file, stamp)
    }
    try writeIgnored()
    let documents = documents(of: session)
    record.files = documents.mapValues { FileStamp($0) }
    record.take(metricsFiles)
    for (name, bytes) in documents.sorted(by: { $0.key < $1.key })
    where name != SessionDocuments.session { try write(bytes, to: name) }
    journal = try SessionJournal(state, session: identity, save: record)
    saved = record.files
    try state.write(view.placeBytes, to: SessionLayout.view)
    // Written last: it is what makes the folder a session.
    do throws(FileError) {
      try write(documents[SessionDocuments.session] ?? [], to: SessionDocuments.session)
    } catch {
      // It may be there and only its name not yet be durable; what couldn't be made isn't there.
      try? folder.removeFile(SessionDocuments.session)
      throw error
    }
    tail = MetricsTail(folder, owner: identity)
  }

  private func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try folder.write(bytes, to: name)
    stamps[name] = FileStamp(bytes)
    signatures[name] = try FileSignature(folder, name)
  }

  static func createParents(of path: String, calls: FileCalls) throws(FileError) {
    let parent = FilePath.folder(of: path)
    guard try DurableFolder(parent, calls: calls).status() == nil else { return }
    try createParents(of: parent, calls: calls)
    try DurableFolder(parent, calls: calls).create()
  }
}
