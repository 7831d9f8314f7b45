import LibC
import Testing

/// The program on a pseudo terminal of its own. The test holds the far end and reads it only when it wants to.
final class PtyProgram {
  let process: pid_t
  /// Everything read so far.
  private(set) var output = ""
  private let far: Int32
  /// Kept open, so that modes and output outlive the program.
  private let near: Int32
  private var ended: Int32?

  init(
    _ command: String, width: Int = 100, height: Int = 30, home: Home, environment: String = ""
  ) throws {
    var ends: (far: Int32, near: Int32) = (-1, -1)
    try #require(openpty(&ends.far, &ends.near, nil, nil, nil) == 0)
    (far, near) = ends
    for end in [far, near] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let name = String(cString: try #require(ttyname(near)))
    var window = winsize()
    window.ws_col = UInt16(width)
    window.ws_row = UInt16(height)
    _ = ioctl(far, UInt(TIOCSWINSZ), &window)
    let script =
      "exec env -u SWIFT_BACKTRACE \(home.environment.dropFirst("env ".count)) \(environment) "
      + "TERM=xterm-256color \(Program.quote(Program.path)) \(command)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a session, it becomes the session's terminal.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that tests run on block most signals, and a program would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // The first is POSIX_SPAWN_SETSID, a macro.
    posix_spawnattr_setflags(&attributes, 0x80 | Int16(POSIX_SPAWN_SETSIGMASK))
    let words: [String] = ["sh", "-c", script]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    try #require(
      posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ) == 0)
    self.process = process
  }

  deinit {
    if ended == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(far)
    close(near)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(far, $0.baseAddress, $0.count) }
  }

  /// Reads until the output holds the text.
  func wait(
    for text: String, seconds: Double = 20, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let end = Self.now + seconds
    while Self.now < end {
      read(milliseconds: 20)
      if output.contains(text) { return }
    }
    Issue.record("“\(text)” never came:\n\(output.suffix(3000))", sourceLocation: location)
    throw Missing()
  }

  struct Missing: Error {}

  func forget() { output = "" }

  /// Reads what there is.
  func read(milliseconds: Int32 = 0) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var time = milliseconds
    while true {
      var source = pollfd(fd: far, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, time) > 0 else { return }
      let count = LibC.read(far, &buffer, buffer.count)
      guard count > 0 else { return }
      output += String(decoding: buffer[..<count], as: UTF8.self)
      time = 0
    }
  }

  /// How the program ended: 128 + N by signal N; nil if it goes on.
  func status(within seconds: Double, reading: Bool = true) -> Int32? {
    let end = Self.now + seconds
    while Self.now < end {
      if reading { read(milliseconds: 10) } else { usleep(10_000) }
      var status: Int32 = 0
      guard waitpid(process, &status, WNOHANG) == process else { continue }
      ended = status
      if reading { read() }
      return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
    return nil
  }

  /// Seconds on a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func stopOutput() { _ = tcflow(near, TCOOFF) }

  /// Whether lines are edited and echoed, as a shell leaves it.
  var isSane: Bool {
    var modes = termios()
    tcgetattr(near, &modes)
    let local = tcflag_t(ICANON | ECHO | ISIG)
    return modes.c_lflag & local == local && modes.c_iflag & tcflag_t(ICRNL) != 0
  }

  /// Whether the screen that the program found is shown again.
  var hasLeftItsScreen: Bool {
    guard let last = output.ranges(of: "\u{1B}[?1049l").last else { return false }
    return !output[last.upperBound...].contains("\u{1B}[?1049h")
  }
}
