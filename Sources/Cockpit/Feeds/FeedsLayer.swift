import Marketing
import Screen
import SessionStore
import Wording

/// The list of the session's feeds with their states, where they are added, edited, paused and removed.
struct FeedsLayer: ListLayer {
  var selected = 0

  static let name = "feeds"
  static let title = "Feeds"
  static let commands: [LayerCommand<FeedsLayer>] =
    moving + [
      LayerCommand("add", "Add a feed", keys: ["a"], hint: "add") { _, state in
        guard let session = state.document?.session else { return .closed() }
        let campaign = state.campaignInView.flatMap { session.campaigns[$0]?.name } ?? ""
        state.feedForm("New feed", FeedDraft(id: session.feeds.nextID, campaign: campaign))
        return .consumed()
      },
      on("edit", "Edit the feed", ["e", "enter"], hint: "edit") { feed, state in
        guard let session = state.document?.session else { return [] }
        state.feedForm(feed.name, FeedDraft(feed, session))
        return []
      },
      on("pause", "Pause or resume the feed", ["p", "space"], hint: "pause") {
        feed, state in
        var feed = feed
        feed.isPaused.toggle()
        return state.perform(
          .put(feed), title: "“\(feed.name)” (\(feed.isPaused ? "paused" : "resumed"))")
      },
      on("remove", "Remove the feed", ["x", "delete"], hint: "remove") { feed, state in
        state.perform(.feed(feed.id, nil), title: "“\(feed.name)” (removed)")
      },
      on("consent", "Show the feed's command and decide whether it may run", ["c"], hint: nil) {
        feed, state in
        state.askConsent(feed)
        return []
      },
      on(
        "look", "Show everything about the feed, including refused rows", ["v"], hint: "look at it"
      ) {
        feed, state in
        state.layers.append(FeedText.details(feed, state))
        return []
      },
      on("again", "Read everything again from the start", ["R"], hint: "again") {
        feed, state in
        guard feed.source != .demo else {
          state.say("Demo data are made up, so there is nothing to read again.")
          return []
        }
        state.say("“\(feed.name)” is being read again from the start.")
        return [.readFeedAgain(feed.id)]
      },
      .help, .close(),
    ]

  /// A command on the selected feed; does nothing if there is none.
  private static func on(
    _ id: String, _ title: String, _ keys: [String], hint: String?,
    _ run: @escaping @Sendable (Feed, inout CockpitState) -> [Effect]
  ) -> LayerCommand<FeedsLayer> {
    LayerCommand(id, title, keys: keys, hint: hint) { layer, state in
      let feeds = state.document?.session.feeds.rows ?? []
      guard feeds.indices.contains(layer.selected) else { return .consumed() }
      return .consumed(run(feeds[layer.selected], &state))
    }
  }

  func count(_ state: CockpitState) -> Int { state.document?.session.feeds.count ?? 0 }

  mutating func follow(_ state: CockpitState) -> Bool {
    select(selected, state)
    return state.document != nil
  }

  func help(_ state: CockpitState) -> [TextLine] { FeedText.help }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    guard let session = state.document?.session else { return }
    let dialog = state.style(.dialog)
    let feeds = session.feeds.rows
    let width = min(area.width, 100)
    let height = min(area.height, max(7, feeds.count * 3 + 3))
    let box = area.centered(Size(width: width, height: height))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: "Feeds", note: CountText.plural(feeds.count, "feed"),
      style: state.style(.borderFocused).over(dialog)
    ).inset(columns: 1)
    if feeds.isEmpty {
      let text =
        "No feed yet. a adds one: a file that grows, a folder into which exports are dropped, or a command that "
        + "prints figures."
      for (index, line) in wrap(text, to: max(1, inner.width)).prefix(inner.height).enumerated() {
        canvas.write(line, in: inner.row(index), style: state.style(.muted).over(dialog))
      }
      return
    }
    let visible = max(1, inner.height / 3)
    let top = max(0, min(selected - visible + 1, feeds.count - visible))
    for (place, feed) in feeds.dropFirst(top).prefix(visible).enumerated() {
      let row = inner.row(place * 3)
      let isSelected = top + place == selected
      let style = isSelected ? state.style(.selection) : state.style(.text).over(dialog)
      if isSelected {
        canvas.fill(row, style: style)
        canvas.cursor = Point(x: row.x, y: row.y)
      }
      let (word, role) = FeedText.state(feed, state)
      canvas.write(
        (isSelected ? "▸ " : "  ") + feed.name, in: row.inset(right: displayWidth(word) + 1),
        style: style)
      canvas.write(
        word, in: row, alignment: .right,
        style: isSelected ? state.theme[role, on: .selection] : state.style(role).over(dialog))
      let muted = state.style(.muted).over(dialog)
      canvas.write(
        "    " + FeedText.source(feed), in: inner.row(place * 3 + 1), style: muted)
      canvas.write(
        "    " + FeedText.counts(feed, state), in: inner.row(place * 3 + 2), style: muted)
    }
  }
}

enum FeedText {
  static func state(_ feed: Feed, _ state: CockpitState) -> (String, Role) {
    if state.document?.path == nil { return ("save the session first", .warning) }
    if state.document?.readOnlyReason != nil { return ("run by the other program", .muted) }
    if feed.isPaused { return ("paused", .muted) }
    guard let status = state.live.feeds[feed.id] else { return ("starting", .muted) }
    return switch status.state {
    case .waiting(let why): ("● waiting: \(why)", .positive)
    case .reading: ("● reading", .positive)
    case .paused: ("paused", .muted)
    case .needsConsent: ("▲ needs your consent: c", .warning)
    case .failed: ("✗ failed", .negative)
    }
  }

