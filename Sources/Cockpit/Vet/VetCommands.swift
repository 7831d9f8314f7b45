import Marketing

extension Commands {
  static let vet: [Command] = vetQueue + vetDetails + vetSession

  /// These work on the queue, as table or board, and from the other panes; on a flag, `a` and `d` answer it instead.
  private static let vetQueue: [Command] = [
    onScreen(
      "vet-next", "Move the influencer, or the marked ones, a step forward", ".", hint: "forward"
    ) {
      $0.moveVetting(forward: true)
    },
    onScreen("vet-back", "Move them a step back", ",") { $0.moveVetting(forward: false) },
    onScreen(
      "vet-approve", "Approve; missing checks or open flags take a reason", "a",
      hint: "approve"
    ) {
      state in state.approve(state.vettedInfluencers)
    },
    onScreen("vet-decline", "Decline with a reason", "d", hint: "decline") { $0.decline() },
    onScreen("vet-board", "Switch between table and board", "B", hint: "board") {
      state in
      state.vet.isBoard.toggle()
      return []
    },
    onScreen(
      "vet-like", "Find more like the marked ones", "M",
      hint: "more like these"
    ) {
      $0.findSimilar()
    },
    Command(
      "vet-mark", "Mark or unmark the card", keys: ["space"], scope: .vetBoard,
      hint: "mark", isEnabled: When.isOnVet
    ) { state, _ in
      state.toggleMark(VetGrid.self)
      state.moveRow { $0 + 1 }
      return []
    },
    Command(
      "vet-everybody", "Show everybody again", keys: ["escape"], scope: .vetScreen,
      isEnabled: When.isNarrowed
    ) { state, _ in
      state.showEverybody()
      return []
    },
    Command(
      "vet-clear", "Clear the marks, then the filter", keys: ["escape"], scope: .vetBoard,
      isEnabled: When.isOnVet
    ) { state, _ in
      if state.vet.similar != nil { state.showEverybody() } else { state.clear(VetGrid.self) }
      return []
    },
    Command(
      "vet-details", "Show the whole case for and against on one page", keys: ["enter"],
      scope: .vetScreen, isEnabled: When.isOnVetRow
    ) { state, _ in
      let lines = VetReasons.lines(state).map { TextLine(text: $0.text, role: $0.role) }
      state.layers.append(TextView("@\(state.vettedInfluencer?.handle ?? "")", lines))
      return []
    },
    Command(
      "vet-hours", "Add hours spent on vetting", keys: ["H"], scope: .vetScreen,
      argument: .init(title: "Hours to add, such as 0.5", initial: { _ in "" }),
      isEnabled: When.canVet
    ) { state, text in state.addVettingHours(text) },
    Command(
      "vet-rate", "Rate from 1 to 5", keys: ["R"], scope: .vetScreen,
      argument: .init(
        title: "Your rating, 1 to 5 (- clears it)",
        initial: { $0.vettedInfluencer?.vetting.rating.map(String.init) ?? "" }),
      isEnabled: When.canVet
    ) { state, text in state.rate(text) },
  ]

  private static let vetDetails: [Command] = [
    Command(
      "vet-check", "Tick or untick the check", keys: ["space", "x", "enter"],
      scope: .vetChecklist, hint: "check", isEnabled: When.canVet
    ) { state, _ in state.toggleCheck() },
    Command(
      "vet-note", "Tick the check and add a note", keys: ["n"], scope: .vetChecklist, hint: "note",
      isEnabled: When.canVet
    ) { state, _ in state.noteCheck() },
    Command(
      "vet-accept", "Accept the flag with a reason, so that it no longer counts", keys: ["a"],
      scope: .vetReasons, hint: "accept flag", isEnabled: When.canVet
    ) { state, _ in state.answerFlag(.accepted) },
    Command(
      "vet-reject", "Reject the explanation: the flag counts against the account", keys: ["d"],
      scope: .vetReasons, hint: "reject", isEnabled: When.canVet
    ) { state, _ in state.answerFlag(.rejected) },
  ]

