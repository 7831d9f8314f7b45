import Marketing
import Wording

/// What kind of rows a file has.
package enum FileKind: String, Sendable, CaseIterable {
  /// One influencer per row.
  case roster
  /// One post per row, with running totals of its metrics.
  case posts
  /// One sale, click or similar per row; rows add up.
  case orders
  /// What each influencer is or was paid.
  case payouts
  /// Not clearly any of these.
  case unknown

  /// What its rows are, for people.
  var words: String {
    switch self {
    case .roster: "influencers"
    case .posts: "posts"
    case .orders: "orders"
    case .payouts: "payouts"
    case .unknown: "rows"
    }
  }

  /// The fields that columns of such a file can be, likeliest first.
  package var fields: [ImportField] {
    switch self {
    case .roster:
      return ImportField.roster
    case .posts:
      return [
        .influencerReference, .campaign, .platform, .postURL, .caption, .date, .periodEnd,
        .impressions, .reach, .likes, .comments, .shares, .saves, .clicks, .conversions, .revenue,
        .netRevenue, .spend, .currency, .promoCode, .trackingLink, .key, .adName,
      ]
    case .orders:
      return [
        .influencerReference, .campaign, .platform, .date, .periodEnd, .conversions, .revenue,
        .netRevenue, .orderTotal, .refund, .spend, .currency, .clicks, .promoCode, .trackingLink,
        .key,
        .orderStatus,
        .cancelled, .cancelledFlag,
      ]
    case .payouts:
      return [
        .influencerReference, .campaign, .platform, .date, .payoutBasis, .payoutRate, .orders,
        .totalPayout, .commissionPaid, .payoutStatus, .productCost, .currency, .promoCode,
      ]
    case .unknown:
      var all = FileKind.posts.fields + [.fee, .tags, .notes]
      for field in FileKind.roster.fields where !all.contains(field) { all.append(field) }
      return all
    }
  }
}

/// Where a row's platform comes from.
package enum PlatformOrigin: Sendable, Hashable {
  /// A column names it.
  case column(Int)
  /// All rows have the same one, for the reason given.
  case constant(String, why: String)
  /// The file doesn't say; it must be given.
  case missing
}

/// How shares are written in a column.
package enum RateUnit: String, Sendable, Hashable {
  /// `1.39%`.
  case percentSign
  /// 0.0139.
  case fraction
  /// 1.39 for 1.39%.
  case points
}

/// `Header=field` as the user gave it.
package struct MappingOverride: Sendable, Hashable {
  package enum Target: Sendable, Hashable {
    case field(ImportField)
    case custom
    case ignore
  }

  /// The header, with `#2` for the second one of that name; `#3` alone is the third column.
  package var header: String
  package var target: Target

  package init(header: String, target: Target) {
    self.header = header
    self.target = target
  }

  /// Reads `Header=field`. The last `=` separates the two, since no field has one in its name.
  package init(parsing text: String) throws(MappingError) {
    guard let equals = text.lastIndex(of: "=") else { throw .malformed(text) }
    let header = String(text[..<equals])
    let name = String(text[text.index(after: equals)...]).trimmedCell
    if header.trimmedCell.isEmpty || name.isEmpty { throw .malformed(text) }
    self.header = header
    switch name.lowercased() {
    case "custom": target = .custom
    case "ignore", "skip": target = .ignore
    default:
      guard let field = ImportField(named: name) else {
        throw .unknownField(
          name,
          near: NearMiss.of(name, in: ImportField.allCases.map(\.words) + ["custom", "ignore"]))
      }
      target = .field(field)
    }
  }
}

/// Why an override can't be used.
package enum MappingError: Error, Hashable, Sendable, CustomStringConvertible {
  case malformed(String)
  case unknownHeader(String, near: [String])
  case unknownField(String, near: [String])
  /// There are fewer columns with this name.
  case noSuchRepetition(String, count: Int)
  /// Two overrides claim a field that only one column can be.
  case claimedTwice(ImportField, String, String)
  /// Two overrides for one column.
  case columnTwice(String)

  package var description: String {
    switch self {
    case .malformed(let text):
      return "'\(text)' is not of the form Header=field"
    case .unknownHeader(let name, let near):
      return "no column is called '\(name)'" + Self.suggestion(near)
    case .unknownField(let name, let near):
      return "there is no field '\(name)'" + Self.suggestion(near)
    case .noSuchRepetition(let name, let count):
      return "'\(name)': the file has \(CountText.plural(count, "column")) of this name"
    case .claimedTwice(let field, let first, let second):
      return "'\(first)' and '\(second)' can't both be \(field.words)"
    case .columnTwice(let name):
      return "'\(name)' is mapped twice"
    }
  }

  private static func suggestion(_ near: [String]) -> String {
    near.isEmpty ? "" : "; did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
  }
}

