import LibC

/// The system calls for files, so that tests can make any of them fail.
///
/// Every call returns the system's result, or the negative error number, so that nothing can change `errno` before it
/// is read.
struct FileCalls: Sendable {
  var open: @Sendable (_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32
  var close: @Sendable (_ descriptor: Int32) -> Int32
  var read: @Sendable (_ descriptor: Int32, _ into: UnsafeMutableRawBufferPointer) -> Int
  var readAt:
    @Sendable (_ descriptor: Int32, _ into: UnsafeMutableRawBufferPointer, _ at: Int) -> Int
  var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
  var sync: @Sendable (_ descriptor: Int32) -> Int32
  var syncData: @Sendable (_ descriptor: Int32) -> Int32
  var truncate: @Sendable (_ descriptor: Int32, _ size: Int) -> Int32
  var changeMode: @Sendable (_ descriptor: Int32, _ mode: mode_t) -> Int32
  var lock: @Sendable (_ descriptor: Int32, _ operation: Int32) -> Int32
  var status: @Sendable (_ descriptor: Int32, _ into: inout stat) -> Int32
  var statusOfPath: @Sendable (_ path: String, _ into: inout stat) -> Int32
  var readLink: @Sendable (_ path: String, _ into: UnsafeMutableBufferPointer<CChar>) -> Int
  var rename: @Sendable (_ from: String, _ to: String) -> Int32
  /// Gives two files each other's name at once; fails where the file system can't.
  var exchange: @Sendable (_ one: String, _ other: String) -> Int32
  var unlink: @Sendable (_ path: String) -> Int32
  var removeFolder: @Sendable (_ path: String) -> Int32
  var createFolder: @Sendable (_ path: String, _ mode: mode_t) -> Int32

  static let system = FileCalls(
    open: { path, flags, mode in checked(LibC.open(path, flags, mode)) },
    close: { descriptor in checked(LibC.close(descriptor)) },
    read: { descriptor, buffer in
      checked(LibC.read(descriptor, buffer.baseAddress, buffer.count))
    },
    readAt: { descriptor, buffer, offset in
      checked(pread(descriptor, buffer.baseAddress, buffer.count, offset))
    },
    write: { descriptor, bytes in
      checked(LibC.write(descriptor, bytes.baseAddress, bytes.count))
    },
    sync: { descriptor in checked(fsync(descriptor)) },
    syncData: { descriptor in checked(fdatasync(descriptor)) },
    truncate: { descriptor, size in checked(ftruncate(descriptor, size)) },
    changeMode: { descriptor, mode in checked(fchmod(descriptor, mode)) },
    lock: { descriptor, operation in checked(flock(descriptor, operation)) },
    status: { descriptor, status in checked(fstat(descriptor, &status)) },
    statusOfPath: { path, status in checked(stat(path, &status)) },
    readLink: { path, buffer in checked(readlink(path, buffer.baseAddress!, buffer.count)) },
    rename: { from, to in checked(LibC.rename(from, to)) },
    exchange: { one, other in checked(FileCalls.exchanged(one, other)) },
    unlink: { path in checked(LibC.unlink(path)) },
    removeFolder: { path in checked(rmdir(path)) },
    createFolder: { path, mode in checked(mkdir(path, mode)) })

  private typealias RenameWithFlags =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

  /// `renameat2`, which Swift's overlay of the C library leaves out; nil where the system hasn't got it.
  private static let renameWithFlags = dlsym(nil, "renameat2").map {
    unsafeBitCast($0, to: RenameWithFlags.self)
  }

  private static func exchanged(_ one: String, _ other: String) -> Int32 {
    guard let renameWithFlags else {
      errno = ENOSYS
      return -1
    }
    return renameWithFlags(AT_FDCWD, one, AT_FDCWD, other, 2)
  }

  private static func checked<Value: SignedInteger>(_ result: Value) -> Value {
    result < 0 ? -Value(errno) : result
  }
}
