import LibC
import Testing

@testable import SessionStore

struct DurableFolderTests {
  let scratch = Scratch()
  let old = Array("old content".utf8)
  let new = Array("new content, which is longer".utf8)

  @Test func stepsComeInTheOrderThatMakesThemSafe() throws {
    scratch.put("old", in: "a.json")
    let disk = FaultyDisk()
    try DurableFolder(scratch.path, calls: disk.calls).write(new, to: "a.json")
    #expect(
      disk.log == [
        "readLink", "statusOfPath", "open temporary", "changeMode", "write", "sync", "close",
        "rename temporary a.json", "open folder", "sync", "close",
      ])
    #expect(scratch.text("a.json") == "new content, which is longer")
    #expect(scratch.names == ["a.json"])
  }

  @Test func modes() throws {
    let folder = DurableFolder(scratch.path)
    try folder.write(new, to: "fresh")
    #expect(scratch.mode("fresh") & 0o7777 == 0o600)
    scratch.put("x", in: "shared")
    chmod(scratch.file("shared"), 0o664)
    try folder.write(new, to: "shared")
    #expect(scratch.mode("shared") & 0o7777 == 0o664)
    chmod(scratch.file("shared"), 0o444)
    #expect(throws: FileError(.replace, scratch.file("shared"), code: EACCES)) {
      try folder.write(old, to: "shared")
    }
  }

  @Test func aLinkStaysAndItsTargetIsReplaced() throws {
    let folder = DurableFolder(scratch.path)
    let elsewhere = try folder.subfolder("elsewhere")
    scratch.put("old", in: "elsewhere/real.json")
    symlink("elsewhere/real.json", scratch.file("inner.json"))
    symlink(scratch.file("inner.json"), scratch.file("a.json"))
    symlink("elsewhere/later.json", scratch.file("b.json"))
    symlink("loop", scratch.file("loop"))
    try folder.write(new, to: "a.json")
    try folder.write(new, to: "b.json")
    #expect(scratch.mode("a.json") & S_IFMT == S_IFLNK)
    #expect(scratch.text("elsewhere/real.json") == String(decoding: new, as: UTF8.self))
    #expect(scratch.text("elsewhere/later.json") == String(decoding: new, as: UTF8.self))
    try folder.stage(old, as: "a.json")
    #expect(try elsewhere.names() == ["later.json", "real.json", "real.json.new"])
    #expect(try folder.commitStaged("a.json"))
    #expect(scratch.text("a.json") == "old content")
    #expect(throws: FileError(.open, scratch.file("loop"), code: ELOOP)) {
      try folder.write(new, to: "loop")
    }
  }

  @Test(arguments: ["", ".", "..", "a/b", "../x", "a\0b", String(repeating: "x", count: 256)])
  func namesThatLeaveTheFolderAreRefused(name: String) {
    #expect { try DurableFolder(scratch.path).write(new, to: name) } throws: {
      ($0 as? FileError)?.reason == .badName
    }
  }

  @Test func longNamesAndWhatIsInTheWay() throws {
    let folder = DurableFolder(scratch.path)
    try folder.write(new, to: String(repeating: "x", count: 255))
    mkdir(scratch.file("d"), 0o700)
    mkfifo(scratch.file("pipe"), 0o600)
    #expect { try folder.write(new, to: "d") } throws: { ($0 as? FileError)?.reason == .isFolder }
    #expect { try folder.write(new, to: "pipe") } throws: {
      ($0 as? FileError)?.reason == .notAPlainFile
    }
    #expect { try FileContents.read(scratch.file("pipe")) } throws: {
      ($0 as? FileError)?.reason == .notAPlainFile
    }
    #expect { try FileContents.read(scratch.file("none")) } throws: {
      ($0 as? FileError)?.reason == .notFound
    }
  }

  /// Runs `write` repeatedly with a fault at the first call, the second, … until none is hit.
  private func atEveryCall(
    _ fault: FaultyDisk.Fault, _ write: (DurableFolder) throws -> Void,
    check: (_ threw: FileError?, _ place: Int) throws -> Void
  ) throws {
    for place in 0... {
      scratch.put("old content", in: "a.json")
      chmod(scratch.file("a.json"), 0o640)
      let disk = FaultyDisk(fault, at: place)
      var thrown: FileError?
      do { try write(DurableFolder(scratch.path, calls: disk.calls)) } catch let error as FileError
      {
        thrown = error
      }
      guard disk.hasBroken else {
        #expect(thrown == nil)
        return
      }
      try check(thrown, place)
      try DurableFolder(scratch.path).removeLeftovers()
    }
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT])
  func aFailureAnywhereLeavesOldOrNewAndIsReported(code: Int32) throws {
    try atEveryCall(.fails(code)) {
      try $0.write(new, to: "a.json")
    } check: { error, place in
      let text = scratch.text("a.json")
      #expect(text == "old content" || text == "new content, which is longer")
      #expect(scratch.names == ["a.json"], "leftovers at call \(place)")
      if let error {
        #expect(error.code == code)
        #expect(!error.path.contains(DurableFolder.temporarySuffix))
      } else {
        // Only the last close, of a folder that was only read, may go unnoticed.
        #expect(place == 10)
        #expect(text == "new content, which is longer")
      }
    }
  }

  @Test func interruptedCallsAreRepeated() throws {
    for place in [2, 3] {
      let disk = FaultyDisk(.fails(EINTR), at: place)
      try DurableFolder(scratch.path, calls: disk.calls).write(new, to: "fresh\(place)")
      #expect(disk.hasBroken)
    }
  }

  @Test func beingKilledAnywhereLeavesOldOrNew() throws {
    try atEveryCall(.kills) {
      try $0.write(new, to: "a.json")
    } check: { _, _ in
      let text = scratch.text("a.json")
      #expect(text == "old content" || text == "new content, which is longer")
      try DurableFolder(scratch.path).removeLeftovers()
      #expect(scratch.names == ["a.json"])
      #expect(scratch.mode("a.json") & 0o777 == 0o640)
    }
  }

  @Test func whatIsStagedIsWholeOrNotThere() throws {
    try atEveryCall(.kills) {
      try $0.stage(new, as: "a.json")
      try $0.commitStaged("a.json")
      try $0.sync()
    } check: { _, _ in
      let folder = DurableFolder(scratch.path)
      if try folder.hasStaged("a.json") {
        #expect(scratch.text("a.json") == "old content")
        #expect(scratch.text("a.json.new") == "new content, which is longer")
        try folder.discardStaged("a.json")
      }
    }
  }

  @Test func aCommitCanBeRepeated() throws {
    let folder = DurableFolder(scratch.path)
    try folder.stage(old, as: "a.json")
    try folder.stage(new, as: "a.json")
    #expect(scratch.text("a.json") == nil)
    #expect(try folder.commitStaged("a.json"))
    #expect(try !folder.commitStaged("a.json"))
    #expect(try !folder.hasStaged("a.json"))
    #expect(scratch.text("a.json") == String(decoding: new, as: UTF8.self))
  }

  @Test func foldersInside() throws {
    let folder = DurableFolder(scratch.path)
    let inner = try folder.subfolder("metrics")
    _ = try folder.subfolder("metrics")
    try inner.write(new, to: "x.jsonl")
    try inner.remove("none")
    try inner.remove("x.jsonl")
    #expect(try inner.names() == [])
    scratch.put("x", in: "file")
    #expect { try folder.subfolder("file") } throws: { ($0 as? FileError)?.reason == .notAFolder }
  }

  @Test func pathsAndTheirParts() {
    #expect(FilePath.folder(of: "a") == "." && FilePath.folder(of: "/a") == "/")
    #expect(FilePath.folder(of: "/a/b/") == "/a" && FilePath.folder(of: "a//b") == "a")
    #expect(FilePath.name(of: "/a/b/") == "b" && FilePath.name(of: "a") == "a")
    #expect(FilePath.join("/", "a") == "/a" && FilePath.join("x", "a") == "x/a")
  }

  @Test func errorsSayWhatToDo() {
    #expect(
      FileError(.write, "roster.json", code: ENOSPC).description
        == "could not write roster.json: No space left on device. "
        + "Free some space, or save to another disk.")
  }
}
