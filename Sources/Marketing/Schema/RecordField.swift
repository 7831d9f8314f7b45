/// One field of a record: a row of its schema. Files, forms, tables, imports, exports and merging derive from it.
///
/// A class, so that going through the rows costs no copies.
public final class RecordField<Record: Sendable>: Sendable {
  /// The member's name in the session's files, and the column's in an export.
  public let key: StaticString
  /// What columns, forms and filters call it.
  public let id: String
  public let title: String
  /// The field in the middle of a sentence: `average views`.
  public let words: String
  public let access: FieldAccess<Record>
  /// A record without it is none.
  public let isRequired: Bool
  /// Whether a person enters it in the form and in cells.
  public let isEntered: Bool
  /// What may be typed; nil where the kind says it all.
  public let help: String?
  /// What the records so far suggest for another one; other text is allowed.
  public let suggestions: (@Sendable ([Record]) -> [String])?
  public let merge: MergeRule
  /// Nil where it is no column of the record's table.
  public let column: FieldColumn?
  /// Nil where no column of an import can be it.
  public let importing: ImportNames?

  init(
    _ key: StaticString, id: String? = nil, _ title: String, words: String? = nil,
    _ access: FieldAccess<Record>, isRequired: Bool = false, isEntered: Bool = true,
    help: String? = nil, suggestions: (@Sendable ([Record]) -> [String])? = nil,
    merge: MergeRule = .fill, column: ColumnOption = .usual, importing: ImportOption = .usual
  ) {
    self.key = key
    self.id = id ?? key.description
    self.title = title
    self.words = words ?? title.lowercased()
    self.access = access
    self.isRequired = isRequired
    self.isEntered = isEntered
    self.help = help
    self.suggestions = suggestions
    self.merge = merge
    self.column = column.column(title: title, access)
    self.importing = importing.names(id: self.id, key: key, title: title, access)
  }
}

/// What becomes of a field when several accounts turn out to be one.
public enum MergeRule: Sendable {
  /// The keeper's own stays, whatever the others have.
  case keep
  /// Where the keeper has none, it comes from the first of the others that has one.
  case fill
  /// As `fill`, but the figure of the newest export of all counts.
  case newest
  /// The words of all, each once.
  case join
  /// By a rule of its own.
  case own
}

/// How a field shows in its record's table.
public struct FieldColumn: Hashable, Sendable {
  public let title: String
  public let widths: ClosedRange<Int>
  public let isVisibleAtFirst: Bool
}

/// How the column of a row is given.
enum ColumnOption {
  /// Hidden at first, and as wide as columns of its kind.
  case usual
  case shown(String, ClosedRange<Int>)
  case hidden(String, ClosedRange<Int>)
  case none

  func column<Record>(title: String, _ access: FieldAccess<Record>) -> FieldColumn? {
    switch self {
    case .usual:
      access.usualWidths.map { widths in
        let least = max(widths.lowerBound, title.count)
        return FieldColumn(
          title: title, widths: least...max(least, widths.upperBound), isVisibleAtFirst: false)
      }
    case .shown(let title, let widths):
      FieldColumn(title: title, widths: widths, isVisibleAtFirst: true)
    case .hidden(let title, let widths):
      FieldColumn(title: title, widths: widths, isVisibleAtFirst: false)
    case .none: nil
    }
  }
}

/// What columns of an import are called that are the field.
public struct ImportNames: Sendable {
  /// What `--map 'Header=name'` takes.
  public let name: String
  /// Names that such columns have: lower case, words apart, without punctuation. `count`, `number`, `values` and the
  /// like are ignored in a header and needn't be repeated here.
  public let synonyms: [String]
  /// Whether a name must be the whole header, because its words mean other things too.
  public let isWholeHeader: Bool
  /// Whether several columns may be the field.
  public let allowsSeveral: Bool

  /// - Parameter synonyms: with commas between, on as many lines as it takes.
  public init(
    _ name: String, isWholeHeader: Bool = false, allowsSeveral: Bool = false, _ synonyms: String
  ) {
    self.name = name
    self.isWholeHeader = isWholeHeader
    self.allowsSeveral = allowsSeveral
    self.synonyms = synonyms.split(separator: ",").map { part in
      part.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
  }
}

/// How the names of a row in imports are given.
enum ImportOption {
  /// Its identifier, its title and its key.
  case usual
  case names(ImportNames)
  case none

  func names<Record>(
    id: String, key: StaticString, title: String, _ access: FieldAccess<Record>
  ) -> ImportNames? {
    switch self {
    case .usual:
      guard access.importShape != nil else { return nil }
      let spelled = key.description.split(separator: "_").joined(separator: " ")
      return ImportNames(
        id, isWholeHeader: access.isWords, "\(title.lowercased()), \(spelled), \(id)")
    case .names(let names): return names
    case .none: return nil
    }
  }
}
