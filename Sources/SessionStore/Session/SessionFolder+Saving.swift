import JSON
import Marketing

extension SessionFolder {
  /// Writes the whole session as one commit, then truncates the journal.
  package func save(_ session: Session, view: SavedView) throws(StoreError) {
    guard lock != nil else { throw notWritable }
    do throws(FileError) {
      try finishSave()
      try append(&unwritten.lines)
    } catch {
      throw StoreError(error)
    }
    let new = SessionDocuments.Header(settings: session.settings, save: header.save + 1, view: view)
    var documents = [
      SessionDocuments.roster: SessionDocuments.write(roster: session.roster),
      SessionDocuments.campaigns: SessionDocuments.write(
        campaigns: session.campaigns, bookings: session.bookings, unknown: unknown),
      SessionDocuments.session: SessionDocuments.write(new),
    ]
    // A session that never had a feed has no file for them.
    if !session.feeds.isEmpty || stamps[SessionDocuments.feeds] != nil {
      documents[SessionDocuments.feeds] = SessionDocuments.write(feeds: session.feeds)
    }
    var files = documents.mapValues { FileStamp($0) }
    for (name, stamp) in files where stamps[name] == stamp { files[name] = nil }
    do throws(FileError) {
      do throws(FileError) {
        for name in files.keys.sorted() { try folder.stage(documents[name] ?? [], as: name) }
        var commit: [(kind: Journal.Kind, payload: [UInt8])] = [
          (.commit, SaveRecord(save: new.save, files: files).payload)
        ]
        try append(&commit)
      } catch {
        for name in files.keys { try? folder.discardStaged(name) }
        throw error
      }
      // From here on the save counts: opening the session would complete it.
      unfinished = (new, files)
      unwritten.records = []
      try finishSave()
    } catch {
      throw StoreError(error)
    }
  }

  /// Puts the files of a save that the journal mentions in place.
  func finishSave() throws(FileError) {
    guard let (new, files) = unfinished else { return }
    for name in files.keys.sorted() { try folder.commitStaged(name) }
    try folder.sync()
    stamps.merge(files) { $1 }
    header = new
    unfinished = nil
    try startJournal()
  }

  /// Saves the person's place in the cockpit, and nothing else.
  package func saveView(_ view: SavedView) throws(StoreError) {
    guard lock != nil, view != header.view else { return }
    do throws(FileError) {
      try finishSave()
      var new = header
      new.view = view
      try write(SessionDocuments.write(new), to: SessionDocuments.session)
      header = new
    } catch {
      throw StoreError(error)
    }
  }

  /// Drops the edits since the last save. Measurements stay, since they aren't drafts.
  package func discardChanges() throws(StoreError) {
    guard lock != nil else { return }
    do throws(FileError) {
      try finishSave()
      try startJournal()
      unwritten.records = []
    } catch {
      throw StoreError(error)
    }
  }
}
