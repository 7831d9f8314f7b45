import LibC

/// One run of a feed's command: without a shell, in a process group of its own, with a time limit.
///
/// The group never outlives Clout, however that ends: see `CommandWarden`. Polled, never waited for. Used from one
/// thread.
final class CommandRun {
  enum State: Hashable {
    case running
    /// With the exit status.
    case exited(Int32)
    /// The reason, in words.
    case failed(String)
  }

  private let process: pid_t
  private let warden: CommandWarden
  private let output: Int32
  private let errors: Int32
  private let started: Double
  private let timeLimit: Double
  private var stopping: (reason: String, since: Double)?
  private var status: Int32?
  private var outputEnded = false
  private var total = 0
  /// The end of its standard error.
  private(set) var complaint: [UInt8] = []

  /// The most bytes that one run may print.
  static let mostOutput = 64 << 20
  private static let graceBeforeKill = 2.0

  /// Starts the program. A name with a slash is relative to the session's folder, which the program gets as
  /// `CLOUT_SESSION`. Throws `FeedProblem`.
  init(_ arguments: [String], in folder: String, timeLimit: Int, now: Double) throws {
    self.timeLimit = Double(timeLimit)
    started = now
    var outputPipe: [Int32] = [0, 0]
    var errorPipe: [Int32] = [0, 0]
    guard CommandWarden.pipe(&outputPipe) else { throw FeedProblem(Self.reason(arguments[0])) }
    guard CommandWarden.pipe(&errorPipe) else {
      close(outputPipe[0])
      close(outputPipe[1])
      throw FeedProblem(Self.reason(arguments[0]))
    }
    defer {
      close(outputPipe[1])
      close(errorPipe[1])
    }
    guard let warden = CommandWarden() else {
      let reason = Self.reason(arguments[0])
      close(outputPipe[0])
      close(errorPipe[0])
      throw FeedProblem(reason)
    }
    self.warden = warden
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The cockpit ignores some signals, and the thread that we are on may block them; the program gets neither.
    var ignored = sigset_t()
    sigemptyset(&ignored)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGXFSZ] {
      sigaddset(&ignored, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setpgroup(&attributes, warden.group)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments = arguments
    if arguments[0].contains("/"), !arguments[0].hasPrefix("/") {
      arguments[0] = FilePath.join(folder, arguments[0])
    }
    var pointers = arguments.map { strdup($0) } + [nil]
    var environment =
      Self.environment.map { strdup($0) } + [strdup("CLOUT_SESSION=\(folder)"), nil]
    defer { for pointer in pointers + environment { free(pointer) } }
    var process = pid_t()
    let result = posix_spawnp(
      &process, pointers[0]!, &actions, &attributes, &pointers, &environment)
    guard result == 0 else {
      close(outputPipe[0])
      close(errorPipe[0])
      throw FeedProblem(
        "\(arguments[0]) can't be started: \(String(cString: strerror(result)))")
    }
    self.process = process
    output = outputPipe[0]
    errors = errorPipe[0]
    for descriptor in [output, errors] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit {
    warden.endGroup()
    if status == nil { _ = waitpid(process, nil, 0) }
    close(output)
    close(errors)
  }

  private static var environment: [String] {
    var result: [String] = []
    var next = environ
    while let entry = next.pointee {
      result.append(String(cString: entry))
      next += 1
    }
    return result.filter { !$0.hasPrefix("CLOUT_SESSION=") }
  }

  private static func reason(_ what: String) -> String {
    "\(what) can't be started: \(String(cString: strerror(errno)))"
  }

  /// What it has printed since the last call, at most a piece; nil once there will be no more.
  func read(now: Double) -> [UInt8]? {
    keepTime(now)
    readErrors()
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while result.count < FollowedFile.piece {
      let count = LibC.read(output, &buffer, buffer.count)
      if count > 0 {
        total += count
        if total > Self.mostOutput {
          stop("it printed more than 64 MiB and was stopped; what came before that counts", now)
        }
        if stopping == nil { result += buffer[..<count] }
        continue
      }
      if count == 0 { outputEnded = true }
      if count < 0, errno == EINTR { continue }
      break
    }
    return result.isEmpty && outputEnded ? nil : result
  }

  /// The current state; once it isn't running, the process is gone.
  func look(now: Double) -> State {
    keepTime(now)
    readErrors()
    if status == nil {
      var code: Int32 = 0
      if waitpid(process, &code, WNOHANG) == process { status = code }
    }
    guard let status else { return .running }
    // Child processes left behind mustn't keep the feed waiting.
    warden.endGroup()
    if let stopping { return .failed(stopping.reason) }
    if status & 0x7F != 0 { return .failed("it was ended by signal \(status & 0x7F)\(lastWords)") }
    let exit = (status >> 8) & 0xFF
    return exit == 0 ? .exited(0) : .failed("it ended with status \(exit)\(lastWords)")
  }

  private var lastWords: String {
    let text = complaint.split(separator: 0x0A).last.map { FeedRefusal.shown($0) } ?? ""
    return text.isEmpty ? "" : ": \(text)"
  }

  private func keepTime(_ now: Double) {
    if let stopping {
      if now - stopping.since > Self.graceBeforeKill { warden.endGroup() }
    } else if now - started > timeLimit {
      stop("it took longer than \(Int(timeLimit)) s and was stopped", now)
    }
  }

  func stop(_ reason: String, _ now: Double) {
    guard stopping == nil, status == nil else { return }
    stopping = (reason, now)
    warden.askGroupToEnd()
  }

  private func readErrors() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = LibC.read(errors, &buffer, buffer.count), count > 0 {
      complaint = Array((complaint + buffer[..<count]).suffix(2000))
    }
  }
}
