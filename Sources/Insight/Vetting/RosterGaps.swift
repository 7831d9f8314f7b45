import Marketing
import Wording

/// What the roster lacks for the brand's wishes and the planned campaigns.
///
/// Wanted are the brand's niches, countries and languages; each niche in each country; and each niche in the tiers that
/// campaigns ask for. A campaign that is neither archived nor over asks for the tiers of its open bookings and, if it
/// has targets, for the tier of its goal: mega for awareness, micro for engagement and conversions. If the brand has no
/// niches, those of the booked accounts are wanted.
///
/// A want is met by three bookable accounts, or by as many as bookings ask for if that is more: somebody declines,
/// somebody falls ill.
package struct RosterGaps: Sendable {
  /// What is wanted; parts that don't matter are nil.
  package struct Want: Hashable, Sendable {
    package var niche: String?
    package var country: String?
    package var language: String?
    package var tier: Tier?

    package init(
      niche: String? = nil, country: String? = nil, language: String? = nil, tier: Tier? = nil
    ) {
      self.niche = niche
      self.country = country
      self.language = language
      self.tier = tier
    }

    /// `beauty · DE`.
    package var title: String {
      [niche, country, language, tier?.title].compactMap(\.self).joined(separator: " · ")
    }

    var breadth: Int { [niche, country, language, tier?.rawValue].count { $0 != nil } }
  }

  package enum State: Int, Comparable, Sendable {
    /// No account in the roster.
    case missing
    /// Fewer accounts than needed.
    case thin
    /// Enough accounts, but too few of them may be booked.
    case uncleared
    case enough

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package struct Gap: Hashable, Sendable {
    package let want: Want
    /// Accounts in the roster that aren't archived or declined.
    package let have: Int
    /// Those of them that are approved or contracted.
    package let cleared: Int
    /// Accounts that the planned campaigns' bookings ask for; 0 without any.
    package let asked: Int
    /// The planned campaigns that want it, by name; empty if only the brand does.
    package let campaigns: [String]

    /// The smallest number that meets the want.
    package var need: Int { max(RosterGaps.fewest, asked) }

    package var state: State {
      if have == 0 { return .missing }
      if have < need { return .thin }
      return cleared < need ? .uncleared : .enough
    }

    /// How serious the gap is, 0 to 1: missing accounts count twice as much as uncleared ones.
    package var lack: Double {
      let absent = Double(max(0, need - have)) / Double(need)
      let uncleared = Double(max(0, need - cleared)) / Double(need)
      return (2 * absent + uncleared) / 3
    }

    /// `Only 2 accounts for beauty · Micro, 1 cleared; 5 are booked or proposed (Spring).`
    package var text: String {
      let accounts = CountText.plural(have, "account")
      let needed =
        asked > RosterGaps.fewest
        ? "\(asked) are booked or proposed" : "\(need) are a safe minimum"
      let by = campaigns.isEmpty ? "" : " (\(AccountWords.list(campaigns)))"
      let cleared = have > 0 && self.cleared == have ? "all cleared" : "\(self.cleared) cleared"
      return switch state {
      case .missing: "No account for \(want.title)\(by)."
      case .thin: "Only \(accounts) for \(want.title), \(cleared); \(needed)\(by)."
      case .uncleared: "\(accounts) for \(want.title), but \(cleared); \(needed)\(by)."
      case .enough: "\(accounts) for \(want.title), \(cleared)."
      }
    }
  }

  /// Fewer accounts than this are thin.
  package static let fewest = 3

  /// Everything wanted, the worst gap first, broader wants before narrower ones. A niche that nobody has isn't repeated
  /// for each country and tier.
  package let wants: [Gap]

  /// - Parameter country: maps spellings of a country to one word; the default treats `US` and `USA` as different.
  package init(
    _ session: Session, today: Day, country: (@Sendable (String) -> String)? = nil
  ) {
    let demand = CampaignDemand(session, today: today)
    var count = RosterCount(session, demand, country: country ?? AccountWords.folded)
    count.takeAll(session)
    wants = count.gaps(demand).sorted {
      if $0.state != $1.state { return $0.state < $1.state }
      if $0.lack != $1.lack { return $0.lack > $1.lack }
      if $0.want.breadth != $1.want.breadth { return $0.want.breadth < $1.want.breadth }
      return $0.want.title < $1.want.title
    }
  }
}

/// What the planned campaigns ask for.
struct CampaignDemand {
  /// The niches wanted, as written, without duplicates.
  private(set) var niches: [String] = []
  /// Tiers, with the names of the campaigns that ask for them.
  private(set) var tiers: [Tier: [String]] = [:]
  /// Accounts with open bookings by niche (folded) and tier.
  private(set) var booked: [NicheTier: Set<InfluencerID>] = [:]

  struct NicheTier: Hashable {
    /// Folded; nil for all niches.
    let niche: String?
    let tier: Tier?
  }

  init(_ session: Session, today: Day) {
    let planned = session.campaigns.rows.filter { campaign in
      !campaign.isArchived && campaign.end.map { $0 >= today } ?? true
    }
    var bookings: [CampaignID: [Booking]] = [:]
    for booking in session.bookings.rows where booking.stage < .done {
      bookings[booking.campaign, default: []].append(booking)
    }
    var bookedNiches: [String] = []
    for campaign in planned {
      var own: Set<Tier> = []
      for booking in bookings[campaign.id] ?? [] {
        guard let influencer = session.roster[booking.influencer] else { continue }
        let tier = session.tier(of: influencer)
        if let tier { own.insert(tier) }
        bookedNiches += influencer.niches
        for niche in Set(influencer.niches.map(AccountWords.folded)) {
          booked[NicheTier(niche: niche, tier: tier), default: []].insert(influencer.id)
          booked[NicheTier(niche: niche, tier: nil), default: []].insert(influencer.id)
        }
        booked[NicheTier(niche: nil, tier: tier), default: []].insert(influencer.id)
      }
      if !campaign.targets.isEmpty {
        own.insert(CampaignDemand.tier(for: campaign.goal, session.settings.tiers))
      }
      for tier in own { tiers[tier, default: []].append(campaign.name) }
    }
    let wanted = session.settings.brand.niches
    niches = CampaignDemand.distinct(wanted.isEmpty ? bookedNiches : wanted)
  }

  /// Mega or micro, depending on the goal; if the session has no such tier, its largest or smallest.
  private static func tier(for goal: Goal, _ scheme: TierScheme) -> Tier {
    let known = scheme.tiers
    let wanted = goal == .awareness ? Tier.mega : .micro
    if known.contains(wanted) { return wanted }
    return (goal == .awareness ? known.last : known.first) ?? wanted
  }

  /// Without duplicates, in the first spelling.
  static func distinct(_ words: [String], _ fold: (String) -> String = AccountWords.folded)
    -> [String]
  {
    var seen: Set<String> = []
    return words.map(AccountWords.trimmed).filter { !$0.isEmpty && seen.insert(fold($0)).inserted }
  }
}

/// Counts the accounts that meet each want, in one pass over the roster.
private struct RosterCount {
  private struct Tally {
    var have = 0
    var cleared = 0
  }

  /// Places in the lists of wants, from 1; 0 for a part that doesn't matter.
  private struct Key: Hashable {
    var niche: UInt32 = 0
    var country: UInt32 = 0
    var language: UInt32 = 0
    var tier = 0
  }

  private let niches: [String]
  private let countries: [String]
  private let languages: [String]
  private let tiers: [Tier]
  /// Wanted words have the lowest codes, in the order of the lists.
  private var nicheCodes = WordCodes()
  private var countryCodes: WordCodes
  private var languageCodes = WordCodes(AccountWords.language)
  private var tallies: [Key: Tally] = [:]

  init(
    _ session: Session, _ demand: CampaignDemand, country: @escaping @Sendable (String) -> String
  ) {
    let brand = session.settings.brand
    niches = demand.niches
    countries = CampaignDemand.distinct(brand.countries, country)
    languages = CampaignDemand.distinct(brand.languages, AccountWords.language)
    tiers = demand.tiers.keys.sorted()
    countryCodes = WordCodes(country)
    for niche in niches { _ = nicheCodes.code(niche) }
    for country in countries { _ = countryCodes.code(country) }
    for language in languages { _ = languageCodes.code(language) }
  }

  mutating func takeAll(_ session: Session) {
    let rows = session.roster.rows
    for at in rows.indices where !rows[at].isArchived {
      let state = rows[at].vetting.state
      if state == .declined { continue }
      let place = session.tier(of: rows[at]).flatMap { tiers.firstIndex(of: $0) }
      let tier = place.map { $0 + 1 } ?? 0
      let country = wanted(countryCodes.code(rows[at].country), countries)
      let language = wanted(languageCodes.code(rows[at].language), languages)
      if country > 0 { count(Key(country: country), state) }
      if language > 0 { count(Key(language: language), state) }
      if niches.isEmpty, tier > 0 { count(Key(tier: tier), state) }
      var own: [UInt32] = []
      for word in rows[at].niches {
        let niche = wanted(nicheCodes.code(word), niches)
        if niche == 0 || own.contains(niche) { continue }
        own.append(niche)
        count(Key(niche: niche), state)
        if country > 0 { count(Key(niche: niche, country: country), state) }
        if tier > 0 { count(Key(niche: niche, tier: tier), state) }
      }
    }
  }

  private func wanted(_ code: UInt32, _ list: [String]) -> UInt32 { code > list.count ? 0 : code }

  private mutating func count(_ key: Key, _ state: Vetting.State) {
    tallies[key, default: Tally()].have += 1
    if state.isCleared { tallies[key, default: Tally()].cleared += 1 }
  }

  func gaps(_ demand: CampaignDemand) -> [RosterGaps.Gap] {
    func places(_ words: [String]) -> [UInt32] { words.indices.map { UInt32($0) + 1 } }
    var keys = places(niches).map { Key(niche: $0) }
    keys += places(countries).map { Key(country: $0) }
    keys += places(languages).map { Key(language: $0) }
    if niches.isEmpty { keys += tiers.indices.map { Key(tier: $0 + 1) } }
    // What nobody has at all isn't repeated for each country and tier.
    for niche in places(niches) where tallies[Key(niche: niche)] != nil {
      for country in places(countries) where tallies[Key(country: country)] != nil {
        keys.append(Key(niche: niche, country: country))
      }
      keys += tiers.indices.map { Key(niche: niche, tier: $0 + 1) }
    }
    return keys.map { gap($0, demand) }
  }

  private func gap(_ key: Key, _ demand: CampaignDemand) -> RosterGaps.Gap {
    func word(_ place: UInt32, _ list: [String]) -> String? {
      place > 0 ? list[Int(place) - 1] : nil
    }
    let want = RosterGaps.Want(
      niche: word(key.niche, niches), country: word(key.country, countries),
      language: word(key.language, languages), tier: key.tier > 0 ? tiers[key.tier - 1] : nil)
    let asking = CampaignDemand.NicheTier(
      niche: want.niche.map(AccountWords.folded), tier: want.tier)
    let isAsked = want.country == nil && want.language == nil
    let tally = tallies[key] ?? Tally()
    return RosterGaps.Gap(
      want: want, have: tally.have, cleared: tally.cleared,
      asked: isAsked ? demand.booked[asking]?.count ?? 0 : 0,
      campaigns: want.tier.flatMap { demand.tiers[$0] } ?? [])
  }
}
