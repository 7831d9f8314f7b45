import LibC

/// A small process that leads the group of a feed's command and ends the group once Clout is gone, even killed.
///
/// It waits at a pipe whose other end only Clout holds: the system closes that end however Clout ends. It is there before
/// the command is, so that at no time a command runs without it, and until it is waited for its number, which is the
/// group's, is given to nobody else.
final class CommandWarden {
  let group: pid_t
  private let leash: Int32
  private var hasEnded = false

  /// Nil if it can't be started; `errno` says why.
  init?() {
    var ends: [Int32] = [0, 0]
    guard Self.pipe(&ends) else { return nil }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    // The command may be asked to end by a signal to the group, and then gets time to.
    let words = ["sh", "-c", "trap '' HUP INT TERM; read -r line; kill -KILL 0"]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let result = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ)
    guard result == 0 else {
      close(ends[1])
      errno = result
      return nil
    }
    group = process
    leash = ends[1]
  }

  /// A pipe that no other program inherits.
  static func pipe(_ ends: inout [Int32]) -> Bool {
    guard LibC.pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return true
  }

  deinit {
    endGroup()
    close(leash)
  }

  func askGroupToEnd() {
    if !hasEnded { kill(-group, SIGTERM) }
  }

  /// Ends whatever is left of the group, itself included.
  func endGroup() {
    guard !hasEnded else { return }
    hasEnded = true
    kill(-group, SIGKILL)
    _ = waitpid(group, nil, 0)
  }
}
