/// The look of every role.
public struct Theme: Hashable, Sendable {
  public var name: String
  /// Whether the parts of a bar need textures, because colours don't tell them apart or
  /// the display has no partial blocks.
  public var usesTextures = false
  private var styles: [Role: Style]

  /// Roles without a style look like their parents.
  public init(name: String, styles: [Role: Style] = [:]) {
    self.name = name
    self.styles = [:]
    for role in Role.allCases {
      self.styles[role] = role.lineage.lazy.compactMap { styles[$0] }.first ?? .plain
    }
  }

  /// Terminal colours and attributes only.
  public static let plain = Theme(name: "plain").withoutColor()

  public subscript(role: Role) -> Style {
    get { styles[role] ?? .plain }
    set { styles[role] = newValue }
  }

  /// A role's style on top of another's: `theme[.negative, on: .selection]`.
  public subscript(role: Role, on ground: Role) -> Style {
    var style = styles[role] ?? .plain
    let base = styles[ground] ?? .plain
    if base.background != .terminal { style.background = base.background }
    style.attributes.formUnion(base.attributes.intersection([.reverse, .underline]))
    return style
  }

  /// The theme for `NO_COLOR`: attributes alone tell the roles apart.
  public func withoutColor() -> Theme {
    var theme = self
    theme.usesTextures = true
    for role in Role.allCases {
      theme[role] = Style(attributes: role.plainAttributes)
    }
    return theme
  }

  /// The theme for a display: colours quantised, and reversed where quantising would lose a background.
  public func adapted(to capabilities: Capabilities) -> Theme {
    if capabilities.colors == .none { return withoutColor() }
    var theme = self
    theme.usesTextures = usesTextures || !capabilities.unicode
    for role in Role.allCases {
      let style = self[role]
      var adapted = style
      adapted.foreground = style.foreground.quantised(to: capabilities.colors)
      adapted.background = style.background.quantised(to: capabilities.colors)
      let isGround = style.background != self[.text].background
      if capabilities.colors == .sixteen, isGround, !style.attributes.contains(.reverse) {
        // Sixteen colours have no shade just off the background.
        adapted.background = self[.text].background.quantised(to: .sixteen)
        adapted.foreground = self[.text].foreground.quantised(to: .sixteen)
        adapted.attributes.formUnion(role.plainAttributes)
      }
      theme[role] = adapted
    }
    return theme
  }
}

extension Role {
  /// The role, its parent, and so on up to `text`.
  var lineage: [Role] { [self] + (parent?.lineage ?? []) }
}
