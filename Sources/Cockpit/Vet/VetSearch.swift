import Marketing
import Screen
import Vetting
import Wording

extension CockpitState {
  /// Looks for accounts like the marked ones and shows them in the queue, the nearest first.
  mutating func findSimilar() -> [Effect] {
    guard let session = document?.session else { return [] }
    let rows = chosenInfluencers
    let examples = Set(rows.map(\.id))
    guard let first = rows.first else { return [] }
    let who = rows.count == 1 ? "@\(first.handle)" : "the \(rows.count) marked"
    let known = vet.figures.similar?.revision == document?.revision ? vet.figures.similar : nil
    return [
      .compute(
        Computation("similar", title: "looking for others like \(who)") { context in
          context.report(nil)
          let accounts = known?.accounts ?? SimilarAccounts(session, country: Countries.key)
          let found = accounts.nearest(to: examples)
          return { state in
            state.screen = .vet
            state.vet.focus = .queue
            state.vet.isBoard = false
            state.vet.similar = Dictionary(uniqueKeysWithValues: found.map { ($0.influencer, $0) })
            state.vet.grid.filter = ""
            state.vet.grid.marks = []
            state.vet.grid.sort = [SortOrder(column: "like", ascending: false)]
            state.arrange(VetGrid.self)
            state.moveRow { _ in 0 }
            state.say(
              "\(CountText.plural(found.count, "influencer")) like \(who), the nearest first. Esc shows everybody."
            )
            return []
          }
        })
    ]
  }

  mutating func showEverybody() {
    vet.similar = nil
    vet.grid.sort = [SortOrder(column: "worth", ascending: true)]
  }

  // MARK: Persons and duplicates

  mutating func findPersons() -> [Effect] {
    guard let session = document?.session else { return [] }
    return [
      .compute(
        Computation("persons", title: "looking for accounts of one person") { context in
          context.report(nil)
          let found = SamePerson(session).suggestions.filter { !$0.isDenied(in: session) }
          return { state in
            if found.isEmpty {
              state.say("No account seems to be there twice, and none to belong to one person.")
            } else {
              state.layers.append(PersonsLayer(found))
            }
            return []
          }
        })
    ]
  }

  /// Marked accounts of one platform become one account; of several platforms they are linked to one person.
  mutating func mergeChosen() -> [Effect] {
    guard let session = document?.session else { return [] }
    let rows = chosenInfluencers
    guard rows.count > 1 else {
      warn(
        "Mark the accounts first: two of one platform become one, others are linked to a person.")
      return []
    }
    let isOne = Set(rows.map(\.platform)).count == 1
    return join(rows.map(\.id), asDuplicates: isOne, session)
  }

  mutating func join(_ ids: [InfluencerID], asDuplicates: Bool, _ session: Session) -> [Effect] {
    let merging = AccountMerge(session)
    do throws(AccountMerge.Refusal) {
      guard asDuplicates else {
        return perform(try merging.link(Set(ids)), title: "the link of \(ids.count) accounts")
      }
      // Whoever has bookings keeps the account, else whoever is better known.
      let booked = Set(session.bookings.rows.map(\.influencer))
      let keeper = ids.max { left, right in
        func weight(_ id: InfluencerID) -> (Int, Int, Int) {
          (booked.contains(id) ? 1 : 0, session.roster[id]?.followers ?? -1, -id.number)
        }
        return weight(left) < weight(right)
      }
      guard let keeper else { return [] }
      let edit = try merging.merge(Set(ids).subtracting([keeper]), into: keeper)
      let said = try merging.summary(of: Set(ids).subtracting([keeper]), into: keeper)
      let effects = perform(edit, title: "the merge into @\(session.roster[keeper]?.handle ?? "")")
      if message?.kind == .info {
        say(
          "Merged into @\(session.roster[keeper]?.handle ?? ""): \(said.joined(separator: "; ")). u undoes."
        )
        roster.marks = []
        vet.grid.marks = []
      }
      return effects
    } catch {
      fail(error.description)
      return []
    }
  }

  mutating func splitChosen() -> [Effect] {
    guard let session = document?.session else { return [] }
    let rows = chosenInfluencers
    do throws(AccountMerge.Refusal) {
      return perform(try AccountMerge(session).split(Set(rows.map(\.id))), title: "the split")
    } catch {
      fail(error.description)
      return []
    }
  }

  // MARK: What the roster lacks

  func gapLines() -> [TextLine] {
    guard let session = document?.session else { return [] }
    let found = RosterGaps(session, today: today, country: Countries.key)
    guard !found.wants.isEmpty else {
      return [
        TextLine(
          text:
            "Nothing is asked for yet: o enters the brand's niches and countries; campaigns with targets or bookings ask for tiers."
        )
      ]
    }
    return found.wants.map { gap in
      let role: Role =
        switch gap.state {
        case .missing: .negative
        case .thin, .uncleared: .warning
        case .enough: .positive
        }
      let sign = gap.state == .enough ? "✓" : gap.state == .missing ? "✗" : "▲"
      return TextLine(text: gap.text, role: role, key: sign)
    }
  }

  // MARK: Saved searches

  mutating func saveSearch(_ name: String) -> [Effect] {
    guard var settings = document?.session.settings else { return [] }
    let query = filterText
    guard !query.isEmpty else {
      warn("There is no filter to keep: / sets one.")
      return []
    }
    settings.searches.removeAll { Folding.fold($0.name) == Folding.fold(name) }
    settings.searches.append(SavedSearch(name, query))
    return perform(.settings(settings), title: "the search “\(name)”")
  }

