import LibC
import Marketing

/// What comparing an account with another needs, as small numbers.
struct SimilarityFigures: Sendable {
  /// Natural logarithms; not a number where the figure is unknown.
  var followers: Float = .nan
  var engagement: Float = .nan
  var fee: Float = .nan
  /// Codes of words; 0 where unknown.
  var platform: UInt32 = 0
  var country: UInt32 = 0
  var language: UInt32 = 0
  /// First and last age in the high and low byte; `noAges` where unknown.
  var ages = noAges
  var isArchived = false

  static let noAges = UInt16.max

  /// Logarithms need figures above zero: an account with nobody following counts like one with a single follower, an ER
  /// of nothing like one of 0.01%, and a free post like one for a single unit of the currency.
  static func logarithm(_ value: Double, least: Double) -> Float {
    value.isFinite ? Float(log(max(value, least))) : .nan
  }

  /// `55+` reaches to 79, as if such an audience were one generation.
  static func packed(_ ages: AgeRange) -> UInt16 {
    UInt16(ages.from) << 8 | UInt16(ages.to ?? max(ages.from, 79))
  }

  /// Years in both ranges ÷ years in either.
  static func overlap(ofAges one: UInt16, _ other: UInt16) -> Double {
    let (first, last) = (Int(one >> 8), Int(one & 0xFF))
    let (from, to) = (Int(other >> 8), Int(other & 0xFF))
    let both = min(last, to) - max(first, from) + 1
    guard both > 0 else { return 0 }
    return Double(both) / Double(max(last, to) - min(first, from) + 1)
  }
}

/// A roster as small numbers: what comparing a hundred thousand accounts needs, and no more.
struct AccountIndex: Sendable {
  private(set) var figures: [SimilarityFigures] = []
  private(set) var niches = WordSets()
  private(set) var tags = WordSets()
  /// Distances at which two figures count as wholly different.
  private(set) var followersRange: Float = 0
  private(set) var engagementRange: Float = 0
  private(set) var feeRange: Float = 0

  init(
    _ rows: [Influencer], currency: Currency, country: @escaping @Sendable (String) -> String
  ) {
    var platforms = WordCodes()
    var countries = WordCodes(country)
    var languages = WordCodes(AccountWords.language)
    figures.reserveCapacity(rows.count)
    niches.reserveCapacity(rows.count)
    tags.reserveCapacity(rows.count)
    let scale = Double(currency.scale)
    // Field by field: a row as a whole would be copied with all its texts.
    for at in rows.indices {
      var own = SimilarityFigures()
      if let followers = rows[at].followers {
        own.followers = SimilarityFigures.logarithm(Double(followers), least: 1)
      }
      if let rate = rows[at].followerEngagementRate {
        own.engagement = SimilarityFigures.logarithm(rate, least: 0.0001)
      }
      if let fee = rows[at].fee {
        own.fee = SimilarityFigures.logarithm(Double(fee.minorUnits) / scale, least: 1)
      }
      if let ages = rows[at].audienceAges { own.ages = SimilarityFigures.packed(ages) }
      own.platform = platforms.code(rows[at].platform.rawValue)
      own.country = countries.code(rows[at].country)
      own.language = languages.code(rows[at].language)
      own.isArchived = rows[at].isArchived
      figures.append(own)
      niches.append(rows[at].niches)
      tags.append(rows[at].tags)
    }
    followersRange = range(\.followers)
    engagementRange = range(\.engagement)
    feeRange = range(\.fee)
  }

  /// From the 5th to the 95th percentile of what is known of those who aren't archived, so that a single giant doesn't make
  /// all others alike. A factor of two at least, so that in a uniform roster small differences stay small.
  private func range(_ figure: (SimilarityFigures) -> Float) -> Float {
    var known: [Float] = []
    known.reserveCapacity(figures.count)
    for own in figures where !own.isArchived && !figure(own).isNaN { known.append(figure(own)) }
    let least = Float(log(2.0))
    guard known.count > 1 else { return least }
    return max(least, known.percentile(95) - known.percentile(5))
  }
}

extension [Float] {
  /// Between the two values next to its place, in proportion. Brings the values into another order.
  fileprivate mutating func percentile(_ percent: Int) -> Float {
    let hundredths = (count - 1) * percent
    let place = hundredths / 100
    select(place)
    let part = Float(hundredths % 100) / 100
    guard part > 0 else { return self[place] }
    let next = self[(place + 1)...].reduce(Float.infinity) { $1 < $0 ? $1 : $0 }
    return self[place] + part * (next - self[place])
  }

  /// Brings the value that sorting would put there to a place, smaller ones before and larger ones behind it (Hoare 1961,
  /// "Algorithm 65: find", doi 10.1145/366622.366647).
  private mutating func select(_ place: Int) {
    var low = 0
    var high = count - 1
    while low < high {
      let pivot = self[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while self[left] < pivot { left += 1 }
        while self[right] > pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right { high = right } else if place >= left { low = left } else { return }
    }
  }
}

/// A set of words for each account, one behind the other.
struct WordSets: Sendable {
  private var codes = WordCodes()
  private var members: [UInt32] = []
  /// Where the members of each account begin, and where the last ones end.
  private var starts: [UInt32] = [0]

  mutating func reserveCapacity(_ accounts: Int) {
    starts.reserveCapacity(accounts + 1)
    members.reserveCapacity(2 * accounts)
  }

  mutating func append(_ words: [String]) {
    let start = members.count
    for word in words {
      let code = codes.code(word)
      if code > 0, !members[start...].contains(code) { members.append(code) }
    }
    starts.append(UInt32(members.count))
  }

  /// The members of an account, each once.
  subscript(account: Int) -> ArraySlice<UInt32> {
    members[Int(starts[account])..<Int(starts[account + 1])]
  }

  /// One more than the highest code.
  var codeCount: Int { codes.count }
}