/// Which column is which field, why, and how its cells are read.
package struct ColumnMapping: Sendable {
  package enum Target: Sendable, Hashable {
    case field(ImportField)
    /// Kept under its label.
    case custom
    /// A duplicate of column `of`, which is read instead.
    case twin(of: Int)
    /// Left out at the user's request.
    case ignored
  }

  package struct Column: Sendable {
    package let index: Int
    /// The header as written in the file.
    package let header: String
    /// The header on one line, unique in the file: the name of a custom field.
    package let label: String
    package var target: Target
    /// The reason, for people.
    package var reason: String
    /// From 0 to 1; below 0.6 a person should check.
    package var confidence: Double
    /// How numbers are read, if the column has any.
    package var numbers: NumberDecision?
    /// How dates are read, if the column has any.
    package var dates: DateDecision?
    package var rateUnit: RateUnit?
    /// The currencies that occur, as written.
    package var currencies: [String] = []
    /// Only what stands before this text is read: `anna.k / influencer`.
    package var cut: String?
    /// Whether countries are written as codes, so that `NA` is Namibia.
    package var holdsCountryCodes = false
    /// The currency of amounts without a sign of their own: the header's, or that of most others.
    package var currency: String?
    /// The days that can be right.
    package var days: ClosedRange<Day>?
    /// Whether each cell has a first and a last day: `10/01/2026 - 10/31/2026`.
    package var holdsSpans = false

    package var field: ImportField? {
      if case .field(let field) = target { return field }
      return nil
    }
  }

  package internal(set) var kind: FileKind
  /// What span each row's figures cover; nil if that is worked out from the rows.
  package internal(set) var grain: Grain?
  /// Whether a column says that the figures are of a post's or an ad's whole life, up to the day of the export.
  package internal(set) var isLifetime = false
  package internal(set) var columns: [Column]
  package internal(set) var platform: PlatformOrigin
  /// The platforms that headers name, if these are several.
  package internal(set) var platformsInHeaders: [String] = []
  package let twins: [NumberTwins]
  /// What a person should know before the import: assumptions, mixed columns, disagreements, missing columns.
  package internal(set) var notes: [String]
  /// What has to be said before it is known what kind of file it is.
  package internal(set) var question: String?
  /// The known export that the headers fit; nil if none does.
  package internal(set) var known: KnownExport?

  /// Columns of days that can be read in two ways, which only a person can tell.
  package var ambiguousDates: [(label: String, question: DateQuestion)] {
    columns.compactMap { column in
      guard column.field?.kind == .date, let question = column.dates?.question else { return nil }
      return (column.label, question)
    }
  }

  /// The columns of a field, in the file's order.
  package func columns(of field: ImportField) -> [Column] { columns.filter { $0.field == field } }
  package func column(of field: ImportField) -> Column? { columns.first { $0.field == field } }

  /// Whether rows may be the lines of larger orders: a column is about what was bought.
  package var hasLineItems: Bool {
    let words: Set<String> = [
      "lineitem", "item", "sku", "product", "variant", "artikel", "produkt", "producto", "produit",
      "quantity", "menge", "cantidad", "quantité",
    ]
    return columns.contains { column in
      guard column.field == nil else { return false }
      let name = HeaderName(column.header)
      return name.words.contains(where: words.contains) || name.phrase.contains("line item")
    }
  }

  /// Proposes a mapping for a file.
  ///
  /// - Parameters:
  ///   - fileName: words in it may name the platform.
  ///   - kind: the kind of file, if the user gave it.
  ///   - profiles: the known exports that come before names and values.
  ///   - platform: whose columns count, where each platform has its own.
  ///   - dates: the order of days, months and years in figures, if the user gave it.
  ///   - creditsCampaigns: in a report of ads without ads, the names of campaigns say whom they show.
  package static func propose(
    for inspection: TableInspection, fileName: String? = nil, kind: FileKind? = nil,
    overrides: [MappingOverride] = [], profiles: [ExportProfile] = ProfileShelf.builtIn,
    dates: DateFormat.Order? = nil, today: Day? = nil, platform: String? = nil,
    creditsCampaigns: Bool = false
  ) throws(MappingError) -> ColumnMapping {
    var proposer = MappingProposer(
      inspection, fileName: fileName, profiles: profiles, dates: dates, today: today)
    proposer.givenPlatform = platform
    proposer.creditsCampaigns = creditsCampaigns
    try proposer.force(overrides)
    return proposer.propose(kind)
  }

  /// The value of a cell, according to its column.
  package func value(_ column: Column, in row: TableRow) -> CellValue {
    CellReader(column).value(in: row)
  }

  /// The value of a field; with several columns, the first that isn't absent.
  package func value(of field: ImportField, in row: TableRow) -> CellValue {
    for column in columns where column.field == field {
      let value = value(column, in: row)
      if value != .absent { return value }
    }
    return .absent
  }
}

/// A cell's typed value.
package enum CellValue: Sendable, Hashable {
  case absent
  case number(ParsedNumber)
  case date(Day)
  /// Text without surrounding space; a country's two-letter code; a platform's word.
  case text(String)
  case invalid(String, why: String)
}

/// Suggestions for a misspelt name.
enum NearMiss {
  /// At most three close candidates: a few letters apart, or one is a prefix of the other.
  static func of(_ text: String, in candidates: [String]) -> [String] {
    let wanted = HeaderName(text).words.joined()
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates {
      let other = HeaderName(candidate).words.joined()
      if other.isEmpty { continue }
      var distance = distance(Array(wanted.unicodeScalars), Array(other.unicodeScalars))
      if wanted.count >= 3 && (other.hasPrefix(wanted) || wanted.hasPrefix(other)) {
        distance = min(distance, 2)
      }
      if distance <= max(1, wanted.count / 3) || distance <= 2 && wanted.count >= 4 {
        let shown = candidate.trimmedCell
        if !found.contains(where: { $0.name == shown }) { found.append((distance, shown)) }
      }
    }
    return found.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }.prefix(3).map(\.element.name)
  }

  /// The number of edits between them, where swapping neighbours counts as one.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
