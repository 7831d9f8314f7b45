import LibC
import Testing

@testable import SessionStore

#if os(Linux)
  @Suite("Being told of changes")
  struct FolderWatchTests {
    let scratch = Scratch()

    private func isTold(_ watch: FolderWatch) -> Bool {
      var source = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
      defer { watch.drain() }
      return poll(&source, 1, 0) > 0
    }

    @Test func everyWayToChangeAFileIsTold() throws {
      scratch.put("one", in: "a.json")
      let watch = try #require(FolderWatch([scratch.path]))
      #expect(!isTold(watch))
      _ = scratch.text("a.json")
      #expect(!isTold(watch), "reading is no change")
      scratch.put("two", in: "a.json")
      #expect(isTold(watch) && !isTold(watch))
      rename(scratch.file("a.json"), scratch.file("b.json"))
      #expect(isTold(watch))
      unlink(scratch.file("b.json"))
      #expect(isTold(watch) && !isTold(watch))
    }

    @Test func aFolderThatComesLaterIsWatchedOnceItIsThere() throws {
      let inner = scratch.file("metrics")
      let watch = try #require(FolderWatch([scratch.path, inner]))
      mkdir(inner, 0o700)
      #expect(isTold(watch))
      #expect(watch.watch([scratch.path, inner]))
      scratch.put("x", in: "metrics/1.jsonl")
      #expect(isTold(watch))
    }
  }
#endif
