import FoundationEssentials

extension Theme {
  /// Reads a theme file: JSON5 with `name`, `palette` (names for colours) and `roles`.
  ///
  /// A role is a foreground colour, or an object with `foreground`, `background` and `attributes`
  /// (`["bold"]`); what it leaves out comes from its parent, see `Role.parent`.
  ///
  /// - Parameter file: the file's name for errors.
  package init(json5 contents: [UInt8], file: String) throws(ThemeError) {
    let decoded: ThemeFile
    do {
      decoded = try JSON5.decode(ThemeFile.self, from: contents)
    } catch let error as UnknownField {
      throw ThemeError(file: file, problem: .unknownField(error.name))
    } catch let error as DecodingError {
      throw ThemeError(file: file, problem: .malformed(error.reason))
    } catch {
      throw ThemeError(file: file, problem: .malformed("\(error)"))
    }
    do {
      self = try decoded.theme()
    } catch {
      throw ThemeError(file: file, problem: error)
    }
  }
}

private struct ThemeFile: Decodable {
  var name: String
  var palette: [String: ColorEntry]
  var roles: [String: RoleEntry]

  enum CodingKeys: String, CodingKey, CaseIterable { case name, palette, roles }

  init(from decoder: any Decoder) throws {
    try rejectUnknownFields(in: decoder, known: CodingKeys.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    palette = try container.decodeIfPresent([String: ColorEntry].self, forKey: .palette) ?? [:]
    roles = try container.decode([String: RoleEntry].self, forKey: .roles)
  }

  func theme() throws(ThemeError.Problem) -> Theme {
    if let unknown = roles.keys.sorted().first(where: { Role(rawValue: $0) == nil }) {
      throw .unknownRole(unknown)
    }
    var theme = Theme(name: name)
    // Parents come before their children.
    for role in Role.allCases.sorted(by: { $0.lineage.count < $1.lineage.count }) {
      var style = role.parent.map { theme[$0] } ?? .plain
      if let entry = roles[role.rawValue] {
        if let color = entry.foreground { style.foreground = try self.color(color, role) }
        if let color = entry.background { style.background = try self.color(color, role) }
        if let names = entry.attributes { style.attributes = try attributes(names, role) }
      }
      theme[role] = style
    }
    return theme
  }

  private func color(_ entry: ColorEntry, _ role: Role) throws(ThemeError.Problem) -> Color {
    let notation = palette[entry.notation]?.notation ?? entry.notation
    guard let color = Color(notation: notation) else {
      throw .unknownColor(notation, role: role.rawValue)
    }
    return color
  }

  private func attributes(_ names: [String], _ role: Role) throws(ThemeError.Problem) -> Attributes
  {
    var attributes: Attributes = []
    for name in names {
      guard let named = Attributes.named.first(where: { $0.name == name }) else {
        throw .unknownAttribute(name, role: role.rawValue)
      }
      attributes.insert(named.attribute)
    }
    return attributes
  }
}

extension ThemeError.Problem: Error {}

/// A colour as text, or as the index of an indexed one.
private struct ColorEntry: Decodable {
  var notation: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let index = try? container.decode(Int.self) {
      notation = "\(index)"
    } else {
      notation = try container.decode(String.self)
    }
  }
}

private struct RoleEntry: Decodable {
  var foreground: ColorEntry?
  var background: ColorEntry?
  var attributes: [String]?

  enum CodingKeys: String, CodingKey, CaseIterable { case foreground, background, attributes }

  init(from decoder: any Decoder) throws {
    if let color = try? ColorEntry(from: decoder) {
      foreground = color
      return
    }
    try rejectUnknownFields(in: decoder, known: CodingKeys.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: CodingKeys.self)
    foreground = try container.decodeIfPresent(ColorEntry.self, forKey: .foreground)
    background = try container.decodeIfPresent(ColorEntry.self, forKey: .background)
    attributes = try container.decodeIfPresent([String].self, forKey: .attributes)
  }
}

private struct UnknownField: Error { var name: String }

/// An unknown field is a misspelling.
private func rejectUnknownFields(in decoder: any Decoder, known: [String]) throws {
  let container = try decoder.container(keyedBy: AnyField.self)
  if let unknown = container.allKeys.map(\.stringValue).sorted().first(where: {
    !known.contains($0)
  }) {
    throw UnknownField(name: unknown)
  }
}

private struct AnyField: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension DecodingError {
  /// What is wrong, and where if the decoder says so.
  fileprivate var reason: String {
    switch self {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)"
    case .dataCorrupted(let context):
      context.underlyingError.map { "\($0)" } ?? context.debugDescription
    @unknown default: "\(self)"
    }
  }
}
