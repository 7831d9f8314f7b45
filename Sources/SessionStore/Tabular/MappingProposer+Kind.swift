/// Decides what kind of file it is.
extension MappingProposer {
  func judge(_ kind: FileKind, _ choices: [Int: Choice]) -> Bool {
    let fields = Set(choices.values.map(\.field))
    func hasAny(_ wanted: ImportField...) -> Bool { wanted.contains(where: fields.contains) }
    switch kind {
    case .payouts:
      return fields.contains(.influencerReference)
        && [.payoutBasis, .payoutRate, .totalPayout].count { fields.contains($0) } >= 2
    case .roster:
      guard
        let identity = choices.first(where: { $0.value.field == .handle })?.key
          ?? choices.first(where: { $0.value.field == .reference })?.key
          ?? choices.first(where: { $0.value.field == .name })?.key ?? accountLinks(choices)
      else { return false }
      let about = hasAny(
        .followers, .platform, .category, .country, .email, .averageViews, .averageLikes,
        .engagementRate, .engagementAverage)
      return profiles[identity].uniqueShare >= 0.8
        && (about || (profiles.count <= 3 && (fields.contains(.handle))))
    case .posts:
      return (hasAny(.influencerReference, .adName) || accountLinks(choices) != nil)
        && hasAny(.date, .postURL, .caption, .key)
        && hasAny(.reach, .impressions, .likes, .comments, .shares, .saves)
    case .orders:
      return hasAny(.influencerReference, .promoCode, .trackingLink)
        && hasAny(.conversions, .revenue, .clicks, .orderTotal)
    case .unknown:
      return true
    }
  }

  func findKind() -> FileKind {
    if judge(.payouts, assign(.payouts)) { return .payouts }
    // A roster says who; posts also say when or where, and name people more than once.
    let roster = assign(.roster)
    let isRoster = judge(.roster, roster)
    let posts = assign(.posts)
    let isPosts = judge(.posts, posts)
    if isRoster && isPosts {
      let isAboutPosts = posts.values.contains { $0.field == .caption || $0.field == .postURL }
      let isAboutPeople = roster.values.contains { $0.field == .followers }
      return isAboutPosts && !isAboutPeople ? .posts : .roster
    }
    if isPosts { return .posts }
    let orders = assign(.orders)
    // A number, an amount and a state: no list of people has all three.
    if judge(.orders, orders),
      [.orderTotal, .orderStatus, .refund].count(where: orders.hasField) >= 2
    {
      return .orders
    }
    if isRoster {
      let dated = orders.values.contains { $0.field == .date }
      return judge(.orders, orders) && dated && !roster.values.contains { $0.field == .followers }
        ? .orders : .roster
    }
    return judge(.orders, orders) ? .orders : .unknown
  }
}

extension [Int: MappingProposer.Choice] {
  fileprivate func hasField(_ field: ImportField) -> Bool { values.contains { $0.field == field } }
}
