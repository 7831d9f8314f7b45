import JSON
import LibC
import Marketing

// Measurements, in the order of their numbers.
extension SessionReading {
  /// Whole files of measurements have one number each and come in order. A live one may have lines that are newer than a file
  /// begun after it; only those are held back until it is their turn.
  mutating func readMetrics() throws(StoreError) {
    do throws(FileError) {
      let metrics = MetricsFolder(folder)
      let (listed, strays) = try metrics.list()
      for (path, kind) in try metrics.obstacles() {
        let isInnermost = path.hasSuffix(".jsonl")
        findings.append(
          Finding(
            .problem, path,
            "it is \(kind.words), where a \(isInnermost ? "file" : "folder") of measurements belongs"
          ))
      }
      for stray in strays {
        findings.append(
          Finding(
            .problem, stray, "it isn't a file of measurements that Clout wrote", kind: .foreign))
      }
      var entries = listed.map { (file: $0, path: metrics.full($0)) }
      entries += try committedMetrics(besides: Set(listed), in: metrics)
      entries.sort { ($0.file.sequence, $0.path) < ($1.file.sequence, $1.path) }
      // Where each one ends: the number of its last line.
      var ends: [Int64] = []
      for (file, path) in entries {
        ends.append(file.isLive ? try lastSequence(path) : file.sequence)
      }
      var waiting: [Line] = []
      for (at, (file, path)) in entries.enumerated() {
        guard isOwn(file) else { continue }
        apply(&waiting, before: file.sequence)
        let isOverlapping =
          file.isLive && at + 1 < entries.count && entries[at + 1].file.sequence <= ends[at]
        let isHeld = isOverlapping || !waiting.isEmpty && file.isLive
        var path = path
        var lines: [Line] = []
        let stamp: FileStamp
        do throws(FileError) {
          (lines, stamp) = try readLines(path, as: file.path, isLive: file.isLive, holding: isHeld)
        } catch {
          // Its writer has just given it its place.
          guard error.isAbsence, path != metrics.full(file) else { throw error }
          path = metrics.full(file)
          (lines, stamp) = try readLines(path, as: file.path, isLive: file.isLive, holding: isHeld)
        }
        if file.isLive {
          liveFiles[file] = stamp.size
        } else {
          metricsFiles.add(file, stamp)
          metricsStamps[file] = stamp
          sequence = max(sequence, file.sequence)
        }
        if !lines.isEmpty {
          waiting += lines
          waiting.sort { $0.sequence < $1.sequence }
        }
      }
      apply(&waiting, before: .max)
    } catch {
      throw StoreError(error)
    }
  }

  struct Line {
    let sequence: Int64
    let identity: Measurement.Identity
    let row: Measurement?
  }

  private mutating func apply(_ lines: inout [Line], before sequence: Int64) {
    let due = lines.prefix { $0.sequence < sequence }
    for line in due { set(line) }
    lines.removeFirst(due.count)
  }

  private mutating func set(_ line: Line) {
    measurements.set(line.identity, to: line.row)
    guard line.sequence > unsaved.since, unsaved.identities.contains(line.identity) else { return }
    newer[line.identity] = max(line.sequence, newer[line.identity] ?? 0)
  }

  /// Finds the measurements that only the journal has.
  mutating func findUnsaved() {
    guard let journal else { return }
    let name = Array("\"measurement\"".utf8)
    for record in journal.pending where record.payload.contains(name) {
      guard
        let change = record.change,
        let edit = try? JSONReader.read(
          change.edit, maximumDepth: Journal.maximumDepth,
          { reader throws(JSONError) in try reader.readEdit() })
      else { continue }
      edit.forEachMeasurement { identity, _ in unsaved.identities.insert(identity) }
      unsaved.since = min(unsaved.since, change.sequence)
    }
  }

