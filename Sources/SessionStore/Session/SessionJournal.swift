import JSON
import LibC

/// Adds records to a session's journal, possibly beside other programs that bring measurements.
///
/// The journal is never cut nor replaced. If it can't be continued because a write to disk failed or somebody took it
/// away, the next one begins: it says where the old one ended and repeats what isn't saved yet.
final class SessionJournal {
  private let state: DurableFolder
  private let session: String
  private var number: Int
  private var file: OpenFile?
  /// Up to here everything is known and durable.
  private var offset: Int
  private var nextSequence: Int64
  /// Since the last save, for the next journal.
  private var pending: [(kind: Journal.Kind, payload: [UInt8])]
  private(set) var base: SaveRecord?
  /// What other programs added, until somebody takes it.
  private var arrivals: [Journal.Record] = []
  /// Said to the manager once.
  private(set) var notes: [String] = []
  /// A journal that was begun here and that nothing has been added to since. As long as the disk fails, the next
  /// attempt takes its place, so that one useless file remains at most.
  private var unused: (number: Int, size: Int)?
  /// When the file was last written as far as is known, in nanoseconds; nil before the first look.
  private var written: Int?
  /// Journals of somebody else that couldn't be moved away.
  private var immovable: Set<Int> = []
  /// When the current journal was begun.
  private var begun: Int64
  /// What the current journal continues.
  private var origin: (name: String, size: Int)?
  /// The last line, if it may or may not be in the file: what it names must stay.
  private var doubtful: [UInt8] = []
  var isDoubtful: Bool { !doubtful.isEmpty }

  /// Continues a journal that was just read.
  init(_ state: DurableFolder, session: String, after reading: JournalReading) {
    self.state = state
    self.session = session
    number = reading.number
    offset = reading.validLength
    nextSequence = reading.nextSequence
    pending = reading.pending.map { ($0.kind, $0.payload) }
    base = reading.base
    begun = reading.begun
    // Its writer may have ended before it could.
    if reading.reached == 0 { JournalEnd(journal: name, size: offset).write(in: state) }
  }

  /// Begins a session's first journal, or the next one after one that can't be read.
  init(
    _ state: DurableFolder, session: String, number: Int = 1,
    after old: (name: String, size: Int)? = nil, save: SaveRecord?,
    pending: [(kind: Journal.Kind, payload: [UInt8])] = []
  ) throws(FileError) {
    self.state = state
    self.session = session
    self.number = number
    self.pending = pending
    base = save
    begun = 0
    offset = 0
    nextSequence = 1
    try begin(number, after: old)
  }

  var name: String { SessionLayout.journal(number) }
  /// Whether there are changes since the last save.
  var hasPending: Bool { !pending.isEmpty }

  /// Appends a record durably. If it throws, the record doesn't count; `isDoubtful` says when it may be on disk all the
  /// same.
  func append(_ kind: Journal.Kind, _ payload: [UInt8]) throws(FileError) {
    let gate = try Self.gate(state)
    defer { gate.unlock() }
    try catchUp()
    let line = Journal.line(
      for: Journal.Record(sequence: nextSequence, kind: kind, payload: payload))
    let failure = writeLine(line)
    if let failure { throw failure }
    unused = nil
    offset += line.count
    nextSequence += 1
    written = (try? file?.status()).flatMap { $0?.written }
    JournalEnd(journal: name, size: offset).write(in: state)
    note(kind, payload)
  }

  /// What other programs have added since the last call.
  func takeArrivals() throws(FileError) -> [Journal.Record] {
    var status = stat()
    if state.calls.statusOfPath(state.full(name), &status) < 0 || Int(status.st_size) != offset
      || written.map({ $0 != status.written }) ?? true
    {
      let gate = try Self.gate(state)
      defer { gate.unlock() }
      try catchUp()
    }
    defer { arrivals = [] }
    return arrivals
  }

  func takeNotes() -> [String] {
    defer { notes = [] }
    return notes
  }

  /// Waits for the right to add a line.
  static func gate(_ state: DurableFolder) throws(FileError) -> OpenFile {
    try state.create()
    let gate = try OpenFile(
      state.full(SessionLayout.commitLock), flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600,
      calls: state.calls, operation: .lock)
    _ = try gate.lock(waiting: true)
    return gate
  }

