import Insight
import Marketing
import Screen

/// Where the manager stands on the compare screen, and what was worked out last.
struct CompareState: Sendable {
  enum Pane: String, CaseIterable, Sendable { case kpis, claims, picture }
  enum Picture: String, Sendable { case strip, scatter }

  /// What decides the figures; equal ones need no new work.
  struct Basis: Equatable, Sendable {
    var document: Int
    var figures: Int
    var request: ComparisonRequest
    var whatIf: WhatIf
  }

  var focus = Pane.kpis
  var picture = Picture.strip
  /// Nil for the session's opening pair.
  var left: Segment?
  var right: Segment?
  /// Segments kept for later, newest first.
  var remembered: [Segment] = []
  /// What like for like standardises to; nil shows the plain figures.
  var mix: LikeForLike.Mix?
  var whatIf = WhatIf()
  var audience: Audience?
  /// The KPI and the claim under the cursor.
  var row = 0
  var claim = 0
  /// Where the reader is in the pictures.
  var place: StripPlot.Place?
  var point: Int?

  private(set) var basis: Basis?
  private(set) var figures: CompareFigures?
  /// The marks of the strip plot, for the KPI that they are of.
  private(set) var strip: (kpi: ComparisonKPI, sides: [[CompareFigures.Mark]])?

  var kpi: ComparisonKPI {
    ComparisonKPI.table[max(0, min(row, ComparisonKPI.table.count - 1))]
  }

  mutating func ask(_ basis: Basis) { self.basis = basis }

  mutating func take(_ figures: CompareFigures, for basis: Basis) {
    guard self.basis == basis else { return }
    self.figures = figures
    strip = nil
  }

  mutating func forget() {
    basis = nil
    figures = nil
    strip = nil
  }

  mutating func arrangeStrip() {
    guard let figures else { return }
    if strip?.kpi == kpi { return }
    if strip != nil { place = nil }
    strip = (kpi, Side.allCases.map { figures.marks(kpi, $0) })
  }

  mutating func remember(_ segment: Segment) {
    remembered.removeAll { $0 == segment }
    remembered.insert(segment, at: 0)
    remembered = Array(remembered.prefix(20))
  }
}

/// A comparison with all that the screen says about it.
struct CompareFigures: Sendable {
  struct Mark: Sendable {
    let influencer: InfluencerID
    let handle: String
    let value: Double
  }

  struct Point: Sendable {
    let influencer: InfluencerID
    let handle: String
    let tier: Tier?
    let followers: Double
    let rate: Double
  }

  let comparison: Comparison
  let names: (left: String, right: String)
  let verdicts: [GoalVerdict]
  let claims: [Claim]
  /// Mega against micro, which the claims are about.
  let tiers: Comparison
  let same: [LikeForLike.Mix: [ComparisonKPI: LikeForLike]]
  let points: [Point]

  init(_ comparison: Comparison, tiers: Comparison, _ session: Session) {
    self.comparison = comparison
    self.tiers = tiers
    names = (
      printable(comparison.request.left.title(in: session)),
      printable(comparison.request.right.title(in: session))
    )
    let first = comparison.goal ?? .awareness
    let goals = [first] + Goal.allCases.filter { $0 != first }
    let names = names
    verdicts = goals.map { GoalVerdict.make(comparison, $0, names: names) }
    claims = Claim.make(tiers)
    var same: [LikeForLike.Mix: [ComparisonKPI: LikeForLike]] = [:]
    for mix in LikeForLike.Mix.allCases {
      for kpi in ComparisonKPI.allCases {
        same[mix, default: [:]][kpi] = LikeForLike.make(comparison, kpi, by: mix)
      }
    }
    self.same = same
    var points: [Point] = []
    for side in Side.allCases {
      for (influencer, rate) in comparison.values(.engagementRateByReach, side) {
        guard let followers = influencer.followers, followers > 0, rate > 0 else { continue }
        points.append(
          Point(
            influencer: influencer.id, handle: influencer.handle,
            tier: session.tier(of: influencer), followers: Double(followers), rate: rate))
      }
    }
    self.points = points
  }

  func marks(_ kpi: ComparisonKPI, _ side: Side) -> [Mark] {
    comparison.values(kpi, side).map {
      Mark(influencer: $0.influencer.id, handle: $0.influencer.handle, value: $0.value)
    }
  }

  /// The readings that differ once the mix is the same; the goal's first.
  func disagreements(_ mix: LikeForLike.Mix) -> [String] {
    let kpis = verdicts.map(\.kpi) + ComparisonKPI.table
    return kpis.compactMap {
      CompareText.disagreement(comparison[$0], same[mix]?[$0], names)
    }
  }
}

extension CockpitState {
  var comparisonRequest: ComparisonRequest? {
    guard let session = document?.session else { return nil }
    let opening = Segment.opening(session.settings.tiers)
    return ComparisonRequest(
      left: compare.left ?? opening.left, right: compare.right ?? opening.right,
      campaign: dashboard.scope, audience: compare.audience)
  }

  /// Asks for the figures where they are out of date: the first answer comes at once, the resampled one later.
  mutating func arrangeComparison() -> [Effect] {
    guard let document, let request = comparisonRequest else {
      compare.forget()
      return []
    }
    compare.arrangeStrip()
    let basis = CompareState.Basis(
      document: document.revision, figures: document.figures.kpiRevision, request: request,
      whatIf: compare.whatIf)
    guard compare.basis != basis else { return [] }
    compare.ask(basis)
    return [.compute(CompareWork.computation(document.session, basis))]
  }
}

/// Compares beside the loop.
enum CompareWork {
  static func computation(_ session: Session, _ basis: CompareState.Basis) -> Computation {
    Computation("compare", title: "comparing") { context in
      var tried = session
      if !basis.whatIf.isEmpty {
        do {
          tried = try basis.whatIf.applied(to: session, basis.request)
        } catch {
          let text = "\(error)"
          return { state in
            state.compare.whatIf = WhatIf()
            state.fail("What if: \(text)")
            return []
          }
        }
      }
      let session = tried
      let tiers = ComparisonRequest(
        left: .tier(.mega), right: .tier(.micro), campaign: basis.request.campaign,
        audience: basis.request.audience)
      let isTiers = tiers == basis.request
      let first = Comparison.quick(session, basis.request)
      let firstTiers = isTiers ? first : Comparison.quick(session, tiers)
      let quick = CompareFigures(first, tiers: firstTiers, session)
      context.publish { state in
        state.compare.take(quick, for: basis)
        return []
      }
      let part = isTiers ? 1.0 : 0.5
      guard
        let refined = first.refine(
          isCancelled: { context.isCancelled }, progress: { context.report($0 * part) })
      else { return nil }
      var refinedTiers = refined
      if !isTiers {
        guard
          let result = firstTiers.refine(
            isCancelled: { context.isCancelled }, progress: { context.report(0.5 + $0 / 2) })
        else { return nil }
        refinedTiers = result
      }
      let figures = CompareFigures(refined, tiers: refinedTiers, session)
      return { state in
        state.compare.take(figures, for: basis)
        return []
      }
    }
  }
}
