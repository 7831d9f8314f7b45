import Marketing

/// What the user adds to what the file says.
public struct ImportOptions: Hashable, Sendable {
  /// The name of the campaign for rows that don't name one; created if it doesn't exist.
  public var campaign: String?
  /// The platform of accounts, if the file doesn't say.
  public var platform: Platform?
  /// The day of a roster's figures; nil if unknown.
  public var asOf: Day?
  /// `Header=field` overrides, in the order given; `Header#2` is the second column with the same header. The field
  /// `custom` keeps a column as it is, `ignore` drops it.
  public var mapping: [Override] = []

  public struct Override: Hashable, Sendable {
    public var header: String
    public var field: String

    public init(header: String, field: String) {
      self.header = header
      self.field = field
    }
  }

  public init() {}
}

/// What an import would do: how it understands the columns, and the change it would make. Nothing has changed yet.
public struct ImportPlan: Sendable {
  public enum Kind: String, Sendable {
    case roster, posts, orders, payouts
  }

  /// A column of the file and what becomes of it.
  public struct Column: Hashable, Sendable {
    public var header: String
    /// The field's identifier, `custom` or `ignore`.
    public var field: String
    /// The reason, for people.
    public var reason: String
    /// An example value.
    public var sample: String

    public init(header: String, field: String, reason: String, sample: String) {
      self.header = header
      self.field = field
      self.reason = reason
      self.sample = sample
    }
  }

  /// A row that can't be used.
  public struct Refusal: Hashable, Sendable {
    /// The line of the file where the row begins, from 1.
    public var line: Int
    public var reason: String

    public init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  public var file: String
  public var kind: Kind
  public var columns: [Column]
  /// All changes as one group.
  public var edit: Edit
  /// Numbers of rows; each row counts in exactly one of the four.
  public var added: Int
  public var changed: Int
  public var unchanged: Int
  public var refusals: [Refusal]
  /// Assumptions and other remarks: an ambiguous decimal mark, campaigns that will be created.
  public var notes: [String]

  public init(
    file: String, kind: Kind, columns: [Column], edit: Edit, added: Int, changed: Int,
    unchanged: Int,
    refusals: [Refusal], notes: [String]
  ) {
    self.file = file
    self.kind = kind
    self.columns = columns
    self.edit = edit
    self.added = added
    self.changed = changed
    self.unchanged = unchanged
    self.refusals = refusals
    self.notes = notes
  }
}
