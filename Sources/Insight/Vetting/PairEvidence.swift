import Marketing
import Wording

/// The evidence that two accounts are the same, or belong to one human.
struct PairEvidence {
  private let one: Influencer
  private let other: Influencer
  private let sameMail: Bool
  private let officeMail: Bool
  /// Equal as written, ignoring `@` and case.
  private let sameHandle: Bool
  /// Equal in letters and digits.
  private let similarHandle: Bool
  private let longHandle: Bool
  /// The same name, unlikely to be shared by chance.
  private let sameName: Bool
  private let sameReference: Bool
  /// Both have names, with no word in common.
  private let otherName: Bool
  /// Both have names in place of handles, and the name is common.
  private let onlyCommonName: Bool

  init(_ signs: AccountSigns, _ one: Int, _ other: Int) {
    self.one = signs.rows[one]
    self.other = signs.rows[other]
    sameMail = signs.mails.share(one, other)
    officeMail = sameMail && AccountSigns.isOffice(signs.mails.words[Int(signs.mails.bucket[one])])
    similarHandle = signs.handles.share(one, other)
    sameHandle = similarHandle && self.one.identity.handle == self.other.identity.handle
    longHandle = similarHandle && signs.handles.words[Int(signs.handles.bucket[one])].count >= 6
    sameName = signs.names.share(one, other) && !signs.isCommonName(one)
    sameReference = signs.references.share(one, other)
    let words = signs.nameWords[one]
    let others = signs.nameWords[other]
    otherName = !words.isEmpty && !others.isEmpty && Set(words).isDisjoint(with: others)
    onlyCommonName =
      (AccountSigns.handleIsName(self.one) || AccountSigns.handleIsName(self.other)) && !sameName
  }

  /// How sure it is that they are duplicates; nil without evidence.
  var duplicates: SamePerson.Confidence? {
    guard one.platform == other.platform, similarHandle || sameReference else { return nil }
    if sameHandle { return .sure }
    let isLinked = !one.person.isEmpty && !other.person.isEmpty
    let confidence = guessed
    // The manager has looked at both and knows better than a guess.
    return isLinked && confidence != .sure ? nil : confidence
  }

  private var guessed: SamePerson.Confidence? {
    let isSupported = sameMail || sameName || sameFollowers
    if similarHandle, sameReference { return .sure }
    if similarHandle {
      // An export that gives them two numbers considers them two accounts.
      let isToldApart =
        !one.reference.isEmpty && !other.reference.isEmpty && one.reference != other.reference
      if isToldApart { return onlyCommonName ? nil : .possible }
      return isSupported ? .likely : otherName ? nil : .possible
    }
    // Exports that count from 1 give the same short numbers to different accounts.
    let isLong = one.reference.count >= 6
    if isSupported { return isLong ? .sure : .likely }
    return isLong ? .likely : otherName ? nil : .possible
  }

  /// Within 1% of each other, and not just because they are tiny.
  private var sameFollowers: Bool {
    guard let followers = one.followers, let others = other.followers,
      min(followers, others) >= 100
    else { return false }
    return abs(followers - others) <= max(followers, others) / 100
  }

  /// How sure it is that they belong to one human; nil without evidence.
  var samePerson: SamePerson.Confidence? {
    let hasHandle =
      similarHandle && !AccountSigns.handleIsName(one) && !AccountSigns.handleIsName(other)
    if sameMail {
      if officeMail { return hasHandle || sameName ? .likely : otherName ? nil : .possible }
      return hasHandle || sameName ? .sure : otherName ? .possible : .likely
    }
    if hasHandle, sameName { return .likely }
    if hasHandle {
      if otherName { return sameHandle && longHandle ? .possible : nil }
      guard longHandle else { return sameHandle ? .possible : nil }
      return sameHandle ? .likely : .possible
    }
    return sameName && !isElsewhere ? .possible : nil
  }

  private var isElsewhere: Bool {
    let (country, others) = (AccountWords.folded(one.country), AccountWords.folded(other.country))
    return !country.isEmpty && !others.isEmpty && country != others
  }
}

extension AccountSigns {
  /// What the accounts of a group have in common, in words, strongest first.
  func evidence(for members: [Int], _ kind: SamePerson.Kind) -> [String] {
    func sharing(_ buckets: SignBuckets) -> [[Int]] {
      let groups = Dictionary(grouping: members) { buckets.bucket[$0] }
      return groups.filter { $0.key >= 0 && $0.value.count > 1 }.map(\.value)
        .filter { buckets.count(buckets.bucket[$0[0]]) <= SamePerson.mostAccounts }
        .sorted { $0[0] < $1[0] }
    }
    func whose(_ some: [Int]) -> String {
      some.count == members.count
        ? "" : ": " + AccountWords.list(some.map { "@\(rows[$0].handle)" })
    }
    var lines: [String] = []
    for some in sharing(references) where kind == .duplicates {
      lines.append("same reference \(rows[some[0]].reference) in an export\(whose(some))")
    }
    for some in sharing(mails) {
      let office = AccountSigns.isOffice(mails.words[Int(mails.bucket[some[0]])])
      lines.append(
        "same \(office ? "office's " : "")e-mail \(AccountWords.folded(rows[some[0]].email))"
          + whose(some))
    }
    for some in sharing(handles) { lines += handleLine(some, whose(some)) }
    for some in sharing(names) where !isCommonName(some[0]) {
      let name = rows[some[0]].name.isEmpty ? rows[some[0]].handle : rows[some[0]].name
      lines.append("same name \(name), which is rare in this roster\(whose(some))")
    }
    if kind == .duplicates { lines += followersLine(members) + referencesLine(members) }
    for some in Dictionary(grouping: members, by: { rows[$0].person }).filter({ !$0.key.isEmpty })
      .values.filter({ $0.count > 1 && $0.count < members.count }).sorted(by: { $0[0] < $1[0] })
    {
      lines.append("already linked as \(rows[some[0]].person)\(whose(some))")
    }
    return lines
  }

  private func handleLine(_ some: [Int], _ whose: String) -> [String] {
    let spellings = some.map { rows[$0].identity.handle }
    let platforms = Set(some.map { rows[$0].platform }).sorted().map(\.title)
    let place = platforms.count > 1 ? " on \(AccountWords.list(platforms))" : ""
    let distinct = spellings.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if distinct.count == 1 {
      return ["same handle @\(distinct[0])\(place)\(whose)"]
    }
    let names = AccountWords.list(distinct.map { "@\($0)" })
    return ["handles \(names) differ only in punctuation or an added reference\(place)"]
  }

  /// Evidence against: exports treat them as different accounts.
  private func referencesLine(_ members: [Int]) -> [String] {
    let numbers = members.map { rows[$0].reference }
    guard !numbers.contains(""), Set(numbers).count == numbers.count else { return [] }
    return ["but the references \(AccountWords.list(numbers)) differ"]
  }

  private func followersLine(_ members: [Int]) -> [String] {
    let counts = members.compactMap { rows[$0].followers }
    guard counts.count == members.count, let least = counts.min(), let most = counts.max(),
      least >= 100, most - least <= most / 100
    else { return [] }
    return ["nearly the same followers: \(CountText.compact(most))"]
  }
}
