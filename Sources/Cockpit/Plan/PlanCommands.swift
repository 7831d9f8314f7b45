import LineUps
import Marketing
import Screen
import Wording
import Workbench

extension Commands {
  static let plan: [Command] = [
    Command(
      "plan-drop", "Drop what can't be understood or kept from what is asked of the plan",
      keys: ["D"], scope: .planScreen, hint: "drop", isEnabled: When.hasPlanProblems
    ) { state, _ in
      guard let session = state.document?.session, let campaign = state.plannedCampaign else {
        return []
      }
      state.changePlan { $0 = $0.withoutProblems(in: session, campaign) }
      state.say("Dropped. The plan goes without it; o shows what is asked.")
      return []
    },
    onPlan("plan-limits", "Set goal, budget, hours and limits", "o", hint: "limits") {
      state in
      guard let campaign = state.plannedCampaign, let request = state.planRequest,
        let context = state.entryContext
      else { return [] }
      state.layers.append(
        Form(
          "Plan \(campaign.name)", row: PlanForm(request: request, campaign: campaign),
          fields: PlanForm.fields, context
        ) { form, state in
          state.plan.requests[form.campaign.id] = form.request.compared(to: form.campaign)
          return []
        })
      return []
    },
    Command(
      "plan-book", "Book the line-up: shows what is added and dropped first", keys: ["a"],
      scope: .planScreen, hint: "book", isEnabled: When.canBookPlan
    ) { state, _ in state.bookPlan() },
    onRow("plan-lock", "Lock the influencer in, or no longer", "m", hint: "lock") {
      state, id in
      let isLocked = state.toggle(id, in: \.must, notIn: \.banned)
      state.say("\(state.handle(id)) is \(isLocked ? "locked in" : "no longer locked in").")
    },
    onRow("plan-ban", "Ban the influencer from the line-up, or allow", "x", hint: "ban") {
      state, id in
      let isBanned = state.toggle(id, in: \.banned, notIn: \.must)
      state.say("\(state.handle(id)) is \(isBanned ? "banned" : "no longer banned").")
    },
    onRow("plan-fee", "Plan with another fee for one piece", "e", hint: "fee") { state, id in
      let currency = state.document?.session.settings.currency ?? .usDollar
      let row = PlanGrid.cursorRow(state)
      let now =
        state.planRequest?.fees[id]
        ?? row?.package.flatMap { package in
          package.forecast.fee.map {
            Money(minorUnits: Int64(($0.outcome.mean / Double(package.forecast.pieces)).rounded()))
          }
        }
      state.layers.append(
        Prompt(
          "Fee of \(state.handle(id)) for one piece (0 goes back to the usual fee)",
          initial: now.map { MoneyText.exact($0, currency) } ?? ""
        ) { text, state in
          do throws(EntryError) {
            let fee = try MoneyText.read(text, currency) ?? .zero
            guard fee >= .zero, fee <= .limit else { throw EntryError("A fee can't be negative.") }
            state.changePlan {
              $0.settle("fees")
              $0.fees[id] = fee == .zero ? nil : fee
            }
          } catch {
            state.fail(error.message)
          }
          return []
        })
    },
    Command(
      "plan-why", "Show why somebody is in the line-up or isn't, and what the figures rest on",
      keys: ["enter"], scope: .lineUp, hint: "why", isEnabled: When.isOnPlan
    ) { state, _ in
      let lines = PlanWhy.lines(state)
      if !lines.isEmpty { state.layers.append(TextView("Why", lines)) }
      return []
    },
    onPlan(
      "plan-all", "Show everybody who could be booked, or only the line-up", "A", hint: "all"
    ) {
      state in
      state.plan.showsAll.toggle()
      state.plan.refreshRows()
      return []
    },
    Command(
      "priors", "Show the benchmarks that forecasts start from", keys: ["p"],
      scope: .planScreen, hint: "benchmarks", isEnabled: When.isOpen
    ) { state, _ in
      state.layers.append(PriorsLayer())
      return []
    },
    onPlan(
      "plan-cautious",
      "Plan cautiously, for the worst fifth of futures (around P10), or for the mean", "c"
    ) {
      state in
      state.changePlan {
        $0.settle("cautious")
        $0.isCautious.toggle()
      }
      return []
    },
    onPlan("plan-afresh", "Plan from scratch, or keep what is contracted", "P") { state in
      state.changePlan {
        $0.settle("afresh")
        $0.keepsCommitted.toggle()
      }
      return []
    },
  ]

