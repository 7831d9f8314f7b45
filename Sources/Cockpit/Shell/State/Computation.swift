import Synchronization

/// Background work that ends in a change of the state: a bootstrap, a plan, figures of a million rows.
///
/// A newer computation replaces an older one in the same slot. The user goes on working meanwhile, so the result must
/// check whether it is still wanted.
struct Computation: Sendable {
  typealias Apply = @Sendable (inout CockpitState) -> [Effect]

  /// `compare`, `plan`: one runs in each slot at a time.
  let slot: String
  /// Shown in the header while it runs: `comparing`. Empty shows nothing.
  let title: String
  /// Started by the screen itself, so Escape doesn't cancel it.
  let isAutomatic: Bool
  let run: @Sendable (ComputationContext) -> Apply?

  init(
    _ slot: String, title: String, isAutomatic: Bool = false,
    run: @escaping @Sendable (ComputationContext) -> Apply?
  ) {
    self.slot = slot
    self.title = title
    self.isAutomatic = isAutomatic
    self.run = run
  }
}

/// What a running computation may ask and report, from its own thread.
final class ComputationContext: Sendable {
  private let cancelled = Atomic(false)
  private let post: @Sendable (Outcome) -> Void
  private let title: String
  private let isAutomatic: Bool

  init(_ computation: Computation, post: @escaping @Sendable (Outcome) -> Void) {
    title = computation.title
    isAutomatic = computation.isAutomatic
    self.post = post
  }

  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// 0…1; nil when unknown. Returns false when the work should stop.
  @discardableResult
  func report(_ progress: Double?) -> Bool {
    guard !isCancelled else { return false }
    if !title.isEmpty { post(.progress(title: title, progress, isAutomatic: isAutomatic)) }
    return true
  }

  /// Hands over an intermediate result; the work goes on.
  func publish(_ apply: @escaping Computation.Apply) {
    if !isCancelled { post(.computed(apply, isLast: false)) }
  }

  func complete(_ computation: Computation) {
    let apply = computation.run(self)
    if isCancelled { return }
    post(.computed(apply ?? { _ in [] }, isLast: !title.isEmpty))
  }
}
