/// Assigns columns to the fields of a kind of file.
extension MappingProposer {
  struct Choice {
    var field: ImportField
    var score: Double
    var reason: String
  }

  /// The best column for every field of a kind of file.
  func assign(_ kind: FileKind) -> [Int: Choice] {
    var result: [Int: Choice] = [:]
    var taken: Set<ImportField> = []
    var closed: Set<Int> = []
    for (index, target) in forced {
      closed.insert(index)
      if case .field(let field) = target {
        let fit = fit(index, field)
        result[index] = Choice(
          field: field, score: 1,
          reason: fit.isGood ? "as told; \(fit.words)" : "as told, although only \(fit.words)")
        if !field.allowsSeveral { taken.insert(field) }
      }
    }
    for (index, choice) in profileChoices() {
      result[index] = choice
      closed.insert(index)
      if !choice.field.allowsSeveral { taken.insert(choice.field) }
    }
    for index in profiles.indices where profileAside(index) != nil { closed.insert(index) }
    for twin in inspection.twins where forced[twin.first] == nil && forced[twin.second] == nil {
      let other = twin.exact == twin.first ? twin.second : twin.first
      if result[other] == nil { closed.insert(other) }
    }
    // Of columns for several platforms, those of the given one count.
    if kind == .roster, let givenPlatform {
      for index in profiles.indices where result[index] == nil {
        let named = PlatformWords.platforms(inTokens: names[index].words)
        if !named.isEmpty, !named.contains(givenPlatform) { closed.insert(index) }
      }
    }
    func take(_ index: Int, _ choice: Choice) {
      result[index] = choice
      closed.insert(index)
      if !choice.field.allowsSeveral { taken.insert(choice.field) }
    }

    if kind == .roster { identify(closed, taken, take) }
    if kind == .orders, !taken.contains(.key), let index = orderNumbers(closed),
      profiles[index].examples.allSatisfy({ $0.hasPrefix("#") }) || isNumbering(index)
    {
      take(index, Choice(field: .key, score: 0.9, reason: "holds order numbers such as #1001"))
    }

    var claims: [(index: Int, order: Int, rank: Double, choice: Choice)] = []
    for (order, field) in kind.fields.enumerated() {
      if kind == .roster && (field == .handle || field == .name) { continue }
      for index in profiles.indices where !closed.contains(index) {
        let score = kind == .payouts ? payeeScore(index, field) : nameScore(index, field)
        guard score > 0 else { continue }
        let fit = fit(index, field)
        guard fit.isGood, !(field == .campaign && differsInEveryRow(index, kind)),
          !(field == .influencerReference && isAdvertiser(index)),
          // Another column has the days, whatever it is called, and each order is one if no column counts them.
          field != .date && field != .conversions || isFilled(index),
          field != .date && field != .periodEnd || !isLifeOfCode(index)
        else { continue }
        let rank = rank(index, field, kind)
        claims.append(
          (
            index, order, amountRank(index, field, kind),
            Choice(
              field: field, score: score * rank * (0.5 + fit.share / 2),
              reason: "name says \(field.words); \(fit.words)")
          ))
      }
    }
    claims.sort {
      ($1.choice.score * $1.rank, $0.order, $0.index)
        < ($0.choice.score * $0.rank, $1.order, $1.index)
    }
    for claim in claims
    where !closed.contains(claim.index) && !taken.contains(claim.choice.field) {
      take(claim.index, claim.choice)
    }
    let views = claims.filter { $0.choice.field == .impressions && !closed.contains($0.index) }
    if let index = views.first(where: { countsViews($0.index) })?.index,
      let shown = result.first(where: { $0.value.field == .impressions }),
      profiles[shown.key].absent > 0
    {
      take(
        index,
        Choice(
          field: .impressions, score: shown.value.score * 0.9,
          reason: "views, for rows in which “\(labels[shown.key])” is empty"))
    }

    if kind == .posts, !taken.contains(.influencerReference), !taken.contains(.adName),
      let handle = assign(.roster).first(where: { $0.value.field == .handle })?.key,
      result[handle] == nil, hasFigures(result)
    {
      take(
        handle,
        Choice(
          field: .influencerReference, score: 0.7,
          reason: "holds handles; \(fit(handle, .handle).words)"))
    }
    if creditsCampaigns, kind == .posts, !taken.contains(.influencerReference),
      !taken.contains(.adName),
      taken.contains(.spend),
      let campaign = result.first(where: { $0.value.field == .campaign })?.key,
      forced[campaign] == nil, match == nil
    {
      result[campaign] = Choice(
        field: .adName, score: 0.7,
        reason: "the file has no ads: a campaign whose name has a known handle in it is theirs")
    }

    // Columns whose name says nothing, but whose values can be only one thing.
    let telling: [ImportField] = [
      .email, .platform, .country, kind == .posts ? .postURL : .url,
    ]
    for field in telling where kind.fields.contains(field) && !taken.contains(field) {
      for index in profiles.indices where !closed.contains(index) && profiles[index].sampled > 0 {
        // "Channel" can be a name, but not where it holds platforms.
        let isOther =
          field == .platform
          && !kind.fields.contains { nameScore(index, $0) > 0 && self.fit(index, $0).isGood }
        let fit = fit(index, field)
        guard !names[index].isKnown || isOther, fit.share >= 0.9 else { continue }
        take(index, Choice(field: field, score: 0.6, reason: "the name says nothing; \(fit.words)"))
        break
      }
    }
    if kind != .roster, !taken.contains(.date), !taken.contains(.periodEnd),
      lifetimeColumn() == nil,
      let index = onlyDates(closed)
    {
      take(
        index,
        Choice(
          field: .date, score: 0.6,
          reason: "the name says nothing; \(fit(index, .date).words)"))
    }
    if kind == .posts || kind == .orders, !taken.contains(.date), !taken.contains(.periodEnd),
      let index = profiles.indices.first(where: { !closed.contains($0) && holdsSpans($0) })
    {
      take(
        index,
        Choice(field: .periodEnd, score: 0.8, reason: "holds the first and the last day of a span"))
    }
    if kind == .orders, !taken.contains(.orderStatus), let index = orderStates(closed) {
      take(
        index,
        Choice(
          field: .orderStatus, score: 0.7,
          reason: "the name says nothing, but its values are states of orders"))
    }
    if kind == .orders { settleAmounts(&result) }
    if kind == .orders, !taken.contains(.key), let index = orderNumbers(closed) {
      take(index, Choice(field: .key, score: 0.8, reason: "holds order numbers such as #1001"))
    }
    return result
  }