  mutating func applySearch(_ name: String) {
    let searches = document?.session.settings.searches ?? []
    let typed = Folding.fold(name)
    guard
      let search = searches.first(where: { Folding.fold($0.name) == typed })
        ?? searches.first(where: { Folding.fold($0.name).hasPrefix(typed) })
    else {
      warn("There is no search “\(name)”. save-search keeps the filter of a table.")
      return
    }
    if focusedTable == nil {
      vet.focus = .queue
      vet.isBoard = false
      screen = .vet
    }
    filterText = search.query
    say("\(search.name): \(search.query)")
  }

  mutating func removeSearch(_ name: String) -> [Effect] {
    guard var settings = document?.session.settings else { return [] }
    let typed = Folding.fold(name)
    guard settings.searches.contains(where: { Folding.fold($0.name) == typed }) else {
      warn("There is no search “\(name)”.")
      return []
    }
    settings.searches.removeAll { Folding.fold($0.name) == typed }
    return perform(.settings(settings), title: "removal of the search “\(name)”")
  }
}

/// Countries as one word each, however they are written.
enum Countries {
  static let key: @Sendable (String) -> String = { CountryWords.code(for: $0) ?? $0.lowercased() }
}

extension SamePerson.Suggestion {
  /// The answer “not so” stands with the first of the accounts, as an answer to a flag does.
  var denial: FlagDecision.Flag {
    FlagDecision.Flag(
      kind.rawValue, about: accounts.map { String($0.number) }.joined(separator: " "))
  }

  func isDenied(in session: Session) -> Bool {
    accounts.first.flatMap { session.roster[$0] }?.vetting.decision(on: denial) != nil
  }
}

extension CockpitState {
  /// Remembers that the accounts don't belong together.
  fileprivate mutating func deny(_ suggestion: SamePerson.Suggestion) -> [Effect] {
    guard let first = suggestion.accounts.first, var row = document?.session.roster[first],
      document?.readOnlyReason == nil
    else { return [] }
    row.vetting.decisions.append(
      FlagDecision(
        suggestion.denial, .rejected, reason: "", on: today, by: config.initials ?? ""))
    return perform(.put(row), title: "“not so” for @\(row.handle)")
  }
}

/// Accounts that seem to be one person's, or there twice: one after the other, with what speaks for it.
struct PersonsLayer: Layer {
  private var suggestions: [SamePerson.Suggestion]
  private var selected = 0

  init(_ suggestions: [SamePerson.Suggestion]) { self.suggestions = suggestions }

  mutating func handle(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    selected = max(0, min(selected, suggestions.count - 1))
    switch (key.code, key.modifiers) {
    case (.escape, _), (.character("q"), []): return .closed()
    case (.down, _), (.character("j"), []): selected = min(selected + 1, suggestions.count - 1)
    case (.up, _), (.character("k"), []): selected = max(0, selected - 1)
    case (.pageDown, _): selected = min(selected + 10, suggestions.count - 1)
    case (.pageUp, _): selected = max(0, selected - 10)
    case (.enter, _):
      guard let session = state.document?.session else { return .closed() }
      let suggestion = suggestions[selected]
      let effects = state.join(
        suggestion.accounts, asDuplicates: suggestion.kind == .duplicates, session)
      if state.message?.kind == .error { return .consumed(effects) }
      drop { !Set($0.accounts).isDisjoint(with: suggestion.accounts) }
      return suggestions.isEmpty ? .closed(effects) : .consumed(effects)
    case (.character("x"), []), (.delete, _):
      let suggestion = suggestions[selected]
      let effects = state.deny(suggestion)
      drop { $0 == suggestion }
      return suggestions.isEmpty ? .closed(effects) : .consumed(effects)
    default: break
    }
    return .consumed()
  }

  private mutating func drop(_ isGone: (SamePerson.Suggestion) -> Bool) {
    suggestions.removeAll(where: isGone)
    selected = max(0, min(selected, suggestions.count - 1))
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    guard let session = state.document?.session else { return }
    let dialog = state.style(.dialog)
    let box = area.centered(
      Size(
        width: min(area.width, 100), height: min(area.height, max(8, suggestions.count * 2 + 2))))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: "One person, or the same account twice?",
      note: "\(selected + 1)/\(suggestions.count)", style: state.style(.borderFocused).over(dialog)
    ).inset(columns: 1)
    let height = max(1, inner.height / 2)
    let top = max(0, min(selected - height / 2, suggestions.count - height))
    for (line, suggestion) in suggestions.dropFirst(top).prefix(height).enumerated() {
      let isCursor = top + line == selected
      let names = suggestion.accounts.compactMap { session.roster[$0] }
        .map { "@\($0.handle) (\($0.platform.title))" }.joined(separator: " = ")
      let kind = suggestion.kind == .duplicates ? "twice" : "one person"
      let style = isCursor ? state.style(.selection) : state.style(.text).over(dialog)
      let first = inner.row(line * 2)
      if isCursor { canvas.fill(first, style: style) }
      canvas.write("\(names) · \(kind), \(suggestion.confidence.rawValue)", in: first, style: style)
      canvas.write(
        "  " + suggestion.evidence.joined(separator: "; "), in: inner.row(line * 2 + 1),
        style: state.style(.muted).over(dialog))
    }
  }

  let hints = [
    Hint("enter", "merge or link"), Hint("x", "not so"), Hint("u", "after closing undoes"),
    Hint("esc", "close"),
  ]
}