  private mutating func isOwn(_ file: MetricsFile) -> Bool {
    let own = String(header.identity.prefix(8))
    guard isIdentified, file.owner != own else { return true }
    findings.append(
      Finding(
        .problem, file.path,
        "it belongs to another session (\(file.owner)…, this one is \(own)…)",
        kind: .foreign))
    return false
  }

  /// The number of a live file's last whole line; 0 if it has none.
  private func lastSequence(_ path: String) throws(FileError) -> Int64 {
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: folder.calls)
    let size = Int(try file.plainFileStatus(.read).st_size)
    var length = min(size, 16 << 10)
    while true {
      let bytes = try file.bytes(at: size - length, count: length)
      for line in bytes.split(separator: 0x0A).reversed() {
        if let (_, _, sequence) = try? JSONReader.read(
          Array(line), { reader throws(JSONError) in try reader.readMeasurement() })
        {
          return sequence
        }
      }
      guard length < size else { return 0 }
      length = min(size, length * 8)
    }
  }

  /// Segments of transactions that count but whose files haven't got their place yet.
  private func committedMetrics(
    besides listed: Set<MetricsFile>, in metrics: MetricsFolder
  ) throws(FileError) -> [(file: MetricsFile, path: String)] {
    var found: [(file: MetricsFile, path: String)] = []
    for (sequence, stamp) in journal?.committedMetrics ?? [] where !listed.contains(stamp.file) {
      let staged = DurableFolder(
        FilePath.join(state.full(SessionLayout.staging), String(sequence)), calls: folder.calls)
      if try staged.status(of: stamp.file.stagedName) != nil {
        found.append((stamp.file, staged.full(stamp.file.stagedName)))
      } else if try metrics.isThere(stamp.file) {
        // It got its place since the folder was listed.
        found.append((stamp.file, metrics.full(stamp.file)))
      }
    }
    return found
  }

  /// Format 1: a file for each campaign, of which the last line counts.
  mutating func readFormerMetrics() throws(StoreError) {
    let inner = DurableFolder(folder.full(SessionDocuments.metrics), calls: folder.calls)
    do throws(FileError) {
      var names: [String] = []
      do throws(FileError) {
        names = try inner.names().filter { $0.hasSuffix(".jsonl") }
      } catch {
        if error.reason != .notFound { throw error }
      }
      for name in names {
        if let kind = inner.obstacle(at: name) {
          findings.append(
            Finding(
              .problem, "\(SessionDocuments.metrics)/\(name)",
              "it is \(kind.words), where a file of measurements belongs"))
          continue
        }
        _ = try readLines(
          inner.full(name), as: "\(SessionDocuments.metrics)/\(name)", holding: false)
      }
    } catch {
      throw StoreError(error)
    }
  }

  mutating func readFormerJournal() throws(StoreError) {
    do throws(FileError) {
      formerJournal = Journal.read(
        try FileContents.read(
          folder.full(SessionDocuments.formerJournal), calls: folder.calls))
    } catch {
      if error.reason == .notFound { return }
      throw StoreError(error)
    }
    switch formerJournal.tail {
    case .clean: break
    case .torn:
      findings.append(
        Finding(
          .note, SessionDocuments.formerJournal, line: formerJournal.records.count + 1,
          "\(Finding.tornEnd); it is set aside"))
    case .damaged(let damage):
      findings.append(
        Finding(
          .problem, SessionDocuments.formerJournal, line: damage.line,
          damage.inWords))
    }
  }

  /// Reads a file of measurements line by line. A broken line is reported; the others count.
  ///
  /// Returns how the file is, too.
  ///
  /// - Parameter holding: return the lines instead of taking them in.
  private mutating func readLines(
    _ path: String, as name: String, isLive: Bool = false, holding: Bool
  ) throws(FileError) -> ([Line], FileStamp) {
    var held: [Line] = []
    var (size, crc) = (0, CRC32())
    var checks = LineChecks(path, isLive: isLive, calls: folder.calls)
    var lines = try LineReader(path, calls: folder.calls)
    while let block = try lines.nextBlock() {
      size += block.bytes.count
      crc.update(block.bytes)
      guard checks.areSound(block.bytes) else {
        readSingly(block, as: name, &checks, &held, holding)
        continue
      }
      do throws(JSONError) {
        // Decoded in one go; only a block with a broken line is read again line by line.
        var read: [Line] = []
        try JSONReader.readLines(block.bytes, firstLine: block.firstLine) {
          reader, _ throws(JSONError) in
          let (identity, row, sequence) = try reader.readMeasurement()
          read.append(Line(sequence: sequence, identity: identity, row: row))
        }
        take(read, &held, holding)
      } catch {
        readSingly(block, as: name, &checks, &held, holding)
      }
    }
    return (held, FileStamp(size: size, crc: crc.hexadecimal))
  }

  private mutating func take(_ read: [Line], _ held: inout [Line], _ holding: Bool) {
    if holding {
      held += read
    } else {
      for line in read { set(line) }
    }
    if let last = read.last { sequence = max(sequence, last.sequence) }
  }

  private mutating func readSingly(
    _ block: LineReader.Block, as name: String, _ checks: inout LineChecks,
    _ held: inout [Line], _ holding: Bool
  ) {
    var number = block.firstLine
    var start = 0
    while start < block.bytes.count {
      let end = block.bytes[start...].firstIndex(of: 0x0A) ?? block.bytes.count
      let line = UnsafeBufferPointer(rebasing: block.bytes[start..<end])
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
        do throws(JSONError) {
          let (identity, row, sequence) = try JSONReader.read(line, firstLine: number) {
            reader throws(JSONError) in
            try reader.readMeasurement()
          }
          if checks.isSound(line) {
            take([Line(sequence: sequence, identity: identity, row: row)], &held, holding)
          } else {
            findings.append(Finding(.problem, name, line: number, LineChecks.complaint))
          }
        } catch {
          let isTorn = end == block.bytes.count && !block.isTerminated
          findings.append(
            isTorn
              ? Finding(
                .note, name, line: number,
                "\(Finding.tornEnd); it is left out")
              : Finding(error, in: name))
        }
      }
      number += 1
      start = end + 1
    }
  }
}

