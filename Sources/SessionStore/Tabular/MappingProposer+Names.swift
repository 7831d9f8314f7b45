/// Scores columns by their headers.
extension MappingProposer {
  /// Words beside a field's name that change its meaning.
  static let blocking: Set<String> = [
    "rank", "ranking", "score", "growth", "change", "delta", "lowest", "highest", "min", "max",
    "median", "last", "monthly", "weekly", "daily", "yearly", "month", "year", "week", "weekday",
    "hour", "new", "previous", "prev", "target", "goal", "per", "cost", "for", "type", "earnings",
    "days", "day", "duration", "id", "ids", "tier", "end", "rate", "gained", "lost", "expected",
    "unsubscribed", "percentage", "pct", "%", "created", "updated", "birth",
  ]

  /// Words beside a field's name that don't change its meaning.
  static let harmless: Set<String> = [
    "estimated", "est", "organic", "influencer", "influencers", "creator", "creators", "post",
    "posts", "current", "all", "sum", "total", "ad", "ads", "account", "profile", "channel", "main",
    "audience",
  ]

  /// How well the header of column `index` matches `field`: 1 for one of its names, 0 for no match.
  func nameScore(_ index: Int, _ field: ImportField) -> Double {
    let name = names[index]
    if name.words.isEmpty { return 0 }
    if ImportField.byName[name.phrase]?.contains(field) == true { return 1 }
    if ImportField.byName[name.stemPhrase]?.contains(field) == true { return 0.95 }
    if field.isWholeHeader { return 0 }
    var best = 0.0
    for synonym in field.synonyms {
      let words = synonym.split(separator: " ").map(String.init)
      guard words.count < name.words.count, let at = Self.position(of: words, in: name.words)
      else { continue }
      var rest = name.words
      rest.removeSubrange(at..<at + words.count)
      if rest.contains(where: Self.blocking.contains) { continue }
      // `likes` in `avg likes` is a different field.
      if field.kind == .count, rest.contains(where: { ["avg", "average", "mean"].contains($0) }),
        !words.contains(where: { ["avg", "average", "mean"].contains($0) })
      {
        continue
      }
      let mild = rest.allSatisfy { word in
        Self.harmless.contains(word) || word.utf8.count == 1
          || !PlatformWords.platforms(inTokens: [word]).isEmpty
      }
      best = max(best, mild ? 0.7 : 0.45)
    }
    return best
  }

  static func position(of words: [String], in all: [String]) -> Int? {
    guard !words.isEmpty, words.count <= all.count else { return nil }
    return (0...all.count - words.count).first { Array(all[$0..<$0 + words.count]) == words }
  }
}
