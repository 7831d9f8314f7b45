import Marketing
import Wording

/// Why an account is like an example, and where it differs, in words.
struct SimilarityReasons {
  let reasons: [String]
  let differences: [String]

  /// From `near` up a part counts as a likeness, and from `far` down as a difference.
  private static let near = 0.75
  private static let far = 0.4

  init(
    _ account: Influencer, _ example: Influencer, _ currency: Currency,
    parts: [SimilarityPart: Double], weights: SimilarityWeights
  ) {
    func ordered(_ gain: (Double) -> Double) -> [(part: SimilarityPart, similarity: Double)] {
      parts.filter { weights[$0.key] > 0 }.map { (part: $0.key, similarity: $0.value) }.sorted {
        let (one, other) = (
          weights[$0.part] * gain($0.similarity), weights[$1.part] * gain($1.similarity)
        )
        return one == other ? $0.part < $1.part : one > other
      }
    }
    let words = PartWords(account: account, example: example, currency: currency)
    reasons = ordered { $0 }.compactMap { part, similarity in
      let isSet = part == .niches || part == .tags
      return similarity >= Self.near || (isSet && similarity > 0) ? words.common(part) : nil
    }
    differences = ordered { 1 - $0 }.compactMap { part, similarity in
      similarity <= Self.far && !(similarity > 0 && (part == .niches || part == .tags))
        ? words.different(part) : nil
    }
  }
}

/// The words for one part.
private struct PartWords {
  let account: Influencer
  let example: Influencer
  let currency: Currency

  func common(_ part: SimilarityPart) -> String? {
    switch part {
    case .niches: common(account.niches, example.niches, "niche")
    case .tags: common(account.tags, example.tags, "tag")
    case .country: "same country \(account.country)"
    case .language: "same language \(account.language)"
    case .platform: "both on \(account.platform.title)"
    case .ages, .followers, .engagement, .fee: figures(part)
    }
  }

  func different(_ part: SimilarityPart) -> String? {
    switch part {
    case .niches: "niches \(list(account.niches)) against \(list(example.niches))"
    case .tags: "tags \(list(account.tags)) against \(list(example.tags))"
    case .country: "country \(account.country) against \(example.country)"
    case .language: "language \(account.language) against \(example.language)"
    case .platform: "on \(account.platform.title), not \(example.platform.title)"
    case .ages, .followers, .engagement, .fee: figures(part)
    }
  }

  /// `same niches beauty, skincare`; `niches beauty of 3 in common` if either side has more.
  private func common(_ own: [String], _ others: [String], _ word: String) -> String? {
    let mine = distinct(own)
    let theirs = Set(others.map(AccountWords.folded))
    let both = mine.filter { theirs.contains($0) }
    guard !both.isEmpty else { return nil }
    let all = theirs.union(mine).subtracting([""]).count
    let names = both.joined(separator: ", ")
    let plural = both.count == 1 ? word : word + "s"
    return both.count == all ? "same \(plural) \(names)" : "\(plural) \(names) of \(all) in common"
  }

  private func distinct(_ words: [String]) -> [String] {
    words.map(AccountWords.folded).reduce(into: []) { result, word in
      if !word.isEmpty, !result.contains(word) { result.append(word) }
    }
  }

  private func list(_ words: [String]) -> String { distinct(words).joined(separator: ", ") }

  private func figures(_ part: SimilarityPart) -> String? {
    func against<Value>(
      _ title: String, _ one: Value?, _ other: Value?, _ text: (Value) -> String
    ) -> String? {
      guard let one, let other else { return nil }
      let (mine, theirs) = (text(one), text(other))
      return mine == theirs ? "\(title) \(mine) both" : "\(title) \(mine) against \(theirs)"
    }
    switch part {
    case .followers:
      return against("followers", account.followers, example.followers, CountText.compact)
    case .engagement:
      return against(
        "ER", account.followerEngagementRate, example.followerEngagementRate,
        PercentText.compact)
    case .fee:
      return against("fee", account.fee, example.fee) { MoneyText.sentence($0, currency) }
    case .ages:
      return against("audience aged", account.audienceAges, example.audienceAges, \.text)
    case .niches, .country, .language, .platform, .tags: return nil
    }
  }
}
