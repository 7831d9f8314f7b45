import LibC
import Marketing
import Testing
import Vetting

@Suite("Accounts most like marked ones")
struct SimilarAccountsTests {
  /// Number, handle, platform, niches, country, language, followers, ER in millionths, fee in cents, ages, tags, archived.
  static let table = """
    1|anna|instagram|beauty, skincare|US|en|50000|31000|120000|18-34|vegan|
    2|bea|instagram|Beauty, Skincare|US|en|48000|29000|100000|18-34|vegan|
    3|cora|tiktok|beauty|US|en|52000|30000|110000|18-24||
    4|dora|instagram|beauty, food|DE|de|20000|45000|60000|25-44||
    5|emil|youtube|gaming|US|en|900000|12000|900000|13-24||
    6|fay|instagram|beauty, skincare|US|en||||||
    7|gus|instagram|||||||||
    8|hana|tiktok|skincare|FR|fr|300000|22000||18-34|ambassador|
    9|ivo|x|food, travel|DE|de|5000|60000|15000|35+||
    10|jo|instagram|Skincare|US|EN-us|2000000|9000|2500000|18-34|vegan, ambassador|
    11|kim|instagram|beauty, skincare|US|en|50000|31000|120000|18-34|vegan|archived
    12|lea|youtube|travel|BR|pt|75000|0|0|18-29||
    """

  static func session() throws -> Session {
    var session = Session(settings: Settings(name: "Twelve"))
    for line in table.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      var row = Influencer(
        id: InfluencerID(try #require(Int(cells[0]))), handle: cells[1],
        platform: Platform(rawValue: cells[2]))
      func list(_ cell: String) -> [String] {
        cell.split(separator: ",").map { String($0.drop { $0 == " " }) }
      }
      row.niches = list(cells[3])
      row.country = cells[4]
      row.language = cells[5]
      row.followers = Int(cells[6])
      row.engagementRate = Int64(cells[7]).map { Share(millionths: $0) }
      row.fee = Int64(cells[8]).map { Money(minorUnits: $0) }
      row.audienceAges = AgeRange(text: cells[9])
      row.tags = list(cells[10])
      row.isArchived = cells[11] == "archived"
      try session.apply(.put(row))
    }
    return session
  }

  static func id(_ number: Int) -> InfluencerID { InfluencerID(number) }

  /// Account, nearest example, similarity, share known, as NumPy computes them from Gower's definition.
  typealias Row = (Int, Int, Double, Double)
  static let likeAnna: [Row] = [
    (2, 1, 99.5041, 1.0000), (6, 1, 83.0189, 0.5500), (3, 1, 74.5581, 0.9500),
    (10, 1, 65.1397, 1.0000), (4, 1, 49.3193, 0.9500), (5, 1, 45.1819, 0.9500),
    (8, 1, 42.1438, 0.9000), (9, 1, 25.1254, 0.9500), (12, 1, 19.2159, 0.9500),
    (7, 1, 17.3913, 0.0500),
  ]
  static let likeThree: [Row] = [
    (9, 4, 61.7915, 0.9500),
    (10, 8, 59.4001, 0.9000),
    (2, 4, 49.5254, 0.9500),
    (1, 4, 49.3193, 0.9500),
    (3, 4, 47.3126, 0.9500),
    (6, 5, 30.1887, 0.5500),
    (12, 8, 16.2998, 0.8500),
    (7, 4, 17.3913, 0.0500),
  ]

  @Test("Similarities agree with NumPy", arguments: [[1], [4, 5, 8]])
  func numpy(examples: [Int]) throws {
    let accounts = SimilarAccounts(try Self.session())
    let matches = accounts.nearest(to: Set(examples.map(Self.id)))
    let expected = examples == [1] ? Self.likeAnna : Self.likeThree
    #expect(matches.map(\.influencer.number) == expected.map(\.0))
    #expect(matches.map(\.example.number) == expected.map(\.1))
    for (match, row) in zip(matches, expected) {
      #expect(abs(match.similarity - row.2) < 0.001, "\(match.influencer.number)")
      #expect(abs(match.known - row.3) < 0.0001, "\(match.influencer.number)")
    }
  }

