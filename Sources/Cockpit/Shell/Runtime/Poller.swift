import Dispatch
import Synchronization

/// Asks for a look at feeds and files from time to time, never for two at once.
final class Poller: Sendable {
  private let queue = DispatchQueue(label: "poller")
  private let ask = Mutex<(@Sendable () -> Void)?>(nil)

  /// Milliseconds between two looks when nothing goes on.
  static let pause = 200

  func start(_ ask: @escaping @Sendable () -> Void) {
    self.ask.withLock { $0 = ask }
    next(after: Self.pause)
  }

  /// The look is over; with more to read the next one follows at once.
  func done(more: Bool) { next(after: more ? 1 : Self.pause) }

  private func next(after milliseconds: Int) {
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
      self?.ask.withLock { $0 }?()
    }
  }
}
