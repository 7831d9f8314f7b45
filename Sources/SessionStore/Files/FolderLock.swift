import JSON
import LibC

/// The right to change a folder's files, for one program at a time.
///
/// The kernel holds the lock and releases it when the holder ends, for whatever reason. The content of the lock file
/// only tells others who holds it. Released with the last reference.
package final class FolderLock: Sendable {
  /// Who has a folder open.
  package struct Holder: Hashable, Sendable, CustomStringConvertible {
    package var process: Int64
    package var user: String
    package var host: String
    /// When the lock was taken, in UTC: `2026-04-01T09:30:00Z`.
    package var since: String

    package var description: String {
      "\(user) on \(host) (process \(process)), since \(since)"
    }
  }

  package enum Result: Sendable {
    case acquired(FolderLock)
    /// Nil if the holder hasn't written its name yet.
    case held(by: Holder?)
  }

  /// In the session's `.state`.
  static let fileName = "lock"
  /// In a session's folder of format 1.
  static let formerName = ".lock"

  private let file: OpenFile
  private let root: FolderRoot?

  private init(_ file: consuming OpenFile, _ root: FolderRoot?) {
    self.file = file
    self.root = root
  }

  /// Unlock explicitly: closing alone would leave the lock to a child process that was forked a moment ago and hasn't
  /// yet started its program.
  deinit { file.unlock() }

  /// Tries to lock a folder, without waiting.
  ///
  /// With a `root`, that folder is locked itself, too: the file can be removed while it is held, by `git clean` for
  /// example, and whoever came next would lock a new one.
  static func acquire(
    _ folder: String, name: String = fileName, root: String? = nil, calls: FileCalls = .system
  ) throws(FileError) -> Result {
    let path = FilePath.join(folder, name)
    let file = try OpenFile(
      path, flags: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600, calls: calls,
      operation: .lock)
    _ = try file.plainFileStatus(.lock)
    guard try file.lock(waiting: false) else { return .held(by: holder(in: file)) }
    let held = root.flatMap { FolderRoot($0, calls) }
    if let held, !held.isLocked {
      file.unlock()
      return .held(by: nil)
    }
    // The lock holds even if this can't be written, which is only for others to read.
    try? file.truncate(to: 0, .lock)
    try? file.writeAll(Holder.current.line)
    return .acquired(FolderLock(file, held))
  }

  /// Whether the folder at that path is still the one that is locked, and not a copy in its place.
  func holds(_ path: String) -> Bool { root?.isAt(path) ?? true }

  /// A folder that is locked itself.
  private final class FolderRoot: Sendable {
    private let file: OpenFile
    /// False if another program holds it.
    let isLocked: Bool

    /// Nil where folders can't be locked, as on some network drives: the file has to do there.
    init?(_ path: String, _ calls: FileCalls) {
      do {
        file = try OpenFile(
          path, flags: O_RDONLY | O_DIRECTORY, calls: calls, operation: .lock)
        isLocked = try file.lock(waiting: false)
      } catch {
        return nil
      }
    }

    func isAt(_ path: String) -> Bool {
      var there = stat()
      guard let own = try? file.status(), file.calls.statusOfPath(path, &there) >= 0 else {
        return true
      }
      return (own.st_dev, own.st_ino) == (there.st_dev, there.st_ino)
    }

    deinit { if isLocked { file.unlock() } }
  }

  /// Who holds a folder's lock, or held it last; nil if nobody left a name.
  static func holder(of folder: String, calls: FileCalls = .system) -> Holder? {
    guard
      let file = try? OpenFile(
        FilePath.join(folder, fileName), flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK, calls: calls),
      (try? file.plainFileStatus(.read)) != nil
    else { return nil }
    return holder(in: file)
  }

  private static func holder(in file: borrowing OpenFile) -> Holder? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = (try? file.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
    }
    return Holder(line: bytes)
  }
}

extension FolderLock.Holder {
  /// Whether that program has ended: known only of this computer's programs.
  package var isGone: Bool {
    guard host == Self.current.host, let process = Int32(exactly: process) else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// This process.
  static var current: Self {
    var now = time(nil)
    var utc = tm()
    gmtime_r(&now, &utc)
    func digits(_ value: Int32, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(width - text.count, 0)) + text
    }
    let date =
      "\(digits(utc.tm_year + 1900, 4))-\(digits(utc.tm_mon + 1, 2))-\(digits(utc.tm_mday, 2))"
    let clock = "\(digits(utc.tm_hour, 2)):\(digits(utc.tm_min, 2)):\(digits(utc.tm_sec, 2))"
    return Self(
      process: Int64(getpid()), user: userName, host: hostName, since: "\(date)T\(clock)Z")
  }

  private static var userName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let result = getpwuid_r(getuid(), &entry, buffer.baseAddress!, buffer.count, &found)
      guard result == 0, found != nil, let name = entry.pw_name else { return "user \(getuid())" }
      return String(cString: name)
    }
  }

  private static var hostName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard gethostname(buffer.baseAddress!, buffer.count - 1) == 0 else { return "this computer" }
      buffer[buffer.count - 1] = 0
      return String(cString: buffer.baseAddress!)
    }
  }

  var line: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("pid")
    writer.int(process)
    writer.key("user")
    writer.string(user)
    writer.key("host")
    writer.string(host)
    writer.key("since")
    writer.string(since)
    writer.endObject()
    writer.breakLine()
    return writer.take()
  }

  /// Nil if the line is incomplete or not one of ours.
  init?(line: [UInt8]) {
    var process: Int64?
    var user: String?
    var host: String?
    var since: String?
    do throws(JSONError) {
      try JSONReader.read(line) { reader throws(JSONError) in
        try reader.beginObject()
        while let key = try reader.nextKey() {
          switch key {
          case "pid": process = try reader.readInt64()
          case "user": user = try reader.readString()
          case "host": host = try reader.readString()
          case "since": since = try reader.readString()
          default: try reader.skipValue()
          }
        }
      }
    } catch {
      return nil
    }
    guard let process, let user, let host, let since else { return nil }
    self.init(process: process, user: user, host: host, since: since)
  }
}
