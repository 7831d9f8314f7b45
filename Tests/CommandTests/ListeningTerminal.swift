import Foundation
import LibC
import Synchronization
import Testing

/// A terminal that only listens: programs that write to it believe that a person is reading.
final class ListeningTerminal {
  let path: String
  private let far: Int32
  private let near: Int32
  private let heard = Heard()

  init() throws {
    // Both ends are held, so that the far one isn't told of a hang-up when a program ends.
    var (far, near): (Int32, Int32) = (-1, -1)
    try #require(openpty(&far, &near, nil, nil, nil) == 0)
    (self.far, self.near) = (far, near)
    var name = [CChar](repeating: 0, count: 256)
    try #require(ttyname_r(near, &name, name.count) == 0)
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    var modes = termios()
    tcgetattr(near, &modes)
    // Bytes arrive as they were written.
    cfmakeraw(&modes)
    tcsetattr(near, TCSANOW, &modes)
    heard.listen(far)
  }

  /// What has been written until now. Afterwards nothing more is heard.
  func finish() -> String {
    let end = Array("\u{0}end\u{0}".utf8)
    _ = LibC.write(near, end, end.count)
    let bytes = heard.until(end)
    close(near)
    close(far)
    return String(decoding: bytes, as: UTF8.self)
  }

  private final class Heard: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func listen(_ descriptor: Int32) {
      Thread.detachNewThread { [self] in
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
          let count = LibC.read(descriptor, &buffer, buffer.count)
          guard count > 0 else { return }
          let isLast = bytes.withLock { bytes in
            bytes += buffer[..<count]
            return bytes.suffix(5).elementsEqual("\u{0}end\u{0}".utf8)
          }
          if isLast { return }
        }
      }
    }

    func until(_ end: [UInt8]) -> [UInt8] {
      for _ in 0..<10_000 {
        if bytes.withLock({ $0.suffix(end.count).elementsEqual(end) }) { break }
        usleep(1_000)
      }
      return bytes.withLock { Array($0.dropLast(end.count)) }
    }
  }
}

extension Program {
  /// Runs the program with a terminal behind standard output and standard error.
  static func runInTerminal(_ arguments: [String], home: Home) throws -> Result {
    let (output, errors) = (try ListeningTerminal(), try ListeningTerminal())
    let quoted = arguments.map(quote).joined(separator: " ")
    let status = shell(
      "\(home.environment) \(quote(path)) \(quoted) < /dev/null > \(output.path) 2> \(errors.path)")
    return Result(status: status, output: output.finish(), errors: errors.finish())
  }
}
