import Forecast
import Marketing
import Optimizer
import Wording

/// A line-up for a campaign: whom to book, what it costs and brings, and how far it may be from the best possible.
package struct Plan: Sendable {
  package struct Entry: Sendable, Hashable {
    package let candidate: PlanCandidate
    package let package: PlanCandidate.Package
    package var influencer: Influencer { candidate.influencer }
    package var tier: Tier? { candidate.tier }
    package var forecast: Forecast { package.forecast }
    package var cost: Money { package.cost }
    var pick: PlanPick { PlanPick(candidate: candidate, package: package) }
  }

  package let draft: PlanDraft
  package let solution: PlanSolution
  /// New bookings first, then contracted ones, each by cost, descending.
  package let lineUp: [Entry]

  package init(_ draft: PlanDraft, _ solution: PlanSolution) {
    self.draft = draft
    self.solution = solution
    let entries = solution.chosen.map { choice in
      let candidate = draft.candidates[choice.candidate]
      return Entry(candidate: candidate, package: candidate.packages[choice.option])
    }
    lineUp = entries.sorted { left, right in
      if left.candidate.isKept != right.candidate.isKept { return right.candidate.isKept }
      if left.cost != right.cost { return left.cost > right.cost }
      return left.candidate.id < right.candidate.id
    }
  }

  package var isFeasible: Bool { solution.status == .feasible }
  /// Contracted bookings whose fee nobody has named.
  package var withoutFee: [Entry] {
    lineUp.filter { entry in
      entry.candidate.isKept
        && entry.candidate.booking.flatMap { draft.session.bookings[$0] }.map { $0.fee == nil }
          ?? false
    }
  }
  /// Of the money the plan can count on, what isn't named, in a sentence; nil if every contract has its fee.
  package var feesText: String? {
    let open = withoutFee
    guard !open.isEmpty else { return nil }
    let silent = open.count { $0.forecast.fee == nil }
    let guessed = open.count - silent
    var parts: [String] = []
    if guessed > 0 { parts.append("\(guessed) counted at a guess") }
    if silent > 0 { parts.append("\(silent) left out, so the cost is at least that") }
    return
      "The fee of \(CountText.plural(open.count, "contracted booking")) isn't known: "
      + parts.joined(separator: ", ") + "."
  }
  package var cost: Money { lineUp.reduce(.zero) { $0 + $1.cost } }
  package var hours: Hours { lineUp.reduce(.zero) { $0 + ($1.candidate.hours ?? .zero) } }

  /// Megas' share of the cost; nil if the line-up costs nothing.
  package var megaShare: Double? {
    guard cost > .zero else { return nil }
    let mega = lineUp.filter { $0.tier == .mega }.reduce(Money.zero) { $0 + $1.cost }
    return Double(mega.minorUnits) / Double(cost.minorUnits)
  }
}

extension PlanDraft {
  /// Finds the best line-up. The same draft gives the same answer.
  ///
  /// - Parameter gap: how far below the best possible it may be, as a share; 0 searches for proof.
  /// - Parameter progress: gets each better line-up or bound; returning false stops with the best so far.
  package func solve(
    within gap: Double = PlanDraft.usualGap, progress: (Plan) -> Bool = { _ in true }
  ) -> Plan {
    // From next to nothing there is no best line-up.
    guard self.gap == nil else { return Plan(self, .without) }
    // An obvious contradiction needs no search.
    guard keptTooMuch(money: { "\($0.minorUnits)" }).isEmpty else { return Plan(self, .without) }
    if request.isCautious {
      return CautiousSearch(self).solve(
        within: gap > 0 ? gap : PlanDraft.usualGap, progress: progress)
    }
    guard gap > 0 else {
      return Plan(self, Planner.prove(problem) { progress(Plan(self, $0)) })
    }
    var steps = 0
    return Plan(
      self,
      Planner.solve(problem) { solution in
        steps += 1
        let isEnough = solution.isWithin(gap) || steps > PlanDraft.patience
        return progress(Plan(self, solution)) && !isEnough
      })
  }

