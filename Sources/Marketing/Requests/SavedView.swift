/// What a session keeps beside its data: where the manager stood, and what was asked.
public struct SavedView: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// Where the manager stood and how the tables were set up, as plain text by name.
  public var places: [String: String]
  public var requests = SavedRequests()

  public init(_ places: [String: String] = [:], requests: SavedRequests = SavedRequests()) {
    self.places = places
    self.requests = requests
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    places = Dictionary(elements) { $1 }
  }

  public subscript(name: String) -> String? {
    get { places[name] }
    set { places[name] = newValue }
  }
}

/// The requests of a session: the plan of each campaign, and the comparison.
public struct SavedRequests: Hashable, Sendable {
  public var plans: [CampaignID: PlanRequest] = [:]
  public var comparison: ComparisonRequest?
  /// Pairs that were compared before, the newest first.
  public var pairs: [ComparisonRequest.Sides] = []
  /// Single plans, pairs or a comparison of which nothing is understood, by the member that they stand in.
  public var unread: [UnknownField] = []
  public var unknown: [UnknownField] = []

  public init() {}

  public var isEmpty: Bool { self == SavedRequests() }
}
