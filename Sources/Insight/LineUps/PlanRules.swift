import Marketing
import Optimizer
import Vetting

/// How a limit is enforced.
private enum LimitKeeping {
  typealias Objection = @Sendable (Influencer) -> String?

  /// By the solver, which knows niches by number.
  case solver((inout PlanProblem.Limits, _ niches: [String: Int]) -> Void)
  /// By the packages on offer: the most pieces of one influencer.
  case pieces(Int)
  /// By who may be considered at all.
  case people((Session) -> Objection)

  init?(_ limit: RequestLimit) {
    let range = PlanProblem.CountRange(atLeast: limit.atLeast ?? 0, atMost: limit.atMost)
    switch limit.kind {
    case .bookings: self = .solver { limits, _ in limits.bookings = range }
    case .tier:
      guard let tier = Tier(rawValue: limit.group) else { return nil }
      self = .solver { limits, _ in limits.tiers[PlanDraft.place(of: tier)] = range }
    case .niche:
      self = .solver { limits, niches in
        if let place = niches[limit.group] { limits.niches[place] = range }
      }
    case .share:
      guard let most = limit.atMost else { return nil }
      self = .solver { limits, _ in limits.candidateShare = Int64(most) }
    case .pieces:
      guard let most = limit.atMost else { return nil }
      self = .pieces(most)
    case .alignment:
      guard let least = limit.atLeast else { return nil }
      self = .people { session in
        let scorer = AlignmentScorer(session)
        return { influencer in
          let score = scorer.scores([influencer])[0].score
          // An unknown score isn't enough.
          if score.isNaN { return "alignment unknown, at least \(least) required" }
          return score < Float(least)
            ? "alignment \(Int(score.rounded(.down))), at least \(least) required" : nil
        }
      }
    case .vetting:
      let all = Vetting.State.allCases
      guard let place = limit.atLeast, all.indices.contains(place) else { return nil }
      self = .people { session in
        let states = VettingStates(session)
        return { influencer in
          let now = states.state(of: influencer)
          return now < all[place]
            ? "\(now.title.lowercased()), not \(all[place].title.lowercased()) yet" : nil
        }
      }
    }
  }
}

/// Who may be considered, and with how many pieces.
struct PlanRules: Sendable {
  private(set) var maximumPieces = 3
  private var objections: [LimitKeeping.Objection] = []

  init(_ session: Session, _ request: PlanRequest) {
    // The vetting state is reported before the alignment.
    for keeping in request.limits.rows.reversed().compactMap({ LimitKeeping($0) }) {
      switch keeping {
      case .solver: break
      case .pieces(let most): maximumPieces = most
      case .people(let objection): objections.append(objection(session))
      }
    }
  }

  /// Why the influencer can't be considered; nil if they can. Influencers declined in vetting never are.
  func objection(to influencer: Influencer) -> String? {
    let vetting = influencer.vetting
    if vetting.state == .declined {
      return "declined in vetting" + (vetting.reason.isEmpty ? "" : ": \(vetting.reason)")
    }
    for objection in objections {
      if let text = objection(influencer) { return text }
    }
    return nil
  }
}

extension PlanProblem.Limits {
  /// - Parameter niches: their numbers in the problem.
  init(_ request: PlanRequest, niches: [String: Int]) {
    self.init(
      budget: request.budget?.minorUnits, hours: request.hours.map { Int64($0.hundredths) })
    for limit in request.limits.rows {
      if case .solver(let change) = LimitKeeping(limit) { change(&self, niches) }
    }
  }
}
