import LibC

/// Room for the handler of faults on a thread that isn't the first: after a stack overflow the handler has no other, and
/// without it the program would end before the terminal is given back.
enum CrashStack {
  private static let size = 32 << 10

  /// Frees the room when its thread ends.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { space in
      var none = stack_t()
      none.ss_flags = Int32(SS_DISABLE)
      sigaltstack(&none, nil)
      free(space)
    }
    return key
  }()

  /// Call at the beginning of work on a thread; further calls do nothing.
  static func prepare() {
    guard pthread_getspecific(key) == nil else { return }
    var present = stack_t()
    guard sigaltstack(nil, &present) == 0, present.ss_flags & Int32(SS_DISABLE) != 0,
      let space = malloc(size)
    else { return }
    var own = stack_t()
    own.ss_sp = space
    own.ss_size = size
    if sigaltstack(&own, nil) == 0 { pthread_setspecific(key, space) } else { free(space) }
  }
}
