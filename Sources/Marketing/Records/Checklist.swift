/// What to check before approving an influencer of these tiers.
public struct Checklist: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    /// Unique in the session, and kept when the title changes.
    public var id: String
    public var title: String

    public init(_ id: String, _ title: String) {
      self.id = id
      self.title = title
    }
  }

  public var name: String
  /// Empty for every tier without a list of its own.
  public var tiers: [Tier]
  public var items: [Item]

  public init(_ name: String, for tiers: [Tier], _ items: [Item]) {
    self.name = name
    self.tiers = tiers
    self.items = items
  }

  /// What is wrong with it; nil if it is fine.
  public var fault: String? {
    if name.isEmpty { return "A checklist needs a name." }
    if items.contains(where: { $0.id.isEmpty || $0.title.isEmpty }) {
      return "An item of the checklist “\(name)” has no name."
    }
    if Set(items.map(\.id)).count < items.count {
      return "The checklist “\(name)” has an item twice."
    }
    return nil
  }

  private static let profile = Item("profile", "Profile read")
  private static let comments = Item("comments", "Comments sampled")
  private static let audience = Item("audience", "Audience export seen")
  private static let sponsorships = Item("sponsorships", "Past sponsorships checked")
  private static let disclosure = Item("disclosure", "Ads are disclosed")
  private static let contract = Item("contract", "Contract terms agreed")
  private static let safety = Item("safety", "Brand safety searched")

  /// The default lists: a contract with a mega takes more checking than one of twenty micros.
  public static let usual = [
    Checklist(
      "Short", for: [], [profile, comments, disclosure, safety]),
    Checklist(
      "Full", for: [.mid, .macro, .mega],
      [profile, comments, audience, sponsorships, disclosure, contract, safety]),
  ]
}

/// A named filter.
public struct SavedSearch: Hashable, Sendable {
  public var name: String
  /// In the filter bar's syntax.
  public var query: String

  public init(_ name: String, _ query: String) {
    self.name = name
    self.query = query
  }
}

/// The measured overlap of two accounts' audiences.
public struct AudienceOverlap: Hashable, Sendable {
  public var one: InfluencerID
  public var other: InfluencerID
  /// As a share of the smaller audience.
  public var share: Share

  public init(_ one: InfluencerID, _ other: InfluencerID, share: Share) {
    self.one = one
    self.other = other
    self.share = share
  }
}
