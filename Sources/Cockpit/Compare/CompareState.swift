import Charts
import Comparison
import Marketing
import Screen
import Workbench

/// The state of the compare screen, and the figures worked out for it.
struct CompareState: StatePart {
  enum Pane: String, CaseIterable, Sendable { case kpis, picture, claims }
  enum Picture: String, Sendable { case distribution, scatter }

  var focus = Pane.kpis
  var picture = Picture.distribution
  /// What is compared; always in the campaign in view, so that it has none of its own.
  private(set) var request = ComparisonRequest()
  /// Pairs the user has asked to remember, newest first.
  var remembered: [Sides] = []
  /// The mark that the cursor of the chart is on.
  var place: StripPlot.Place?
  var item: Int?

  var table = GridState<ComparisonKPI>()
  var claims = GridState<Int>()

  typealias Sides = ComparisonRequest.Sides

  init() {}
  init(_ request: ComparisonRequest) {
    self.request = request
    self.request.campaign = nil
  }

  /// Another request, with the what-if there is.
  mutating func take(_ request: ComparisonRequest, whatIf: WhatIf) {
    self.request = request
    if !whatIf.isEmpty { self.request.whatIf = whatIf }
  }

  // Worked out by `arrange` and in the background.
  var figures = CompareFigures()
}

// Once the user has entered a new value, an old one that couldn't be understood no longer matters.
extension CompareState {
  /// Nil means mega and micro.
  var sides: Sides? {
    get { request.sides }
    set {
      request.sides = newValue
      request.settle("left", "right")
    }
  }
  /// The mix both sides are adjusted to; nil compares them as they are.
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
  /// The number of people that could be reached at all, if the user has entered it.
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

/// The latest figures for the compare screen.
struct CompareFigures: Sendable {
  /// Everything that determines the figures.
  struct Basis: Hashable, Sendable {
    var revision: Int
    var request: ComparisonRequest
  }

  var basis: Basis?
  /// What is being worked out in the background.
  var awaited: Basis?
  /// The KPI revision that the figures are based on, and when they were worked out.
  var kpiRevision = 0
  var time = 0.0
  var result: ComparedSides?
  var comparison: Comparison? { result?.comparison }
  /// About mega on the left and micro on the right.
  var claims: [Claim] { result?.claims ?? [] }
  var verdicts: [GoalVerdict] = []
  var rows: [CompareGrid.Row] = []
  var mix: ComparisonRequest.Mix?
  /// Increases with every new set of rows.
  var revision = 0
  /// Why there is nothing to compare.
  var problem: String?
}