  /// Steps to spend on a proof that may never come; with a gap of 0 there is no limit.
  static let patience = 100

  /// A hundredth of a per cent: less than anyone could act on.
  package static let usualGap = 0.000_1

  /// The campaign's current bookings as a plan, whatever the limits.
  package var bookedNow: [Plan.Entry] {
    let forecaster = Forecaster(session)
    return session.bookings.rows.compactMap { booking in
      guard booking.campaign == campaign.id, booking.stage.isPlanned,
        let influencer = session.roster[booking.influencer]
      else { return nil }
      let package = PlanCandidate.Package(
        booking, forecaster.forecast(booking, [influencer], 0))
      let candidate = PlanCandidate(
        [influencer], 0, tier: session.tier(of: influencer), packages: [package],
        hours: booking.hours ?? influencer.hoursPerBooking, areHoursEstimated: false, days: nil,
        booking: booking.id, isKept: booking.stage.isCommitted)
      return Plan.Entry(candidate: candidate, package: package)
    }
  }
}

/// What a line-up brings in all, each figure with its band.
package struct PlanTotals: Sendable, Hashable {
  /// Leaves out figures that no booking has.
  package let bands: [KPI: Band]
  /// Revenue × margin − cost in minor units; nil without a margin or revenue.
  package let contribution: Band?
  /// Minor units. Has a width only if fees are estimated.
  package let cost: Band
  /// Bookings without a figure that others have.
  package let unknown: [KPI: Int]
}

extension PlanDraft {
  package static let shownKPIs: [KPI] = [
    .reach, .impressions, .engagements, .clicks, .conversions, .revenue,
  ]

  /// Simulated: reach counts each person once, the rest adds up.
  package func totals(_ entries: [Plan.Entry], futures count: Int = 1_000) -> PlanTotals {
    let futures = PlanFutures(count: count, audience: audience)
    let picks = entries.map(\.pick)
    var bands: [KPI: Band] = [:]
    var unknown: [KPI: Int] = [:]
    for kpi in PlanDraft.shownKPIs {
      guard let band = futures.outcomes(picks, kpi).flatMap({ Band($0) }) else { continue }
      bands[kpi] = band
      let silent = picks.count { $0.package.forecast.figure(kpi) == nil }
      if silent > 0 { unknown[kpi] = silent }
    }
    let contribution = request.margin.flatMap { futures.contributions(picks, margin: $0) }
      .flatMap { Band($0) }
    let cost = Band(futures.costs(picks)) ?? Band(exactly: 0)
    return PlanTotals(bands: bands, contribution: contribution, cost: cost, unknown: unknown)
  }

  /// The objective in each simulated future. In a blend each goal counts by its weight, relative to what the solver
  /// takes as one, so it has no unit.
  func outcomes(_ entries: [Plan.Entry], futures: PlanFutures) -> [Double]? {
    let picks = entries.map(\.pick)
    switch request.measure {
    case .reach: return futures.outcomes(picks, .reach)
    case .engagements: return futures.outcomes(picks, .engagements)
    case .conversions: return futures.outcomes(picks, .conversions)
    case .contribution:
      return request.margin.flatMap { futures.contributions(picks, margin: $0) }
    case .blend: return blended(picks, futures)
    }
  }

  private func blended(_ picks: [PlanPick], _ futures: PlanFutures) -> [Double]? {
    let weights = request.weights
    var sums = Array(repeating: 0.0, count: futures.count)
    var isKnown = false
    func add(_ values: [Double]?, _ factor: Double) {
      guard let values, factor > 0 else { return }
      isKnown = true
      for place in values.indices { sums[place] += values[place] * factor }
    }
    add(futures.outcomes(picks, .reach), weights.awareness / scale.reach)
    add(futures.outcomes(picks, .engagements), weights.engagement / scale.engagements)
    if let margin = request.margin {
      add(
        futures.contributions(picks, margin: margin), weights.conversions / scale.conversions)
    } else {
      add(futures.outcomes(picks, .conversions), weights.conversions / scale.conversions)
    }
    return isKnown ? sums : nil
  }
}
