import Charts
import Comparison
import Marketing
import Screen

/// Where the manager stands on the compare screen, and what was worked out for it.
struct CompareState: Sendable {
  enum Pane: String, CaseIterable, Sendable { case kpis, picture, claims }
  enum Picture: String, Sendable { case distribution, scatter }

  var focus = Pane.kpis
  var picture = Picture.distribution
  /// The sides; nil opens with mega and micro.
  var sides: Sides?
  /// Pairs that were compared before, the newest first.
  var remembered: [Sides] = []
  /// The mix that both sides are brought to; nil compares them as they are.
  var mix: LikeForLike.Mix?
  var whatIf = WhatIf()
  /// The people that could be reached at all, where the manager has said it.
  var audience: Audience?
  /// The mark that is read in the picture.
  var place: StripPlot.Place?
  var item: Int?

  var table = GridState<ComparisonKPI>()
  var claims = GridState<Int>()

  struct Sides: Hashable, Sendable {
    var left: Segment
    var right: Segment

    var swapped: Sides { Sides(left: right, right: left) }
  }

  // Worked out by `arrange` and beside the loop.
  var figures = CompareFigures()
}

/// What the compare screen shows, as it was worked out last.
struct CompareFigures: Sendable {
  /// What decides the figures.
  struct Basis: Hashable, Sendable {
    var revision: Int
    var sides: CompareState.Sides
    var campaign: CampaignID?
    var whatIf: WhatIf
    var audience: Audience?
  }

  var basis: Basis?
  /// What is being worked out beside the loop.
  var awaited: Basis?
  /// The figures of the KPIs when it was worked out, and when that was.
  var kpiRevision = 0
  var time = 0.0
  var comparison: Comparison?
  /// Mega on the left, micro on the right: what the claims are about.
  var claims: [Claim] = []
  var verdicts: [GoalVerdict] = []
  var rows: [CompareGrid.Row] = []
  var mix: LikeForLike.Mix?
  /// Grows with every new set of rows.
  var revision = 0
  /// Why there is nothing to compare.
  var problem: String?
}
