import CNcurses
import LibC
import Screen

/// The few system calls that a terminal needs besides ncurses.
enum Termios {
  /// Milliseconds on a monotonic clock.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }

  /// The window's size; nil if unknown.
  static func windowSize(of descriptor: Int32) -> Size? {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return nil }
    // The size is whatever somebody told the kernel; a huge one must not exhaust memory.
    return Size(width: min(Int(window.ws_col), 2048), height: min(Int(window.ws_row), 1024))
  }

  /// Gives up if the terminal doesn't take it while the program is asked to end.
  static func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { buffer in
      clout_output_write(buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
    }
  }

  enum Input {
    case bytes([UInt8])
    case nothing, end, gone
  }

  /// Reads the available bytes.
  static func read(from descriptor: Int32) -> Input {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      let result = LibC.read(descriptor, buffer.baseAddress, buffer.count)
      failure = result < 0 ? errno : 0
      count = max(0, result)
    }
    if failure == EINTR || failure == EAGAIN { return .nothing }
    if failure != 0 { return .gone }
    return bytes.isEmpty ? .end : .bytes(bytes)
  }

}
