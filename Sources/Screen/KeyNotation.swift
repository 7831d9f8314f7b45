extension Key {
  /// Reads a key as people write it: `j`, `G`, `:`, `space`, `enter`, `f1`, `ctrl-s`, `alt-x`, `shift-tab`,
  /// `alt-ctrl-up`. Nil if it isn't a key.
  ///
  /// A character stands for itself, so `-` is the minus key and `ctrl--` is Ctrl with it. Names are in
  /// lower case. Shift only goes with keys other than characters: it is `G`, not `shift-g`.
  package init?(notation: String) {
    var rest = Substring(notation)
    var modifiers: Modifiers = []
    search: while true {
      for (prefix, modifier) in modifierPrefixes where rest.hasPrefix(prefix) && rest != prefix {
        modifiers.insert(modifier)
        rest = rest.dropFirst(prefix.count)
        continue search
      }
      break
    }
    guard let code = Code(notation: rest) else { return nil }
    if case .character = code, modifiers.contains(.shift) { return nil }
    self.init(code, modifiers)
  }

  /// The notation that `Key(notation:)` reads, as help and hints show it.
  package var notation: String {
    let prefixes = modifierPrefixes.filter { modifiers.contains($0.1) }.map(\.0)
    return prefixes.joined() + code.notation
  }
}

private let modifierPrefixes: [(String, Key.Modifiers)] = [
  ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
]

/// The first name of a key is the one shown.
private let keyNames: [(String, Key.Code)] = [
  ("enter", .enter), ("return", .enter), ("tab", .tab), ("escape", .escape), ("esc", .escape),
  ("backspace", .backspace), ("delete", .delete), ("del", .delete), ("insert", .insert),
  ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
  ("pageup", .pageUp), ("pgup", .pageUp), ("pagedown", .pageDown), ("pgdn", .pageDown),
  ("space", .character(" ")),
]

extension Key.Code {
  init?(notation: Substring) {
    if let named = keyNames.first(where: { $0.0 == notation }) {
      self = named.1
    } else if notation.count == 1, let character = notation.first {
      self = .character(character)
    } else if notation.first == "f", let number = Int(notation.dropFirst()), 1...63 ~= number {
      self = .function(number)
    } else {
      return nil
    }
  }

  var notation: String {
    if let named = keyNames.first(where: { $0.1 == self }) { return named.0 }
    return switch self {
    case .character(let character): String(character)
    case .function(let number): "f\(number)"
    case .enter, .tab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home,
      .end, .pageUp, .pageDown:
      ""
    }
  }
}
