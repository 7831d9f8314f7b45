/// Decides what kind of file it is.
extension MappingProposer {
  func judge(_ kind: FileKind, _ choices: [Int: Choice]) -> Bool {
    // An empty column is no evidence.
    let fields = Set(choices.filter { isFilled($0.key) }.values.map(\.field))
    func hasAny(_ wanted: ImportField...) -> Bool { wanted.contains(where: fields.contains) }
    switch kind {
    case .payouts:
      guard hasAny(.influencerReference, .promoCode) else { return false }
      if areGifts(choices) { return hasAny(.influencerReference) && hasAny(.productCost) }
      let isListed =
        [.payoutBasis, .payoutRate, .totalPayout].count { fields.contains($0) } >= 2
      return isListed || hasAny(.totalPayout, .commissionPaid) && saysPaid(choices)
    case .roster:
      guard
        let identity = choices.first(where: { $0.value.field == .handle })?.key
          ?? choices.first(where: { $0.value.field == .reference })?.key
          ?? choices.first(where: { $0.value.field == .name })?.key ?? accountLinks(choices)
      else { return false }
      let about = hasAny(
        .followers, .platform, .category, .country, .email, .averageViews, .averageLikes,
        .engagementRate, .engagementAverage)
      return isOneEach(identity, choices)
        && (about || (profiles.count <= 3 && fields.contains(.handle) && !hasDates))
    case .posts:
      return (hasAny(.influencerReference, .adName) || accountLinks(choices) != nil)
        && hasAny(.date, .postURL, .caption, .key)
        && hasAny(.reach, .impressions, .likes, .comments, .shares, .saves)
    case .orders:
      return hasAny(.influencerReference, .promoCode, .trackingLink)
        && hasAny(.conversions, .revenue, .clicks, .orderTotal) && saysSold(choices)
    case .unknown:
      return true
    }
  }

  /// Files without rows have nothing but names.
  func isFilled(_ index: Int) -> Bool {
    inspection.rows == 0 || profiles[index].present > 0 || forced[index] != nil
  }

  private var hasDates: Bool {
    profiles.contains { $0.dateShare >= 0.8 && $0.present > 0 }
  }

  func findKind() -> FileKind {
    if let told = toldKind() { return told }
    let isHandleTold = forced.values.contains { $0 == .field(.handle) }
    if isHandleTold, areGifts(assign(.payouts)) { return .roster }
    // A roster says who; posts also say when or where, and name people more than once.
    let roster = assign(.roster)
    let isRoster = judge(.roster, roster)
    let payouts = assign(.payouts)
    let posts = assign(.posts)
    let isPosts = judge(.posts, posts)
    // Posts, however much they say about what was paid.
    let arePosts = isPosts && posts.hasField(.postURL) && hasFigures(posts)
    if !arePosts, judge(.payouts, payouts), !(isRoster && isRateCard(roster, payouts)) {
      return .payouts
    }
    if isRoster && isPosts {
      let isAboutPosts =
        posts.hasField(.caption) || posts.hasField(.postURL)
        || posts.hasField(.date) && !roster.hasField(.fee) && !roster.hasField(.email)
        || posts.hasField(.date) && posts.hasField(.key) && posts.hasField(.spend)
      let isReport = isAboutPosts && areDated(posts) && figuresLost(posts, roster).count >= 2
      return isAboutPosts && !roster.hasField(.followers) || isReport ? .posts : .roster
    }
    if isPosts || isRoster && isCampaignReport(posts, roster) { return .posts }
    let orders = assign(.orders)
    // A number, an amount and a state: no list of people has all three.
    if judge(.orders, orders),
      [.orderTotal, .orderStatus, .refund].count(where: orders.hasField) >= 2
    {
      return .orders
    }
    if judge(.orders, orders), isCreatorReport(posts, orders) { return .posts }
    if isRoster, isSalesReport(orders, roster) { return .orders }
    if isRoster, !isAboutPeople(roster), !judge(.orders, orders), isLedger || isOfPayers {
      return .unknown
    }
    if isRoster {
      return judge(.orders, orders) && !roster.hasField(.followers)
        && (orders.hasField(.date) || areSales(orders, roster)) ? .orders : .roster
    }
    return judge(.orders, orders) ? .orders : areNobodys(posts) ? .posts : .unknown
  }

  /// Whether rows are figures of days or posts of one account, as somebody exports who only sees their own.
  private func areNobodys(_ posts: [Int: Choice]) -> Bool {
    let figures = posts.filter { Self.figures.contains($0.value.field) && isFilled($0.key) }
    return figures.count >= 3
      && (figures.hasField(.impressions) || figures.hasField(.reach))
      && (posts.hasField(.date) || posts.hasField(.periodEnd) || posts.hasField(.postURL))
  }

  /// Whether a choice of columns has figures of posts.
  func hasFigures(_ choices: [Int: Choice]) -> Bool {
    choices.count { Self.figures.contains($0.value.field) } >= 2
  }

  /// Whether the rows are single posts: they have links or texts of their own, or days of publication.
  private func areDated(_ posts: [Int: Choice]) -> Bool {
    posts.contains { index, choice in
      guard isFilled(index) else { return false }
      if choice.field == .postURL || choice.field == .caption { return true }
      return choice.field == .date && isPublication(index)
    }
  }

  /// Whether a header speaks of the day of publication.
  func isPublication(_ index: Int) -> Bool { Self.hasWord(names[index], Self.publishing) }

