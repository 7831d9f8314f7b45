import CNcurses
import LibC
import Screen

extension TerminalDisplay {
  package func nextEvent(timeout milliseconds: Int?) -> Event? {
    let end = milliseconds.map { Termios.now + max(0, $0) }
    // If the program goes on after a hangup it is told again, but not in a busy loop.
    let patience = isGone && saidGone ? Termios.now + 1000 : nil
    var isFirst = true
    while true {
      if let event = signalled() ?? (isFirst ? nil : waiting(patience: patience)) { return event }
      let now = Termios.now
      if !isFirst, let end, now >= end { return nil }
      let deadline = [end, decoder.deadline, patience].compactMap { $0 }.min()
      // Poll without waiting first, so that no source of events starves the others.
      wait(milliseconds: isFirst ? 0 : deadline.map { max(0, $0 - now) })
      decoder.expire(at: Termios.now)
      isFirst = false
    }
  }

  /// Pending signals, the most final first.
  private func signalled() -> Event? {
    if clout_signal_take(SIGHUP) { isGone = true }
    if isGone, !saidGone {
      saidGone = true
      endingSignal = endingSignal ?? SIGHUP
      return .hangup
    }
    // Clears all of them: one wish to quit is one event.
    let wish = clout_signal_take_end()
    if wish != 0 {
      endingSignal = endingSignal ?? wish
      return .terminate
    }
    if isGone { return nil }
    if clout_signal_take(SIGTSTP) { suspend(group: false) }
    if clout_signal_take(SIGCONT) { resume() }
    if clout_signal_take(SIGWINCH), let size = adoptWindowSize() { queue.append(.resize(size)) }
    return nil
  }

  /// The next pending event; wake-ups and input take turns.
  private func waiting(patience: Int?) -> Event? {
    if !queue.isEmpty { return queue.removeFirst() }
    if !wakesLast, clout_wake_take() {
      wakesLast = true
      return .wake
    }
    wakesLast = false
    if let event = decoder.next() { return event }
    if clout_wake_take() {
      wakesLast = true
      return .wake
    }
    if let patience, Termios.now >= patience { return .hangup }
    return nil
  }

  /// Waits for input, a signal or a wake-up, and reads the input.
  private func wait(milliseconds: Int?) {
    var sources = [
      pollfd(fd: clout_pipe_descriptor(), events: Int16(POLLIN), revents: 0),
      // poll ignores negative descriptors.
      pollfd(fd: isGone ? -1 : input, events: Int16(POLLIN), revents: 0),
    ]
    let time = milliseconds.map { Int32(min($0, 1 << 30)) } ?? -1
    guard poll(&sources, nfds_t(sources.count), time) > 0 else { return }
    if sources[0].revents != 0 { clout_pipe_drain() }
    let state = Int32(sources[1].revents)
    if state & POLLIN != 0 {
      take(Termios.read(from: input))
    } else if state & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      isGone = true
    }
  }

  private func take(_ read: Termios.Input) {
    switch read {
    case .bytes(let bytes):
      emptyReads = 0
      decoder.feed(bytes, at: Termios.now)
    case .end:
      emptyReads += 1
      if emptyReads >= 3 { isGone = true }
    case .gone: isGone = true
    case .nothing: break
    }
  }
}
