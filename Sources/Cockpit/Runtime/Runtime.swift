import Dispatch
import Marketing
import Screen

/// Carries out effects beside the loop: what concerns the session's folder in order, the rest each on its own.
final class Runtime {
  private let inbox: Inbox
  private let slow: SlowWork
  private let ordered: AsyncStream<Effect>.Continuation
  private var work: Task<Void, Never>?
  private var computations: [String: ComputationContext] = [:]
  private let queue = DispatchQueue(label: "computations", attributes: .concurrent)

  init(places: Places, today: Day, inbox: Inbox) {
    self.inbox = inbox
    slow = SlowWork(places: places, today: today)
    let (stream, continuation) = AsyncStream.makeStream(of: Effect.self)
    ordered = continuation
    Task.detached(priority: .userInitiated) {
      let backend = Backend(places: places, today: today)
      for await effect in stream {
        if let outcome = backend.perform(effect) { inbox.post(outcome) }
      }
    }
  }

  func perform(_ effect: Effect) {
    switch effect {
    case .journal, .save, .saveAs, .open, .look, .create, .demo, .discardChanges, .leave:
      ordered.yield(effect)
    case .cancelTask:
      work?.cancel()
      for computation in computations.values { computation.cancel() }
      computations = [:]
      inbox.post(.computed({ _ in [] }, isLast: true))
    case .suspend, .redraw: break
    case .compute(let computation):
      computations[computation.slot]?.cancel()
      let context = ComputationContext(computation) { [inbox] in inbox.post($0) }
      computations[computation.slot] = context
      // Not a task: work that takes seconds must not hold up what waits for one of two threads.
      queue.async { context.complete(computation) }
    case .readImport, .importNew, .export, .completePath, .writeConfig:
      let (slow, inbox) = (slow, inbox)
      work = Task.detached { slow.perform(effect) { inbox.post($0) } }
    }
  }
}