  private func note(_ kind: Journal.Kind, _ payload: [UInt8]) {
    switch kind {
    case .save:
      pending = []
      base = try? JSONReader.read(payload) { reader throws(JSONError) in try reader.readSave() }
    case .discard: pending = []
    case .change: pending.append((kind, payload))
    case .begin, .edit, .commit: break
    }
  }

  /// Writes a line at the end. A failed write is taken back; after a failed sync nobody knows what is on disk, so the
  /// next record goes to a new journal.
  private func writeLine(_ line: [UInt8]) -> FileError? {
    do throws(FileError) {
      try file!.writeAll(line, operation: .append)
    } catch {
      do throws(FileError) { try file!.truncate(to: offset, .append) } catch { file = nil }
      return error
    }
    do throws(FileError) {
      try file!.syncData()
      return nil
    } catch {
      // For whoever opens it after us; on disk the line may be there all the same.
      try? file!.truncate(to: offset, .append)
      file = nil
      doubtful = line
      return error
    }
  }

  /// Takes in what others added, so that the next record has the next number. Call it under the gate.
  private func catchUp() throws(FileError) {
    if isDoubtful || nextSequence > Journal.maximumSequence { return try beginNext() }
    if file == nil {
      do throws(FileError) {
        try reopen()
        // The folder may be another session's by now, with a journal of the same name.
        if let owner = try JournalReading.owner(of: file!), owner != session {
          file = nil
          if isInOwnFolder { return try beginNext("was replaced") }
          throw FileError(.append, state.path, code: EBUSY, reason: .changedMeanwhile)
        }
      } catch {
        guard error.reason == .notFound else { throw error }
        return try beginNext("was removed")
      }
    }
    let own = try file!.plainFileStatus(.append)
    var there = stat()
    let result = state.calls.statusOfPath(state.full(name), &there)
    if result < 0, result != -ENOENT { throw FileError(.append, state.full(name), code: -result) }
    guard result >= 0, there.st_ino == own.st_ino, there.st_dev == own.st_dev else {
      return try beginNext(result < 0 ? "was removed" : "was replaced")
    }
    setAsideStrays()
    let size = Int(own.st_size)
    if size < offset { return try beginNext("was cut") }
    if let written, written != own.written, try isAlteredBefore(offset) {
      return try beginNext("was changed")
    }
    written = own.written
    guard size > offset else { return }
    let contents = Journal.read(
      try file!.bytes(at: offset, count: size - offset), firstSequence: nextSequence)
    for record in contents.records {
      arrivals.append(record)
      note(record.kind, record.payload)
    }
    unused = nil
    offset += contents.validLength
    nextSequence += Int64(contents.records.count)
    switch contents.tail {
    case .clean: break
    case .torn(let bytes):
      // Nobody else is writing now, so it is what a crash left.
      try Self.setAside(bytes, of: name, in: state)
      try file!.truncate(to: offset, .append)
    case .damaged: try beginNext("was damaged")
    }
  }

  /// Whether somebody wrote into lines that were there: then they can't be read.
  private func isAlteredBefore(_ offset: Int) throws(FileError) -> Bool {
    let contents = Journal.read(try file!.bytes(at: 0, count: offset))
    return contents.validLength < offset
  }

  /// Keeps the incomplete last line of a journal before it is cut off.
  static func setAside(
    _ bytes: [UInt8], of name: String, in state: DurableFolder
  ) throws(FileError) {
    let kept = try state.subfolder(SessionLayout.kept)
    var file = try AppendFile(kept.full(name + ".torn"), calls: state.calls)
    try file.append(bytes.last == 0x0A ? bytes : bytes + [0x0A])
    try file.sync()
  }

  /// - Parameter what: what somebody else did to the current journal.
  private func beginNext(_ what: String? = nil) throws(FileError) {
    let former = name
    if let there = try JournalReading.latest(in: state)?.session, there != session {
      // In another session's folder there is nothing for us to write.
      guard isInOwnFolder else {
        throw FileError(.append, state.path, code: EBUSY, reason: .changedMeanwhile)
      }
      try setAsideForeign()
    }
    let number = number
    let isUnused = what == nil && unused?.number == number
    do throws(FileError) {
      try begin(isUnused ? number : number + 1, after: isUnused ? origin : (former, offset))
    } catch {
      self.number = number
      throw error
    }
    if let what {
      notes.append(
        "\(SessionLayout.state)/\(former) \(what) by somebody else; what wasn't saved yet is in a new one."
      )
    }
  }