  /// How much a column is preferred to others of the same field: from 0 to 1.
  private func rank(_ index: Int, _ field: ImportField, _ kind: FileKind) -> Double {
    // A column of the right name without a value says nothing.
    guard isFilled(index) else { return 0.1 }
    let words = names[index].words
    switch field {
    case .influencerReference: return identityScore(index)
    case .impressions: return impressionsRank(index)
    case .saves where words.contains { $0.hasPrefix("favo") || $0.hasPrefix("prefer") }: return 0.8
    case .likes:
      // TikTok's favorites are what others call saves.
      return words.contains { $0.hasPrefix("favo") || $0.hasPrefix("prefer") } ? 0.9 : 1
    case .adName:
      return words.contains { word in Self.adGroups.contains { word.hasPrefix($0) } } ? 0.5 : 1
    case .key where kind == .orders:
      // By the order's number the same sale is known in other files.
      let isOrders = words.contains { word in Self.orders.contains { word.hasPrefix($0) } }
      return isOrders && profiles[index].uniqueShare < 0.999 ? 0.7 : isOrders ? 1 : 0.9
    case .conversions where words.contains("total") || words.contains("all"):
      return names.contains { $0.words.contains("checkouts") } ? 0.8 : 1
    default: return 1
    }
  }

  /// Views of a video are counted after some seconds, impressions of a post always. On YouTube impressions are those of
  /// the thumbnail, which the rate of clicks on them gives away.
  private func impressionsRank(_ index: Int) -> Double {
    func says(_ name: HeaderName, _ beginnings: [String]) -> Bool {
      Self.hasWord(name, beginnings)
    }
    let isOfThumbnails =
      isOfYouTube && names.contains { says($0, Self.shown) && says($0, Self.clicked) }
    if says(names[index], Self.shown) { return isOfThumbnails ? 0.3 : 1 }
    let isBeside =
      !isOfThumbnails
      && names.indices.contains { other in
        other != index && says(names[other], Self.shown) && nameScore(other, .impressions) > 0
          && profiles[other].numbers > 0 && fit(other, .impressions).isGood
      }
    if isBeside { return 0.4 }
    return names[index].words.contains { $0.hasPrefix("vid") } ? 0.85 : 0.9
  }

  /// Whether cells say from which to which day a row is.
  func holdsSpans(_ index: Int) -> Bool {
    let examples = profiles[index].examples
    return !examples.isEmpty
      && examples.allSatisfy { text in
        TitleSpan.find(in: [text]).map { $0.lowerBound < $0.upperBound } ?? false
      }
  }

  /// Whether it has views rather than impressions.
  private func countsViews(_ index: Int) -> Bool { !Self.hasWord(names[index], Self.shown) }

  var isOfYouTube: Bool {
    profiles.contains { Array($0.linkPlatforms.keys) == ["youtube"] }
      || PlatformWords.platforms(
        inTokens: names.flatMap(\.words) + HeaderName(fileName ?? "").words
      )
      .contains("youtube")
      || names.contains { Self.hasWord($0, Self.subscribers) }
  }

  private static let subscribers = [
    "subscri", "suscript", "abonnent", "abonnés", "iscritti", "inscritos", "abonnees", "登録者",
  ]
  /// How words for being shown begin, and those for being clicked.
  private static let shown = [
    "impr", "affichage", "vertoning", "einblendung", "インプレッション", "表示回数",
  ]
  private static let clicked = ["click", "clic", "klick", "klik", "cliques", "ctr", "クリック"]

