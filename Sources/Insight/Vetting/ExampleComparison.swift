/// Compares accounts with a few examples, part by part.
struct ExampleComparison {
  let weights: SimilarityWeights
  private let index: AccountIndex
  /// The examples' places in the roster.
  private let examples: [Int]
  private let figures: [SimilarityFigures]
  private var niches: SetComparison
  private var tags: SetComparison
  /// The total weight of parts that are known for at least one example.
  private var total = 0.0
  private let weightOf: [Double]

  init(_ index: AccountIndex, examples: [Int], weights: SimilarityWeights) {
    self.index = index
    self.examples = examples
    figures = examples.map { index.figures[$0] }
    self.weights = weights
    weightOf = SimilarityPart.allCases.map { weights[$0] }
    niches = SetComparison(index.niches, examples: examples)
    tags = SetComparison(index.tags, examples: examples)
    total = SimilarityPart.allCases.reduce(0) { sum, part in
      examples.contains { isKnown(part, of: $0) } ? sum + weights[part] : sum
    }
  }

  func place(of found: NearAccount) -> Int { examples[found.example] }

  private func isKnown(_ part: SimilarityPart, of place: Int) -> Bool {
    let own = index.figures[place]
    return switch part {
    case .niches: !index.niches[place].isEmpty
    case .followers: !own.followers.isNaN
    case .country: own.country != 0
    case .language: own.language != 0
    case .engagement: !own.engagement.isNaN
    case .fee: !own.fee.isNaN
    case .ages: own.ages != SimilarityFigures.noAges
    case .platform: own.platform != 0
    case .tags: !index.tags[place].isEmpty
    }
  }

  /// The example that the account is most like, and their similarity.
  mutating func nearest(to place: Int) -> NearAccount {
    niches.load(index.niches[place])
    tags.load(index.tags[place])
    var best: NearAccount?
    let own = index.figures[place]
    for example in examples.indices {
      let found = compare(place, own, example)
      if best.map({ found < $0 }) ?? true { best = found }
    }
    return best ?? NearAccount(place: place, example: 0, similarity: 0, known: 0, isBare: true)
  }

  private func compare(_ place: Int, _ own: SimilarityFigures, _ example: Int) -> NearAccount {
    var alike = 0.0
    var known = 0.0
    var isBare = true
    visit(own, example) { part, similarity in
      let weight = weightOf[part.place]
      alike += weight * similarity
      known += weight
      if part != .platform { isBare = false }
    }
    let unknown = max(0, total - known)
    let all = known + SimilarAccounts.unknownCounts * unknown
    return NearAccount(
      place: place, example: example, similarity: all > 0 ? alike / all : 0,
      known: total > 0 ? known / total : 0, isBare: isBare)
  }

  mutating func parts(of found: NearAccount) -> [SimilarityPart: Double] {
    niches.load(index.niches[found.place])
    tags.load(index.tags[found.place])
    var parts: [SimilarityPart: Double] = [:]
    visit(index.figures[found.place], found.example) { parts[$0] = $1 }
    return parts
  }

  /// Calls back with the similarity, 0 to 1, of each part known on both sides.
  @inline(__always)
  private func visit(
    _ own: SimilarityFigures, _ example: Int, _ body: (SimilarityPart, Double) -> Void
  ) {
    let other = figures[example]
    func number(_ part: SimilarityPart, _ one: Float, _ two: Float, _ range: Float) {
      let distance = abs(one - two)
      if !distance.isNaN { body(part, 1 - min(1, Double(distance) / Double(range))) }
    }
    func word(_ part: SimilarityPart, _ one: UInt32, _ two: UInt32) {
      if one != 0, two != 0 { body(part, one == two ? 1 : 0) }
    }
    if let similarity = niches.similarity(to: example) { body(.niches, similarity) }
    number(.followers, own.followers, other.followers, index.followersRange)
    word(.country, own.country, other.country)
    word(.language, own.language, other.language)
    number(.engagement, own.engagement, other.engagement, index.engagementRange)
    number(.fee, own.fee, other.fee, index.feeRange)
    if own.ages != SimilarityFigures.noAges, other.ages != SimilarityFigures.noAges {
      body(.ages, SimilarityFigures.overlap(ofAges: own.ages, other.ages))
    }
    word(.platform, own.platform, other.platform)
    if let similarity = tags.similarity(to: example) { body(.tags, similarity) }
  }
}

/// Jaccard similarities of one set with several: each word that an example has is a bit.
struct SetComparison {
  /// Each word's bit; −1 if no example has it.
  private var bits: [Int32]
  private var examples: [[UInt64]]
  private var exampleCounts: [Int]
  private var loaded: [UInt64]
  private var loadedCount = 0

  init(_ sets: WordSets, examples places: [Int]) {
    var bits = [Int32](repeating: -1, count: sets.codeCount)
    var next: Int32 = 0
    for place in places {
      for code in sets[place] where bits[Int(code)] < 0 {
        bits[Int(code)] = next
        next += 1
      }
    }
    self.bits = bits
    let words = max(1, (Int(next) + 63) / 64)
    loaded = Array(repeating: 0, count: words)
    exampleCounts = places.map { sets[$0].count }
    examples = []
    examples = places.map { place in
      load(sets[place])
      return loaded
    }
  }

  mutating func load(_ members: ArraySlice<UInt32>) {
    for word in loaded.indices { loaded[word] = 0 }
    for code in members {
      let bit = bits[Int(code)]
      if bit >= 0 { loaded[Int(bit) >> 6] |= 1 << (UInt64(bit) & 63) }
    }
    loadedCount = members.count
  }

  /// Nil if either set is empty, meaning unknown.
  func similarity(to example: Int) -> Double? {
    guard loadedCount > 0, exampleCounts[example] > 0 else { return nil }
    var common = 0
    for word in loaded.indices {
      common += (loaded[word] & examples[example][word]).nonzeroBitCount
    }
    return Double(common) / Double(loadedCount + exampleCounts[example] - common)
  }
}
