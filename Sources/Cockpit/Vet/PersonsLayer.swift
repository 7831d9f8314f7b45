import Marketing
import Screen
import Vetting

/// Accounts that seem to belong to one person, or to be duplicates: one suggestion after the other, with the evidence.
struct PersonsLayer: ListLayer {
  private var suggestions: [SamePerson.Suggestion]
  var selected = 0

  init(_ suggestions: [SamePerson.Suggestion]) { self.suggestions = suggestions }

  static let name = "persons"
  static let title = "Accounts of one person"
  static let commands: [LayerCommand<PersonsLayer>] =
    moving + [
      LayerCommand(
        "join", "Merge the accounts, or link them to one person", keys: ["enter"],
        hint: "merge or link"
      ) { layer, state in
        guard let session = state.document?.session else { return .closed() }
        let suggestion = layer.suggestions[layer.selected]
        let effects = state.join(
          suggestion.accounts, asDuplicates: suggestion.kind == .duplicates, session)
        if state.message?.kind == .error { return .consumed(effects) }
        layer.drop { !Set($0.accounts).isDisjoint(with: suggestion.accounts) }
        return layer.suggestions.isEmpty ? .closed(effects) : .consumed(effects)
      },
      LayerCommand(
        "deny", "Say that they don't belong together, so that they aren't suggested again",
        keys: ["x", "delete"], hint: "not so"
      ) { layer, state in
        let suggestion = layer.suggestions[layer.selected]
        let effects = state.deny(suggestion)
        layer.drop { $0 == suggestion }
        return layer.suggestions.isEmpty ? .closed(effects) : .consumed(effects)
      },
      LayerCommand(
        "undo", "Undo after closing the list", keys: ["u"], hint: "undo (after closing)"
      ) { _, _ in .consumed() },
      .help, .close(),
    ]

  func count(_ state: CockpitState) -> Int { suggestions.count }

  mutating func follow(_ state: CockpitState) -> Bool {
    select(selected, state)
    return true
  }

  private mutating func drop(_ isGone: (SamePerson.Suggestion) -> Bool) {
    suggestions.removeAll(where: isGone)
    selected = max(0, min(selected, suggestions.count - 1))
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    guard let session = state.document?.session else { return }
    let dialog = state.style(.dialog)
    let box = area.centered(
      Size(
        width: min(area.width, 100), height: min(area.height, max(8, suggestions.count * 2 + 2))))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: "One person, or the same account twice?",
      note: "\(selected + 1)/\(suggestions.count)", style: state.style(.borderFocused).over(dialog)
    ).inset(columns: 1)
    let height = max(1, inner.height / 2)
    let top = max(0, min(selected - height / 2, suggestions.count - height))
    for (line, suggestion) in suggestions.dropFirst(top).prefix(height).enumerated() {
      let isCursor = top + line == selected
      let names = suggestion.accounts.compactMap { session.roster[$0] }
        .map { "@\($0.handle) (\($0.platform.title))" }.joined(separator: " = ")
      let kind = suggestion.kind == .duplicates ? "twice" : "one person"
      let style = isCursor ? state.style(.selection) : state.style(.text).over(dialog)
      let first = inner.row(line * 2)
      if isCursor { canvas.fill(first, style: style) }
      canvas.write("\(names) · \(kind), \(suggestion.confidence.rawValue)", in: first, style: style)
      canvas.write(
        "  " + suggestion.evidence.joined(separator: "; "), in: inner.row(line * 2 + 1),
        style: state.style(.muted).over(dialog))
    }
  }
}

extension CockpitState {
  /// Records that the accounts don't belong together.
  fileprivate mutating func deny(_ suggestion: SamePerson.Suggestion) -> [Effect] {
    guard let first = suggestion.accounts.first, var row = document?.session.roster[first],
      document?.readOnlyReason == nil
    else { return [] }
    row.vetting.decisions.append(
      FlagDecision(
        suggestion.denial, .rejected, reason: "", on: today, by: config.initials ?? ""))
    return perform(.put(row), title: "“not so” for @\(row.handle)")
  }
}
