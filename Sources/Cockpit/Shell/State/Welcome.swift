import Screen

/// The screen on the first run, or when no session is open.
enum Welcome {
  struct Choice: Sendable {
    let key: Character
    let title: String
    let command: String
    /// The word on the bottom line.
    let hint: String
  }

  static let choices = [
    Choice(key: "d", title: "Look around in the demo session", command: "demo", hint: "demo"),
    Choice(key: "n", title: "Start a new session", command: "new", hint: "new"),
    Choice(key: "o", title: "Open a session", command: "open", hint: "open"),
    Choice(
      key: "i", title: "Import a file into a new session", command: "import-new", hint: "import"),
    Choice(key: "q", title: "Leave", command: "quit", hint: "leave"),
  ]

  static let hints = choices.map { Hint(String($0.key), $0.hint) }

  static func help(_ state: CockpitState) -> [TextLine] {
    var lines = [TextLine(text: "Without a session (here)", role: .title)]
    lines += choices.map { TextLine(text: $0.title, key: String($0.key)) }
    if let recent = state.config.recentSessions, !recent.isEmpty {
      let last = min(9, recent.count)
      lines.append(
        TextLine(text: "Open a recent session", key: last == 1 ? "1" : "1–\(last)"))
    }
    return lines + [TextLine(text: "")]
  }
}

extension CockpitState {
  mutating func pressWelcome(_ key: Key) -> [Effect] {
    guard case .character(let character) = key.code else { return [] }
    if key.modifiers.contains(.control), character == "c" {
      return [.leave(view: [:])]
    }
    if let choice = Welcome.choices.first(where: { $0.key == character }),
      let command = registry.command(choice.command)
    {
      return run(command)
    }
    if let digit = character.wholeNumberValue, digit >= 1, let recent = config.recentSessions,
      digit <= recent.count
    {
      return [.open(path: recent[digit - 1])]
    }
    if let command = command(for: key) { return run(command) }
    return []
  }
}

extension Frame {
  mutating func drawWelcome(in body: Rect, _ state: CockpitState) {
    let recent = (state.config.recentSessions ?? []).prefix(9)
    let height = 6 + Welcome.choices.count + (recent.isEmpty ? 0 : recent.count + 2)
    let box = body.centered(Size(width: min(64, body.width), height: height))
    canvas.write("Clout", in: box.row(0), alignment: .center, style: state.style(.title))
    canvas.write(
      "Mega, micro, or a mix — for this goal and this budget?", in: box.row(1), alignment: .center,
      style: state.style(.muted))
    var line = 3
    func indent(_ row: Rect) -> Rect { row.inset(left: max(0, (box.width - 44) / 2)) }
    for choice in Welcome.choices {
      canvas.write(
        [(" \(choice.key) ", state.style(.hintKey)), (" " + choice.title, state.style(.text))],
        at: Point(x: indent(box.row(line)).x, y: box.row(line).y), in: box.row(line))
      line += 1
    }
    guard !recent.isEmpty else { return }
    line += 1
    canvas.write("Recent sessions", in: indent(box.row(line)), style: state.style(.muted))
    for (index, path) in recent.enumerated() {
      line += 1
      canvas.write(
        [(" \(index + 1) ", state.style(.hintKey)), (" " + path, state.style(.text))],
        at: Point(x: indent(box.row(line)).x, y: box.row(line).y), in: box.row(line))
    }
  }
}
