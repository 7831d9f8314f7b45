import Dispatch
import Synchronization

/// Where work beside the loop leaves its outcomes.
final class Inbox: Sendable {
  private let outcomes = Mutex<[Outcome]>([])
  private let arrived = DispatchSemaphore(value: 0)
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  func post(_ outcome: Outcome) {
    outcomes.withLock { $0.append(outcome) }
    arrived.signal()
    wake()
  }

  func drain() -> [Outcome] {
    outcomes.withLock { outcomes in
      defer { outcomes = [] }
      return outcomes
    }
  }

  /// The outcome that has waited longest.
  func next() -> Outcome? {
    outcomes.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  var count: Int { outcomes.withLock { $0.count } }

  var isEmpty: Bool { outcomes.withLock { $0.isEmpty } }

  /// Waits without the display until something has arrived.
  func wait() { arrived.wait() }
}
