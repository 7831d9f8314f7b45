import Marketing

/// Finds the accounts of a roster that are most like a few that were marked.
///
/// The similarity is one minus Gower's distance (Gower 1971, "A general coefficient of similarity and some of its
/// properties", doi 10.2307/2528823): each part in which both accounts are known is compared on a scale from 0 to 1, and the
/// parts are averaged by their weights. Followers, ER and fee are compared by their logarithms, over the range from the 5th
/// to the 95th percentile of the roster; niches and tags by what is common to both ÷ what either has (Jaccard); ages by
/// years in the same way; the rest by being equal.
///
/// A part that is unknown on either side is left out, and the others are weighted up; but it counts as a quarter of a
/// difference (`unknownCounts`), and an account of which no more than the platform is known stands behind all others, so
/// that nobody leads by being unknown.
///
/// To several examples an account is as similar as to the nearest of them. The mean would prefer whoever lies between two
/// unlike examples and resembles neither.
package struct SimilarAccounts: Sendable {
  /// What an unknown part counts, as a part of a difference in it.
  package static let unknownCounts = 0.25

  let rows: [Influencer]
  let index: AccountIndex
  let currency: Currency
  private let roster: Table<Influencer>

  /// Reads the whole roster once; the value then answers as often as it is asked.
  ///
  /// `country` takes the spellings of a country to one word; the default tells `US` and `USA` apart.
  package init(
    _ session: Session, country: (@Sendable (String) -> String)? = nil
  ) {
    roster = session.roster
    rows = session.roster.rows
    currency = session.settings.currency
    index = AccountIndex(rows, currency: currency, country: country ?? AccountWords.folded)
  }

  /// An account that is like one of the examples.
  package struct Match: Hashable, Sendable {
    package let influencer: InfluencerID
    /// The example that it is nearest to.
    package let example: InfluencerID
    /// From 0 for nothing in common to 100 for equal in everything.
    package let similarity: Double
    /// The weight of what is known of both ÷ the weight of what is known of any example, 0 to 1.
    package let known: Double
    /// How alike the two are in each part, 0 to 1; parts that are unknown on either side are absent.
    package let parts: [SimilarityPart: Double]
    /// What they have in common, what counts most first.
    package let reasons: [String]
    /// What sets them apart, what counts most first.
    package let differences: [String]
  }

  /// The nearest of the roster, nearest first; of equals, whoever is known better, then the lower number. The examples
  /// themselves and the archived are left out; examples that aren't in the roster are passed over.
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

  /// How like an example an account is, whatever its rank; nil if one of the two isn't in the roster.
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

/// An account and the example that it is nearest to, by their places.
struct NearAccount: Comparable {
  let place: Int
  let example: Int
  /// 0 to 1.
  let similarity: Double
  let known: Double
  /// Nothing but the platform is known of both.
  let isBare: Bool

  /// Whether it stands before the other.
  static func < (left: Self, right: Self) -> Bool {
    if left.isBare != right.isBare { return right.isBare }
    if left.similarity != right.similarity { return left.similarity > right.similarity }
    if left.known != right.known { return left.known > right.known }
    return left.place < right.place
  }
}

/// The first so many of what is offered, without sorting the rest.
struct BestOf {
  private let count: Int
  private var kept: [NearAccount] = []
  /// Nothing that stands behind it can be among the first.
  private var last: NearAccount?

  init(_ count: Int) { self.count = count }

  mutating func offer(_ account: NearAccount) {
    if let last, !(account < last) { return }
    kept.append(account)
    // Twice the room, so that sorting happens rarely.
    if kept.count >= 2 * min(count, 1 << 20) + 64 {
      kept = sorted()
      if kept.count >= count { last = kept.last }
    }
  }

  func sorted() -> [NearAccount] { Array(kept.sorted().prefix(count)) }
}
