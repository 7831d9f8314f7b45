import Marketing
import Screen
import Vetting
import Wording
import Workbench

extension CockpitState {
  /// Finds accounts like the marked ones and shows them in the queue, the closest first.
  mutating func findSimilar() -> [Effect] {
    guard let session = document?.session else { return [] }
    let rows = chosenInfluencers
    let examples = Set(rows.map(\.id))
    guard let first = rows.first else { return [] }
    let who = rows.count == 1 ? "@\(first.handle)" : "the \(CountText.exact(rows.count)) marked"
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
              "\(CountText.plural(found.count, "influencer")) like \(who), the closest first. Esc shows everybody."
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
              state.say("No duplicates, and no accounts that seem to belong to one person.")
            } else {
              state.layers.append(PersonsLayer(found))
            }
            return []
          }
        })
    ]
  }

  /// Merges marked accounts on the same platform; links accounts on different platforms to one person.
  mutating func mergeChosen() -> [Effect] {
    guard let session = document?.session else { return [] }
    let rows = chosenInfluencers
    guard rows.count > 1 else {
      warn(
        "Mark the accounts first: on one platform they are merged, on several they are linked to one person."
      )
      return []
    }
    let isOne = Set(rows.map(\.platform)).count == 1
    return join(rows.map(\.id), asDuplicates: isOne, session)
  }

  mutating func join(_ ids: [InfluencerID], asDuplicates: Bool, _ session: Session) -> [Effect] {
    let merging = AccountMerge(session)
    do throws(AccountMerge.Refusal) {
      guard asDuplicates else {
        return perform(
          try merging.link(Set(ids)), title: "the link of \(CountText.plural(ids.count, "account"))"
        )
      }
      // Keep the account with bookings, else the one about which more is known.
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
    return perform(.settings(settings), title: "the search “\(name)” (removed)")
  }
}

/// The same key for a country, however it is written.
enum Countries {
  static let key: @Sendable (String) -> String = { CountryWords.code(for: $0) ?? $0.lowercased() }
}

extension SamePerson.Suggestion {
  /// The answer “not so” is stored with the first of the accounts, like an answer to a flag.
  var denial: FlagDecision.Flag {
    FlagDecision.Flag(
      kind.rawValue, about: accounts.map { String($0.number) }.joined(separator: " "))
  }

  func isDenied(in session: Session) -> Bool {
    accounts.first.flatMap { session.roster[$0] }?.vetting.decision(on: denial) != nil
  }
}
