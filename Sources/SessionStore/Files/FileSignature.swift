import LibC

/// Tells whether a file is still the one that was read, without reading it.
struct FileSignature: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  let size: Int
  private let modified: Int
  private let changed: Int

  /// Nil if there is no such file.
  init?(_ folder: DurableFolder, _ name: String) throws(FileError) {
    guard let status = try folder.status(of: name) else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    #if canImport(Darwin)
      modified = status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
      changed = status.st_ctimespec.tv_sec * 1_000_000_000 + status.st_ctimespec.tv_nsec
    #else
      modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
      changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    #endif
  }

  /// The time on the clock that files have, in nanoseconds.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Whether it is the same file with the same content, though perhaps under another name.
  func isContent(of other: FileSignature) -> Bool {
    (device, inode, size, modified) == (other.device, other.inode, other.size, other.modified)
  }

  /// A clock ticks coarsely: a file that was changed a moment ago may change again without another signature.
  func isYoung(_ now: Int) -> Bool { now - max(modified, changed) < 2_000_000_000 }
}
