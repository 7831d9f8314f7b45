/// One field of a record, a row of its schema. Files, forms, tables, imports, exports and merging derive from it.
///
/// A class, so that iterating over fields copies nothing.
public final class RecordField<Record: Sendable>: Sendable {
  /// The name in the session's files and in export headers.
  public let key: StaticString
  /// The name in columns, forms and filters.
  public let id: String
  public let title: String
  /// The name within a sentence: `average views`.
  public let words: String
  public let access: FieldAccess<Record>
  /// A record without it is invalid.
  public let isRequired: Bool
  /// Whether the user enters it, in the form and in cells.
  public let isEntered: Bool
  /// What may be typed; nil if the kind says enough.
  public let help: String?
  /// Suggestions for a new record from the existing ones; other text is allowed.
  public let suggestions: (@Sendable ([Record]) -> [String])?
  public let merge: MergeRule
  /// Nil if the record's table has no column for it.
  public let column: FieldColumn?
  /// Nil if it can't be imported from a column.
  public let importing: ImportNames?
  let blankness: @Sendable (Record) -> Bool

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
    blankness = access.blankness()
  }
}

/// How a field of duplicate accounts is merged.
public enum MergeRule: Sendable {
  /// The keeper's value stays, whatever the others have.
  case keep
  /// If the keeper has none, the first of the others that has one.
  case fill
  /// Like `fill`, but the latest export's figure counts.
  case newest
  /// Everyone's words, without duplicates.
  case join
  /// By a rule of its own.
  case own
}

/// How a field appears in its record's table.
public struct FieldColumn: Hashable, Sendable {
  public let title: String
  public let widths: ClosedRange<Int>
  public let isVisibleAtFirst: Bool
}

/// How a field declares its column.
enum ColumnOption {
  /// Hidden at first, with the kind's default width.
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

/// The names by which an import recognises a field's columns.
public struct ImportNames: Sendable {
  /// The name for `--map 'Header=name'`.
  public let name: String
  /// Headers of such columns: lower case, separate words, no punctuation. `count`, `number`, `values` and the like are
  /// ignored in headers and needn't be repeated here.
  public let synonyms: [String]
  /// Whether a name must be the whole header, because its words have other meanings, too.
  public let isWholeHeader: Bool
  /// Whether several columns may be this field.
  public let allowsSeveral: Bool

  /// - Parameter synonyms: separated by commas, over any number of lines.
  public init(
    _ name: String, isWholeHeader: Bool = false, allowsSeveral: Bool = false, _ synonyms: String
  ) {
    self.init(
      name, isWholeHeader, allowsSeveral,
      synonyms.split(separator: ",").map { part in
        part.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      })
  }

  private init(
    _ name: String, _ isWholeHeader: Bool, _ allowsSeveral: Bool, _ synonyms: [String]
  ) {
    self.name = name
    self.isWholeHeader = isWholeHeader
    self.allowsSeveral = allowsSeveral
    self.synonyms = synonyms
  }

  /// With further names, unless they are among them.
  func adding(_ names: [String]) -> ImportNames {
    var all = synonyms
    for name in names where !all.contains(name) { all.append(name) }
    return ImportNames(name, isWholeHeader, allowsSeveral, all)
  }
}

/// How a field declares its names in imports.
enum ImportOption {
  /// Its identifier, title and key.
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
    // What the form and the session's files call it is known as well.
    case .names(let names):
      return names.adding([
        String(title.lowercased().filter { $0 != "'" }.map { $0 == "-" ? " " : $0 }),
        key.description.split(separator: "_").joined(separator: " "),
      ])
    case .none: return nil
    }
  }
}
