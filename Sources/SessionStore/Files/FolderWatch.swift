import LibC

/// Has the system tell when something in a few folders changes, so that nobody has to keep looking.
///
/// What other machines do on a network drive isn't told, so looking every so often is still needed. Nil elsewhere than
/// on Linux, and if too many folders are watched already.
package final class FolderWatch: Sendable {
  /// Readable once something has changed.
  package let descriptor: Int32

  #if os(Linux)
    /// inotify(7): what is written, made, removed, renamed, or given other permissions.
    private static let kinds =
      UInt32(IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
      | UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

    init?(_ folders: [String]) {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0, watch(folders) else { return nil }
    }

    /// Watches these folders, too: what is watched already stays, a new one in its place is added.
    ///
    /// - Returns: false if the system watches no more.
    func watch(_ folders: [String]) -> Bool {
      folders.allSatisfy { folder in
        // One that isn't there yet: its parent tells when it is.
        inotify_add_watch(descriptor, folder, Self.kinds) >= 0 || [ENOENT, ENOTDIR].contains(errno)
      }
    }
  #else
    init?(_ folders: [String]) { return nil }
    func watch(_ folders: [String]) -> Bool { false }
  #endif

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Forgets what was told so far.
  package func drain() {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
