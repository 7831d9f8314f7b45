import Marketing
import Screen

/// Carries out effects beside the loop: what concerns the session's folder in order, the rest each on its own.
final class Runtime {
  private let inbox: Inbox
  private let slow: SlowWork
  private let ordered: AsyncStream<Effect>.Continuation
  private var work: Task<Void, Never>?

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
    case .suspend, .redraw: break
    case .readImport, .importNew, .export, .completePath, .writeConfig:
      let (slow, inbox) = (slow, inbox)
      work = Task.detached { slow.perform(effect) { inbox.post($0) } }
    }
  }
}
