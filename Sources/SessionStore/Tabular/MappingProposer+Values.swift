import Wording

/// Scores columns by their values.
extension MappingProposer {
  struct Fit {
    var share: Double
    var words: String
    var isGood: Bool
  }

  /// Whether a column's values are yes or no.
  enum Flag {
    case no
    /// Nothing but 1 and 0, which may as well be counts.
    case digits
    case yes
  }

  /// A name that ends in a question mark asks for yes or no, and so do words that say it.
  static func flag(_ header: String, _ profile: ColumnProfile) -> Flag {
    guard profile.saysYesOrNo else { return .no }
    let asks = header.trimmedCell.last.map { $0 == "?" || $0 == "？" } ?? false
    if asks || profile.numbers < profile.present { return .yes }
    return profile.distinct == 2 ? .digits : .no
  }

  private func isFlag(_ index: Int, _ field: ImportField) -> Bool {
    switch (flags[index], field.kind) {
    case (.yes, .count), (.yes, .money), (.yes, .rate), (.yes, .number), (.digits, .money): true
    default: false
    }
  }

  /// How well the values of a column fit `field`.
  func fit(_ index: Int, _ field: ImportField) -> Fit {
    let profile = profiles[index]
    let present = profile.present
    if present == 0 { return Fit(share: 0.5, words: "it holds no values", isGood: true) }
    if isFlag(index, field) {
      return Fit(share: 0, words: "its values are yes or no", isGood: false)
    }
    func part(_ count: Int, _ whole: Int, _ what: String, least: Double) -> Fit {
      let share = whole == 0 ? 0 : Double(count) / Double(whole)
      // A single odd cell doesn't spoil a short column.
      let isShort = whole < 5 && count >= 2 && whole - count == 1
      return Fit(
        share: share, words: "\(count) of \(whole) values are \(what)",
        isGood: share >= least || isShort)
    }
    switch field.kind {
    case .count:
      var fit = part(profile.numbers, present, "numbers", least: 0.8)
      if fit.isGood && profile.negatives * 20 > profile.numbers {
        fit = Fit(share: 0, words: "\(profile.negatives) values are below zero", isGood: false)
      }
      if fit.isGood && profile.percents * 2 > profile.numbers {
        fit = Fit(share: 0, words: "\(profile.percents) values are percentages", isGood: false)
      }
      if fit.isGood && profile.money * 2 > profile.numbers {
        fit = Fit(share: 0, words: "\(profile.money) values have a currency", isGood: false)
      }
      if fit.isGood, field == .engagementAverage, profile.fractions * 2 > profile.numbers,
        let maximum = profile.maximum, maximum <= ExactDecimal(100)
      {
        fit = Fit(share: 0, words: "values look like percentages", isGood: false)
      }
      return fit
    case .money:
      if profile.percents * 2 > profile.numbers {
        return Fit(share: 0, words: "\(profile.percents) values are percentages", isGood: false)
      }
      return part(
        profile.numbers + profile.numberEvidence.bareRanges, present, "numbers", least: 0.8)
    case .number:
      return part(profile.numbers, present, "numbers", least: 0.8)
    case .rate:
      let fit = part(profile.numbers, present, "numbers", least: 0.8)
      if fit.isGood, let maximum = profile.maximum, maximum > ExactDecimal(1000) {
        return Fit(share: 0, words: "values reach \(maximum), too high for a rate", isGood: false)
      }
      return fit
    case .date:
      let decision = profile.dateEvidence.decide(namedDate: true, clues: dateClues)
      return part(present - decision.unreadable, present, "dates", least: 0.8)
    case .platform: return part(profile.platforms, profile.sampled, "platforms", least: 0.8)
    case .country:
      var fit = part(profile.countries, profile.sampled, "countries", least: 0.6)
      if profile.countryCodes * 2 > profile.sampled {
        fit.words = "\(profile.countryCodes) of \(profile.sampled) values are country codes"
      }
      return fit
    case .url: return part(profile.urls, profile.sampled, "addresses", least: 0.8)
    case .email: return part(profile.emails, profile.sampled, "e-mail addresses", least: 0.8)
    case .identity:
      if [.influencerReference, .handle].contains(field), let (count, what) = strangers(profile) {
        return Fit(share: 0, words: "\(count) values are \(what)", isGood: false)
      }
      switch field {
      case .reference, .key, .influencerReference, .person, .adName, .promoCode:
        let fits = profile.dateShare < 0.5 && profile.money * 2 < present
        return Fit(
          share: fits ? 1 : 0, words: Self.distinct(profile), isGood: fits)
      default:
        let words = profile.sampled - profile.spaced
        return part(words, profile.sampled, "single words", least: field == .handle ? 0.9 : 0.8)
      }
    case .label:
      if field == .cancelledFlag {
        return Fit(
          share: 1, words: Self.distinct(profile),
          isGood: profile.dateShare < 0.5 && profile.distinct <= 3)
      }
      if field == .campaign {
        if let (count, what) = strangers(profile) {
          return Fit(share: 0, words: "\(count) values are \(what)", isGood: false)
        }
        return Fit(
          share: 1, words: Self.distinct(profile), isGood: profile.dateShare < 0.5)
      }
      return part(present - profile.numbers - profile.dates, present, "text", least: 0.5)
    case .text:
      if field == .audienceAges {
        return part(profile.ages, profile.sampled, "groups of ages", least: 0.8)
      }
      if field == .name, let (count, what) = strangers(profile) {
        return Fit(share: 0, words: "\(count) values are \(what)", isGood: false)
      }
      return part(present - profile.numbers - profile.dates, present, "text", least: 0.5)
    }
  }

  /// What identifies neither people nor campaigns: where buyers come from, or platforms.
  private func strangers(_ profile: ColumnProfile) -> (count: Int, what: String)? {
    if profile.channelShare >= 0.6 && profile.isCategorical {
      return (profile.channels, "marketing channels")
    }
    return profile.platformShare >= 0.8 ? (profile.platforms, "platforms") : nil
  }

  /// A description of the column's values.
  func content(_ index: Int) -> String {
    let profile = profiles[index]
    if profile.channelShare >= 0.6 && profile.isCategorical {
      return "\(profile.channels) of \(profile.sampled) values are marketing channels"
    }
    let present = profile.present
    if present == 0 { return "no values" }
    if profile.dateShare >= 0.8 { return "\(profile.dates) of \(present) values are dates" }
    if profile.numberShare >= 0.8 { return "\(profile.numbers) of \(present) values are numbers" }
    let shapes = [
      (profile.emails, "e-mail addresses"), (profile.urls, "addresses"),
      (profile.platforms, "platforms"), (profile.countries, "countries"),
    ]
    for (count, what) in shapes where count * 10 >= profile.sampled * 8 {
      return "\(count) of \(profile.sampled) values are \(what)"
    }
    return profile.isCategorical ? "\(profile.distinct) different texts" : "texts"
  }

  private static func distinct(_ profile: ColumnProfile) -> String {
    CountText.plural(profile.distinct, "different value")
  }
}
