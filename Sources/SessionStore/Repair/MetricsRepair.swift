import JSON
import LibC
import Marketing

/// Mends the files of measurements.
extension SessionRepair {
  mutating func mendMetrics() throws(FileError) {
    let metrics = MetricsFolder(folder)
    try setObstaclesAside(metrics)
    if reading.header.format == 1 { try setFormerObstaclesAside() }
    if reading.header.format > 1 { try setForeignAside(metrics) }
    let broken = Set(
      reading.findings.filter {
        $0.file.hasPrefix(SessionDocuments.metrics + "/") && $0.line != nil && !$0.isForeign
      }.map(\.file))
    for file in broken.sorted() { try removeBrokenLines(of: file) }
    if reading.header.format > 1 { try compareWithLog(metrics) }
  }

  private mutating func setObstaclesAside(_ metrics: MetricsFolder) throws(FileError) {
    for (path, kind) in try metrics.obstacles() {
      let isInnermost = path.hasSuffix(".jsonl")
      let text =
        "\(path) is \(kind.words), where a \(isInnermost ? "file" : "folder") of measurements belongs: it goes to "
        + "\(Self.keptIn)."
      if step(text) { try setAside(folder.full(path), as: Self.keptName(path)) }
    }
  }

  private mutating func setForeignAside(_ metrics: MetricsFolder) throws(FileError) {
    let (files, strays) = try metrics.list()
    for stray in strays {
      if let file = try nameless(stray, metrics) {
        let text =
          "\(stray) has lost the session from its name: it becomes \(file.path) again, and its measurements count."
        if step(text) {
          let inner = try metrics.inner(file.campaign)
          try inner.rename(FilePath.name(of: stray), to: file.name)
          try inner.sync()
        }
        needsJournal = true
        continue
      }
      let text =
        "\(stray) isn't a file of measurements that Clout wrote: it goes to \(Self.keptIn)."
      if step(text) {
        try setAside(folder.full(stray), as: Self.keptName(stray))
      }
    }
    let own = String(identity.prefix(8))
    for file in files where file.owner != own {
      guard adopts else {
        let text =
          "\(file.path) belongs to another session (\(file.owner)…): it goes to \(Self.keptIn). "
          + "If its measurements are this session's, move it back and use clout repair --adopt."
        if step(text) {
          try setAside(metrics.full(file), as: Self.keptName(file.path))
        }
        continue
      }
      let adopted = MetricsFile(file.campaign, file.sequence, of: identity, isLive: file.isLive)
      guard try folder.status(of: adopted.path) == nil else {
        advise("\(file.path) can't become this session's: \(adopted.path) is there already.")
        continue
      }
      if step("\(file.path) becomes this session's, as \(adopted.path).") {
        let inner = try metrics.inner(file.campaign)
        try inner.rename(file.name, to: adopted.name)
        try inner.sync()
      }
      needsJournal = true
    }
  }

  /// A file whose name ends where the session's identity should be, as an adoption without one left it.
  private func nameless(
    _ stray: String, _ metrics: MetricsFolder
  ) throws(FileError) -> MetricsFile? {
    let parts = stray.split(separator: "/").map(String.init)
    guard parts.count == 3,
      let end = ["-.live.jsonl", "-.jsonl"].first(where: { parts[2].hasSuffix($0) }),
      let file = MetricsFile(
        campaign: parts[1],
        name: "\(parts[2].dropLast(end.count))-\(identity.prefix(8))\(end.dropFirst())"),
      try folder.status(of: file.path) == nil
    else { return nil }
    let bytes = try FileContents.read(folder.full(stray), calls: folder.calls)
    guard let first = bytes.split(separator: 0x0A).first, Self.isMeasurement(Array(first)) else {
      return nil
    }
    return file
  }

