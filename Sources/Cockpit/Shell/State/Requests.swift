import Marketing

// What plans and comparisons are asked is part of the session: journaled, saved, undone like everything else.
extension CockpitState {
  /// What the screens ask now.
  var asked: SavedRequests {
    var requests = SavedRequests()
    requests.unread = document?.session.requests.unread ?? []
    requests.unknown = document?.session.requests.unknown ?? []
    for screen in registry.screens { screen.kind.ask(self, &requests) }
    return requests
  }

  /// Makes what was asked since the last time part of the session.
  mutating func recordRequests() -> [Effect] {
    guard let document, document.readOnlyReason == nil else { return [] }
    let now = asked
    guard now != recordedRequests else { return [] }
    let before = recordedRequests
    recordedRequests = now
    var effects: [Effect] = []
    for campaign in Set(before.plans.keys).union(now.plans.keys).sorted()
    where before.plans[campaign] != now.plans[campaign] {
      let name = document.session.campaigns[campaign]?.name ?? String(campaign.number)
      effects += record(
        .plan(campaign, now.plans[campaign]), title: "what the plan of \(name) asks for")
    }
    if before.comparison != now.comparison || before.pairs != now.pairs {
      effects += follow(.comparison(now.comparison, now.pairs))
    }
    return effects
  }

  /// Shows what the session asks after it changed by itself: undone, or by another program.
  mutating func adoptRequests() {
    guard let requests = document?.session.requests else { return }
    for screen in registry.screens { screen.kind.adopt(requests, &self) }
    recordedRequests = asked
  }

  /// As `perform`, without a word: the screen shows it.
  private mutating func record(_ edit: Edit, title: String) -> [Effect] {
    guard var document else { return [] }
    self.document = nil
    defer { self.document = document }
    guard document.session.objection(to: edit) == nil,
      let done = try? document.perform(edit, title: title)
    else { return [] }
    document.disk.awaitWrite()
    return [.journal(done, undo: document.history.past.last?.inverse, title: title)]
  }

  /// What nobody would want to undo.
  private mutating func follow(_ edit: Edit) -> [Effect] {
    guard var document else { return [] }
    self.document = nil
    defer { self.document = document }
    guard document.receive([edit]) else { return [] }
    document.disk.awaitWrite()
    return [.journal(edit)]
  }
}
