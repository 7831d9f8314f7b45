import Marketing
import Tabular
import Wording

/// What becomes of the columns of an own export. Their order doesn't matter, and one that isn't there says nothing.
struct OwnColumns<Record> {
  struct Field {
    let index: Int
    let name: String
    let read: ExportColumn<Record>.Reading
  }

  /// A column that not every record has: of another import, or a member that a later version knows.
  struct Extra {
    let index: Int
    let name: String
  }

  private(set) var fields: [Field] = []
  private(set) var custom: [Extra] = []
  private(set) var members: [Extra] = []
  /// All columns that are read, by name.
  private(set) var keys: [String: Int] = [:]
  private(set) var money: [Int] = []
  private(set) var days: [Int] = []
  private(set) var plan: [ImportPlan.Column] = []
  private(set) var notes: [String] = []

  private static var ignored: String { "ignore" }

  /// - Parameters:
  ///   - synonyms: other names of columns, as phrases.
  ///   - customNames: how the session spells the columns of other imports; nil if such records have none.
  init(
    header: [String], _ columns: [ExportColumn<Record>], synonyms: [String: String],
    customNames: [String]?, overrides: [ImportOptions.Override]
  ) throws(ImportError) {
    let places = try Self.assign(header, columns, synonyms, overrides)
    var unread: [String] = []
    var unknown: [String] = []
    for (index, written) in header.enumerated() {
      let target = places[index]
      func add(_ field: String, _ reason: String) {
        plan.append(
          ImportPlan.Column(header: written, field: field, reason: reason, sample: ""))
      }
      if case .column(let at) = target {
        let column = columns[at]
        switch column.use {
        case .field(let read):
          fields.append(Field(index: index, name: column.name, read: read))
          keys[column.name] = index
          add(column.name, "a column of Clout's own export")
        case .key:
          keys[column.name] = index
          add(
            column.name,
            column.name == "currency" ? "what its amounts are in" : "it says which record this is")
        case .derived:
          unread.append(column.name)
          add(Self.ignored, "Clout works it out")
          continue
        }
        switch column.shape {
        case .money: money.append(index)
        case .day: days.append(index)
        case .other: break
        }
      } else if case .member(let name) = target {
        members.append(Extra(index: index, name: name))
        add(written, "a later version of Clout wrote it")
      } else if case .custom(let name) = target, let customNames {
        // Control characters don't survive in a table; the session may have them in the name.
        let known = customNames.first { OwnCell(text: name, .plain).stands(for: $0) } ?? name
        guard !custom.contains(where: { $0.name == known }) else {
          notes.append("There are two columns “\(written)”: the first one counts.")
          add(Self.ignored, "there is another one of this name")
          continue
        }
        custom.append(Extra(index: index, name: known))
        add("custom", "a column of your own")
        if !written.hasPrefix(OwnHeader.custom) { unknown.append(written) }
      } else {
        add(Self.ignored, target == .ignored ? "as you said" : "not a column of this export")
        if target != .ignored, !Self.oneLine(written).isEmpty { unknown.append(written) }
      }
    }
    note(columns, unread: unread, unknown: unknown, keepsUnknown: customNames != nil)
  }

  private mutating func note(
    _ columns: [ExportColumn<Record>], unread: [String], unknown: [String], keepsUnknown: Bool
  ) {
    func list(_ names: [String]) -> String {
      let first = names.prefix(6).joined(separator: ", ")
      return names.count > 6 ? "\(first) and \(names.count - 6) more" : first
    }
    if !unread.isEmpty {
      notes.append("Clout works out \(list(unread)) itself: what the file says of them isn't read.")
    }
    if !unknown.isEmpty {
      let names = list(unknown.map { "“\($0)”" })
      notes.append(
        keepsUnknown
          ? "\(names): not a column of this export, so it is kept as one of your own. If it is a field, say which: --map 'HEADER=handle' (in the cockpit: m)."
          : "\(names): not a column of this export, so it isn't read. If it is a field, say which: --map 'HEADER=notes' (in the cockpit: m)."
      )
    }
    let there = Set(fields.map(\.name))
    let absent = columns.filter {
      if case .field = $0.use { !there.contains($0.name) } else { false }
    }
    if !absent.isEmpty {
      notes.append(
        "What the file has no column for stays as it is: \(list(absent.map(\.name))).")
    }
  }