  @Test("The first says why it matches and the last why it doesn't")
  func words() throws {
    let matches = SimilarAccounts(try Self.session()).nearest(to: [Self.id(1)])
    let bea = try #require(matches.first)
    #expect(
      bea.reasons == [
        "same niches beauty, skincare", "followers 48.0k against 50.0k", "same country US",
        "same language en", "ER 2.9% against 3.1%", "fee $1,000 against $1,200",
        "audience aged 18-34 both", "both on Instagram", "same tag vegan",
      ])
    #expect(bea.differences.isEmpty)
    let cora = try #require(matches.first { $0.influencer == Self.id(3) })
    #expect(cora.reasons.contains("niche beauty of 2 in common"))
    #expect(cora.differences == ["on TikTok, not Instagram"])
    let ivo = try #require(matches.first { $0.influencer == Self.id(9) })
    #expect(
      ivo.differences == [
        "niches food, travel against beauty, skincare", "country DE against US",
        "language de against en", "audience aged 35+ against 18-34", "on X, not Instagram",
      ])
  }

  @Test("Two figures compared by hand")
  func byHand() throws {
    // Ages 18–34 are 17 years and 18–24 are 7 of them. Of the niches one of two is common.
    let match = try #require(
      SimilarAccounts(try Self.session()).match(Self.id(3), with: Self.id(1)))
    #expect(match.parts[.niches] == 0.5)
    #expect(match.parts[.ages] == 7.0 / 17)
    #expect(match.parts[.country] == 1)
    #expect(match.parts[.platform] == 0)
    #expect(match.parts[.tags] == nil)
  }

  @Test("The archived, the examples and those who don't exist are left out")
  func leftOut() throws {
    let accounts = SimilarAccounts(try Self.session())
    let found = accounts.nearest(to: [Self.id(1), Self.id(99)]).map(\.influencer)
    #expect(found.count == 10)
    #expect(!found.contains(Self.id(11)) && !found.contains(Self.id(1)))
    #expect(accounts.nearest(to: []).isEmpty)
    #expect(accounts.nearest(to: [Self.id(99)]).isEmpty)
    #expect(accounts.nearest(to: [Self.id(1)], count: 0).isEmpty)
    #expect(accounts.match(Self.id(1), with: Self.id(99)) == nil)
    #expect(SimilarAccounts(Session(settings: Settings(name: "Empty"))).nearest(to: []).isEmpty)
  }

  @Test("Whoever is unknown never leads, even where all others differ")
  func unknownNeverLeads() throws {
    var sketch = Sketch()
    let example = try sketch.influencer("a", followers: 9_000_000, niches: ["cars"])
    let unknown = try sketch.influencer("b")
    let different = try sketch.influencer(
      "c", followers: 10, platform: .tiktok, niches: ["knitting"])
    let found = SimilarAccounts(sketch.session).nearest(to: [example]).map(\.influencer)
    #expect(found == [different, unknown])
  }

  @Test("Weights decide, and a part without weight says nothing")
  func weights() throws {
    let accounts = SimilarAccounts(try Self.session())
    var weights = SimilarityWeights()
    for part in SimilarityPart.allCases { weights[part] = part == .followers ? 1 : 0 }
    let matches = accounts.nearest(to: [Self.id(5)], count: 2, weights: weights)
    // 2,000,000 is 2.2 times as many, 300,000 a third.
    #expect(matches.map(\.influencer.number) == [10, 8])
    #expect(matches[0].reasons == ["followers 2.0M against 900k"])
    weights[.followers] = -3
    #expect(weights[.followers] == 0)
  }

  @Test("Countries are one by whatever the caller takes them to")
  func countries() throws {
    var session = try Self.session()
    var row = try #require(session.roster[Self.id(2)])
    row.country = "United States"
    try session.apply(.put(row))
    let plain = try #require(SimilarAccounts(session).match(row.id, with: Self.id(1)))
    #expect(plain.parts[.country] == 0)
    let taught = SimilarAccounts(session) { $0 == "United States" ? "us" : $0.lowercased() }
    #expect(taught.match(row.id, with: Self.id(1))?.parts[.country] == 1)
  }

  @Test("The nearest of a large roster are those that comparing with everybody finds")
  func bruteForce() throws {
    var session = LargeRoster.session(300, seed: 11)
    // More niches among the examples than a word has bits.
    for row in session.roster.rows {
      try session.change(row.id) { $0.niches.append("niche \($0.id.number % 97)") }
    }
    let naive = NaiveSimilarity(session)
    let accounts = SimilarAccounts(session)
    for examples in [[3], [5, 80, 211], Array(1...70)] {
      let ids = Set(examples.map(Self.id))
      let expected = naive.nearest(to: ids)
      let all = accounts.nearest(to: ids, count: 1_000)
      #expect(all.count == expected.count)
      for match in all {
        let value = try #require(expected[match.influencer])
        #expect(abs(match.similarity - value) < 0.001)
      }
      let telling = all.prefix { $0.parts.keys.count > 1 }
      #expect(telling.count > 200)
      #expect(zip(telling, telling.dropFirst()).allSatisfy { $0.similarity >= $1.similarity })
      #expect(all.dropFirst(telling.count).allSatisfy { $0.parts.keys.count == 1 })
      #expect(accounts.nearest(to: ids, count: 7) == Array(all.prefix(7)))
    }
  }
}

