import LineUps
import Marketing
import Screen
import Vetting
import Workbench

/// The state of the vet screen.
struct VetState: StatePart {
  enum Pane: String, CaseIterable, Sendable { case queue, checklist, reasons }

  var focus = Pane.queue
  /// The queue shows as columns by state instead of a table.
  var isBoard = false
  var grid = GridState<InfluencerID>(sortedBy: "worth")
  /// The cursor's item in the checklist, and its line in the reasons.
  var item = 0
  var reason = 0
  /// The influencers like some examples, with how alike they are; nil shows everybody.
  var similar: [InfluencerID: SimilarAccounts.Match]?
  var figures = VetFigures()
  /// Move the cursor to the first row as soon as the order is known.
  fileprivate(set) var goesToTop = false
}

extension CockpitState {
  var vet: VetState {
    _read { yield parts[VetState.self] }
    _modify { yield &parts[VetState.self] }
  }
}

extension GridContext {
  var vet: VetFigures { _read { yield parts[VetState.self].figures } }
}

/// The vetting figures of a session, for the vet screen and the roster.
struct VetFigures: Sendable {
  struct Score: Sendable {
    /// 0 to 100; nil when nothing is known.
    let score: Double?
    let known: Double
  }

  /// Everything that determines the figures.
  struct Basis: Equatable, Sendable {
    let revision: Int
    let campaign: CampaignID?
    let request: PlanRequest?
    let wantsWorth: Bool
  }

  var asked: Basis?
  fileprivate(set) var scores: [InfluencerID: Score] = [:]
  fileprivate(set) var flags: [InfluencerID: [AuthenticityFlag]] = [:]
  fileprivate(set) var worth: [InfluencerID: VettingWorth] = [:]
  fileprivate(set) var measure = PlanMeasure.reach
  fileprivate(set) var states: VettingStates?
  /// The index for finding similar accounts, with the session's revision that it was made from.
  fileprivate(set) var similar: (revision: Int, accounts: SimilarAccounts)?
  /// Increases with every change of these figures.
  fileprivate(set) var revision = 0
  /// Whether flags have been worked out at all.
  fileprivate(set) var hasFlags = false

  func openFlags(_ id: InfluencerID) -> Int { (flags[id] ?? []).count { $0.isOpen } }
  func state(of influencer: Influencer) -> Vetting.State {
    states?.state(of: influencer) ?? influencer.vetting.state
  }
}

extension CockpitState {
  /// Sorts the queue, and moves to the top the first time the order means something.
  mutating func arrangeQueue() {
    let former = vet.grid.cursor
    arrange(VetGrid.self)
    if vet.goesToTop {
      vet.goesToTop = false
      let rows = VetGrid.rows(self)
      vet.grid.move(to: 0) { rows[$0].id }
    }
    if vet.grid.cursor != former {
      vet.item = 0
      vet.reason = 0
    }
  }

  /// Asks for new vetting figures if their basis has changed: scores first, then flags, then what approval would be
  /// worth.
  mutating func arrangeVetting(worth wantsWorth: Bool) -> [Effect] {
    guard let document else { return [] }
    let campaign = wantsWorth ? plannedCampaign : nil
    let basis = VetFigures.Basis(
      revision: document.revision, campaign: campaign?.id,
      request: campaign.map { planRequest($0) }, wantsWorth: wantsWorth)
    if let asked = vet.figures.asked,
      asked == basis
        || asked.revision == basis.revision
          && !wantsWorth && asked.wantsWorth
    {
      return []
    }
    vet.figures.asked = basis
    let session = document.session
    let worth = campaign.map { WorthJob(session, $0, planRequest($0), today: today) }
    return [
      .compute(
        Computation("vet", title: "vetting", isAutomatic: true) { context in
          VetWork.run(session, worth, basis, context)
        })
    ]
  }
}

private enum VetWork {
  static func run(
    _ session: Session, _ job: WorthJob?, _ basis: VetFigures.Basis, _ context: ComputationContext
  ) -> Computation.Apply? {
    func publish(_ change: @escaping @Sendable (inout VetFigures) -> Void) {
      context.publish { state in
        guard state.vet.figures.asked == basis else { return [] }
        change(&state.vet.figures)
        state.vet.figures.revision += 1
        return []
      }
    }
    let rows = session.roster.rows
    let found = AlignmentScorer(session).scores(rows)
    var scores: [InfluencerID: VetFigures.Score] = [:]
    scores.reserveCapacity(rows.count)
    for (row, entry) in zip(rows, found) {
      scores[row.id] = .init(
        score: entry.score.isNaN ? nil : Double(entry.score), known: Double(entry.known))
    }
    let (all, states) = (scores, VettingStates(session))
    publish {
      $0.scores = all
      $0.states = states
    }
    guard context.report(nil) else { return nil }
    let flags = Authenticity(session).all
    publish {
      $0.flags = flags
      $0.hasFlags = true
    }
    guard basis.wantsWorth, context.report(nil) else { return { _ in [] } }
    let accounts = SimilarAccounts(session, country: Countries.key)
    // No row depends on it, so the revision stays.
    context.publish { state in
      if state.vet.figures.asked == basis {
        state.vet.figures.similar = (basis.revision, accounts)
      }
      return []
    }
    guard let job, context.report(nil) else { return { _ in [] } }
    let worth = job.run { !context.isCancelled }
    guard !context.isCancelled else { return nil }
    return { state in
      guard state.vet.figures.asked == basis else { return [] }
      // Once there is a meaningful order, go to its top, unless the user has moved by then.
      let isFresh = state.vet.figures.worth.isEmpty && state.vet.grid.position == 0
      state.vet.figures.worth = worth
      state.vet.figures.measure = job.measure
      state.vet.figures.revision += 1
      state.vet.goesToTop = isFresh
      return []
    }
  }
}
