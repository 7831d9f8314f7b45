import Marketing

/// What a column of an import can be: an influencer's field from the schema, or a row of the separate table.
public struct ImportField: Sendable, Hashable, CaseIterable {
  /// What kind of cells a field has, and what its columns are called.
  struct Row: Sendable {
    let shape: ImportShape
    let names: ImportNames
    let synonyms: [String]
    /// The words of each, since they are compared with every header.
    let words: [[String]]

    init(_ shape: ImportShape, _ names: ImportNames) {
      self.shape = shape
      self.names = names
      let known = Set(names.synonyms)
      synonyms =
        names.synonyms + ImportFieldNames.further(names.name).filter { !known.contains($0) }
      words = names.synonyms.map { $0.split(separator: " ").map(String.init) }
    }
  }

  private static let influencers: [Row] = Influencer.schema.fields.compactMap { field in
    guard let names = field.importing, let shape = field.access.importShape else { return nil }
    return Row(shape, names)
  }
  private static let rows = influencers + ImportFieldRows.own

  public static let allCases: [ImportField] = rows.indices.map { ImportField(index: $0) }

  /// Its place in `allCases`.
  package let index: Int

  private init(index: Int) { self.index = index }

  private var row: Row { Self.rows[index] }

  /// The name for `--map 'Header=field'`; synonyms work there as well.
  public var rawValue: String { row.names.name }
  public var kind: ImportShape { row.shape }
  /// Shares that are never above 100%, unlike rates.
  package var isPartOfWhole: Bool { ["sponsoredShare", "realAudience"].contains(rawValue) }
  /// Whether several columns may be the field.
  public var allowsSeveral: Bool { row.names.allowsSeveral }
  /// Whether a name must be the whole header, because its words have other meanings, too.
  var isWholeHeader: Bool { row.names.isWholeHeader }
  public var synonyms: [String] { row.synonyms }
  /// The words of the names that may be part of a longer header.
  var parts: [[String]] { row.words }
  private var isOfInfluencer: Bool { index < Self.influencers.count }
  /// What a roster may contain although influencers have no field for it; it is kept as it is.
  public var isBesideInfluencer: Bool {
    !isOfInfluencer && self != .currency && Self.roster.contains(self)
  }

  private static let byRawValue = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The field with exactly this name.
  public init?(rawValue: String) {
    guard let field = Self.byRawValue[rawValue] else { return nil }
    self = field
  }

  /// The fields that each name can mean.
  static var byName: [String: [ImportField]] { names.exact }

  /// As they are written, and those of several words without articles and accents.
  private static let names: (exact: [String: [ImportField]], plain: [String: [ImportField]]) = {
    var exact: [String: [ImportField]] = [:]
    var plain: [String: [ImportField]] = [:]
    for field in allCases {
      var names = field.synonyms
      names.append(HeaderName(field.rawValue).phrase)
      var seen: Set<String> = []
      var seenPlain: Set<String> = []
      for name in names {
        let header = HeaderName(name)
        for phrase in [name, header.phrase, header.stemPhrase, header.bare]
        where seen.insert(phrase).inserted {
          exact[phrase, default: []].append(field)
        }
        if let phrase = header.plain, seenPlain.insert(phrase).inserted {
          plain[phrase, default: []].append(field)
        }
      }
    }
    return (exact, plain)
  }()

  /// The fields that are called just so, with or without accents, articles and prepositions.
  static func named(_ header: HeaderName) -> [ImportField] {
    if let fields = byName[header.phrase] ?? byName[header.bare] { return fields }
    guard let plain = header.plain else { return [] }
    let known = names.plain[plain] ?? []
    return known + ComposedNames.fields(plain).filter { !known.contains($0) }
  }

  /// The field that the user means by `text`: its own name, or else a synonym.
  public init?(named text: String) {
    let header = HeaderName(text)
    let joined = header.words.joined()
    if let called = Self.allCases.first(where: { $0.words == header.phrase }) {
      self = called
    } else if let exact = Self.allCases.first(where: { $0.rawValue.lowercased() == joined }) {
      self = exact
    } else if let first = Self.byName[header.phrase]?.first ?? Self.byName[header.stemPhrase]?.first
    {
      self = first
    } else {
      return nil
    }
  }
}

// Fields that code refers to by name: they tell kinds of files apart, or make up their rows.
extension ImportField {
  private static func known(_ name: String) -> ImportField {
    guard let field = ImportField(rawValue: name) else {
      preconditionFailure("no row has the import field \(name)")
    }
    return field
  }

  public static let handle = known("handle")
  public static let name = known("name")
  public static let platform = known("platform")
  public static let followers = known("followers")
  public static let category = known("category")
  public static let country = known("country")
  public static let email = known("email")
  public static let reference = known("reference")
  public static let url = known("url")
  public static let averageViews = known("averageViews")
  public static let averageLikes = known("averageLikes")
  public static let engagementAverage = known("engagementAverage")
  public static let engagementRate = known("engagementRate")
  public static let influencerReference = known("influencerReference")
  public static let campaign = known("campaign")
  public static let postURL = known("postURL")
  public static let caption = known("caption")
  public static let date = known("date")
  public static let impressions = known("impressions")
  public static let reach = known("reach")
  public static let likes = known("likes")
  public static let comments = known("comments")
  public static let shares = known("shares")
  public static let saves = known("saves")
  public static let clicks = known("clicks")
  public static let conversions = known("conversions")
  public static let revenue = known("revenue")
  public static let netRevenue = known("netRevenue")
  public static let currency = known("currency")
  public static let spend = known("spend")
  public static let periodEnd = known("periodEnd")
  public static let adName = known("adName")
  public static let orderTotal = known("orderTotal")
  public static let refund = known("refund")
  public static let orderStatus = known("orderStatus")
  public static let cancelled = known("cancelled")
  public static let cancelledFlag = known("cancelledFlag")
  public static let promoCode = known("promoCode")
  public static let trackingLink = known("trackingLink")
  public static let key = known("key")
  public static let payoutBasis = known("payoutBasis")
  public static let payoutRate = known("payoutRate")
  public static let orders = known("orders")
  public static let totalPayout = known("totalPayout")
  public static let commissionPaid = known("commissionPaid")
  public static let payoutStatus = known("payoutStatus")
  public static let fee = known("fee")
  public static let productCost = known("productCost")
  public static let commission = known("commission")
  public static let tags = known("tags")
  public static let notes = known("notes")
  public static let person = known("person")
  public static let audienceAges = known("audienceAges")

  /// The fields of a roster, likeliest first; those not named come last.
  static let roster: [ImportField] = {
    let named = [
      "handle", "name", "platform", "followers", "category", "country", "language", "email",
      "reference", "url", "averageViews", "averageLikes", "averageComments", "averageShares",
      "averageReach", "engagementAverage", "engagementRate", "authenticEngagement",
      "sponsoredShare", "realAudience", "audienceAges", "posts", "rank", "fee", "productCost",
      "commission", "hours", "stage", "promoCode", "trackingLink", "tags", "notes", "person",
      "currency",
    ].map(known)
    return named + allCases.filter { $0.isOfInfluencer && !named.contains($0) }
  }()
}
