import Marketing
import Wording

/// Scores influencers against the session's brand.
package struct AlignmentScorer: Sendable {
  private struct Answer {
    var value = 0.0
    var known = 0.0
    static let unknown = Answer()
  }

  private let brand: Brand
  private let asked: [AlignmentPart]
  private let values: WordMatcher
  private let topics: WordMatcher
  private let competitors: WordMatcher
  private let countries: Set<String>
  private let languages: Set<String>
  private let tolerance: Double?
  /// 1 if a booking went live, 0 if all were declined.
  private var history: [InfluencerID: Double] = [:]
  /// This many of the brand's values are all that can be expected of one account.
  private static let enoughValues = 3
  /// Where open-ended age ranges end.
  private static let oldest = 75

  package init(_ session: Session) {
    let brand = session.settings.brand
    self.brand = brand
    values = WordMatcher(brand.values)
    topics = WordMatcher(brand.avoid)
    competitors = WordMatcher(brand.competitors)
    countries = Set(brand.countries.map(AlignmentScorer.country))
    languages = Set(brand.languages.map(LanguageWords.code))
    tolerance = brand.sponsoredTolerance?.fraction
    var live: Set<InfluencerID> = []
    var declined: Set<InfluencerID> = []
    var open: Set<InfluencerID> = []
    for booking in session.bookings.rows {
      switch booking.stage {
      case .live, .done, .paid: live.insert(booking.influencer)
      case .declined: declined.insert(booking.influencer)
      case .proposed, .offered, .contracted: open.insert(booking.influencer)
      }
    }
    for influencer in live { history[influencer] = 1 }
    for influencer in declined.subtracting(live).subtracting(open) { history[influencer] = 0 }
    let matchers = (values.isEmpty, topics.isEmpty, competitors.isEmpty)
    asked = AlignmentPart.allCases.filter { part in
      guard brand.weight(of: part) > 0 else { return false }
      return switch part {
      case .niche: !brand.niches.isEmpty
      case .values: !matchers.0
      case .topics: !matchers.1
      case .countries: !brand.countries.isEmpty
      case .ages: brand.ages != nil
      case .language: !brand.languages.isEmpty
      case .competitors: !matchers.2
      case .sponsored: brand.sponsoredTolerance != nil
      case .history, .rating: true
      }
    }
    niches = NicheMatcher(brand.niches)
  }

  private let niches: NicheMatcher

  /// Score and known share of each influencer, in the given order; the score is NaN if nothing is known.
  package func scores(_ influencers: [Influencer]) -> [(score: Float, known: Float)] {
    var cache = Cache()
    let weights = asked.map { Double(brand.weight(of: $0)) }
    let all = weights.reduce(0, +)
    return influencers.map { influencer in
      var sum = 0.0
      var points = 0.0
      let texts = texts(influencer, &cache)
      for (part, weight) in zip(asked, weights) {
        let answer = answer(part, influencer, texts, &cache)
        sum += weight * answer.known
        points += weight * answer.known * answer.value
      }
      return (sum > 0 ? Float(100 * points / sum) : .nan, all > 0 ? Float(sum / all) : 0)
    }
  }

  package func alignment(of influencer: Influencer) -> BrandAlignment {
    var cache = Cache()
    let texts = texts(influencer, &cache)
    return BrandAlignment(
      asked.map { part in
        let answer = answer(part, influencer, texts, &cache)
        return BrandAlignment.Part(
          part: part, weight: brand.weight(of: part),
          value: answer.known > 0 ? answer.value : nil, known: answer.known,
          why: why(part, influencer, texts, answer))
      })
  }

  // MARK: Parts

  /// What was found in an influencer's texts, as sets of places.
  private struct Texts {
    var values: UInt64 = 0
    var topics: UInt64 = 0
    var competitors: UInt64 = 0
  }

  /// Values that many influencers share.
  private struct Cache {
    var niches: [String: Bool] = [:]
    var countries: [String: Bool] = [:]
    var languages: [String: Bool] = [:]
    var folded: [UInt8] = []
  }

  private func texts(_ influencer: Influencer, _ cache: inout Cache) -> Texts {
    var found = Texts()
    guard !values.isEmpty || !topics.isEmpty || !competitors.isEmpty else { return found }
    func look(_ text: String, alsoForBrands: Bool = true) {
      WordMatcher.fold(text, into: &cache.folded)
      values.find(inFolded: cache.folded, &found.values)
      topics.find(inFolded: cache.folded, &found.topics)
      if alsoForBrands { competitors.find(inFolded: cache.folded, &found.competitors) }
    }
    for tag in influencer.tags { look(tag) }
    for niche in influencer.niches { look(niche, alsoForBrands: false) }
    if !influencer.notes.isEmpty { look(influencer.notes) }
    if !competitors.isEmpty {
      for text in influencer.custom.values { competitors.find(in: text, &found.competitors) }
    }
    return found
  }

  private func answer(
    _ part: AlignmentPart, _ influencer: Influencer, _ texts: Texts, _ cache: inout Cache
  ) -> Answer {
    func known(_ value: Double) -> Answer { Answer(value: min(1, max(0, value)), known: 1) }
    func cached(
      _ text: String, _ path: WritableKeyPath<Cache, [String: Bool]>, _ judge: (String) -> Bool
    ) -> Bool {
      if let former = cache[keyPath: path][text] { return former }
      let result = judge(text)
      cache[keyPath: path][text] = result
      return result
    }
    switch part {
    case .niche:
      guard let first = influencer.niches.first else { return .unknown }
      if cached(first, \.niches, niches.matches) { return known(1) }
      let others = influencer.niches.dropFirst()
      return known(others.contains { cached($0, \.niches, niches.matches) } ? 0.7 : 0)
    case .values:
      let wanted = Double(min(AlignmentScorer.enoughValues, values.count))
      let share = min(1, Double(texts.values.nonzeroBitCount) / wanted)
      if influencer.vetting.check("profile") != nil { return known(share) }
      return Answer(value: 1, known: share)
    case .topics:
      if texts.topics != 0 { return known(0) }
      return influencer.vetting.check("safety") != nil ? known(1) : .unknown
    case .countries:
      guard !influencer.country.isEmpty else { return .unknown }
      let isWanted = cached(influencer.country, \.countries) {
        countries.contains(AlignmentScorer.country($0))
      }
      return known(isWanted ? 1 : 0)
    case .ages:
      guard let wanted = brand.ages, let ages = influencer.audienceAges else { return .unknown }
      return known(AlignmentScorer.share(of: ages, within: wanted))
    case .language:
      guard !influencer.language.isEmpty else { return .unknown }
      let isWanted = cached(influencer.language, \.languages) {
        languages.contains(LanguageWords.code($0))
      }
      return known(isWanted ? 1 : 0)
    case .history:
      return history[influencer.id].map(known) ?? .unknown
    case .competitors:
      if texts.competitors != 0 { return known(0) }
      return influencer.vetting.check("sponsorships") != nil ? known(1) : .unknown
    case .sponsored:
      guard let tolerance, let share = influencer.sponsoredShare?.fraction else { return .unknown }
      return known(1 - (share - tolerance) / max(tolerance, 0.1))
    case .rating:
      return influencer.vetting.rating.map { known(Double($0 - 1) / 4) } ?? .unknown
    }
  }

  /// The share of a range's years that lie within another.
  static func share(of ages: AgeRange, within wanted: AgeRange) -> Double {
    let (from, to) = (ages.from, max(ages.from, ages.to ?? oldest))
    let low = max(from, wanted.from)
    let high = min(to, wanted.to ?? max(oldest, to))
    return high < low ? 0 : Double(high - low + 1) / Double(to - from + 1)
  }

  private static func country(_ text: String) -> String {
    CountryWords.code(for: text) ?? text.lowercased()
  }

  // MARK: Words

  private func why(
    _ part: AlignmentPart, _ influencer: Influencer, _ texts: Texts, _ answer: Answer
  ) -> String {
    func list(_ words: [String]) -> String { words.joined(separator: ", ") }
    let isKnown = answer.known > 0
    switch part {
    case .niche: return isKnown ? list(influencer.niches) : "no niche is known"
    case .values:
      let found = values.words(texts.values)
      if !found.isEmpty { return "names " + list(found) }
      return isKnown ? "profile read: names none of them" : "not in any tag or note yet"
    case .topics:
      let found = topics.words(texts.topics)
      if !found.isEmpty { return "names " + list(found) }
      return isKnown ? "searched: nothing found" : "not searched yet"
    case .countries:
      return isKnown ? AlignmentScorer.countryName(influencer.country) : "country unknown"
    case .ages: return influencer.audienceAges.map { $0.text } ?? "ages unknown"
    case .language: return isKnown ? influencer.language : "language unknown"
    case .history:
      return isKnown
        ? answer.value > 0 ? "has worked for you" : "declined every booking" : "never booked"
    case .competitors:
      let found = competitors.words(texts.competitors)
      if !found.isEmpty { return "names " + list(found) }
      return isKnown ? "checked: none found" : "past sponsorships not checked yet"
    case .sponsored:
      guard let share = influencer.sponsoredShare?.fraction, let tolerance else {
        return "share unknown"
      }
      return
        "\(PercentText.whole(share)) of the posts, you tolerate \(PercentText.whole(tolerance))"
    case .rating: return influencer.vetting.rating.map { "\($0) of 5" } ?? "not rated"
    }
  }

  private static func countryName(_ text: String) -> String {
    CountryWords.code(for: text).flatMap { CountryWords.name(of: $0) } ?? text
  }
}

