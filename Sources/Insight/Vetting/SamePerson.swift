import Marketing

/// Accounts that seem to belong to one human, and accounts that seem to be duplicates.
///
/// Suggestions, not findings: each comes with its evidence. The manager's word is final: accounts that already share a
/// `person` aren't suggested, and those of two different persons are never put together.
package struct SamePerson: Sendable {
  package enum Kind: String, Sendable {
    /// One account that is in the roster several times: to be merged.
    case duplicates
    /// Several accounts of one human: to be linked.
    case samePerson = "same-person"
  }

  package enum Confidence: String, CaseIterable, Comparable, Sendable {
    case possible, likely, sure

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .sure ? 2 : self == .likely ? 1 : 0 }
  }

  package struct Suggestion: Hashable, Sendable {
    package let kind: Kind
    /// Two or more, by number.
    package let accounts: [InfluencerID]
    /// Strongest first.
    package let evidence: [String]
    package let confidence: Confidence
  }

  /// The surest first, duplicates before persons. A sure group may come up again, with more accounts, among the less
  /// sure ones.
  package let suggestions: [Suggestion]

  /// If more accounts than this share something, such as an agency's address, it says nothing about any two of them.
  package static let mostAccounts = 8

  package init(_ session: Session) {
    let signs = AccountSigns(session.roster.rows)
    let pairs = signs.pairs()
    var found: [Suggestion] = []
    for kind in [Kind.duplicates, .samePerson] {
      var groups = AccountGroups(signs.rows, byPerson: kind == .samePerson)
      let ofKind = pairs.filter { $0.kind == kind }
      for confidence in Confidence.allCases.reversed() {
        groups.beginLevel()
        for pair in ofKind where pair.confidence == confidence { groups.join(pair.one, pair.other) }
        for members in groups.grown() where members.count <= SamePerson.mostAccounts {
          found.append(
            Suggestion(
              kind: kind, accounts: members.map { signs.rows[$0].id },
              evidence: signs.evidence(for: members, kind), confidence: confidence))
        }
      }
    }
    suggestions = found.sorted {
      if $0.confidence != $1.confidence { return $0.confidence > $1.confidence }
      if $0.kind != $1.kind { return $0.kind == .duplicates }
      return $0.accounts.lexicographicallyPrecedes($1.accounts)
    }
  }

  package func suggestions(_ kind: Kind) -> [Suggestion] { suggestions.filter { $0.kind == kind } }

  /// The suggestions that include the account.
  package func suggestions(for account: InfluencerID) -> [Suggestion] {
    suggestions.filter { $0.accounts.contains(account) }
  }
}

/// Two accounts, by place, with evidence that they are one.
struct AccountPair {
  let one: Int
  let other: Int
  let kind: SamePerson.Kind
  let confidence: SamePerson.Confidence
}

/// Groups that grow pair by pair (union-find), so that no loop ever visits all pairs.
struct AccountGroups {
  private var parents: [Int32]
  /// The `person` of a group's root; empty if nobody in the group has one.
  private var persons: [String]
  private var members: [Int: [Int]] = [:]
  private var changed: Set<Int> = []

  /// - Parameter byPerson: whether accounts of one `person` start out as a group, and those of different ones never
  ///   meet.
  init(_ rows: [Influencer], byPerson: Bool) {
    parents = rows.indices.map { Int32($0) }
    persons = byPerson ? rows.map { AccountWords.trimmed($0.person) } : rows.map { _ in "" }
    guard byPerson else { return }
    var first: [String: Int] = [:]
    for (place, person) in persons.enumerated() where !person.isEmpty {
      if let other = first[person] { join(other, place) } else { first[person] = place }
    }
  }

  private mutating func root(_ place: Int) -> Int {
    var at = place
    while Int(parents[at]) != at {
      parents[at] = parents[Int(parents[at])]
      at = Int(parents[at])
    }
    return at
  }

  mutating func beginLevel() { changed = [] }

  mutating func join(_ one: Int, _ other: Int) {
    let (left, right) = (root(one), root(other))
    guard left != right else { return }
    guard persons[left].isEmpty || persons[right].isEmpty || persons[left] == persons[right]
    else { return }
    let (into, from) = left < right ? (left, right) : (right, left)
    if persons[into].isEmpty { persons[into] = persons[from] }
    members[into, default: [into]] += members.removeValue(forKey: from) ?? [from]
    parents[from] = Int32(into)
    changed.remove(from)
    changed.insert(into)
  }

  /// The groups that grew since the level began, each in the roster's order.
  func grown() -> [[Int]] { changed.sorted().compactMap { members[$0]?.sorted() } }
}