  private static let vetSession: [Command] = [
    Command(
      "brand", "Edit the brand: values, message, topics to avoid, audience, competitors",
      keys: ["o"],
      scope: .vetScreen, hint: "brand", isEnabled: When.isWritable
    ) { state, _ in
      state.brandForm("The brand", Field<Brand>.brand)
      return []
    },
    Command(
      "weights", "Set how much each part of the alignment counts", keys: ["w"], scope: .vetScreen,
      hint: "weights", isEnabled: When.isWritable
    ) { state, _ in
      state.brandForm("Weights of the alignment", Field<Brand>.weights)
      return []
    },
    Command(
      "checklists", "Edit the checklists", keys: ["E"], scope: .vetScreen,
      isEnabled: When.isWritable
    ) { state, _ in
      state.checklistForm()
      return []
    },
    Command(
      "persons", "Find accounts of one person, and duplicates", keys: ["P"],
      scope: .vetScreen, isEnabled: When.isOpen
    ) { state, _ in state.findPersons() },
    Command(
      "merge", "Merge the marked accounts, or link them to one person", scope: .everywhere,
      isEnabled: When.isWritable
    ) { state, _ in state.mergeChosen() },
    Command(
      "split", "Unlink the accounts from their person", scope: .everywhere,
      isEnabled: When.isWritable
    ) { state, _ in state.splitChosen() },
    Command(
      "more-like-these", "Find more like the marked influencers", scope: .everywhere,
      isEnabled: When.isOpen
    ) { state, _ in state.findSimilar() },
    Command(
      "gaps", "Show what the roster lacks for the brand and the campaigns", keys: ["L"],
      scope: .vetScreen, isEnabled: When.isOpen
    ) { state, _ in
      state.layers.append(TextView("What the roster lacks", state.gapLines()))
      return []
    },
    Command(
      "search", "Filter by a saved search", keys: ["W"], scope: .tables,
      argument: .init(
        title: "Saved search", initial: { _ in "" },
        completion: .choices { $0.document?.session.settings.searches.map(\.name) ?? [] }),
      isEnabled: When.hasSearches
    ) { state, text in
      state.applySearch(text)
      return []
    },
    Command(
      "save-search", "Keep this filter under a name", scope: .tables,
      argument: .init(title: "Name of the search", initial: { _ in "" }),
      isEnabled: When.isWritable
    ) { state, text in state.saveSearch(text) },
    Command(
      "remove-search", "Forget a saved search", scope: .tables,
      argument: .init(
        title: "Search to forget", initial: { _ in "" },
        completion: .choices { $0.document?.session.settings.searches.map(\.name) ?? [] }),
      isEnabled: When.hasSearches
    ) { state, text in state.removeSearch(text) },
    Command(
      "initials", "Set your initials, for checks and answers",
      argument: .init(title: "Your initials", initial: { $0.config.initials ?? "" })
    ) { state, text in
      state.config.initials = text
      return [.writeConfig(state.config)]
    },
  ]

  private static func onScreen(
    _ id: String, _ title: String, _ key: String, hint: String? = nil,
    _ run: @escaping @Sendable (inout CockpitState) -> [Effect]
  ) -> Command {
    Command(id, title, keys: [key], scope: .vetScreen, hint: hint, isEnabled: When.canVet) {
      state, _ in run(&state)
    }
  }
}

extension CockpitState {
  fileprivate mutating func brandForm(_ title: String, _ fields: [Field<Brand>]) {
    guard let settings = document?.session.settings, let context = entryContext else {
      return
    }
    layers.append(
      Form(title, row: settings.brand, fields: fields, context) { brand, state in
        guard var settings = state.document?.session.settings, settings.brand != brand else {
          return []
        }
        settings.brand = brand
        return state.perform(.settings(settings), title: "the brand")
      })
  }

  fileprivate mutating func checklistForm() {
    guard let settings = document?.session.settings, let context = entryContext else {
      return
    }
    let form = ChecklistForm(settings.checklists ?? Checklist.usual)
    layers.append(
      Form("Checklists", row: form, fields: form.fields, context) { form, state in
        guard var settings = state.document?.session.settings else { return [] }
        settings.checklists = form.kept == Checklist.usual ? nil : form.kept
        return state.perform(.settings(settings), title: "the checklists")
      })
  }
}

extension When {
  static let isOnVet: @Sendable (CockpitState) -> Bool = { isOpen($0) && $0.screen == .vet }
  static let isOnVetRow: @Sendable (CockpitState) -> Bool = {
    isOnVet($0) && $0.vettedInfluencer != nil
  }
  static let canVet: @Sendable (CockpitState) -> Bool = { isWritable($0) && isOnVetRow($0) }
  static let isNarrowed: @Sendable (CockpitState) -> Bool = {
    isOnVet($0) && $0.vet.similar != nil
  }
  static let hasSearches: @Sendable (CockpitState) -> Bool = {
    $0.document?.session.settings.searches.isEmpty == false
  }
}
