import LibC
import Testing

@testable import SessionStore

// What every repair has to keep to.
extension SessionScratch {
  func problems() -> [Finding] {
    SessionFolder.verify(at: session()).filter { $0.severity == .problem }
  }

  /// Everything in the folder except locks and the mark of how far the log goes.
  func files() throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    func walk(_ folder: DurableFolder, _ prefix: String) throws {
      for name in try folder.names(includingHidden: true)
      where !name.hasSuffix("lock") && name != JournalEnd.fileName {
        var status = stat()
        stat(folder.full(name), &status)
        if status.st_mode & S_IFMT == S_IFDIR {
          try walk(DurableFolder(folder.full(name)), "\(prefix)\(name)/")
        } else {
          result[prefix + name] = try? FileContents.read(folder.full(name))
        }
      }
    }
    try walk(DurableFolder(session()), "")
    return result
  }

  /// A dry run says the same and changes nothing; the repair then leaves a sound session, and every byte that was there
  /// is still somewhere.
  @discardableResult
  func expectMended(
    adopt: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    #expect(!problems().isEmpty, sourceLocation: sourceLocation)
    let before = try files()
    let dry = try SessionRepair.run(at: session(), dryRun: true, adopt: adopt)
    #expect(!dry.steps.isEmpty, sourceLocation: sourceLocation)
    #expect(try files() == before, sourceLocation: sourceLocation)
    let report = try SessionRepair.run(at: session(), adopt: adopt)
    #expect(
      report.isSound, "\(report.steps) \(report.advice) \(report.remaining)",
      sourceLocation: sourceLocation)
    #expect(
      Array(report.steps.prefix(dry.steps.count)) == dry.steps, sourceLocation: sourceLocation)
    #expect(problems().isEmpty, sourceLocation: sourceLocation)
    let after = try files()
    for (name, bytes) in before where !after.values.contains(bytes) {
      // A file that only lost lines: those are kept, the others are still in it.
      for line in bytes.split(separator: 0x0A) {
        #expect(
          after.values.contains { $0.split(separator: 0x0A).contains(line) },
          "\(name): \(String(decoding: line, as: UTF8.self))", sourceLocation: sourceLocation)
      }
    }
    let again = try SessionRepair.run(at: session())
    #expect(again.steps.isEmpty && again.isSound, sourceLocation: sourceLocation)
    return report.steps.joined(separator: "\n")
  }
}