  /// Whether the folder around the journal is this session's all the same.
  private var isInOwnFolder: Bool {
    let folder = DurableFolder(FilePath.folder(of: state.path), calls: state.calls)
    return (try? SessionDocuments.readHeader(of: folder).identity) == session
  }

  /// Moves journals of other sessions that somebody laid here out of the way, so that this one's is the latest.
  private func setAsideForeign() throws(FileError) {
    file = nil
    for number in try JournalReading.numbers(in: state) {
      let name = SessionLayout.journal(number)
      let there = try OpenFile(
        state.full(name), flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK, calls: state.calls)
      guard let owner = try JournalReading.owner(of: there), owner != session else { continue }
      try state.subfolder(SessionLayout.kept).keep(state.full(name), as: name)
      notes.append(
        "\(SessionLayout.state)/\(name) was another session's: it is in \(SessionLayout.state)/\(SessionLayout.kept) now."
      )
    }
  }

  /// Journals with higher numbers than this one's. Whoever holds the session's lock begins them, so they are somebody
  /// else's, and the next opening might take one for the latest.
  var strays: [Int] {
    ((try? JournalReading.numbers(in: state)) ?? []).filter {
      $0 > number && !immovable.contains($0)
    }
  }

  /// Moves them away. Call it under the gate.
  private func setAsideStrays() {
    for number in strays {
      let name = SessionLayout.journal(number)
      // One that can't be moved is passed over by the next opening, too, or refused with its name.
      guard let kept = try? state.subfolder(SessionLayout.kept),
        let aside = try? kept.keep(state.full(name), as: name)
      else {
        immovable.insert(number)
        continue
      }
      notes.append(
        "\(SessionLayout.state)/\(name) isn't part of this session's log, and was laid there by somebody else: it is "
          + "\(SessionLayout.state)/\(SessionLayout.kept)/\(aside) now.")
    }
  }

  /// Moves journals that somebody laid beside this one to the kept files.
  func clearStrays() throws(FileError) {
    guard !strays.isEmpty else { return }
    let gate = try Self.gate(state)
    defer { gate.unlock() }
    try catchUp()
  }

  /// - Parameter first: its number, unless somebody has taken that or a higher one.
  private func begin(
    _ first: Int, after old: (name: String, size: Int)?
  ) throws(FileError) {
    var clock = SequenceClock()
    clock.see(max(begun, base?.sequence ?? 0))
    begun = clock.next()
    var writer = JSONWriter()
    writer.begin(BeginRecord(session: session, after: old, save: base, begun: begun))
    var bytes = Journal.line(for: Journal.Record(sequence: 1, kind: .begin, payload: writer.take()))
    var sequence: Int64 = 2
    for (kind, payload) in pending {
      bytes += Journal.line(for: Journal.Record(sequence: sequence, kind: kind, payload: payload))
      sequence += 1
    }
    try state.create()
    number = first
    if unused?.number != first { number = max(first, (strays.last ?? 0) + 1) }
    while try state.isTaken(name) {
      if let there = try state.status(of: name), try isUnused(there) { break }
      number += 1
    }
    unused = (number, bytes.count)
    try state.write(bytes, to: name)
    origin = old
    offset = bytes.count
    nextSequence = sequence
    doubtful = []
    written = nil
    JournalEnd(journal: name, size: offset).write(in: state)
    file = nil
    try reopen()
  }

  /// Whether the file of the current number holds what was begun here and nothing of anybody else's.
  private func isUnused(_ there: stat) throws(FileError) -> Bool {
    guard let unused, unused.number == number else { return false }
    let size = Int(there.st_size)
    guard size > unused.size else { return size == unused.size }
    // What couldn't be cut off again is at most the line that failed.
    guard size - unused.size <= doubtful.count else { return false }
    let file = try OpenFile(state.full(name), flags: O_RDONLY | O_NONBLOCK, calls: state.calls)
    return doubtful.starts(with: try file.bytes(at: unused.size, count: size - unused.size))
  }

  private func reopen() throws(FileError) {
    file = try OpenFile(
      state.full(name), flags: O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK, calls: state.calls,
      operation: .append)
  }
}

extension stat {
  /// When the file's content was last changed, in nanoseconds.
  fileprivate var written: Int { st_mtim.tv_sec * 1_000_000_000 + st_mtim.tv_nsec }
}
