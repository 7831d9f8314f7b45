import LibC
import Marketing

/// An account's figures for comparison with another, as small numbers.
struct SimilarityFigures: Sendable {
  /// Natural logarithms; NaN if unknown.
  var followers: Float = .nan
  var engagement: Float = .nan
  var fee: Float = .nan
  /// Codes of words; 0 if unknown.
  var platform: UInt32 = 0
  var country: UInt32 = 0
  var language: UInt32 = 0
  /// First and last age in the high and low byte; `noAges` if unknown.
  var ages = noAges
  var isArchived = false

  static let noAges = UInt16.max

  /// Logarithms need figures above zero: an account without followers counts as one with a single follower, an ER of 0
  /// as 0.01%, and a free post as one for a single unit of the currency.
  static func logarithm(_ value: Double, least: Double) -> Float {
    value.isFinite ? Float(log(max(value, least))) : .nan
  }

  /// `55+` ends at 79, as if it were one generation.
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

/// A roster as small numbers: just what comparing a hundred thousand accounts needs.
struct AccountIndex: Sendable {
  private(set) var figures: [SimilarityFigures] = []
  private(set) var niches = WordSets()
  private(set) var tags = WordSets()
  /// Distances at which two figures count as completely different.
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
    // Field by field, because copying a row would copy all of its texts.
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

  /// From the 5th to the 95th percentile of the known figures of accounts that aren't archived, so that one giant
  /// doesn't make all others look alike. At least a factor of two, so that small differences stay small in a uniform
  /// roster.
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
  /// Interpolated between the two nearest values. Reorders the values.
  fileprivate mutating func percentile(_ percent: Int) -> Float {
    let hundredths = (count - 1) * percent
    let place = hundredths / 100
    select(place)
    let part = Float(hundredths % 100) / 100
    guard part > 0 else { return self[place] }
    let next = self[(place + 1)...].reduce(Float.infinity) { $1 < $0 ? $1 : $0 }
    return self[place] + part * (next - self[place])
  }

  /// Puts the value of a rank into its place, with smaller ones before it and larger ones after (Hoare 1961, "Algorithm
  /// 65: find", doi 10.1145/366622.366647).
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

/// A set of words per account, stored one after another.
struct WordSets: Sendable {
  private var codes = WordCodes()
  private var members: [UInt32] = []
  /// Where each account's members begin, and where the last ones end.
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

  /// An account's members, without duplicates.
  subscript(account: Int) -> ArraySlice<UInt32> {
    members[Int(starts[account])..<Int(starts[account + 1])]
  }

  /// The highest code plus one.
  var codeCount: Int { codes.count }
}
