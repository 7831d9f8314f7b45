import Marketing
import Screen
import Vetting
import Wording

extension CockpitState {
  /// Missing checks and open flags, because of which approval takes a reason.
  func openQuestions(_ row: Influencer) -> [String] {
    guard let session = document?.session else { return [] }
    var open = session.missingChecks(of: row).map { $0.title.lowercased() }
    let flags = vet.figures.openFlags(row.id)
    if flags > 0 { open.append(CountText.plural(flags, "open flag")) }
    return open
  }

  /// Moves each chosen influencer a step forward or back. Approving and declining have their own rules.
  mutating func moveVetting(forward: Bool) -> [Effect] {
    let order = Vetting.State.allCases
    let rows = vettedInfluencers.filter { vet.figures.state(of: $0) != .declined || !forward }
    guard !rows.isEmpty else {
      warn("Declined influencers come back with the comma key.")
      return []
    }
    var groups: [Vetting.State: [Influencer]] = [:]
    for row in rows {
      let now = row.vetting.state
      let next: Vetting.State
      if now == .declined {
        next = .inVetting
      } else {
        let at = order.firstIndex(of: now) ?? 0
        next = order[max(0, min(at + (forward ? 1 : -1), order.count - 2))]
      }
      if next != now { groups[next, default: []].append(row) }
    }
    if let approved = groups.removeValue(forKey: .approved), forward {
      let others = groups.flatMap { state, rows in rows.map { ($0, state) } }
      return approve(approved, with: others)
    }
    return put(groups.flatMap { state, rows in rows.map { ($0, state) } }, reason: "")
  }

  /// Approves; asks for a reason if anyone has missing checks or open flags.
  mutating func approve(
    _ rows: [Influencer], with others: [(Influencer, Vetting.State)] = []
  ) -> [Effect] {
    let open = rows.filter { !openQuestions($0).isEmpty }
    let all = others + rows.map { ($0, .approved) }
    guard let first = open.first else { return put(all, reason: "") }
    let question =
      open.count == 1
      ? "Why approve @\(first.handle) (\(openQuestions(first).joined(separator: ", "))) already?"
      : "\(CountText.exact(open.count)) of the \(CountText.exact(rows.count)) aren't complete. Why approve them already?"
    let incomplete = Set(open.map(\.id))
    layers.append(
      Prompt(question) { text, state in
        state.put(all, reason: text, reasonFor: incomplete)
      })
    return []
  }

  mutating func decline() -> [Effect] {
    let rows = vettedInfluencers
    guard let first = rows.first else { return [] }
    let who = rows.count == 1 ? "@\(first.handle)" : CountText.plural(rows.count, "influencer")
    layers.append(
      Prompt("Why decline \(who)?") { text, state in
        state.put(rows.map { ($0, .declined) }, reason: text)
      })
    return []
  }

  /// Makes one change for all. The reason goes to those with the given ids; nil means everybody.
  private mutating func put(
    _ moves: [(Influencer, Vetting.State)], reason: String, reasonFor ids: Set<InfluencerID>? = nil
  ) -> [Effect] {
    guard let first = moves.first, let session = document?.session else { return [] }
    let edits = moves.compactMap { row, state -> Edit? in
      // The prompt may have been open for a while, so use the session as it is now.
      guard let now = session.roster[row.id] else { return nil }
      let moved = VettingMove.move(
        now, to: state, on: today, reason: ids?.contains(row.id) ?? true ? reason : "")
      return moved == now ? nil : .put(moved)
    }
    guard !edits.isEmpty else {
      warn("They are there already.")
      return []
    }
    let states = Set(moves.map(\.1))
    let target = states.count == 1 ? first.1.title.lowercased() : "a step further"
    let who = moves.count == 1 ? "@\(first.0.handle)" : CountText.plural(moves.count, "influencer")
    let title = "\(who): \(target)"
    let effects = perform(.group(title, edits), title: title)
    if message?.kind == .info {
      say("\(who) \(moves.count == 1 ? "is" : "are") \(target) now. u undoes.")
      vet.grid.marks = []
    }
    return effects
  }

  // MARK: The checklist

