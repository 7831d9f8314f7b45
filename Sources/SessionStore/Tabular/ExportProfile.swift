import Marketing

/// What the export of a known product looks like: its headers, what they mean, what a row stands for. One small file
/// each in the folder `Profiles`.
package struct ExportProfile: Sendable, Hashable {
  /// What the rows are, in a manager's words.
  package enum Kind: String, Sendable, CaseIterable {
    case roster
    case posts
    case orders
    case payouts
    case dailyFigures = "daily figures"
    case adSpend = "ad spend"
    case discountReport = "discount-code report"
  }

  /// Where the currency of the amounts stands.
  package enum CurrencyPlace: Sendable, Hashable {
    case fixed(String)
    case column
    /// `Amount spent (USD)`.
    case header
    case unknown
  }

  package enum Role: Sendable, Hashable {
    /// The name of an import field.
    case field(String)
    /// Kept as it is.
    case custom
    case ignore
  }

  /// Columns with one meaning.
  package struct Column: Sendable, Hashable {
    package var role: Role
    package var isRequired = false
    /// The reason, for people.
    package var why = ""
    /// Headers by language (`en`, `de`). Of a field that only one column can be, the first that is there counts.
    package var names: [String: [String]] = [:]
    /// Only the part of a cell before this text is read.
    package var cut: String?
  }

  /// A row that isn't data.
  package struct Skip: Sendable, Hashable {
    package enum Test: Sendable, Hashable {
      /// None of the columns has a value.
      case empty
      case filled
      /// One of these texts; with `*` at its end, its beginning.
      case texts([String])
    }

    package var columns: [Reference]
    package var test: Test
    package var why: String
  }

  /// One header of the profile, and the position of its column.
  package struct Reference: Sendable, Hashable {
    package var column: Int
    package var name: String
  }

  /// Where the headers were read.
  package struct Source: Sendable, Hashable {
    package var address: String
    package var read: Day
    package var shows: String
  }

  /// The name on the command line and of the file.
  package var name = ""
  package var product = ""
  /// The name in sentences: `Shopify orders`.
  package var title = ""
  package var kind = Kind.roster
  package var grain: Grain?
  package var currency = CurrencyPlace.unknown
  package var platform: String?
  /// Who counted the sales, if its kind doesn't say.
  package var channel: SalesChannel?
  /// The order of dates that could be read either way.
  package var dates: DateFormat.Order?
  package var columns: [Column] = []
  /// What tells one row from the next: of each group the first column that the file has.
  package var key: [[Reference]] = []
  /// How many of the file's columns must be known.
  package var least = 0
  /// Columns of which one must be there, where the others are called so in many products' exports.
  package var telling: [Reference] = []
  package var skips: [Skip] = []
  package var sources: [Source] = []
  /// The languages whose headers no public page or program confirms.
  package var guessed: Set<String> = []

  /// All headers of a field, in all languages.
  package func headers(of field: String) -> Set<String> {
    Set(columns.filter { $0.role == .field(field) }.flatMap { $0.names.values.joined() })
  }

  /// English first.
  package var languages: [String] {
    let all = Set(columns.flatMap(\.names.keys))
    return (all.contains("en") ? ["en"] : []) + all.subtracting(["en"]).sorted()
  }

  package func isGuess(in language: String) -> Bool { guessed.contains(language) }
  /// Whether no language has a source.
  package var isGuess: Bool { languages.allSatisfy(guessed.contains) }
}
