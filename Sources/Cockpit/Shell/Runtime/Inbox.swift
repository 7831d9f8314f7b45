import Dispatch
import Synchronization

/// Where background work leaves its outcomes.
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

  /// The oldest outcome.
  func next() -> Outcome? {
    outcomes.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  var count: Int { outcomes.withLock { $0.count } }

  var isEmpty: Bool { outcomes.withLock { $0.isEmpty } }

  /// Blocks until something arrives, without involving the display.
  func wait() { arrived.wait() }
}