/// The same straight from the definition, pair by pair, with sets and sorting.
private struct NaiveSimilarity {
  let rows: [Influencer]
  var followersRange = 0.0
  var engagementRange = 0.0
  var feeRange = 0.0

  init(_ session: Session) {
    rows = session.roster.rows
    followersRange = range { Self.followers($0) }
    engagementRange = range { Self.engagement($0) }
    feeRange = range { Self.fee($0) }
  }

  static func followers(_ row: Influencer) -> Double? {
    row.followers.map { log(Double(max($0, 1))) }
  }
  static func engagement(_ row: Influencer) -> Double? {
    row.followerEngagementRate.map { log(max($0, 0.0001)) }
  }
  static func fee(_ row: Influencer) -> Double? {
    row.fee.map { log(max(Double($0.minorUnits) / 100, 1)) }
  }

  private func range(_ figure: (Influencer) -> Double?) -> Double {
    let known = rows.filter { !$0.isArchived }.compactMap(figure).sorted()
    func percentile(_ share: Double) -> Double {
      let place = Double(known.count - 1) * share
      let low = known[Int(place)]
      return low + (place - place.rounded(.down))
        * (known[min(Int(place) + 1, known.count - 1)] - low)
    }
    return max(log(2), percentile(0.95) - percentile(0.05))
  }

  func nearest(to examples: Set<InfluencerID>) -> [InfluencerID: Double] {
    let marked = rows.filter { examples.contains($0.id) }
    var total = 0.0
    for (part, weight) in Self.weights {
      if marked.contains(where: { similarity($0, $0)[part] != nil }) { total += weight }
    }
    var result: [InfluencerID: Double] = [:]
    for row in rows where !row.isArchived && !examples.contains(row.id) {
      // Examples of which more than the platform can be compared, if there are any.
      let compared = marked.map { similarity(row, $0) }
      let telling = compared.filter { $0.count > 1 }
      result[row.id] = (telling.isEmpty ? compared : telling).map { parts in
        let known = parts.keys.reduce(0.0) { $0 + Self.weights[$1]! }
        let alike = parts.reduce(0.0) { $0 + Self.weights[$1.key]! * $1.value }
        return 100 * alike / (known + 0.25 * (total - known))
      }.max()
    }
    return result
  }

  private static let weights: [String: Double] = [
    "niches": 30, "followers": 15, "country": 10, "language": 10, "er": 10, "fee": 10, "ages": 5,
    "platform": 5, "tags": 5,
  ]

  private func similarity(_ one: Influencer, _ other: Influencer) -> [String: Double] {
    var parts: [String: Double] = ["platform": one.platform == other.platform ? 1 : 0]
    func sets<Element>(_ part: String, _ left: Set<Element>, _ right: Set<Element>) {
      if left.isEmpty || right.isEmpty { return }
      parts[part] = Double(left.intersection(right).count) / Double(left.union(right).count)
    }
    func words(_ part: String, _ left: String, _ right: String) {
      if !left.isEmpty, !right.isEmpty { parts[part] = left == right ? 1 : 0 }
    }
    func numbers(_ part: String, _ left: Double?, _ right: Double?, _ range: Double) {
      if let left, let right { parts[part] = 1 - min(1, abs(left - right) / range) }
    }
    func years(_ row: Influencer) -> Set<Int> {
      row.audienceAges.map { Set($0.from...($0.to ?? 79)) } ?? []
    }
    sets(
      "niches", Set(one.niches.map { $0.lowercased() }), Set(other.niches.map { $0.lowercased() }))
    sets("tags", Set(one.tags), Set(other.tags))
    sets("ages", years(one), years(other))
    words("country", one.country, other.country)
    words("language", one.language, other.language)
    numbers("followers", Self.followers(one), Self.followers(other), followersRange)
    numbers("er", Self.engagement(one), Self.engagement(other), engagementRange)
    numbers("fee", Self.fee(one), Self.fee(other), feeRange)
    return parts
  }
}
