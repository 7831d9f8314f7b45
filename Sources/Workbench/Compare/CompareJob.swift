import Comparison
import Marketing

/// A comparison, and the claims checked against it.
package struct ComparedSides: Sendable {
  package let comparison: Comparison
  package let claims: [Claim]
  /// The session that was compared, with the what-if applied if there was one.
  package let session: Session
  /// Its mix only changes how the answer is read, so it may be changed afterwards.
  package var request: ComparisonRequest

  package var names: (left: String, right: String) {
    (comparison.sides.left.title(in: session), comparison.sides.right.title(in: session))
  }

  /// One verdict for each goal.
  ///
  /// - Parameter goal: the one to put first; nil for the campaign's.
  package func verdicts(
    first goal: Goal? = nil, names: (left: String, right: String)
  ) -> [GoalVerdict] {
    let first = goal ?? comparison.goal
    let goals = [first].compactMap(\.self) + Goal.allCases.filter { $0 != first }
    return goals.map { GoalVerdict.make(comparison, $0, names: names) }
  }

  /// The like-for-like reading of a KPI; nil if no mix was asked for.
  package func likeForLike(_ kpi: ComparisonKPI) -> LikeForLike? {
    request.mix.flatMap { LikeForLike.make(comparison, kpi, by: $0) }
  }
}

/// Compares two sides, for the cockpit and for the command line.
package struct CompareJob: Sendable {
  package let session: Session
  package let request: ComparisonRequest

  package init(_ session: Session, _ request: ComparisonRequest) {
    self.session = session
    self.request = request
  }

  /// - Parameters:
  ///   - first: called with a quick first answer.
  ///   - isCancelled: polled in between; true ends the work.
  ///   - progress: called with the share that is done.
  /// - Returns: nil if cancelled.
  package func run(
    first: (ComparedSides) -> Void = { _ in }, isCancelled: () -> Bool = { false },
    progress: (Double) -> Void = { _ in }
  ) throws(Refusal) -> ComparedSides? {
    if let problem = request.problem(in: session) { throw Refusal(problem) }
    let session = try tried()
    let quick = Comparison.quick(session, request)
    // The claims compare the two ends of the tiers, which may be these very sides.
    let isClaimed = quick.sides == .opening(session.settings.tiers)
    let claims = isClaimed ? quick : Comparison.quick(session, request.ofClaims)
    func result(_ comparison: Comparison, _ claims: Comparison) -> ComparedSides {
      ComparedSides(
        comparison: comparison, claims: Claim.make(claims), session: session, request: request)
    }
    first(result(quick, claims))
    let half = isClaimed ? 1.0 : 0.5
    guard
      let refined = quick.refine(isCancelled: isCancelled, progress: { progress($0 * half) })
    else { return nil }
    if isClaimed { return result(refined, refined) }
    guard
      let other = claims.refine(
        isCancelled: isCancelled, progress: { progress(half + $0 * half) })
    else { return nil }
    return result(refined, other)
  }

  private func tried() throws(Refusal) -> Session {
    guard !request.whatIf.isEmpty else { return session }
    do { return try request.whatIf.applied(to: session, request) } catch {
      throw Refusal("\(error)")
    }
  }
}