  private static func onPlan(
    _ id: String, _ title: String, _ key: String, hint: String? = nil,
    _ run: @escaping @Sendable (inout CockpitState) -> [Effect]
  ) -> Command {
    Command(
      id, title, keys: [key], scope: .planScreen, hint: hint, isEnabled: When.hasCampaigns
    ) { state, _ in
      state.screen = .plan
      return run(&state)
    }
  }

  private static func onRow(
    _ id: String, _ title: String, _ key: String, hint: String,
    _ run: @escaping @Sendable (inout CockpitState, InfluencerID) -> Void
  ) -> Command {
    Command(
      id, title, keys: [key], scope: .lineUp, hint: hint,
      isEnabled: When.isOnPlanRow
    ) { state, _ in
      guard let row = PlanGrid.cursorRow(state) else { return [] }
      guard row.standing != .contracted else {
        state.warn("@\(row.influencer.handle) is contracted; P plans from scratch.")
        return []
      }
      run(&state, row.influencer.id)
      return []
    }
  }
}

extension CockpitState {
  fileprivate func handle(_ id: InfluencerID) -> String {
    "@\(document?.session.roster[id]?.handle ?? "\(id.number)")"
  }

  /// Puts somebody into one set of the request and out of the other, or out of both; true when they are in it now.
  fileprivate mutating func toggle(
    _ id: InfluencerID, in set: WritableKeyPath<PlanRequest, Set<InfluencerID>>,
    notIn other: WritableKeyPath<PlanRequest, Set<InfluencerID>>
  ) -> Bool {
    changePlan { request in
      request.settle("must", "banned")
      request[keyPath: other].remove(id)
      if request[keyPath: set].remove(id) == nil { request[keyPath: set].insert(id) }
    }
    return planRequest?[keyPath: set].contains(id) == true
  }

  /// Shows what booking the line-up on the screen would change, provided it answers the current question.
  mutating func bookPlan() -> [Effect] {
    if let problem = plan.problems.first {
      warn(problem)
      return []
    }
    guard let session = document?.session, let study = plan.study else { return [] }
    guard plan.isCurrent, plan.isFinal else {
      if plan.isCurrent, task == nil {
        // Escape has stopped the search after its first line-up.
        plan.asked = nil
        warn("The search was stopped and starts again: a books the line-up once it is done.")
      } else {
        warn("Still searching: a books the line-up once the search is done.")
      }
      return []
    }
    guard study.plan.isFeasible else {
      warn("There is no line-up to book: \(study.plan.gapText).")
      return []
    }
    let change: PlanChange
    do throws(Refusal) {
      change = try study.plan.booking(in: session, today: today)
    } catch {
      warn(error.description)
      return []
    }
    guard !change.isEmpty else {
      say("All of it is already booked.")
      return []
    }
    let lines = PlanChangeText(change, session).lines.map {
      TextLine(text: $0.text, role: $0.kind.role)
    }
    layers.append(
      TextView(
        "Book the line-up of \(study.plan.draft.campaign.name)", lines,
        answer: Confirm.Answer(key: "a", title: "Book it") { $0.book(change, of: study.plan) }))
    return []
  }

  /// Makes the change that was shown.
  private mutating func book(_ change: PlanChange, of plan: Plan) -> [Effect] {
    guard let session = document?.session, plan.change(in: session) == change,
      let edit = change.edit, case .group(let title, _) = edit
    else {
      warn("The bookings have changed meanwhile: a shows anew what booking the line-up changes.")
      return []
    }
    let effects = perform(edit, title: title)
    if message?.kind == .info { say("\(PlanChangeText(change, session).summary) u undoes.") }
    return effects
  }
}

extension PlanChangeText.Line.Kind {
  fileprivate var role: Role {
    switch self {
    case .added: .positive
    case .altered: .text
    case .dropped: .warning
    case .kept: .muted
    case .sum: .accent
    }
  }
}

extension When {
  static let isOnPlan: @Sendable (CockpitState) -> Bool = { $0.screen == .plan }
  static let canBookPlan: @Sendable (CockpitState) -> Bool = { isWritable($0) && isOnPlan($0) }
  static let hasPlanProblems: @Sendable (CockpitState) -> Bool = {
    isOnPlan($0) && !$0.plan.problems.isEmpty
  }
  static let isOnPlanRow: @Sendable (CockpitState) -> Bool = {
    isOnPlan($0) && PlanGrid.cursorRow($0) != nil
  }
}
