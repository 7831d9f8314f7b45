import FoundationEssentials
import Testing

@testable import Screen

@Suite struct ThemeTests {
  static let names = ["dark", "light", "colorblind", "terminal"]

  static func theme(_ name: String) throws -> Theme {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = "Themes/\(name).json"
    let contents = try Data(contentsOf: URL(filePath: package.path + "/" + file))
    return try Theme(json5: Array(contents), file: file)
  }

  @Test(
    "A theme that isn't UTF-8 is refused, with the line", arguments: [0xE9, 0xC3, 0xFF] as [UInt8])
  func otherEncodings(_ byte: UInt8) {
    let start = Array("{\n\"name\": \"x\",\n\"roles\": {\"t".utf8)
    let contents = start + [byte] + Array("xt\": \"red\"}}".utf8)
    let error = #expect(throws: ThemeError.self) {
      try Theme(json5: contents, file: "x.json")
    }
    #expect(error?.description.contains("line 3 isn't UTF-8") == true)
  }

  @Test(arguments: names) func builtInThemesAreRead(_ name: String) throws {
    let theme = try Self.theme(name)
    #expect(theme.name == name)
    #expect(theme[.text].background == .terminal)
    #expect(theme[.selection] != theme[.text])
  }

  /// WCAG 2: 4.5 to 1 for text, 3 to 1 for the parts of a bar or chart.
  @Test(arguments: [
    ("dark", ["#000000", "#1a1b26", "#1e1e1e"]), ("light", ["#ffffff", "#faf8f0"]),
    ("colorblind", ["#000000", "#1a1b26", "#1e1e1e"]),
  ])
  func contrast(_ name: String, _ grounds: [String]) throws {
    let theme = try Self.theme(name)
    for colors in [Capabilities.Colors.rgb, .indexed256] {
      let adapted = theme.adapted(to: Capabilities(colors: colors))
      for role in Role.allCases where adapted[role].foreground != .terminal {
        let isShape = "\(role)".hasPrefix("bar") || "\(role)".hasPrefix("chart")
        // Lines and what is left of a budget are there to be overlooked.
        let wanted = role == .border || role == .barLeft ? 1.5 : isShape ? 3 : 4.5
        for ground in grounds {
          let own = adapted[role].background
          let back = own == .terminal ? try #require(Color(notation: ground)) : own
          check(adapted[role].foreground, back, wanted, "\(role) \(colors)")
        }
        let texts: [Role] = [.text, .muted, .accent, .positive, .warning, .negative, .estimated]
        if texts.contains(role) {
          check(adapted[role].foreground, adapted[.selection].background, 4.5, "\(role) selected")
          check(adapted[role].foreground, adapted[.dialog].background, 4.5, "\(role) in dialog")
        }
      }
    }
  }

  private func check(_ front: Color, _ back: Color, _ wanted: Double, _ what: String) {
    let ratio = contrastRatio(front, back)
    #expect(ratio >= wanted, "\(what): \(front.notation) on \(back.notation) is \(ratio)")
  }

  @Test(arguments: names) func rolesDifferWithoutColor(_ name: String) throws {
    let theme = try Self.theme(name).adapted(to: Capabilities(colors: .none))
    for role in Role.allCases {
      #expect(theme[role].foreground == .terminal && theme[role].background == .terminal)
    }
    #expect(theme[.selection].attributes == .reverse)
    #expect(theme[.header].attributes == .bold)
    #expect(theme[.selectionCell] != theme[.selection])
    #expect(theme[.negative] != theme[.text])
    let sixteen = try Self.theme(name).adapted(to: Capabilities(colors: .sixteen))
    #expect(sixteen[.selection].attributes.contains(.reverse))
  }

  @Test func rolesInherit() throws {
    let theme = try read(
      """
      // A user's theme.
      { name: "mine", palette: { sea: "#102030" },
        roles: { text: { background: 17 }, accent: "sea", title: { attributes: ["bold"] }, muted: "8" } }
      """)
    #expect(theme[.positive] == Style(background: .indexed(17)))
    #expect(theme[.header].notation == "#102030 on 17 bold")
    #expect(theme[.border].foreground == .indexed(8))
    for role in Role.allCases { #expect(role.lineage.last == .text) }
  }

  @Test(arguments: [
    (
      #"{ name: "x", roles: { titel: "red" } }"#,
      "mine.json: unknown role 'titel'. The roles are text"
    ),
    (#"{ name: "x", roles: { selectioncell: "red" } }"#, "Did you mean 'selectionCell'?"),
    (#"{ name: "x", roles: { text: "pinkish" } }"#, "role text: unknown color 'pinkish'. Write"),
    (#"{ name: "x", roles: { text: 256 } }"#, "unknown color '256'"),
    (#"{ name: "x", roles: { text: { color: 1 } } }"#, "unknown field 'color'"),
    (
      #"{ name: "x", roles: { text: { attributes: ["blink"] } } }"#,
      "unknown attribute 'blink'. There are bold"
    ),
    (#"{ name: "x", rules: {} }"#, "unknown field 'rules'"),
    (#"{ roles: {} }"#, "'name' is missing"),
    ("{ name: ", "not a theme: "),
    ("\u{1B}[2J", "not a theme: "),
  ])
  func errors(_ contents: String, _ message: String) {
    do {
      _ = try read(contents)
      Issue.record("no error")
    } catch {
      #expect(error.description.contains(message), "\(error.description)")
      #expect(!error.description.contains("\u{1B}"))
    }
  }

  private func read(_ contents: String) throws(ThemeError) -> Theme {
    try Theme(json5: Array(contents.utf8), file: "mine.json")
  }
}

private func contrastRatio(_ one: Color, _ other: Color) -> Double {
  let luminances = [one, other].map { color -> Double in
    guard let (red, green, blue) = color.components else { return .nan }
    let linear = [red, green, blue].map { value -> Double in
      let part = Double(value) / 255
      // The sRGB curve to within 1%, without `pow`.
      return part <= 0.04045
        ? part / 12.92 : part * (part * (part * 0.305306011 + 0.682171111) + 0.012522878)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }.sorted()
  return (luminances[1] + 0.05) / (luminances[0] + 0.05)
}
