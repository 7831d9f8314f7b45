import LibC
import Marketing

/// A folder into which exports are dropped. A file is read once it hasn't changed between two looks, and again when it
/// changes.
struct WatchedFolder {
  let path: String
  private let name: String
  private let options: ImportOptions
  private var session: Session
  private var finder: CreatorIndex
  private var seen: [String: Stamp] = [:]
  private(set) var positions: [String: FollowedFile.Position]
  private var current: (name: String, file: FollowedFile)?
  /// Files that couldn't be read, with their state at the time: they are skipped until they change.
  private var broken: [String: Stamp] = [:]

  /// How its files were read before, and which of them haven't been read again yet.
  private var former: (options: ImportOptions, files: Set<String>)?

  private struct Stamp: Hashable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
    let inode: UInt64
  }

  private static let endings = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json"]

  init(
    path: String, name: String, options: ImportOptions, session: Session, finder: CreatorIndex,
    positions: [String: FollowedFile.Position],
    former: (options: ImportOptions, files: Set<String>)? = nil
  ) {
    self.former = former
    self.path = path
    self.name = name
    self.options = options
    self.session = session
    self.finder = finder
    self.positions = positions
  }

  mutating func update(_ session: Session, finder: CreatorIndex) {
    self.session = session
    self.finder = finder
    current?.file.update(session, finder: finder)
  }

  /// Reads a piece of the current file, or starts the next one.
  mutating func read(today: Day) throws -> FollowedFile.Step {
    if current == nil { try chooseFile() }
    guard let (name, opened) = current else {
      let waiting = seen.keys.contains { positions[$0] == nil && broken[$0] == nil }
      return .nothing(waiting ? "for a file to be written to its end" : "for new files")
    }
    var file = opened
    current = nil
    do {
      var step = try file.read(today: today)
      positions[name] = file.position
      if case .nothing = step { return try read(today: today) }
      if case .intake(var intake, let more) = step, intake.endsRereading {
        // It ends with the last of the files.
        intake.endsRereading = former?.files.isEmpty != false
        step = .intake(intake, more: more)
      }
      current = (name, file)
      return step
    } catch {
      broken[name] = seen[name]
      throw FeedProblem("\(name): \(error)")
    }
  }

  private mutating func chooseFile() throws {
    let names = try DurableFolder(path).names().filter { name in
      Self.endings.contains { name.lowercased().hasSuffix($0) }
    }
    var now: [String: Stamp] = [:]
    for name in names {
      var status = stat()
      guard stat(FilePath.join(path, name), &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { continue }
      now[name] = Stamp(
        size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
        nanoseconds: status.st_mtim.tv_nsec, inode: UInt64(status.st_ino))
    }
    let before = seen
    seen = now
    former?.files.formIntersection(names)
    for name in names {
      guard let stamp = now[name], before[name] == stamp, broken[name] != stamp else { continue }
      let position = positions[name]
      if let position, position.inode == stamp.inode, position.offset == stamp.size { continue }
      let rows = FeedRows(name, options: options, session: session, finder: finder)
      var file = FollowedFile(
        path: FilePath.join(path, name), rows: rows, position: position ?? .init())
      file.isComplete = true
      if let former, former.files.contains(name) {
        self.former?.files.remove(name)
        file.rereading = Rereading(
          FeedRows(name, options: former.options, session: session, finder: finder))
      }
      current = (name, file)
      return
    }
  }
}
