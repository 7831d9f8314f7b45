import LibC

/// What libFuzzer calls: with bytes that it made up, and once at the start.
///
/// The target is named by the environment, so that one program serves them all.
private let target: @Sendable ([UInt8]) -> Void = {
  switch environment("CLOUT_FUZZ") {
  case "session": fuzzSession
  case "journal": fuzzJournal
  case "table": fuzzTable
  case "configuration": fuzzConfiguration
  default: fatalError("CLOUT_FUZZ must be session, journal, table or configuration.")
  }
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// With `CLOUT_SEEDS` only the first inputs are written, into a folder for each target.
@_cdecl("LLVMFuzzerInitialize")
public func prepare(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  if let folder = environment("CLOUT_SEEDS") {
    Seeds.write(into: folder)
    exit(0)
  }
  return 0
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// What must hold beyond not crashing; a breach is reported like a crash.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
