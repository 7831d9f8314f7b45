import LibC
import Synchronization

@testable import SessionStore

/// Wraps the real disk and fails at a chosen call.
final class FaultyDisk: Sendable {
  enum Fault: Sendable {
    /// One call fails; a write has written half of its bytes by then.
    case fails(Int32)
    /// The program is killed there: that call and all later ones have no effect, except that a write writes half of its
    /// bytes.
    case kills
  }

  private struct State {
    var count = 0
    var log: [String] = []
  }

  private let fault: Fault
  private let place: Int
  private let state = Mutex(State())

  /// The first call is number 0; without a place nothing fails and the calls are only recorded.
  init(_ fault: Fault = .kills, at place: Int = .max) {
    self.fault = fault
    self.place = place
  }

  var log: [String] { state.withLock { $0.log } }

  /// Whether the fault's place was reached.
  var hasBroken: Bool { state.withLock { $0.count > place } }

  private enum Step {
    case works
    case breaks(Int32)
    case isDead
  }

  private func step(_ name: String) -> Step {
    state.withLock { state in
      defer { state.count += 1 }
      state.log.append(name)
      switch fault {
      case .fails(let code): return state.count == place ? .breaks(code) : .works
      case .kills:
        return state.count == place ? .breaks(EIO) : state.count > place ? .isDead : .works
      }
    }
  }

  private func gate<Value: SignedInteger>(_ name: String, _ call: () -> Value) -> Value {
    switch step(name) {
    case .works: call()
    case .breaks(let code): -Value(code)
    case .isDead: -Value(EIO)
    }
  }

  var calls: FileCalls {
    let system = FileCalls.system
    return FileCalls(
      open: { path, flags, mode in
        self.gate("open \(FaultyDisk.short(path))") { system.open(path, flags, mode) }
      },
      close: { descriptor in
        // The kernel closes a killed program's files; a failing close closes, too.
        let result = system.close(descriptor)
        return self.gate("close") { result }
      },
      read: { descriptor, buffer in self.gate("read") { system.read(descriptor, buffer) } },
      readAt: { descriptor, buffer, offset in
        self.gate("readAt") { system.readAt(descriptor, buffer, offset) }
      },
      write: { descriptor, bytes in
        switch self.step("write") {
        case .works: return system.write(descriptor, bytes)
        case .breaks(let code):
          _ = system.write(
            descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)))
          return -Int(code)
        case .isDead: return -Int(EIO)
        }
      },
      // Whoever opens the files next sees what was written, synced or not; only a power cut makes the difference.
      sync: { _ in self.gate("sync") { 0 } },
      syncData: { _ in self.gate("syncData") { 0 } },
      truncate: { descriptor, size in
        self.gate("truncate") { system.truncate(descriptor, size) }
      },
      changeMode: { descriptor, mode in
        self.gate("changeMode") { system.changeMode(descriptor, mode) }
      },
      lock: { descriptor, operation in
        // The kernel releases a killed program's locks.
        if operation == LOCK_UN { _ = system.lock(descriptor, operation) }
        return self.gate("lock") { system.lock(descriptor, operation) }
      },
      status: { descriptor, status in
        self.gate("status") { system.status(descriptor, &status) }
      },
      statusOfPath: { path, status in
        self.gate("statusOfPath") { system.statusOfPath(path, &status) }
      },
      readLink: { path, buffer in self.gate("readLink") { system.readLink(path, buffer) } },
      rename: { from, to in
        self.gate("rename \(FaultyDisk.short(from)) \(FaultyDisk.short(to))") {
          system.rename(from, to)
        }
      },
      exchange: { one, other in
        self.gate("exchange \(FaultyDisk.short(one)) \(FaultyDisk.short(other))") {
          system.exchange(one, other)
        }
      },
      unlink: { path in self.gate("unlink") { system.unlink(path) } },
      removeFolder: { path in self.gate("removeFolder") { system.removeFolder(path) } },
      createFolder: { path, mode in
        self.gate("createFolder") { system.createFolder(path, mode) }
      })
  }

  /// A name for the log, since temporary files and the test's folder have random ones.
  private static func short(_ path: String) -> String {
    let name = FilePath.name(of: path)
    if name.hasSuffix(DurableFolder.temporarySuffix) { return "temporary" }
    return name.hasPrefix("clout-test-") ? "folder" : name
  }
}

/// A temporary folder for one test.
final class Scratch: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template))
  }

  deinit { Scratch.remove(path) }

  func file(_ name: String) -> String { FilePath.join(path, name) }

  /// Writes a file without any precautions.
  func put(_ text: String, in name: String) {
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
    close(descriptor)
  }

  /// The content of a file, or `nil` if there is none.
  func text(_ name: String) -> String? {
    (try? FileContents.read(file(name))).map { String(decoding: $0, as: UTF8.self) }
  }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    lstat(file(name), &status)
    return status.st_mode
  }

  var names: [String] { (try? DurableFolder(path).names(includingHidden: true)) ?? [] }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in (try? DurableFolder(path).names(includingHidden: true)) ?? [] {
      remove(FilePath.join(path, name))
    }
    rmdir(path)
  }
}
