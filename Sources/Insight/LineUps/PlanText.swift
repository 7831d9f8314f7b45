import LibC
import Marketing
import Metrics
import Wording

extension Plan {
  /// How far the line-up is from the best possible: `within 0.04% of the best possible`.
  package var gapText: String {
    switch solution.status {
    case .infeasible:
      return draft.gap == nil
        ? "no line-up keeps these limits"
        : "too little is measured to plan for \(draft.request.measure.title)"
    case .undecided: return "no line-up was found in time"
    case .feasible: break
    }
    guard solution.bound.isFinite else { return "how far from the best possible is unknown" }
    // What is proven of a cautious plan is proven of the futures that were simulated to find it.
    let sample = draft.request.isCautious ? " in the futures it was sought in" : ""
    if solution.isProven { return "the best possible\(sample), proven" }
    guard let gap = solution.gap else { return "how far from the best possible is unknown" }
    return "within \(PercentText.atMost(gap)) of the best possible\(sample)"
  }
}

extension PlanDraft {
  /// Whether the mix wins, in a sentence; it also says so if it doesn't.
  package func verdict(_ plan: Plan, _ obvious: [ObviousPlan], _ evidence: Evidence) -> String {
    guard plan.isFeasible, !plan.lineUp.isEmpty else { return "There is no line-up to compare." }
    guard evidence.grade > .none else {
      return
        "Planned from benchmarks, which can't tell whether megas or micros are better for you: \(evidence.reason)."
    }
    let verdict = self.verdict(plan, obvious)
    guard evidence.grade == .thin else { return verdict }
    return "A guess from thin evidence: \(verdict.prefix(1).lowercased())\(verdict.dropFirst())"
  }

  private func verdict(_ plan: Plan, _ obvious: [ObviousPlan]) -> String {
    guard let share = plan.megaShare else { return "The line-up costs nothing." }
    let name = request.measure.title
    let mine = outcomes(plan.lineUp, futures: PlanFutures(audience: audience)).flatMap { Band($0) }
    let rivals = obvious.filter { $0.kind != .bookedNow && $0.band != nil }
    let strongest = rivals.max { ($0.band?.p50 ?? 0) < ($1.band?.p50 ?? 0) }
    let micros = plan.lineUp.contains { $0.tier == .micro || $0.tier == .nano }
    let kept = plan.lineUp.contains { $0.candidate.isKept } ? " beside what is contracted" : ""
    if share == 0 || share == 1 {
      let tier = share == 1 ? "megas alone" : micros ? "no mega at all" : "neither megas nor micros"
      return "Mixing doesn't win here: the best line-up for \(name) has \(tier)."
    }
    guard let mine, let strongest, let best = strongest.band, best.p50 > 0 else {
      return
        "The mix spends \(PercentText.whole(share)) on megas; there is nothing to compare it with."
    }
    let gain = mine.p50 / best.p50 - 1
    let beaten = strongest.beaten ?? 0
    let odds = "ahead in \(Int((beaten * 100).rounded())) of 100 simulated futures"
    if gain < 0.01 {
      return "The mix doesn't win: \(strongest.kind.rawValue)\(kept) brings as much \(name)."
    }
    if beaten < 0.9 {
      return
        "The mix should bring \(gainText(gain)) more \(name) than \(strongest.kind.rawValue)\(kept), but isn't "
        + "distinguishable: \(odds)."
    }
    return
      "The mix wins: \(gainText(gain)) more \(name) than \(strongest.kind.rawValue)\(kept), \(odds)."
  }
}

/// `4.5%`; no decimals from 10% up.
private func gainText(_ share: Double) -> String {
  share < 0.1 ? PercentText.sentence(share) : PercentText.whole(share)
}
