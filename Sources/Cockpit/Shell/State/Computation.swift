import Synchronization

/// Work off the loop that ends in a change of the state: a bootstrap, a plan, figures of a million rows.
///
/// A newer computation of the same slot takes the place of an older one. What it hands back must look whether it is
/// still wanted, since the manager goes on meanwhile.
struct Computation: Sendable {
  typealias Apply = @Sendable (inout CockpitState) -> [Effect]

  /// `compare`, `plan`: one runs in each slot at a time.
  let slot: String
  /// What the header says while it runs: `comparing`. Empty says nothing.
  let title: String
  /// The screen does it by itself; a newer one takes its place, and Escape leaves it alone.
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

/// What running work may ask and say. Used from the work's own thread.
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

  /// 0…1; nil where it can't be told. Returns false when the work should stop.
  @discardableResult
  func report(_ progress: Double?) -> Bool {
    guard !isCancelled else { return false }
    if !title.isEmpty { post(.progress(title: title, progress, isAutomatic: isAutomatic)) }
    return true
  }

  /// Hands over what there is so far; the work goes on.
  func publish(_ apply: @escaping Computation.Apply) {
    if !isCancelled { post(.computed(apply, isLast: false)) }
  }

  /// Runs the work to its end.
  func complete(_ computation: Computation) {
    let apply = computation.run(self)
    if isCancelled { return }
    post(.computed(apply ?? { _ in [] }, isLast: !title.isEmpty))
  }
}
