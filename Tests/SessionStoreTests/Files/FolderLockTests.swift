import LibC
import Testing

@testable import SessionStore

struct FolderLockTests {
  let scratch = Scratch()

  @Test func theSecondIsToldWhoHoldsIt() throws {
    var first: FolderLock? = try acquired()
    guard case .held(let holder) = try FolderLock.acquire(scratch.path) else {
      Issue.record("two hold one lock")
      return
    }
    #expect(holder?.process == Int64(getpid()))
    #expect(holder?.since.count == 20)
    #expect(holder?.description.contains("since 2") == true)
    withExtendedLifetime(first) {}
    first = nil
    _ = try #require(try acquired())
  }

  @Test func aChildThatInheritedTheFileDoesNotKeepTheLock() throws {
    var lock: FolderLock? = try acquired()
    // What fork does to descriptors, without a fork.
    let descriptor = (0..<256).first { number in
      var name = [CChar](repeating: 0, count: 4096)
      let count = readlink("/proc/self/fd/\(number)", &name, name.count - 1)
      return String(
        decoding: name.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        == scratch.path + "/lock"
    }
    let copy = dup(Int32(try #require(descriptor)))
    defer { close(copy) }
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try #require(try acquired())
  }

  @Test func whatStandsInTheFileDoesNotMatter() throws {
    for text in [
      "", "nonsense", "{\"pid\": 1, \"user\": \"x\", \"host\": \"y\", \"since\": \"z\"}\n",
    ] {
      scratch.put(text, in: "lock")
      let lock = try acquired()
      #expect(scratch.text("lock")?.contains("\"pid\": \(getpid()),") == true)
      scratch.put(text, in: "lock")
      guard case .held(let holder) = try FolderLock.acquire(scratch.path) else {
        Issue.record("two hold one lock")
        return
      }
      #expect((holder == nil) == !text.hasPrefix("{"))
      withExtendedLifetime(lock) {}
    }
  }

  @Test func aFolderThatIsNotThere() {
    #expect(throws: FileError(.lock, "/nowhere/at/all/lock", code: ENOENT)) {
      try FolderLock.acquire("/nowhere/at/all")
    }
  }

  @Test func aFullDiskDoesNotKeepTheLockAway() throws {
    let disk = FaultyDisk(.fails(ENOSPC), at: 4)
    guard case .acquired = try FolderLock.acquire(scratch.path, calls: disk.calls) else {
      Issue.record("not acquired")
      return
    }
    #expect(disk.hasBroken)
  }

  private func acquired() throws -> FolderLock? {
    guard case .acquired(let lock) = try FolderLock.acquire(scratch.path) else { return nil }
    return lock
  }
}