  static func source(_ feed: Feed) -> String {
    switch feed.source {
    case .file(let path): "follows \(path)"
    case .folder(let path): "watches \(path)"
    case .command(let arguments, let every, let limit):
      "runs \(CommandLineText.write(arguments)), every \(every) s, at most \(limit) s"
    case .demo: "demo data: the figures are made up"
    }
  }

  static func counts(_ feed: Feed, _ state: CockpitState) -> String {
    guard let status = state.live.feeds[feed.id] else { return "" }
    var parts: [String] = []
    if case .failed(let reason) = status.state { parts.append(reason) }
    if let next = status.nextTry, case .failed = status.state {
      parts.append("next try in \(max(0, Int((next - state.live.now).rounded(.up)))) s")
    }
    parts.append("\(CountText.exact(status.taken)) taken")
    if status.unchanged > 0 { parts.append("\(CountText.exact(status.unchanged)) unchanged") }
    if status.refused > 0 {
      parts.append("\(CountText.exact(status.refused)) refused: v shows them")
    }
    if status.lastLine > 0 { parts.append("line \(CountText.exact(status.lastLine))") }
    return parts.joined(separator: " · ")
  }

  /// Everything about a feed, including the refused rows and why they were refused.
  static func details(_ feed: Feed, _ state: CockpitState) -> TextView {
    var lines = [
      TextLine(text: source(feed)), TextLine(text: Self.state(feed, state).0),
      TextLine(text: counts(feed, state)), TextLine(text: ""),
    ]
    guard let status = state.live.feeds[feed.id] else { return TextView(feed.name, lines) }
    if !status.lastText.isEmpty {
      lines.append(TextLine(text: "Last line", role: .title))
      lines.append(TextLine(text: status.lastText, key: String(status.lastLine)))
      lines.append(TextLine(text: ""))
    }
    lines.append(
      TextLine(
        text: status.refused > status.refusals.count
          ? "Refused rows, the newest \(CountText.exact(status.refusals.count)) of \(CountText.exact(status.refused))"
          : "Refused rows", role: .title))
    if status.refusals.isEmpty { lines.append(TextLine(text: "None.")) }
    for refusal in status.refusals.reversed() {
      lines.append(TextLine(text: refusal.reason, role: .warning, key: String(refusal.line)))
      lines.append(TextLine(text: refusal.text, role: .muted, key: ""))
    }
    if !status.notes.isEmpty {
      lines.append(TextLine(text: ""))
      lines.append(TextLine(text: "Left out of accepted rows", role: .title))
      lines += status.notes.map { TextLine(text: $0) }
    }
    return TextView(feed.name, lines)
  }

  static let help = [
    TextLine(
      text:
        "A feed brings in measurements while the session is open, as an import would: CSV with a header, or "
        + "JSON with one object per line. Known rows change nothing; a corrected row replaces the old one."
    ),
    TextLine(text: ""),
    TextLine(
      text:
        "Were figures read wrongly? e says what the columns are, whether a row's figures are of one day or running "
        + "totals, and in which order dates stand. The feed is then read again from the start: wrong figures are "
        + "corrected or taken out, and a message says how many. R reads it again without a change.",
      key: "wrong"),
    TextLine(
      text: "A file is followed as it grows. It may be rotated or truncated.", key: "file"),
    TextLine(
      text: "Exports dropped into a folder are read as soon as they have stopped growing.",
      key: "folder"),
    TextLine(
      text:
        "A program runs every so often and its output is read: this is how a platform's or shop's API is "
        + "connected. It runs without a shell, with a time limit, and only after you have agreed to it on this "
        + "machine. It starts in your folder.",
      key: "command"),
    TextLine(
      text:
        "A path is taken from where you started Clout and kept as a whole. One that is there only in the "
        + "session's folder is taken from there and stays relative: it moves with the session.",
      key: "path"),
    TextLine(text: ""),
    TextLine(
      text: "clout ingest SESSION FILE does the same once, from a file or a pipe.", role: .muted),
    TextLine(text: ""),
  ]
}

extension CockpitState {
  mutating func feedForm(_ title: String, _ draft: FeedDraft) {
    guard let context = entryContext else { return }
    layers.append(
      Form(title, row: draft, fields: Field<FeedDraft>.feed, context) { changed, state in
        guard let session = state.document?.session else { return [] }
        do throws(EntryError) {
          let feed = try changed.feed(session, folder: state.document?.path)
          let effects = state.perform(.put(feed), title: "the feed “\(feed.name)”")
          guard state.message?.kind != .error else { return effects }
          let former = session.feeds[feed.id]
          if let former, former.source == feed.source, !former.reads(like: feed) {
            state.say(
              "“\(feed.name)” is read again from the start, by what you said now; what was read wrongly is replaced."
            )
          }
          switch feed.source {
          case .file(let path), .folder(let path):
            if path != changed.target { state.say("“\(feed.name)” follows \(path).") }
          case .command, .demo: break
          }
          state.askConsent(feed)
          return effects
        } catch {
          state.fail(error.message)
          return []
        }
      })
  }

  /// Shows a feed's command in full and asks whether it may run; does nothing for other feeds.
  mutating func askConsent(_ feed: Feed) {
    guard case .command(let arguments, let every, let limit) = feed.source else { return }
    let words = arguments.enumerated().map { "\($0.offset). \($0.element)" }
    layers.append(
      Confirm(
        title: "Run this command?",
        text:
          "Every \(every) s, for \(limit) s at most, without a shell and with your rights. The program and its "
          + "arguments: \(words.joined(separator: "   "))",
        answers: [
          Confirm.Answer(key: "n", title: "No, not on this machine") { _ in [] },
          Confirm.Answer(key: "y", title: "Yes, run it") { state in
            state.say("\(feed.name) may run.")
            return [.consent(arguments)]
          },
        ]))
  }
}
