import Comparison
import Marketing

extension CockpitState {
  /// The sides that are compared: those chosen, else mega and micro.
  var comparedSides: CompareState.Sides {
    compare.request.sides(in: document?.session.settings.tiers ?? .article)
  }

  /// What is asked: the sides of now in the campaign that is in view.
  var comparisonRequest: ComparisonRequest {
    var request = compare.request
    request.sides = comparedSides
    request.campaign = dashboard.scope
    return request
  }

  var sideNames: (left: String, right: String) {
    guard let session = document?.session else { return ("left", "right") }
    let sides = comparedSides
    return (sides.left.title(in: session), sides.right.title(in: session))
  }

  mutating func arrangeCompare() -> [Effect] {
    let effects = wantComparison()
    if compare.figures.mix != compare.mix { refreshComparisonRows() }
    arrange(CompareGrid.self)
    arrange(ClaimGrid.self)
    return effects
  }

  /// Seconds that figures which come in by themselves may wait: a comparison is not a ticker.
  private static let patience = 5.0

  private mutating func wantComparison() -> [Effect] {
    guard let document else { return [] }
    // The mix is a matter of how the answer is read.
    var request = comparisonRequest
    request.mix = nil
    let basis = CompareFigures.Basis(revision: document.revision, request: request)
    let figures = compare.figures
    let isNew = basis != (figures.awaited ?? figures.basis)
    let isStale =
      figures.awaited == nil && figures.kpiRevision != document.figures.kpiRevision
      && live.now - figures.time >= Self.patience
    guard isNew || isStale else { return [] }
    let session = document.session
    if let problem = request.problem(in: session) {
      compare.figures = CompareFigures()
      compare.figures.basis = basis
      compare.figures.problem = problem
      return []
    }
    compare.figures.awaited = basis
    compare.figures.kpiRevision = document.figures.kpiRevision
    compare.figures.time = live.now
    return [.compute(Self.comparison(of: session, basis))]
  }

  /// A first answer at once, then the bootstrapped one.
  private static func comparison(
    of session: Session, _ basis: CompareFigures.Basis
  ) -> Computation {
    Computation("compare", title: "comparing", isAutomatic: true) { context in
      let request = basis.request
      var session = session
      do {
        if !request.whatIf.isEmpty { session = try request.whatIf.applied(to: session, request) }
      } catch {
        let text = "\(error)"
        return { state in
          guard state.compare.figures.awaited == basis else { return [] }
          state.compare.figures.awaited = nil
          state.compare.figures.basis = basis
          state.compare.figures.problem = text
          return []
        }
      }
      let first = Comparison.quick(session, request)
      let isClaimed = first.sides == .opening(session.settings.tiers)
      let claims = isClaimed ? first : Comparison.quick(session, request.ofClaims)
      context.publish { state in
        state.show(first, claims, for: basis, isLast: false)
        return []
      }
      let half = isClaimed ? 1.0 : 0.5
      guard
        let refined = first.refine(
          isCancelled: { context.isCancelled }, progress: { context.report($0 * half) })
      else { return nil }
      var refinedClaims = refined
      if !isClaimed {
        guard
          let other = claims.refine(
            isCancelled: { context.isCancelled }, progress: { context.report(0.5 + $0 * 0.5) })
        else { return nil }
        refinedClaims = other
      }
      let result = refinedClaims
      return { state in
        state.show(refined, result, for: basis, isLast: true)
        return []
      }
    }
  }

  private mutating func show(
    _ comparison: Comparison, _ claims: Comparison, for basis: CompareFigures.Basis, isLast: Bool
  ) {
    guard compare.figures.awaited == basis || compare.figures.basis == basis else { return }
    if isLast { compare.figures.awaited = nil }
    compare.figures.basis = basis
    compare.figures.problem = nil
    compare.figures.comparison = comparison
    compare.figures.claims = Claim.make(claims)
    let names = sideNames
    let own = goalInView
    // The campaign's own goal comes first.
    let goals = Goal.allCases.sorted { ($0 == own ? 0 : 1) < ($1 == own ? 0 : 1) }
    compare.figures.verdicts = goals.map { GoalVerdict.make(comparison, $0, names: names) }
    refreshComparisonRows()
  }

  private mutating func refreshComparisonRows() {
    compare.figures.mix = compare.mix
    compare.figures.revision += 1
    guard let comparison = compare.figures.comparison else {
      compare.figures.rows = []
      return
    }
    let mix = compare.mix
    compare.figures.rows = ComparisonKPI.table.map { kpi in
      CompareGrid.Row(
        plain: comparison[kpi],
        likeForLike: LikeForLike.make(comparison, kpi, by: mix ?? .platform),
        standardises: mix != nil)
    }
  }
}
