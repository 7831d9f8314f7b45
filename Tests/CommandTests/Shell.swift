import LibC

/// Runs a shell command and returns its exit status; 128 or more if a signal ended it.
///
/// Not `system`, during which the whole process ignores SIGINT: tests of signals run in parallel.
@discardableResult
func shell(_ command: String) -> Int32 {
  var process: pid_t = 0
  let words = ["sh", "-c", command]
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return 127 }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0, errno == EINTR {}
  return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
}
