import Dispatch
import SessionStore
import Synchronization

/// Polls feeds and files, never twice at once: when the system tells of a change, else every so often.
final class Poller: Sendable {
  private struct State {
    var ask: (@Sendable () -> Void)?
    /// Counts the polls, so that each is asked for once.
    var turn = 0
    /// Waits for word from the system; cancelled by the next poll.
    var source: (any DispatchSourceRead)?
  }

  /// When to poll next.
  struct Pause {
    /// Milliseconds, if nothing happens.
    var most: Int
    /// What tells that something did.
    var watch: FolderWatch?
  }

  private let queue = DispatchQueue(label: "poller")
  private let state = Mutex(State())

  /// Milliseconds after the first word of a change, since several come together.
  private static let settling = 50

  func start(_ ask: @escaping @Sendable () -> Void) {
    state.withLock { $0.ask = ask }
    done(Pause(most: 200))
  }

  /// The poll is over.
  func done(_ pause: Pause) {
    let turn = state.withLock { state in
      state.turn += 1
      state.source = pause.watch.map { watch in
        let source = DispatchSource.makeReadSource(
          fileDescriptor: watch.descriptor, queue: queue)
        let turn = state.turn
        source.setEventHandler { [weak self] in self?.hear(turn) }
        // The descriptor stays open until nobody waits for it.
        source.setCancelHandler { withExtendedLifetime(watch) {} }
        source.activate()
        return source
      }
      return state.turn
    }
    ask(turn, after: pause.most)
  }

  /// Something has changed. The word of it stays in the descriptor until the poll, so nobody waits for it meanwhile.
  private func hear(_ turn: Int) {
    state.withLock { state in
      guard state.turn == turn else { return }
      state.source?.cancel()
      state.source = nil
    }
    ask(turn, after: Self.settling)
  }

  private func ask(_ turn: Int, after milliseconds: Int) {
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
      let ask = self?.state.withLock { state -> (@Sendable () -> Void)? in
        guard state.turn == turn else { return nil }
        state.turn += 1
        state.source?.cancel()
        state.source = nil
        return state.ask
      }
      ask?()
    }
  }
}
