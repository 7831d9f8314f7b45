import Marketing

/// What the person says about a file beyond what the file says itself.
public struct ImportOptions: Hashable, Sendable {
  /// The campaign, by name, that rows without a campaign of their own go to; made if there is none of that name.
  public var campaign: String?
  /// The platform of accounts whose file doesn't say.
  public var platform: Platform?
  /// The day that the figures of a roster are from; nil when nobody knows.
  public var asOf: Day?
  /// `Header=field` overrides, in the order given; `Header#2` is the second column of equal headers. The field
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

/// What an import would do: how the columns are understood, and the change that it makes. Nothing has happened yet.
public struct ImportPlan: Sendable {
  public enum Kind: String, Sendable {
    case roster, posts, orders, payouts
  }

  /// One column of the file and what becomes of it.
  public struct Column: Hashable, Sendable {
    public var header: String
    /// The field's identifier, `custom` or `ignore`.
    public var field: String
    /// Why, in plain words.
    public var reason: String
    /// A value from the column.
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
    /// The line of the file on which the row begins, counted from 1.
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
  /// Rows of the file: every one is counted in exactly one of the four.
  public var added: Int
  public var changed: Int
  public var unchanged: Int
  public var refusals: [Refusal]
  /// Assumptions made and things worth knowing: an ambiguous decimal mark, campaigns that will be created.
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
