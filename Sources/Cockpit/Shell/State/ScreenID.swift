/// A screen, named after the command that shows it. Declared beside the screen.
struct ScreenID: Hashable, Sendable {
  let name: String
  let kind: any ScreenKind.Type

  init(_ name: String, _ kind: any ScreenKind.Type) {
    self.name = name
    self.kind = kind
  }

  static func == (a: ScreenID, b: ScreenID) -> Bool { a.name == b.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