extension SessionReading {
  /// Whether a committed file only waits for its place.
  func hasStaged(_ file: MetricsFile) -> Bool {
    (journal?.committedMetrics ?? []).contains { sequence, stamp in
      let staged = DurableFolder(
        FilePath.join(state.full(SessionLayout.staging), String(sequence)), calls: folder.calls)
      return stamp.file == file && ((try? staged.status(of: file.stagedName)) ?? nil) != nil
    }
  }
}

extension JournalReading {
  /// All files of measurements that any record tells of.
  var allMetrics: [MetricsFileStamp] {
    records.flatMap { record -> [MetricsFileStamp] in
      switch record.kind {
      case .change, .save, .begin:
        (try? JSONReader.read(
          record.payload, maximumDepth: Journal.maximumDepth,
          { reader throws(JSONError) in
            switch record.kind {
            case .change: try reader.readChange().metricsFiles
            case .save: try reader.readSave().metricsFiles
            case .begin, .discard, .edit, .commit: try reader.readBegin().save?.metricsFiles ?? []
            }
          })) ?? []
      case .discard, .edit, .commit: []
      }
    }
  }

  /// The files of measurements of the last save and of the changes since, with the number of their transaction.
  var committedMetrics: [(sequence: Int64, stamp: MetricsFileStamp)] {
    var found: [(sequence: Int64, stamp: MetricsFileStamp)] = []
    if let base { found += base.metricsFiles.map { (base.sequence, $0) } }
    for change in changes() { found += change.metricsFiles.map { (change.sequence, $0) } }
    return found
  }

  /// The changes that were read, even those that were given up since: their files of measurements stay.
  func changes() -> [ChangeRecord] {
    records.compactMap(\.change)
  }
}
