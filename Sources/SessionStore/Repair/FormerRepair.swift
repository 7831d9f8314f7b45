import JSON

/// Mends what format 1 had: one journal, and a file of measurements for each campaign.
extension SessionRepair {
  /// Cuts a damaged journal of format 1 before the damage.
  mutating func mendFormerJournal() throws(FileError) {
    let name = SessionDocuments.formerJournal
    guard case .damaged(let damage) = reading.formerJournal.tail else { return }
    let text =
      "\(name), line \(damage.line): \(damage.reason). The file goes to \(Self.keptIn); the changes before the damage "
      + "stay, \(Finding.counted(damage.goodRecordsAfter, "record")) behind it "
      + "\(damage.goodRecordsAfter == 1 ? "isn't" : "aren't") applied."
    let length = reading.formerJournal.validLength
    let bytes = try FileContents.read(folder.full(name), calls: folder.calls)
    let isDone = step(text)
    let behind = bytes[length...].split(separator: 0x0A).count
    // Without its beginning nothing in it can be told to be newer than the files.
    let before = length == 0 ? 0 : reading.formerJournal.records.count
    try lose(
      "what \(name) says from line \(before + 1) on (\(Finding.counted(behind, "line"))), unless it was saved"
    )
    if isDone {
      try keep(bytes, as: name)
      try folder.write(Array(bytes[..<length]), to: name)
    }
  }

  /// What format 1 left in a session of format 2.
  mutating func setFormerFilesAside() throws(FileError) {
    let metrics = DurableFolder(folder.full(SessionDocuments.metrics), calls: folder.calls)
    var found = ((try? metrics.names()) ?? []).filter {
      $0.hasSuffix(".jsonl") && Int($0.dropLast(6)) != nil
    }.map { "\(SessionDocuments.metrics)/\($0)" }
    for name in [SessionDocuments.formerJournal, SessionDocuments.formerPositions]
    where try folder.status(of: name) != nil { found.append(name) }
    guard !found.isEmpty else { return }
    let text =
      "\(found.joined(separator: ", ")): left from format 1, and not read any more. "
      + "\(found.count == 1 ? "It goes" : "They go") to \(SessionLayout.state)/format-1."
    let header = reading.header
    if step(text) {
      try SessionFolder(folder, lock: nil, header: header).keepFormerFiles()
    }
  }

  /// Moves away what isn't a file where one of a campaign belongs.
  mutating func setFormerObstaclesAside() throws(FileError) {
    let inner = DurableFolder(folder.full(SessionDocuments.metrics), calls: folder.calls)
    for name in (try? inner.names()) ?? [] where name.hasSuffix(".jsonl") {
      guard let kind = inner.obstacle(at: name) else { continue }
      let path = "\(SessionDocuments.metrics)/\(name)"
      let text =
        "\(path) is \(kind.words), where a file of measurements belongs: it goes to \(Self.keptIn)."
      if step(text) { try setAside(inner.full(name), as: Self.keptName(path)) }
    }
  }
}
