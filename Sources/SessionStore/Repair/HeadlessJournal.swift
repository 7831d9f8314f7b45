import JSON
import LibC
import Marketing

/// Mends a journal whose first line can't be read.
///
/// That line says whose it is, what it continues and what was saved last. A later save in the same file says it again;
/// otherwise the journal before it does, since a new one repeats what wasn't saved when it began.
extension SessionRepair {
  mutating func mendHeadless(_ journal: JournalReading) throws(FileError) {
    let name = "\(SessionLayout.state)/\(journal.name)"
    needsJournal = true
    let opening =
      "\(name): its first line can't be read. It stays as it is, and a new one begins with"
    if journal.base != nil {
      let count = Finding.counted(journal.pending.count, "change")
      step("\(opening) the last save in it and the \(count) after that.")
      try loseEnd(of: journal)
      return
    }
    let before = try JournalChain(in: state, of: identity).members.last { $0 < journal.number }
    let former = try before.map { number throws(FileError) in
      try JournalReading.read(number, in: state)
    }
    let rest = try recordsBehindFirstLine(of: journal)
    var mended = journal
    mended.base = former?.base
    mended.tail = .clean
    if let rest {
      mended.records = rest
      step(
        "\(opening) the \(Finding.counted(mended.pending.count, "change")) behind it, which are all that weren't saved."
      )
    } else if let former, former.session == identity, let base = former.base,
      base.files.allSatisfy({ reading.stamps[$0] == $1 })
    {
      // Nothing was saved since, so what the former one says still has to be done.
      mended.records = Array(former.pending)
      let count = mended.pending.count
      step(
        "\(opening) the \(Finding.counted(count, "change")) of \(SessionLayout.state)/\(former.name) that "
          + "\(count == 1 ? "wasn't" : "weren't") saved.")
      try lose("what \(name) said besides, unless it was saved")
    } else {
      mended.records = []
      step("\(opening) the files as they are.")
      try lose("what \(name) said, unless it was saved")
    }
    reading.journal = mended
  }

  /// Everything behind the first line, if that is whole: then nothing was saved in it, and the changes that it has are
  /// all that there are.
  private func recordsBehindFirstLine(
    of journal: JournalReading
  ) throws(FileError) -> [Journal.Record]? {
    guard !journal.isCut else { return nil }
    let bytes = try FileContents.read(state.full(journal.name), calls: state.calls)
    guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
    let contents = Journal.read(Array(bytes[(end + 1)...]), firstSequence: 2)
    if case .damaged = contents.tail { return nil }
    guard !contents.records.isEmpty,
      contents.records.allSatisfy({ $0.kind == .change || $0.kind == .discard })
    else { return nil }
    return contents.records
  }
}