  private static let publishing = [
    "post", "publ", "veröffentlicht", "live", "pubblic", "gepubliceerd", "geplaatst",
  ]

  /// The figures that a roster has no field for.
  private func figuresLost(_ posts: [Int: Choice], _ roster: [Int: Choice]) -> [ImportField] {
    posts.filter { roster[$0.key] == nil && isFilled($0.key) }.map(\.value.field)
      .filter { Self.figures.contains($0) }
  }

  /// Whether the rows are what creators brought in a campaign, however much they say about the creators: how often they
  /// were seen, and what that cost or was worth.
  private func isCampaignReport(_ posts: [Int: Choice], _ roster: [Int: Choice]) -> Bool {
    let sold: [ImportField] = [.conversions, .revenue]
    let lost =
      figuresLost(posts, roster)
      + posts.filter { roster[$0.key] == nil && sold.contains($0.value.field) }.map(\.value.field)
    let isOfPosts = [ImportField.likes, .comments, .shares, .saves].contains(where: lost.contains)
    return posts.hasField(.influencerReference) && lost.count >= 2
      && (lost.contains(.impressions) || lost.contains(.reach))
      && (names.contains { !Self.worths.isDisjoint(with: $0.words) }
        || lost.count >= 4 && isOfPosts)
  }

  /// Whether rows without a day are what creators brought, and how often they were seen as well: sales have no reach.
  private func isCreatorReport(_ posts: [Int: Choice], _ orders: [Int: Choice]) -> Bool {
    let lost = posts.filter { orders[$0.key] == nil && isFilled($0.key) }.map(\.value.field)
      .filter { Self.figures.contains($0) }
    return posts.hasField(.influencerReference) && lost.count >= 2
      && (lost.contains(.impressions) || lost.contains(.reach))
      && ![.key, .orderStatus, .orderTotal, .refund].contains(where: orders.hasField)
  }

  /// Whether the rows are what creators sold, however much they say about the creators: clicks, orders and revenue.
  private func isSalesReport(_ orders: [Int: Choice], _ roster: [Int: Choice]) -> Bool {
    let sold = orders.filter { roster[$0.key] == nil && isFilled($0.key) }.map(\.value.field)
    return judge(.orders, orders) && (sold.contains(.conversions) || isTold(.conversions))
      && [.revenue, .orderTotal, .clicks].contains(where: sold.contains)
  }

  private func isTold(_ field: ImportField) -> Bool {
    forced.values.contains { $0 == .field(field) }
  }

  private static let worths: Set<String> = [
    "cpm", "ecpm", "cpe", "cpc", "cpa", "cpv", "emv", "imv", "eimv", "roi", "roas", "spend",
    "spent", "cost",
    "costs", "kosten", "coût", "coste", "costo", "custo", "tkp",
  ]

  /// Whether rows without a date that can be read are sales all the same: an amount, in a file that speaks of orders and
  /// says nothing that a roster would.
  private func areSales(_ orders: [Int: Choice], _ roster: [Int: Choice]) -> Bool {
    (orders.hasField(.revenue) || orders.hasField(.orderTotal)) && speaksOfSales
      && ![.fee, .email, .category, .country].contains(where: roster.hasField)
  }

  /// The kind that the user's own words leave: some fields are of one kind only.
  private func toldKind() -> FileKind? {
    let told = Set(
      forced.values.compactMap { target -> ImportField? in
        if case .field(let field) = target { return field }
        return nil
      })
    func isTold(_ fields: ImportField...) -> Bool { fields.contains(where: told.contains) }
    if isTold(.totalPayout, .commissionPaid, .payoutBasis, .payoutRate) { return .payouts }
    if isTold(.orderTotal, .refund, .orderStatus, .cancelled) { return .orders }
    if isTold(.impressions, .reach, .likes, .comments, .shares, .saves, .postURL, .caption, .adName)
    {
      return .posts
    }
    return nil
  }

  /// Whether hardly an account comes twice. The same name on another platform is another account.
  private func isOneEach(_ identity: Int, _ choices: [Int: Choice]) -> Bool {
    let profile = profiles[identity]
    if profile.uniqueShare >= 0.8 { return true }
    guard let platform = choices.first(where: { $0.value.field == .platform })?.key,
      !choices.hasField(.date)
    else { return false }
    return profile.uniqueShare * Double(profiles[platform].sampledDistinct) >= 0.8
      && choices.hasField(.followers)
  }

  /// Whether the rows are dated amounts of creators, sales or payments.
  private var isLedger: Bool {
    let choices = assign(.payouts)
    return choices.hasField(.influencerReference) && choices.hasField(.date)
      && choices.contains { $0.value.field == .totalPayout && !isFee(names[$0.key]) }
  }

  /// Whether fees are what people ask for, rather than what they were paid.
  private func isRateCard(_ roster: [Int: Choice], _ payouts: [Int: Choice]) -> Bool {
    if isAboutPeople(roster) { return true }
    let isAsked = payouts.contains { index, choice in
      choice.field == .totalPayout && roster[index]?.field == .fee
    }
    return isAsked && !speaksOfPaying
      && [.platform, .email, .category, .country].contains(where: roster.hasField)
  }

  func isAboutPeople(_ choices: [Int: Choice]) -> Bool {
    [.followers, .engagementRate, .averageViews, .averageLikes].contains(where: choices.hasField)
  }
}
