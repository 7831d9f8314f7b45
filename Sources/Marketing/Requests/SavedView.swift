/// What a session keeps besides its data: the state of the screens, and saved requests.
public struct SavedView: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// The current screen and the tables' set-up, as plain text by name.
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

/// A session's requests: each campaign's plan, and the comparison.
public struct SavedRequests: Hashable, Sendable {
  public var plans: [CampaignID: PlanRequest] = [:]
  public var comparison: ComparisonRequest?
  /// Pairs compared before, latest first.
  public var pairs: [ComparisonRequest.Sides] = []
  /// Single plans, pairs or comparisons that aren't understood, by the member they are stored in.
  public var unread: [UnknownField] = []
  public var unknown: [UnknownField] = []

  public init() {}

  public var isEmpty: Bool { self == SavedRequests() }
}
