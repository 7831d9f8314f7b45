import Dispatch
import Synchronization

/// Polls feeds and files every so often, never twice at once.
final class Poller: Sendable {
  private let queue = DispatchQueue(label: "poller")
  private let ask = Mutex<(@Sendable () -> Void)?>(nil)

  /// Milliseconds between two polls when nothing is happening.
  static let pause = 200

  func start(_ ask: @escaping @Sendable () -> Void) {
    self.ask.withLock { $0 = ask }
    next(after: Self.pause)
  }

  /// The poll is over; if there is more to read, the next follows at once.
  func done(more: Bool) { next(after: more ? 1 : Self.pause) }

  private func next(after milliseconds: Int) {
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
      self?.ask.withLock { $0 }?()
    }
  }
}
