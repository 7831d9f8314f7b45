import Comparison
import Marketing
import Workbench

extension CockpitState {
  /// The chosen sides, else mega and micro.
  var comparedSides: CompareState.Sides {
    compare.request.sides(in: document?.session.settings.tiers ?? .article)
  }

  /// The current sides, in the campaign in view.
  var comparisonRequest: ComparisonRequest {
    var request = compare.request
    request.sides = comparedSides
    request.campaign = campaignInView
    return request
  }

  var sideNames: (left: String, right: String) {
    guard let session = document?.session else { return ("left", "right") }
    let sides = comparedSides
    return (sides.left.title(in: session), sides.right.title(in: session))
  }

  /// What to do about a comparison that can't be made as it stands.
  var compareRemedy: String {
    guard let session = document?.session else { return "" }
    switch comparisonRequest.fault(in: session) {
    case .side(.left, _)?: return "Press , to change the left side."
    case .side(.right, _)?: return "Press . to change the right side."
    case .unread(let field)?:
      switch field.name {
      case "left", "right": return "Press , and . to enter the sides again."
      case "mix": return "Press L to choose the mix again."
      case "what_if": return "Press w to enter the what-if again."
      default: return "The command “universe” sets how many can be reached."
      }
    case .campaign?: return "Press [ or ] to choose another campaign, 0 for all."
    case nil: return "Press w to change the what-if."
    }
  }

  mutating func arrangeCompare() -> [Effect] {
    let effects = wantComparison()
    if compare.figures.mix != compare.mix { refreshComparisonRows() }
    arrange(CompareGrid.self)
    arrange(ClaimGrid.self)
    return effects
  }

  /// Seconds before incoming figures trigger a new comparison: this isn't a ticker.
  private static let patience = 5.0

  private mutating func wantComparison() -> [Effect] {
    guard let document else { return [] }
    // The mix only changes how the answer is read, so it needs no new comparison.
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

  /// A quick answer first, then the bootstrapped one.
  private static func comparison(
    of session: Session, _ basis: CompareFigures.Basis
  ) -> Computation {
    Computation("compare", title: "comparing", isAutomatic: true) { context in
      do throws(Refusal) {
        let result = try CompareJob(session, basis.request).run(
          first: { first in
            context.publish { state in
              state.show(first, for: basis, isLast: false)
              return []
            }
          }, isCancelled: { context.isCancelled }, progress: { context.report($0) })
        guard let result else { return nil }
        return { state in
          state.show(result, for: basis, isLast: true)
          return []
        }
      } catch {
        let text = error.description
        return { state in
          guard state.compare.figures.awaited == basis else { return [] }
          state.compare.figures.awaited = nil
          state.compare.figures.basis = basis
          state.compare.figures.problem = text
          return []
        }
      }
    }
  }

  private mutating func show(
    _ result: ComparedSides, for basis: CompareFigures.Basis, isLast: Bool
  ) {
    guard compare.figures.awaited == basis || compare.figures.basis == basis else { return }
    if isLast { compare.figures.awaited = nil }
    compare.figures.basis = basis
    compare.figures.problem = nil
    compare.figures.result = result
    compare.figures.verdicts = result.verdicts(first: goalInView, names: sideNames)
    refreshComparisonRows()
  }

  private mutating func refreshComparisonRows() {
    let mix = compare.mix
    compare.figures.mix = mix
    compare.figures.result?.request.mix = mix
    compare.figures.revision += 1
    guard let comparison = compare.figures.comparison else {
      compare.figures.rows = []
      return
    }
    compare.figures.rows = ComparisonKPI.table.map { kpi in
      CompareGrid.Row(
        plain: comparison[kpi],
        likeForLike: LikeForLike.make(comparison, kpi, by: mix ?? .platform),
        standardises: mix != nil)
    }
  }
}
