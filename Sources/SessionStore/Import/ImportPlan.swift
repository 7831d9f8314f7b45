import Marketing
import Tabular

/// What the user adds to what the file says.
package struct ImportOptions: Hashable, Sendable {
  /// The name of the campaign for rows that don't name one; created if it doesn't exist.
  package var campaign: String?
  /// The platform of accounts, if the file doesn't say.
  package var platform: Platform?
  /// Whose the figures of rows are that name nobody, by handle or name; nil if nobody said it.
  package var influencer: String?
  /// Whether that is only guessed from the file's name.
  package var isInfluencerGuessed = false
  /// The file that the platform was said about, if that was another one.
  package var platformFrom: String?
  /// The day of a roster's figures, or of figures since the beginning; nil if unknown.
  package var asOf: Day?
  /// Whether somebody named that day; otherwise it is today, unless the file's name has one.
  package var isDayGiven = true
  /// What span the figures of a row cover; nil if the file tells.
  package var grain: Grain?
  /// `Header=field` overrides, in the order given; `Header#2` is the second column with the same header. The field
  /// `custom` keeps a column as it is, `ignore` drops it.
  package var mapping: [Override] = []
  /// Which of the file's sheets or files is meant; nil if it is the only table.
  package var sheet: String?
  /// Where mappings of earlier files are remembered; nil if they don't count.
  package var memory: MappingMemory?
  /// The order of figures in dates such as 03/04/2026; nil if the file has to tell.
  package var dates: DateOrder?
  /// What other currencies are worth, to be kept by the session.
  package var rates: [ExchangeRate] = []
  /// Within how long after an ad the file counts sales; nil if the file has to tell.
  package var window: AttributionWindow?
  /// The time zone of the file's days; nil if the file has to tell.
  package var zone: String?
  /// Whether the session can keep those, and what files say about them: only the program that has it open can.
  package var keepsTerms = true
  /// Today, so that a date in 2126 is found out.
  package var today: Day?
  /// What the rows are, if the user said it.
  package var kind: FileKind?
  /// The currency that a session without amounts is to have.
  package var sessionCurrency: Currency?
  /// Currencies whose amounts are left out, as the user said.
  package var unconverted: Set<Currency> = []
  /// What isn't known becomes a question of the plan, with a provisional answer, instead of an error.
  package var isDraft = false

  package enum DateOrder: String, CaseIterable, Hashable, Sendable {
    case mdy, dmy, ymd
  }

  package struct Override: Hashable, Sendable {
    package var header: String
    package var field: String

    package init(header: String, field: String) {
      self.header = header
      self.field = field
    }
  }

  package init() {}

  /// The words for `grain`.
  package static let grains = Grain.allCases.map(\.rawValue)

  package var grainWord: String? { grain?.rawValue }

  /// Takes one of those words; any other leaves it to the file.
  package mutating func setGrain(_ word: String) { grain = Grain(rawValue: word) }
}

/// What an import would do: how it understands the columns, and the change it would make. Nothing has changed yet.
package struct ImportPlan: Sendable {
  package enum Kind: String, Sendable {
    case roster, posts, orders, payouts
    /// Only as Clout's own exports.
    case campaigns, bookings, measurements
  }

  /// A column of the file and what becomes of it.
  package struct Column: Hashable, Sendable {
    package var header: String
    /// The field's identifier, `custom` or `ignore`.
    package var field: String
    /// The reason, for people.
    package var reason: String
    /// An example value.
    package var sample: String
    /// The first few different values; empty if only the example is known.
    package var values: [String] = []
    package var fate: Fate
    package var certainty = Certainty.sure
    /// Whether numbers are lost that nobody said are to be left out.
    package var isLoss = false

    package var examples: [String] { values.isEmpty && !sample.isEmpty ? [sample] : values }

    /// What becomes of the cells.
    package enum Fate: Hashable, Sendable {
      case used
      /// Kept under its header.
      case kept
      /// Another column says the same.
      case twin
      case leftOut
    }

    package enum Certainty: Hashable, Sendable {
      /// The user said it.
      case said
      case sure
      case guess
    }

    package init(header: String, field: String, reason: String, sample: String) {
      self.header = header
      self.field = field
      self.reason = reason
      self.sample = sample
      fate = field == "custom" ? .kept : field == "ignore" ? .leftOut : .used
    }
  }

  /// A row that can't be used.
  package struct Refusal: Hashable, Sendable {
    /// The line of the file where the row begins, from 1.
    package var line: Int
    package var reason: String
    /// The header of the column that it is about; empty if it is about the whole row.
    package var column: String

    package init(line: Int, reason: String, column: String = "") {
      self.line = line
      self.reason = reason
      self.column = column
    }

    /// `line 12, column “Fee”`.
    package var place: String {
      column.isEmpty ? "line \(line)" : "line \(line), column “\(column)”"
    }
  }

  package var file: String
  package var kind: Kind
  /// Whether it is Clout's own export, where every cell is taken as it stands.
  package var isOwn: Bool
  package var columns: [Column]
  /// All changes as one group.
  package var edit: Edit
  /// Numbers of rows; each row counts in exactly one of the four, or in `setAside`.
  package var added: Int
  package var changed: Int
  package var unchanged: Int
  /// Rows that were understood and are nobody's figures: totals, cancelled orders, gifts.
  package var setAside = 0
  package var refusals: [Refusal]
  /// Assumptions and other remarks: an ambiguous decimal mark, campaigns that will be created.
  package var notes: [String]
  /// The one currency that all amounts are in, if it isn't the session's and none of them could be used.
  package var onlyCurrency: Currency?
  /// The file's other sheets, of which one may be meant.
  package var otherTables: [String] = []
  /// Columns of dates that can be read in two ways. Somebody must say which before the rows are written.
  package var ambiguousDates: [AmbiguousDates] = []
  /// What has to be answered before the rows are written; the figures above rest on provisional answers until then.
  package var questions: [ImportQuestion] = []
  /// How the file was understood beyond its columns.
  package var facts: [ImportFact] = []

  /// Names that nobody in the roster has, in the order in which they came.
  package var unknown: [UnknownName] = []

  package struct UnknownName: Hashable, Sendable {
    package var name: String
    /// How many rows name it, and the line of the first.
    package var rows: Int
    package var line: Int
  }

  /// A date that nothing in the file decides.
  package struct AmbiguousDates: Hashable, Sendable {
    package struct Reading: Hashable, Sendable {
      package var order: ImportOptions.DateOrder
      package var day: Day
    }

    package var header: String
    /// The first such cell.
    package var text: String
    package var readings: [Reading]
  }

  package init(
    file: String, kind: Kind, isOwn: Bool = false, columns: [Column], edit: Edit, added: Int,
    changed: Int,
    unchanged: Int,
    refusals: [Refusal], notes: [String]
  ) {
    self.file = file
    self.kind = kind
    self.isOwn = isOwn
    self.columns = columns
    self.edit = edit
    self.added = added
    self.changed = changed
    self.unchanged = unchanged
    self.refusals = refusals
    self.notes = notes
  }
}
