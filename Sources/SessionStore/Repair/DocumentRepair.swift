import JSON
import Marketing

/// Mends roster.json, campaigns.json and feeds.json.
extension SessionRepair {
  mutating func mendDocuments() throws(FileError) {
    for name in [SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds] {
      try mend(name)
    }
  }

  /// Each document once, when all is known that belongs in it: what an interrupted repair leaves is the broken file or
  /// the mended one, and never one that only looks whole.
  func writeDocuments() throws(FileError) {
    guard !isDryRun else { return }
    for (name, bytes) in mendedDocuments.sorted(by: { $0.key < $1.key }) {
      try folder.write(bytes, to: name)
    }
  }

  private mutating func mend(_ name: String) throws(FileError) {
    let obstacle = folder.obstacle(at: name)
    if let obstacle {
      if step("\(name) is \(obstacle.words): it goes to \(Self.keptIn).") {
        try setAside(folder.full(name), as: name)
      }
      needsJournal = true
    }
    guard obstacle == nil, let bytes = try contents(folder.full(name)) else {
      if name != SessionDocuments.feeds || obstacle != nil { try restore(name) }
      return
    }
    let document = DocumentReading(bytes, name, isFormer: reading.header.format == 1)
    if reading.header.format > 1, let owner = document.owner, owner != identity, !adopts {
      if let copy = try ownCopy(of: name) {
        let text =
          "\(name) belongs to another session (\(owner)): it goes to \(Self.keptIn), and this session's own comes "
          + "back from \(copy.place)."
        if step(text) { try keep(bytes, as: name) }
        mendedDocuments[name] = copy.bytes
        needsJournal = true
      } else {
        advise(
          "\(name) belongs to another session (\(owner), this one is \(identity)). Put this session's own "
            + "back from a copy, or let clout repair --adopt make this one its own.")
      }
      return
    }
    if let error = document.error, document.recordCount == 0, let copy = try ownCopy(of: name) {
      let text =
        "\(name), line \(error.line), column \(error.column): \(error.message). The file goes to \(Self.keptIn), and "
        + "comes back from \(copy.place)."
      if step(text) { try keep(bytes, as: name) }
      mendedDocuments[name] = copy.bytes
      needsJournal = true
      return
    }
    if let error = document.error, !document.isWorthKeeping {
      if reading.header.format > 1, try rebuild(name, bytes, error) { return }
      advise(
        "\(name), line \(error.line), column \(error.column): \(error.message). Too little of it can be read to "
          + "go on without the rest: correct it by hand, or restore it from a copy.")
      return
    }
    let (mended, repeats) = document.written(
      as: identity, numbers: session, keepingOwner: reading.header.format == 1)
    var reasons: [String] = []
    if let owner = document.owner, owner != identity, reading.header.format > 1 {
      reasons.append("it belongs to another session (\(owner)) and becomes this one's")
    }
    if document.error != nil {
      reasons.append(document.loss)
      if let written = reading.journal?.base?.files[name], bytes.count < written.size {
        reasons.append("it is cut: \(bytes.count) of \(written.size) bytes are there")
      }
      incomplete[name] = document.gap
      try loseUnlogged(document)
    }
    reasons += repeats
    guard !reasons.isEmpty else { return }
    let text = "\(name): \(reasons.joined(separator: "; ")). The former file is in \(Self.keptIn)."
    if step(text) {
      try keep(bytes, as: name)
      for (line, bytes) in document.broken { try keep(bytes, as: "\(name).line-\(line)") }
    }
    mendedDocuments[name] = mended
    needsJournal = true
  }

  /// Where no log tells how the document was when it was saved, what is gone is gone.
  private mutating func loseUnlogged(_ document: DocumentReading) throws(FileError) {
    guard reading.journal?.base == nil else { return }
    let lines = document.broken.map { String($0.line) }
    if !lines.isEmpty {
      try lose(
        "what stood in \(lines.count == 1 ? "line" : "lines") \(lines.joined(separator: ", ")) of \(document.name): "
          + "no log has it. The former file is in \(Self.keptIn).")
    }
    if document.gap.hasNoEnd {
      try lose(
        "whatever came after the last whole record of \(document.name), which has no end: no log says how long it was."
      )
    }
  }

  private mutating func restore(_ name: String) throws(FileError) {
    guard let copy = try ownCopy(of: name) else {
      if name == SessionDocuments.feeds {
        step("There is no copy of \(name): the session goes on without feeds.")
        return
      }
      advise(
        "\(name) is missing, and there is no copy of it in \(SessionLayout.state): restore it from a backup, or "
          + "from git (git checkout -- \(name)).")
      return
    }
    step("\(name) is missing: it comes back from \(copy.place).")
    mendedDocuments[name] = copy.bytes
    needsJournal = true
  }

  private func ownCopy(of name: String) throws(FileError) -> KeptCopy? {
    let owner = identity
    return try KeptCopy.latest(of: name, in: state) { bytes in
      let document = DocumentReading(bytes, name)
      return document.error == nil && document.owner == owner
    }
  }

  private func contents(_ path: String) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try FileContents.read(path, calls: folder.calls)
    } catch {
      if error.reason == .notFound { return nil }
      throw error
    }
  }
}
