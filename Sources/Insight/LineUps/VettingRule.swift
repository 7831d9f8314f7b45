import Marketing
import Vetting

/// Who may be planned with, by what vetting says.
///
/// Whoever was declined never is. With a least state or a least alignment, whoever doesn't show it isn't either: an
/// alignment that is unknown can't be shown to be enough.
struct VettingRule: Sendable {
  private let state: Vetting.State?
  private let alignment: Int?
  private let states: VettingStates?
  private let scorer: AlignmentScorer?

  init(_ session: Session, _ options: PlanOptions) {
    state = options.vetting
    alignment = options.minimumAlignment
    states = options.vetting == nil ? nil : VettingStates(session)
    scorer = options.minimumAlignment == nil ? nil : AlignmentScorer(session)
  }

  /// Why the influencer can't be planned with; nil if nothing speaks against it.
  func objection(to influencer: Influencer) -> String? {
    let vetting = influencer.vetting
    if vetting.state == .declined {
      return "declined in vetting" + (vetting.reason.isEmpty ? "" : ": \(vetting.reason)")
    }
    if let state, let states {
      let now = states.state(of: influencer)
      if now < state { return "\(now.title.lowercased()), not \(state.title.lowercased()) yet" }
    }
    if let alignment, let scorer {
      let score = scorer.scores([influencer])[0].score
      if score.isNaN { return "alignment unknown: \(alignment) is asked for" }
      if score < Float(alignment) {
        return "alignment \(Int(score.rounded(.down))), \(alignment) is asked for"
      }
    }
    return nil
  }
}
