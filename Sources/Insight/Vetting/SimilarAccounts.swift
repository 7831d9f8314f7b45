import Marketing

/// Finds the accounts in a roster that are most like a few marked ones.
///
/// The similarity is one minus Gower's distance (Gower 1971, "A general coefficient of similarity and some of its
/// properties", doi 10.2307/2528823): each part known on both sides is compared on a scale from 0 to 1, and the parts
/// are averaged by weight. Followers, ER and fee are compared by their logarithms, over the range from the 5th to the
/// 95th percentile of the roster; niches and tags by what both have ÷ what either has (Jaccard), ages likewise in
/// years; everything else by equality.
///
/// A part unknown on either side is left out and the others weigh more; but it counts as a quarter of a difference
/// (`unknownCounts`), and accounts with nothing known but the platform come last, so that nobody leads by being
/// unknown.
///
/// With several examples, an account's similarity is that to the nearest of them. The mean would favour accounts
/// between two unlike examples that resemble neither.
package struct SimilarAccounts: Sendable {
  /// What an unknown part counts, as a fraction of a full difference.
  package static let unknownCounts = 0.25

  let rows: [Influencer]
  let index: AccountIndex
  let currency: Currency
  private let roster: Table<Influencer>

  /// Reads the whole roster once; after that, questions are cheap.
  ///
  /// - Parameter country: maps spellings of a country to one word; the default treats `US` and `USA` as different.
  package init(
    _ session: Session, country: (@Sendable (String) -> String)? = nil
  ) {
    roster = session.roster
    rows = session.roster.rows
    currency = session.settings.currency
    index = AccountIndex(rows, currency: currency, country: country ?? AccountWords.folded)
  }

  package struct Match: Hashable, Sendable {
    package let influencer: InfluencerID
    /// The nearest example.
    package let example: InfluencerID
    /// From 0 for nothing in common to 100 for equal in everything.
    package let similarity: Double
    /// The weight of parts known on both sides ÷ the weight of those known for any example, 0 to 1.
    package let known: Double
    /// The similarity of each part, 0 to 1; without parts that are unknown on either side.
    package let parts: [SimilarityPart: Double]
    /// What they have in common, by weight, descending.
    package let reasons: [String]
    /// What sets them apart, by weight, descending.
    package let differences: [String]
  }

  /// The nearest accounts, nearest first; on a tie the one known better, then the lower number. Leaves out the examples
  /// and archived accounts; ignores examples that aren't in the roster.
  package func nearest(
    to examples: Set<InfluencerID>, count: Int = 50, weights: SimilarityWeights = .usual
  ) -> [Match] {
    let places = examples.sorted().compactMap { roster.index(of: $0) }
    guard !places.isEmpty, count > 0 else { return [] }
    var comparison = ExampleComparison(index, examples: places, weights: weights)
    var best = BestOf(count)
    for place in rows.indices where !index.figures[place].isArchived {
      if places.contains(place) { continue }
      best.offer(comparison.nearest(to: place))
    }
    return best.sorted().map { match($0, &comparison) }
  }

  /// How similar an account is to an example, whatever its rank; nil if either isn't in the roster.
  package func match(
    _ influencer: InfluencerID, with example: InfluencerID, weights: SimilarityWeights = .usual
  ) -> Match? {
    guard let place = roster.index(of: influencer), let other = roster.index(of: example) else {
      return nil
    }
    var comparison = ExampleComparison(index, examples: [other], weights: weights)
    return match(comparison.nearest(to: place), &comparison)
  }

  private func match(_ found: NearAccount, _ comparison: inout ExampleComparison) -> Match {
    let parts = comparison.parts(of: found)
    let example = comparison.place(of: found)
    let words = SimilarityReasons(
      rows[found.place], rows[example], currency, parts: parts, weights: comparison.weights)
    return Match(
      influencer: rows[found.place].id, example: rows[example].id,
      similarity: 100 * found.similarity, known: found.known, parts: parts,
      reasons: words.reasons, differences: words.differences)
  }
}

/// An account and its nearest example, by place.
struct NearAccount: Comparable {
  let place: Int
  let example: Int
  /// 0 to 1.
  let similarity: Double
  let known: Double
  /// Only the platform is known on both sides.
  let isBare: Bool

  /// Whether this one ranks higher.
  static func < (left: Self, right: Self) -> Bool {
    if left.isBare != right.isBare { return right.isBare }
    if left.similarity != right.similarity { return left.similarity > right.similarity }
    if left.known != right.known { return left.known > right.known }
    return left.place < right.place
  }
}

/// The best `count` of the elements offered, without sorting the rest.
struct BestOf {
  private let count: Int
  private var kept: [NearAccount] = []
  /// The worst that can still be among the best.
  private var last: NearAccount?

  init(_ count: Int) { self.count = count }

  mutating func offer(_ account: NearAccount) {
    if let last, !(account < last) { return }
    kept.append(account)
    // Twice the room, so that sorting is rare.
    if kept.count >= 2 * min(count, 1 << 20) + 64 {
      kept = sorted()
      if kept.count >= count { last = kept.last }
    }
  }

  func sorted() -> [NearAccount] { Array(kept.sorted().prefix(count)) }
}