  private enum Target: Equatable {
    case column(Int)
    case custom(String)
    case member(String)
    case ignored
  }

  /// By exact names first, then as people respell them, then by other names.
  private static func assign(
    _ header: [String], _ columns: [ExportColumn<Record>], _ synonyms: [String: String],
    _ overrides: [ImportOptions.Override]
  ) throws(ImportError) -> [Int: Target] {
    var places: [Int: Target] = [:]
    var taken = Set<Int>()
    let byName = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func take(_ index: Int, _ name: String) {
      guard places[index] == nil, let at = byName[name], taken.insert(at).inserted else { return }
      places[index] = .column(at)
    }
    for override in overrides {
      guard let index = index(of: override.header, in: header) else {
        throw ImportError(.question, "no column is called “\(override.header)”")
      }
      let field = override.field
      switch field.lowercased() {
      case "ignore", "skip": places[index] = .ignored
      case "custom": places[index] = .custom(oneLine(header[index]))
      default:
        let phrase = phrase(field)
        guard let name = byName[field] == nil ? synonyms[phrase] : field else {
          throw ImportError(
            .question,
            "“\(field)” isn't a column of this export: it has \(columns.map(\.name).joined(separator: ", "))"
          )
        }
        take(index, name)
      }
    }
    for (index, name) in header.enumerated() { take(index, name) }
    for (index, name) in header.enumerated() where places[index] == nil {
      if name.hasPrefix(OwnHeader.custom) {
        places[index] = .custom(String(name.dropFirst(OwnHeader.custom.count)))
      } else if name.hasPrefix(OwnHeader.member) {
        places[index] = .member(String(name.dropFirst(OwnHeader.member.count)))
      }
    }
    for (index, name) in header.enumerated() { take(index, ExportKind.folded(name)) }
    for (index, name) in header.enumerated() {
      if let known = synonyms[phrase(name)] { take(index, known) }
    }
    for (index, name) in header.enumerated() where places[index] == nil {
      // A second column of a known name is nobody's.
      guard byName[name] == nil, !oneLine(name).isEmpty else { continue }
      places[index] = .custom(oneLine(name))
    }
    return places
  }

  private static func oneLine(_ header: String) -> String {
    header.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `Header#2` is the second column of that name.
  private static func index(of text: String, in header: [String]) -> Int? {
    let wanted = ExportKind.folded(text)
    if let exact = header.firstIndex(of: text)
      ?? header.firstIndex(where: { ExportKind.folded($0) == wanted })
    {
      return exact
    }
    guard let mark = text.lastIndex(of: "#"), let number = Int(text[text.index(after: mark)...])
    else { return nil }
    let base = text[..<mark]
    let same = header.indices.filter { header[$0] == base }
    return same.indices.contains(number - 1) ? same[number - 1] : nil
  }

  private static func phrase(_ name: String) -> String {
    ExportKind.folded(name).split(separator: "_").joined(separator: " ")
  }
}

extension OwnStyle {
  /// For comparing texts.
  static let plain = OwnStyle(currency: .usDollar)
}

extension Schema {
  /// Other names of the fields' columns: what forms and imports call them.
  var synonyms: [String: String] {
    var all: [String: String] = [:]
    for field in fields {
      let names =
        [field.title.lowercased(), field.id]
        + (field.importing.map { [$0.name] + $0.synonyms } ?? [])
      for name in names {
        let phrase = ExportKind.folded(name).split(separator: "_").joined(separator: " ")
        all[phrase] = all[phrase] ?? field.key.description
      }
    }
    return all
  }
}
