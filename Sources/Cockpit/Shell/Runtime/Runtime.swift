import Dispatch
import Marketing
import Screen

/// Carries out effects in the background: those on the session's folder in order, the others independently.
final class Runtime {
  private enum Work: Sendable {
    case effect(Effect)
    /// Checks the feeds and what other programs have appended.
    case poll
  }

  private let inbox: Inbox
  private let poller = Poller()
  private let slow: SlowWork
  private let ordered: AsyncStream<Work>.Continuation
  private var work: Task<Void, Never>?
  private var computations: [String: ComputationContext] = [:]
  private let queue = DispatchQueue(label: "computations", attributes: .concurrent)

  init(places: Places, today: Day, inbox: Inbox) {
    self.inbox = inbox
    slow = SlowWork(places: places)
    let (stream, continuation) = AsyncStream.makeStream(of: Work.self)
    ordered = continuation
    Task.detached(priority: .userInitiated) { [poller] in
      let backend = Backend(places: places, today: today)
      for await work in stream {
        // After each wait it may be another thread.
        CrashStack.prepare()
        switch work {
        case .effect(let effect):
          if let outcome = backend.perform(effect) { inbox.post(outcome) }
        case .poll:
          // Incoming figures must not pile up faster than the loop takes them in.
          let isFull = inbox.count >= 40
          poller.done(isFull ? .init(most: 200) : backend.poll { inbox.post($0) })
        }
      }
    }
    poller.start { continuation.yield(.poll) }
  }

  func perform(_ effect: Effect) {
    switch effect {
    case .journal, .takeOutsideChange, .findLogged, .save, .saveAs, .open, .look, .create, .demo,
      .discardChanges, .leave,
      .updateFeeds, .readFeedAgain, .consent:
      ordered.yield(.effect(effect))
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
      // Not a task: work that takes seconds must not block one of the few threads that tasks share.
      queue.async {
        CrashStack.prepare()
        context.complete(computation)
      }
    case .work, .export, .completePath, .writeConfig:
      let (slow, inbox) = (slow, inbox)
      work = Task.detached {
        CrashStack.prepare()
        slow.perform(effect) { inbox.post($0) }
      }
    }
  }
}