/// The brand's niches: equal regardless of case and punctuation, or one contained in the other.
struct NicheMatcher: Sendable {
  private let wanted: WordMatcher
  private let names: [String]

  init(_ niches: [String]) {
    wanted = WordMatcher(niches)
    names = niches
  }

  func matches(_ niche: String) -> Bool {
    if wanted.occurs(in: niche) { return true }
    let own = WordMatcher([niche])
    return names.contains { own.occurs(in: $0) }
  }
}

/// Languages by ISO 639-1 code and English name.
enum LanguageWords {
  /// The code of a known language; otherwise the text in lower case.
  static func code(_ text: String) -> String {
    let word = String(decoding: WordMatcher.fold(text), as: UTF8.self)
    if let code = codes[word] { return code }
    // A locale such as en-US.
    let parts = word.split(separator: " ")
    if parts.count == 2, parts[0].count == 2, parts[1].count == 2 { return String(parts[0]) }
    return word
  }

  private static let codes: [String: String] = [
    "arabic": "ar", "bengali": "bn", "chinese": "zh", "mandarin": "zh", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr",
    "german": "de", "deutsch": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko",
    "malay": "ms", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "spanish": "es", "español": "es", "swedish": "sv",
    "tagalog": "tl", "tamil": "ta", "telugu": "te", "thai": "th", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
  ]
}
