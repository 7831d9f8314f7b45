import CNcurses
import Foundation
import LibC
import Screen
import Synchronization
import Testing

/// A pseudo terminal whose far end the test holds: it types, resizes, hangs up and reads what is painted.
final class PseudoTerminal {
  let near: Int32
  private let far: Int32
  private let reader: Reader
  private var mark = 0
  private(set) var picture: Picture
  private var isClosed = false

  init(width: Int = 80, height: Int = 24) throws {
    var (far, near): (Int32, Int32) = (-1, -1)
    guard openpty(&far, &near, nil, nil, nil) == 0 else { throw POSIXError(.ENXIO) }
    self.far = far
    self.near = near
    picture = Picture(width: width, height: height)
    reader = Reader(descriptor: far)
    setWindow(width: width, height: height)
    reader.start()
  }

  deinit {
    hangUp()
    close(near)
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(far, $0.baseAddress, $0.count) }
  }

  func setWindow(width: Int, height: Int) {
    var window = winsize()
    window.ws_col = UInt16(width)
    window.ws_row = UInt16(height)
    _ = ioctl(far, UInt(TIOCSWINSZ), &window)
    // Sizes that only a test has are not drawn.
    if 1..<1000 ~= width { picture.resize(width: width, height: height) }
  }

  /// Sends a signal to this process and waits until it has been noted; any thread may take it.
  func raise(_ signal: Int32) {
    for attempt in 0..<50_000 {
      // Something else in this process may ignore signals for a moment.
      if attempt % 1000 == 0 { kill(getpid(), signal) }
      if clout_signal_pending(signal) { return }
      usleep(100)
    }
    Issue.record("signal \(signal) was never noted")
  }

  /// Closes the far end, as a closed window does.
  func hangUp() {
    guard !isClosed else { return }
    isClosed = true
    reader.stop()
    close(far)
  }

  /// What was written since the last call, up to now: a mark that is written last tells when all is there.
  @discardableResult
  func read() -> [UInt8] {
    mark += 1
    let end = Array("\u{1b}]mark \(mark)\u{07}".utf8)
    _ = end.withUnsafeBytes { write(near, $0.baseAddress, $0.count) }
    let bytes = reader.take(until: end)
    picture.feed(bytes)
    return bytes
  }

  func readText() -> String { String(decoding: read(), as: UTF8.self) }

  var modes: termios {
    var modes = termios()
    tcgetattr(near, &modes)
    return modes
  }
}

/// Drains the far end, so that no writer has to wait.
private final class Reader: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isStopped = false
    var hasEnded = false
  }

  private let state = Mutex(State())
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  func start() {
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while !state.withLock({ $0.isStopped }) {
        var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&source, 1, 5) > 0 else { continue }
        let count = LibC.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        state.withLock { $0.bytes.append(contentsOf: buffer.prefix(count)) }
      }
      state.withLock { $0.hasEnded = true }
    }
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    while !state.withLock({ $0.hasEnded }) { usleep(1000) }
  }

  func take(until end: [UInt8]) -> [UInt8] {
    for _ in 0..<5000 {
      let bytes: [UInt8]? = state.withLock { state in
        guard state.bytes.suffix(end.count).elementsEqual(end) else { return nil }
        defer { state.bytes = [] }
        return Array(state.bytes.dropLast(end.count))
      }
      if let bytes { return bytes }
      usleep(1000)
    }
    return []
  }
}