  private static let adGroups = [
    "set", "adset", "group", "squad", "anzeigengruppe", "gruppe", "conjunto", "ensemble", "grupo",
    "groupe", "groupes", "gruppo", "gruppi", "groep", "anzeigengruppen", "advertentiegroep",
    "annonsgrupp", "グループ", "広告グループ", "広告セット",
  ]
  private static let orders = [
    "order", "bestell", "auftrag", "commande", "pedido", "ordine", "bestel", "注文", "#",
  ]

  /// Whether a column names whose ads these are, rather than whom they show.
  private func isAdvertiser(_ index: Int) -> Bool {
    [
      "account", "account name", "ad account", "ad account name", "advertiser", "advertiser name",
      "account id",
    ]
    .contains(names[index].phrase)
      && names.contains { $0.words.contains("campaign") }
      && names.contains { !Set($0.words).isDisjoint(with: ["spend", "spent", "cost"]) }
  }

  /// The first column of dates, if none is called that; not one of what happened later, such as a delivery.
  private func onlyDates(_ closed: Set<Int>) -> Int? {
    let later: Set<String> = [
      "end", "ends", "due", "updated", "modified", "last", "birth", "birthday", "birthdate",
      "locked",
      "expires", "expiry", "shipped", "fulfilled", "delivered", "click", "clicked", "joined",
      "added",
      "refunded", "cancelled", "canceled",
    ]
    // Seconds since 1970 are any large number, unless the header speaks of a time.
    let timed: Set<String> = ["at", "time", "timestamp", "date", "utc", "created", "published"]
    return profiles.indices.first { index in
      guard !isLifeOfCode(index) else { return false }
      let profile = profiles[index]
      let words = Set(names[index].words)
      let isUnix =
        profile.dateEvidence.unix == profile.present && !words.isDisjoint(with: timed)
      return !closed.contains(index) && profile.present > 0
        && (profile.dateShare >= 0.9 || isUnix) && words.isDisjoint(with: later)
    }
  }

  /// Whether the column says when a discount code was made or how long it is valid, in a list of codes: what the
  /// figures are of is another day.
  func isLifeOfCode(_ index: Int) -> Bool {
    guard names.contains(where: { Self.hasWord($0, Self.expiries) || $0.words.contains("valid") }),
      !names.contains(where: { $0.isNumbered || Self.hasWord($0, ["orderid", "ordernumber"]) }),
      names.indices.contains(where: {
        nameScore($0, .promoCode) >= 0.7 && profiles[$0].uniqueShare == 1
      })
    else { return false }
    return Self.hasWord(names[index], Self.expiries) || Self.hasWord(names[index], Self.beginnings)
  }

  static func hasWord(_ name: HeaderName, _ beginnings: [String]) -> Bool {
    name.words.contains { word in beginnings.contains { word.hasPrefix($0) } }
  }

  /// How words begin that say how long something is valid.
  private static let expiries = [
    "expir", "gültig", "ablauf", "läuft", "caduc", "vence", "scade", "scadenza", "verval",
    "verloopt",
    "期限", "有効期限",
  ]
  private static let beginnings = [
    "creat", "start", "begin", "end", "erstell", "créé", "créat", "début", "fin", "cread", "inicio",
    "criad", "creat", "inizio", "aangemaakt", "einde", "作成",
  ]

  /// Whether the column can't be a campaign of these rows, because hardly two of them share one.
  func differsInEveryRow(_ index: Int, _ kind: FileKind) -> Bool {
    switch kind {
    case .posts, .orders, .payouts:
      let profile = profiles[index]
      return profile.sampled >= 50 && profile.uniqueShare > 0.9
    case .roster, .unknown: return false
    }
  }

  static let ordered: Set<String> = [
    "name", "order", "bestellung", "pedido", "commande", "ordine", "bestelling", "encomenda",
    "zamówienie", "beställning", "注文",
  ]

  /// Whether no value comes twice and all are long, as numbers are that tell orders apart and none that count them.
  private func isNumbering(_ index: Int) -> Bool {
    let profile = profiles[index]
    return profile.uniqueShare == 1 && profile.sampled > 1
      && profile.examples.allSatisfy { text in
        text.utf8.count(where: { (0x30...0x39).contains($0) }) >= 3 && !text.contains(".")
          && !text.contains(",")
      }
  }

  /// A column of states of orders, of which one doesn't count.
  private func orderStates(_ closed: Set<Int>) -> Int? {
    profiles.indices.first { index in
      !closed.contains(index) && profiles[index].sampledDistinct <= 12
        && (!names[index].isKnown || names[index].phrase == "state")
        && !names[index].words.contains("fulfillment")
        && StateWords.areStates(profiles[index].examples)
    }
  }

  /// A column called “Name” or “Order” whose values are order numbers, as shops have it.
  private func orderNumbers(_ closed: Set<Int>) -> Int? {
    profiles.indices.first { index in
      guard !closed.contains(index),
        Self.ordered.contains(names[index].phrase)
      else { return false }
      let examples = profiles[index].examples
      return !examples.isEmpty
        && examples.allSatisfy { text in
          text.utf8.contains { (0x30...0x39).contains($0) } && !text.contains(" ")
        }
    }
  }
}
