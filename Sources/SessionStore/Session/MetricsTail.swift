import JSON
import LibC
import Marketing

/// Follows the metrics files of an open session for lines that other programs append.
struct MetricsTail {
  private let folder: DurableFolder
  private var offsets: [String: (inode: UInt64, offset: Int, line: Int)] = [:]

  static let piece = 256 << 10

  /// Starts after what is there now. Create it before reading the session: lines written in between are then read
  /// twice, which changes nothing.
  init(folder path: String) {
    folder = DurableFolder(FilePath.join(path, SessionDocuments.metrics))
    for name in names {
      guard let (inode, size) = stamp(name) else { continue }
      offsets[name] = (inode, size, 0)
    }
  }

  private var names: [String] {
    ((try? folder.names()) ?? []).filter { $0.hasSuffix(".jsonl") }
  }

  private func stamp(_ name: String) -> (inode: UInt64, size: Int)? {
    var status = stat()
    guard stat(folder.full(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return (UInt64(status.st_ino), Int(status.st_size))
  }

  /// Skips lines that this program appended itself, but first reads others' lines before them.
  mutating func skip(_ campaign: CampaignID, from start: Int, count: Int) {
    let name = "\(campaign.number).jsonl"
    guard let (inode, _) = stamp(name) else { return }
    let known = offsets[name]
    guard known?.offset ?? 0 == start, known?.inode ?? inode == inode else { return }
    offsets[name] = (inode, start + count, 0)
  }

  /// What was appended since the last call, at most one piece per file; `more` if there is more.
  mutating func read() -> (edits: [Edit], more: Bool) {
    var edits: [Edit] = []
    var more = false
    for name in names {
      guard let (inode, size) = stamp(name) else { continue }
      var known = offsets[name] ?? (inode, 0, 0)
      // A file that was replaced is read again from the start; known measurements change nothing.
      if known.inode != inode || size < known.offset { known = (inode, 0, 0) }
      if size > known.offset {
        let (lines, isPiece) = wholeLines(name, known.offset, size)
        if !lines.isEmpty {
          edits += Self.read(lines)
          known.offset += lines.count
          more = more || isPiece
        }
      }
      offsets[name] = known
    }
    return (Self.last(of: edits), more)
  }

  private func wholeLines(_ name: String, _ offset: Int, _ size: Int) -> ([UInt8], Bool) {
    guard
      let file = try? OpenFile(
        folder.full(name), flags: O_RDONLY | O_NONBLOCK, calls: folder.calls)
    else { return ([], false) }
    var wanted = min(Self.piece, size - offset)
    while true {
      var buffer = [UInt8](repeating: 0, count: wanted)
      let count = buffer.withUnsafeMutableBytes { file.calls.readAt(file.descriptor, $0, offset) }
      guard count > 0 else { return ([], false) }
      if let newline = buffer[..<count].lastIndex(of: 0x0A) {
        return (Array(buffer[...newline]), offset + newline + 1 < size)
      }
      // A line without an end may still be in the writing; one longer than a piece is read whole.
      guard count == wanted, wanted < size - offset else { return ([], false) }
      wanted = min(size - offset, wanted * 4)
    }
  }

  /// Broken lines are left to `clout check`.
  private static func read(_ lines: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    for line in lines.split(separator: 0x0A) {
      do throws(JSONError) {
        let (identity, row) = try JSONReader.read(Array(line)) { reader throws(JSONError) in
          try reader.readMeasurement()
        }
        edits.append(.measurement(identity, row))
      } catch {
        continue
      }
    }
    return edits
  }

  /// If several lines are about one measurement, the last.
  private static func last(of edits: [Edit]) -> [Edit] {
    var seen: Set<Measurement.Identity> = []
    var result: [Edit] = []
    for edit in edits.reversed() {
      guard case .measurement(let identity, _) = edit, seen.insert(identity).inserted else {
        continue
      }
      result.append(edit)
    }
    return result.reversed()
  }
}