  static func keptName(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "-")
  }

  /// Takes broken lines out of a file. A live one may be growing, so there they are blanked in place.
  private mutating func removeBrokenLines(of name: String) throws(FileError) {
    let parts = name.split(separator: "/")
    let isLive = parts.last?.hasSuffix(".live.jsonl") == true
    let path = folder.full(name)
    let bytes = try FileContents.read(path, calls: folder.calls)
    var broken: [(line: Int, range: Range<Int>)] = []
    var checks = LineChecks(path, isLive: isLive, calls: folder.calls)
    var (start, number) = (0, 0)
    while start < bytes.count {
      number += 1
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
      // Of a live file the end may be in the writing.
      let isGrowing = end == bytes.count && isLive && Self.isYoung(path)
      let isBroken = !isBlank && !(checks.isSound(line) && Self.isMeasurement(Array(line)))
      if isBroken, isGrowing {
        report.notes.append(
          "\(name), line \(number): it is incomplete and doesn't count. It stays, since a program may just be writing "
            + "it; in ten seconds clout repair takes it out.")
      } else if isBroken {
        broken.append((number, start..<end))
      }
      start = end + 1
    }
    guard !broken.isEmpty else { return }
    try lose(
      "what \(Finding.counted(broken.count, "line")) of \(name) said, unless it came in again since."
    )
    let numbers = broken.map { String($0.line) }.joined(separator: ", ")
    let text =
      "\(name): \(broken.count == 1 ? "line" : "lines") \(numbers) can't be read, or "
      + "\(broken.count == 1 ? "isn't as Clout wrote it, and goes" : "aren't as Clout wrote them, and go") to "
      + "\(Self.keptIn)."
    let isDone = step(text)
    if isDone {
      for (line, range) in broken {
        try keep(Array(bytes[range]), as: "\(Self.keptName(name)).line-\(line)")
      }
    }
    if isLive {
      var rest = bytes
      for (_, range) in broken {
        rest.replaceSubrange(range, with: [UInt8](repeating: 0x20, count: range.count))
      }
      mended[name] = rest
      if isDone {
        let place = DurableFolder(FilePath.folder(of: path), calls: folder.calls)
        if place.isLink(FilePath.name(of: path)) {
          try write(rest, to: path)
        } else {
          try blank(broken.map(\.range), in: path)
        }
      }
      return
    }
    var rest: [UInt8] = []
    var position = 0
    for (_, range) in broken {
      rest += bytes[position..<range.lowerBound]
      position = min(range.upperBound + 1, bytes.count)
    }
    rest += bytes[position...]
    mended[name] = rest
    // The journal has how much there was in all, and for some files, as those that came by git, only that.
    needsJournal = true
    guard isDone else { return }
    try write(rest, to: path)
  }

  /// Writes a file anew. A link makes room and isn't written through: what it leads to is somebody else's.
  private func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let place = DurableFolder(FilePath.folder(of: path), calls: folder.calls)
    let name = FilePath.name(of: path)
    if place.isLink(name) { try setAside(path, as: "link-\(name)") }
    try place.write(bytes, to: name)
  }

  private func blank(_ ranges: [Range<Int>], in path: String) throws(FileError) {
    let file = try OpenFile(path, flags: O_WRONLY, calls: folder.calls, operation: .write)
    for range in ranges {
      guard lseek(file.descriptor, range.lowerBound, SEEK_SET) == range.lowerBound else {
        throw FileError(.write, path, code: errno)
      }
      try file.writeAll([UInt8](repeating: 0x20, count: range.count))
    }
    try file.syncData()
  }

  private static func isMeasurement(_ line: [UInt8]) -> Bool {
    (try? JSONReader.read(line) { reader throws(JSONError) in try reader.readMeasurement() }) != nil
  }

  private static func isYoung(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && time(nil) - Int(status.st_mtim.tv_sec) < 10
  }

  /// What isn't as it was written, and can't be restored, is taken as it is.
  private mutating func compareWithLog(_ metrics: MetricsFolder) throws(FileError) {
    let own = try JournalChain(in: state, of: identity).members
    let (_, written, live) = try SessionFolder.writtenMetrics(own, in: state)
    for (file, stamp) in live.sorted(by: { $0.key.path < $1.key.path }) {
      try compare(file, metrics, stamp) { LiveRecord.Part.isWhole($0, stamp) }
    }
    for (file, stamp) in written.sorted(by: { $0.key.path < $1.key.path }) {
      try compare(file, metrics, stamp) { FileStamp($0) == stamp }
    }
    let base = reading.journal?.base
    if let base, accepted.isEmpty, !needsJournal,
      reading.metricsFiles.count < base.metrics.count
        || reading.metricsFiles.bytes < base.metrics.bytes
    {
      step(
        "There were \(Finding.counted(base.metrics.count, "file")) of measurements with \(base.metrics.bytes) bytes. What "
          + "is left counts from now on: \(Finding.counted(reading.metricsFiles.count, "file")) with "
          + "\(reading.metricsFiles.bytes) bytes. Files put back from a copy count again."
      )
      needsJournal = true
    }
  }

  private mutating func compare(
    _ file: MetricsFile, _ metrics: MetricsFolder, _ stamp: FileStamp,
    isAsWritten: ([UInt8]) -> Bool
  ) throws(FileError) {
    let there: [UInt8]?
    do throws(FileError) {
      if let bytes = mended[file.path] {
        there = bytes
      } else {
        there = try FileContents.read(metrics.full(file), calls: folder.calls)
      }
    } catch {
      guard error.isAbsence else { throw error }
      there = nil
    }
    if let there, isAsWritten(there) { return }
    if reading.hasStaged(file) { return }
    guard let copy = try KeptCopy.measurements(file, in: state, isAsWritten) else {
      return try accept(file, metrics, stamp, there)
    }
    let text =
      "\(file.path) \(there == nil ? "is missing" : "isn't as it was written"): it comes back from \(copy.place)."
    if step(text) {
      if let there { try keep(there, as: Self.keptName(file.path)) }
      _ = try metrics.inner(file.campaign)
      try write(copy.bytes, to: metrics.full(file))
    }
  }

  private mutating func accept(
    _ file: MetricsFile, _ metrics: MetricsFolder, _ stamp: FileStamp, _ there: [UInt8]?
  ) throws(FileError) {
    if let there {
      var checks = LineChecks(metrics.full(file), isLive: file.isLive, calls: folder.calls)
      let lines = there.split(separator: 0x0A).count {
        checks.isSound($0) && Self.isMeasurement(Array($0))
      }
      step(
        "\(file.path) isn't as it was written (\(stamp.size) bytes then, \(there.count) now): its \(lines) "
          + "\(lines == 1 ? "line counts" : "lines count") as they are"
          + (there.count < stamp.size
            ? "; what else was in it is lost." : ", whatever was there before.")
      )
    } else {
      step(
        "\(file.path) is missing: its measurements (\(stamp.size) bytes) are lost, and the session goes on without "
          + "them. Put back from a copy, the file counts again."
      )
    }
    try lose(
      there == nil
        ? "the measurements of \(file.path).\(file.isLive ? Self.readAgain : "")"
        : "what \(file.path) said before it was changed, unless a copy or git has it."
          + (file.isLive ? Self.readAgain : ""))
    accepted.updateValue(
      there.map { file.isLive ? LiveRecord.Part(linesOf: $0).stamp : FileStamp($0) }, forKey: file)
    needsJournal = true
  }

  private static let readAgain =
    " What a feed had brought comes back when it reads its source again (F in the cockpit, then R)."
}
