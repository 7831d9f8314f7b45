import Marketing
import Wording

/// Merges duplicate accounts, and links or splits the accounts of a person, each as one change that can be undone.
package struct AccountMerge: Sendable {
  private let session: Session

  package init(_ session: Session) { self.session = session }

  package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  // MARK: Merging

  /// Merges several duplicates into one account.
  ///
  /// The keeper gets whatever it lacks (see `MergedAccount`), and the bookings, measurements, audience overlaps and
  /// places in plans of the others; then those are removed. Only accounts on the same platform can be duplicates; accounts on different
  /// platforms are linked.
  package func merge(
    _ duplicates: Set<InfluencerID>, into keeper: InfluencerID
  ) throws(Refusal) -> Edit {
    let (kept, others) = try accounts(duplicates, keeper)
    let removed = Set(others.map(\.id))
    var edits: [Edit] = [.put(MergedAccount(kept, others).result)]
    // Move everything before removing anybody: accounts with bookings or measurements can't be removed, and undo, which
    // runs backwards, has to restore the accounts before what belongs to them.
    for var booking in session.bookings.rows where removed.contains(booking.influencer) {
      booking.influencer = keeper
      edits.append(.put(booking))
    }
    for var row in session.measurements.rows {
      guard let influencer = row.influencer, removed.contains(influencer) else { continue }
      row.influencer = keeper
      edits.append(.put(row))
    }
    if let settings = renamed(removed, keeper) { edits.append(.settings(settings)) }
    edits += plans(removed, keeper)
    edits += others.map { .influencer($0.id, nil) }
    let names = AccountWords.list(others.map { "@\($0.handle)" })
    return .group("Merge \(names) into @\(kept.handle)", edits)
  }

  /// What merging will do, one line each.
  package func summary(
    of duplicates: Set<InfluencerID>, into keeper: InfluencerID
  ) throws(Refusal) -> [String] {
    let (kept, others) = try accounts(duplicates, keeper)
    let removed = Set(others.map(\.id))
    let bookings = session.bookings.rows.count { removed.contains($0.influencer) }
    let measurements = session.measurements.rows.count {
      $0.influencer.map { removed.contains($0) } ?? false
    }
    var lines: [String] = []
    if bookings > 0 {
      lines.append("\(CountText.plural(bookings, "booking")) moved to @\(kept.handle)")
    }
    if measurements > 0 {
      lines.append("\(CountText.plural(measurements, "measurement")) moved to @\(kept.handle)")
    }
    let asking = plans(removed, keeper).count
    if asking > 0 {
      lines.append(
        "\(CountText.plural(asking, "plan asks", "plans ask")) for @\(kept.handle) instead")
    }
    let taken = MergedAccount(kept, others).taken
    if !taken.isEmpty { lines.append("taken over: \(AccountWords.list(taken))") }
    lines.append("removed: \(AccountWords.list(others.map { "@\($0.handle)" }))")
    return lines
  }

  private func accounts(
    _ duplicates: Set<InfluencerID>, _ keeper: InfluencerID
  ) throws(Refusal) -> (Influencer, [Influencer]) {
    guard let kept = session.roster[keeper] else {
      throw Refusal(description: "Influencer \(keeper.number) isn't in the roster.")
    }
    var others: [Influencer] = []
    for id in duplicates.sorted() where id != keeper {
      guard let other = session.roster[id] else {
        throw Refusal(description: "Influencer \(id.number) isn't in the roster.")
      }
      guard other.platform == kept.platform else {
        throw Refusal(
          description:
            "@\(other.handle) is on \(other.platform.title) and @\(kept.handle) on \(kept.platform.title): "
            + "link them as one person instead.")
      }
      others.append(other)
    }
    guard !others.isEmpty else {
      throw Refusal(description: "Mark the accounts to merge into @\(kept.handle).")
    }
    return (kept, others)
  }

  /// The plans that lock in, ban or price a removed account, asked about the keeper instead.
  private func plans(_ removed: Set<InfluencerID>, _ keeper: InfluencerID) -> [Edit] {
    session.requests.plans.sorted { $0.key < $1.key }.compactMap { campaign, request in
      var moved = request
      moved.must.subtract(removed)
      moved.banned.subtract(removed)
      // What was asked about the keeper itself counts; of two duplicates a ban outweighs a lock.
      if !request.must.contains(keeper), !request.banned.contains(keeper) {
        if !request.banned.isDisjoint(with: removed) {
          moved.banned.insert(keeper)
        } else if !request.must.isDisjoint(with: removed) {
          moved.must.insert(keeper)
        }
      }
      for id in removed.sorted() {
        guard let fee = moved.fees.removeValue(forKey: id), moved.fees[keeper] == nil else {
          continue
        }
        moved.fees[keeper] = fee
      }
      return moved == request ? nil : .plan(campaign, moved)
    }
  }

  /// The settings with overlaps under the keeper's number; nil if none refers to a removed account.
  private func renamed(_ removed: Set<InfluencerID>, _ keeper: InfluencerID) -> Settings? {
    let all = session.settings.overlaps
    guard all.contains(where: { removed.contains($0.one) || removed.contains($0.other) }) else {
      return nil
    }
    func pair(_ overlap: AudienceOverlap) -> Set<InfluencerID> { [overlap.one, overlap.other] }
    // Overlaps measured for the keeper itself come before those of a duplicate.
    var known = Set(all.map(pair))
    var settings = session.settings
    settings.overlaps = all.compactMap { overlap in
      var renamed = overlap
      if removed.contains(overlap.one) { renamed.one = keeper }
      if removed.contains(overlap.other) { renamed.other = keeper }
      if renamed == overlap { return overlap }
      guard renamed.one != renamed.other, known.insert(pair(renamed)).inserted else { return nil }
      return renamed
    }
    return settings
  }

  // MARK: Persons

  /// Records that the accounts belong to one human. If `person` is empty it is filled in: with the one that an account
  /// already has, or else a name, or else a handle.
  package func link(_ ids: Set<InfluencerID>, person: String = "") throws(Refusal) -> Edit {
    let rows = ids.sorted().compactMap { session.roster[$0] }
    guard rows.count > 1 || !(person.isEmpty || rows.isEmpty) else {
      throw Refusal(description: "Mark two or more accounts of one person.")
    }
    let person = person.isEmpty ? suggestedPerson(for: rows) : person
    let strangers = rows.filter { $0.person != person }
    guard !strangers.isEmpty else {
      throw Refusal(description: "These accounts are linked as \(person) already.")
    }
    return .group(
      "Link \(CountText.plural(rows.count, "account")) as \(person)",
      strangers.map { row in
        var row = row
        row.person = person
        return .put(row)
      })
  }

  /// Removes the accounts from their persons.
  package func split(_ ids: Set<InfluencerID>) throws(Refusal) -> Edit {
    let rows = ids.sorted().compactMap { session.roster[$0] }.filter { !$0.person.isEmpty }
    guard !rows.isEmpty else {
      throw Refusal(description: "None of these accounts is linked to a person.")
    }
    let what =
      rows.count == 1
      ? "@\(rows[0].handle) from \(rows[0].person)" : CountText.plural(rows.count, "account")
    return .group(
      "Split \(what)",
      rows.map { row in
        var row = row
        row.person = ""
        return .put(row)
      })
  }

  /// A name that no other person in the roster has.
  private func suggestedPerson(for rows: [Influencer]) -> String {
    if let person = rows.lazy.map(\.person).first(where: { !$0.isEmpty }) { return person }
    let base = rows.lazy.map(\.name).first { !$0.isEmpty } ?? rows[0].handle
    let taken = Set(session.roster.rows.lazy.map(\.person).filter { !$0.isEmpty })
    var name = base
    var number = 2
    while taken.contains(name) {
      name = "\(base) (\(number))"
      number += 1
    }
    return name
  }
}
