import LibC
import Packed
import Tabular

/// What comes through a pipe, kept in a file without a name until the import is over: a table is read more than once,
/// and memory mustn't grow with it.
final class PipedInput: ByteStore {
  private let file: OpenFile
  let size: Int

  private static let piece = 256 << 10

  init(descriptor: Int32, calls: FileCalls = .system) throws {
    guard isatty(descriptor) == 0 else { throw TabularError.notAPlainFile(.terminal) }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/clout-input-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let file = try OpenFile(
      path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600, calls: calls, operation: .write)
    _ = calls.unlink(path)
    var buffer = [UInt8](repeating: 0, count: Self.piece)
    var size = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { calls.read(descriptor, $0) }
      if count == -Int(EINTR) { continue }
      if count < 0 { throw TabularError.cannotRead(path: "Standard input", code: Int32(-count)) }
      if count == 0 { break }
      try file.writeAll(Array(buffer[..<count]))
      size += count
    }
    self.file = file
    self.size = size
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    while true {
      let count = file.calls.readAt(file.descriptor, buffer, offset)
      if count >= 0 { return count }
      if count != -Int(EINTR) {
        throw TabularError.cannotRead(path: "Standard input", code: Int32(-count))
      }
    }
  }
}