  /// Asks once for the initials to put beside checks and answers.
  mutating func withInitials(
    _ body: @escaping @Sendable (inout CockpitState, String) -> [Effect]
  ) -> [Effect] {
    if let initials = config.initials { return body(&self, initials) }
    layers.append(
      Prompt("Your initials, for checks and answers (- for none)") { text, state in
        state.config.initials = text == "-" ? "" : text
        let config = state.config
        return [.writeConfig(config)] + body(&state, state.config.initials ?? "")
      })
    return []
  }

  /// Ticks or unticks the check under the cursor.
  mutating func toggleCheck() -> [Effect] {
    guard vettedChecklist.indices.contains(vet.item), let row = vettedInfluencer else { return [] }
    let item = vettedChecklist[vet.item]
    if row.vetting.check(item.id) != nil {
      var changed = row
      changed.vetting.checks.removeAll { $0.item == item.id }
      return perform(.put(changed), title: "“\(item.title)” of @\(row.handle)")
    }
    return withInitials { state, initials in
      state.makeCheck(item, of: row.id, by: initials, note: "")
    }
  }

  mutating func noteCheck() -> [Effect] {
    guard vettedChecklist.indices.contains(vet.item), let row = vettedInfluencer else { return [] }
    let item = vettedChecklist[vet.item]
    layers.append(
      Prompt("Note on “\(item.title)”", initial: row.vetting.check(item.id)?.note ?? "") {
        text, state in
        state.withInitials { state, initials in
          state.makeCheck(item, of: row.id, by: initials, note: text)
        }
      })
    return []
  }

  private mutating func makeCheck(
    _ item: Checklist.Item, of id: InfluencerID, by initials: String, note: String
  ) -> [Effect] {
    guard var row = document?.session.roster[id] else { return [] }
    row.vetting.checks.removeAll { $0.item == item.id }
    row.vetting.checks.append(Check(item.id, on: today, by: initials, note: note))
    // The first check puts the influencer in vetting.
    if row.vetting.state == .found { row = VettingMove.move(row, to: .inVetting, on: today) }
    return perform(.put(row), title: "“\(item.title)” of @\(row.handle)")
  }

  // MARK: Flags

  mutating func answerFlag(_ answer: FlagDecision.Answer) -> [Effect] {
    guard let row = vettedInfluencer, let flag = vettedFlag else {
      warn("There is no flag to answer here.")
      return []
    }
    let what = flag.signal.title.lowercased()
    let question =
      answer == .accepted
      ? "Why is this fine: \(what)?" : "What is wrong here: \(what)?"
    layers.append(
      Prompt(question, initial: flag.decision?.reason ?? "") { text, state in
        state.withInitials { state, initials in
          guard var row = state.document?.session.roster[row.id] else { return [] }
          row.vetting.decisions.append(
            FlagDecision(flag.flag, answer, reason: text, on: state.today, by: initials))
          return state.perform(.put(row), title: "the answer on @\(row.handle): \(what)")
        }
      })
    return []
  }

  // MARK: Figures of one or several

  mutating func addVettingHours(_ text: String) -> [Effect] {
    do throws(EntryError) {
      guard let hours = try HoursText.read(text) else { return [] }
      return changeVetting("hours") { row in
        row.vetting.hours = max(.zero, row.vetting.hours + hours)
      }
    } catch {
      fail(error.message)
      return []
    }
  }

  mutating func rate(_ text: String) -> [Effect] {
    do throws(EntryError) {
      let rating = try ChoiceText.readRating(text == "-" ? "" : text)
      return changeVetting("rating") { $0.vetting.rating = rating }
    } catch {
      fail(error.message)
      return []
    }
  }

  private mutating func changeVetting(_ what: String, _ change: (inout Influencer) -> Void)
    -> [Effect]
  {
    let rows = vettedInfluencers
    guard let first = rows.first else { return [] }
    let edits = rows.map { row in
      var row = row
      change(&row)
      return Edit.put(row)
    }
    let who = rows.count == 1 ? "@\(first.handle)" : CountText.plural(rows.count, "influencer")
    return perform(.group("\(what) of \(who)", edits), title: "\(what) of \(who)")
  }
}
