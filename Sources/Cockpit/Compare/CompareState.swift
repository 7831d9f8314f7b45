import Charts
import Comparison
import Marketing
import Screen
import Workbench

/// Where the manager stands on the compare screen, and what was worked out for it.
struct CompareState: StatePart {
  enum Pane: String, CaseIterable, Sendable { case kpis, picture, claims }
  enum Picture: String, Sendable { case distribution, scatter }

  var focus = Pane.kpis
  var picture = Picture.distribution
  /// What is compared. The campaign is the one in view, not this one.
  private(set) var request = ComparisonRequest()
  /// Pairs that were compared before, the newest first.
  var remembered: [Sides] = []
  /// The mark that is read in the picture.
  var place: StripPlot.Place?
  var item: Int?

  var table = GridState<ComparisonKPI>()
  var claims = GridState<Int>()

  typealias Sides = ComparisonRequest.Sides

  init() {}
  init(_ request: ComparisonRequest) { self.request = request }

  // Worked out by `arrange` and beside the loop.
  var figures = CompareFigures()
}

// What is entered anew needn't be understood as it stood.
extension CompareState {
  /// Nil opens with mega and micro.
  var sides: Sides? {
    get { request.sides }
    set {
      request.sides = newValue
      request.settle("left", "right")
    }
  }
  /// The mix that both sides are brought to; nil compares them as they are.
  var mix: ComparisonRequest.Mix? {
    get { request.mix }
    set {
      request.mix = newValue
      request.settle("mix")
    }
  }
  var whatIf: WhatIf {
    get { request.whatIf }
    set {
      request.whatIf = newValue
      request.settle("what_if")
    }
  }
  /// The people that could be reached at all, where the manager has said it.
  var audience: Audience? {
    get { request.audience }
    set {
      request.audience = newValue
      request.settle("universe", "overlap")
    }
  }
}

extension CockpitState {
  var compare: CompareState {
    _read { yield parts[CompareState.self] }
    _modify { yield &parts[CompareState.self] }
  }
}

/// What the compare screen shows, as it was worked out last.
struct CompareFigures: Sendable {
  /// What decides the figures.
  struct Basis: Hashable, Sendable {
    var revision: Int
    var request: ComparisonRequest
  }

  var basis: Basis?
  /// What is being worked out beside the loop.
  var awaited: Basis?
  /// The figures of the KPIs when it was worked out, and when that was.
  var kpiRevision = 0
  var time = 0.0
  var result: ComparedSides?
  var comparison: Comparison? { result?.comparison }
  /// Mega on the left, micro on the right: what the claims are about.
  var claims: [Claim] { result?.claims ?? [] }
  var verdicts: [GoalVerdict] = []
  var rows: [CompareGrid.Row] = []
  var mix: ComparisonRequest.Mix?
  /// Grows with every new set of rows.
  var revision = 0
  /// Why there is nothing to compare.
  var problem: String?
}
