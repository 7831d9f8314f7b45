/// What is wrong with a theme file, where, and what to do about it.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Problem: Hashable, Sendable {
    case malformed(String)
    case unknownField(String)
    case unknownRole(String)
    case unknownColor(String, role: String)
    case unknownAttribute(String, role: String)
  }

  package var file: String
  package var problem: Problem

  package var description: String { "\(printable(file)): \(what). \(advice)" }

  private var what: String {
    switch problem {
    case .malformed(let reason): "not a theme: \(printable(reason))"
    case .unknownField(let field): "unknown field '\(printable(field))'"
    case .unknownRole(let role): "unknown role '\(printable(role))'"
    case .unknownColor(let color, let role):
      "role \(printable(role)): unknown color '\(printable(color))'"
    case .unknownAttribute(let name, let role):
      "role \(printable(role)): unknown attribute '\(printable(name))'"
    }
  }

  /// What the user can do about it.
  package var advice: String {
    switch problem {
    case .malformed: "Write JSON with a name, an optional palette and roles; comments are allowed"
    case .unknownField:
      "A theme has name, palette and roles; a role has foreground, background and attributes"
    case .unknownRole(let role): Self.nearest(to: role)
    case .unknownColor:
      "Write \"#rrggbb\", \"terminal\", an index from 0 to 255, a name such as \"brightblue\", or one of the palette"
    case .unknownAttribute: "There are \(Attributes.named.map(\.name).joined(separator: ", "))"
    }
  }

  private static func nearest(to role: String) -> String {
    let wanted = role.lowercased()
    let names = Role.allCases.map { ($0, name: $0.rawValue.lowercased()) }
    let close =
      names.first { $0.name == wanted }
      ?? names.first {
        wanted.count > 2 && ($0.name.hasPrefix(wanted) || wanted.hasPrefix($0.name))
      }
    if let close { return "Did you mean '\(close.0.rawValue)'?" }
    return "The roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))"
  }
}
