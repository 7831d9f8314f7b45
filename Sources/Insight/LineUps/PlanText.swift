import LibC
import Marketing

extension Plan {
  /// How far the line-up is from the best possible one: `within 0.04 % of the best possible`.
  package var gapText: String {
    switch solution.status {
    case .infeasible: return "no line-up keeps these limits"
    case .undecided: return "no line-up was found before the end"
    case .feasible: break
    }
    guard solution.bound.isFinite else { return "how far from the best possible is not known" }
    if solution.isProven { return "the best possible, proven" }
    guard let gap = solution.gap else { return "how far from the best possible is not known" }
    return "within \(Plan.percent(gap)) of the best possible"
  }

  /// A small share, rounded up, so that the claim is true: `0.04 %`.
  static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000 - 1e-9).rounded(.up))
    if hundredths >= 1_000 { return "\(Int((share * 100 - 1e-9).rounded(.up))) %" }
    let rest = hundredths % 100
    let text = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(hundredths / 100).\(text) %"
  }
}

extension PlanDraft {
  /// Whether the mix wins, in a sentence, and said so when it doesn't.
  package func verdict(_ plan: Plan, _ obvious: [ObviousPlan]) -> String {
    guard plan.isFeasible, !plan.lineUp.isEmpty else { return "There is no line-up to compare." }
    guard let share = plan.megaShare else { return "The line-up costs nothing." }
    let name = request.measure.title
    let mine = outcomes(plan.lineUp, futures: PlanFutures(audience: audience)).flatMap { Band($0) }
    let rivals = obvious.filter { $0.kind != .bookedNow && $0.band != nil }
    let strongest = rivals.max { ($0.band?.mean ?? 0) < ($1.band?.mean ?? 0) }
    let micros = plan.lineUp.contains { $0.tier == .micro || $0.tier == .nano }
    let kept = plan.lineUp.contains { $0.candidate.isKept } ? " beside what is contracted" : ""
    if share == 0 || share == 1 {
      let tier = share == 1 ? "megas alone" : micros ? "no mega at all" : "neither megas nor micros"
      return "Mixing doesn't win here: the best line-up for \(name) has \(tier)."
    }
    guard let mine, let strongest, let best = strongest.band, best.mean > 0 else {
      return
        "The mix spends \(Int((share * 100).rounded())) % on megas; there is nothing to compare it with."
    }
    let gain = mine.mean / best.mean - 1
    let beaten = strongest.beaten ?? 0
    let odds = "ahead in \(Int((beaten * 100).rounded())) of 100 simulated futures"
    if gain < 0.01 {
      return "The mix doesn't win: \(strongest.kind.rawValue)\(kept) brings as much \(name)."
    }
    if beaten < 0.9 {
      return
        "The mix should bring \(Plan.gain(gain)) more \(name) than \(strongest.kind.rawValue)\(kept), but isn't "
        + "distinguishable: \(odds)."
    }
    return
      "The mix wins: \(Plan.gain(gain)) more \(name) than \(strongest.kind.rawValue)\(kept), \(odds)."
  }
}

extension Plan {
  fileprivate static func gain(_ share: Double) -> String {
    share < 0.1 ? percentRounded(share, decimals: 1) : percentRounded(share, decimals: 0)
  }

  private static func percentRounded(_ share: Double, decimals: Int) -> String {
    let factor = decimals == 1 ? 10.0 : 1
    let value = (share * 100 * factor).rounded() / factor
    return decimals == 1 && value != value.rounded()
      ? "\(Int(value)).\(Int((value * 10).rounded()) % 10) %" : "\(Int(value)) %"
  }
}
