import Marketing
import Screen
import SessionStore
import Wording
import Workbench

// What the preview's keys do.
extension ImportPreview {
  static let commands: [LayerCommand<ImportPreview>] =
    moving + [
      LayerCommand(
        "take", "Import the rows; with a question open, answer it", keys: ["enter", "y"],
        hint: "import"
      ) { $0.enter(&$1) }.hinted { $0.active == nil ? "import" : "answer" },
      LayerCommand(
        "remap", "Say what the column is", keys: ["m"], hint: "column is…"
      ) { $0.remap(&$1) },
      LayerCommand(
        "next-file", "Show the columns of the next file", keys: ["tab"], hint: "next"
      ) { preview, _ in
        preview.turn(by: 1)
        return .consumed()
      }.when(\.isSet),
      LayerCommand("former-file", "Show the columns of the file before", keys: ["shift-tab"]) {
        preview, _ in
        preview.turn(by: -1)
        return .consumed()
      }.when(\.isSet),
      LayerCommand("leave-out", "Leave this file out", keys: ["x"], hint: "leave out") {
        preview, state in .consumed(preview.leaveOut(state))
      }.when(\.isSet),
      LayerCommand(
        "refused", "Show the rows that can't be used", keys: ["r"], hint: "refused"
      ) { preview, state in
        state.layers.append(TextView("Rows that can't be used", preview.refusals))
        return .consumed()
      },
      LayerCommand(
        "notes", "Read all that is worth knowing", keys: ["v"], hint: "notes"
      ) { preview, state in
        state.layers.append(TextView("Worth knowing", preview.allNotes))
        return .consumed()
      },
    ] + saying + [
      .help,
      LayerCommand("close", "Import nothing", keys: ["escape", "q"], hint: "cancel") {
        preview, _ in .closed(preview.isReading ? [.cancelTask] : [])
      },
    ]

  /// What is said of the file as a whole. The lines on how it was read name most of these keys.
  private static let saying: [LayerCommand<ImportPreview>] = [
    LayerCommand(
      "campaign", "Choose the campaign of the rows", keys: ["c"], hint: "campaign"
    ) { preview, state in
      let names = state.document?.session.campaigns.rows.map(\.name) ?? []
      let files = Array(preview.entries.indices)
      return preview.pick(
        .campaign, "Campaign for these rows", names.map { .init($0, $0) }, files, &state)
    }.when { $0.plan?.isOwn == false && !$0.isOfRoster },
    LayerCommand(
      "influencer", "Say whose all the figures are", keys: ["a"], hint: "whose"
    ) { preview, state in
      preview.pick(
        .influencer, "All these figures are of",
        state.document.map { ImportQuestion.influencers($0.session, on: preview.platform) } ?? [],
        [preview.current], &state)
    }.when { $0.plan?.facts.contains { $0.subject == .influencer } == true },
    LayerCommand(
      "platform", "Choose the platform of the accounts", keys: ["p"], hint: "platform"
    ) { preview, state in
      preview.pick(
        .platform, "Platform of these accounts", ImportQuestion.platforms, [preview.current],
        &state)
    }.when { $0.plan?.isOwn == false },
    LayerCommand(
      "grain", "Say what span the figures of a row cover", keys: ["t"], hint: "figures of"
    ) { preview, state in
      preview.pick(
        .grain, "What a row's figures cover", ImportQuestion.grains, [preview.current], &state)
    }.when { $0.plan?.kind == .posts || $0.plan?.kind == .orders },
    LayerCommand(
      "dates", "Choose the order of days, months and years", keys: ["o"], hint: "order of dates"
    ) { preview, state in
      preview.pick(
        .dates, "How 03/04/2026 is written", ImportQuestion.dateOrders, [preview.current], &state)
    }.when { $0.plan?.isOwn == false },
    LayerCommand(
      "day", "Set the day that the figures are from", keys: ["d"], hint: "figures' day"
    ) { $0.askDay(&$1) }.when { $0.plan?.facts.contains { $0.subject == .day } == true },
    LayerCommand(
      "kind", "Say what a row of the file is", keys: ["w"], hint: "rows are"
    ) { preview, state in
      preview.pick(.kind, "A row is", ImportQuestion.kinds, [preview.current], &state)
    }.when { $0.plan?.isOwn == false },
    LayerCommand(
      "sheet", "Read another sheet of the workbook", keys: ["s"], hint: "sheet"
    ) { preview, state in
      let sheets = preview.entries[preview.current].sheets
      return preview.pick(
        .sheet, "Sheet to import", sheets.map { .init($0, $0) }, [preview.current], &state)
    }.when { !$0.entries[$0.current].sheets.isEmpty },
  ]

  private var isOfRoster: Bool { plan?.kind == .roster && plan?.isOwn == false }

  /// Digits answer the question under the cursor, or else the first one.
  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    guard case .character(let character) = key.code, key.modifiers.isEmpty,
      let digit = character.wholeNumberValue, let place = active
    else { return .consumed() }
    let open = questions[place]
    guard let choice = open.question.choices[safely: digit - 1] else { return .consumed() }
    return .consumed(answer(open, choice.answer, &state))
  }

  /// The question that keys are about.
  var active: Int? {
    if case .question(let place) = items(withNotes: true)[safely: selected] { return place }
    return questions.isEmpty ? nil : 0
  }

  private mutating func enter(_ state: inout CockpitState) -> LayerResult {
    guard !isReading else { return .consumed() }
    guard let place = active else { return take(&state) }
    selected = place
    let open = questions[place]
    return pick(
      open.question.subject, open.question.text, open.question.choices, open.files, &state)
  }

  private func take(_ state: inout CockpitState) -> LayerResult {
    let plans = plans
    guard plans.contains(where: { $0.added + $0.changed + $0.unchanged > 0 }) else {
      state.fail("No row can be used, so nothing was imported: r shows why.")
      return .consumed()
    }
    var effects = state.perform(
      edit, title: changeTitle.isEmpty ? "the import" : "the \(changeTitle)")
    let said = entries.compactMap { entry in
      entry.plan.map { (plan: $0, options: entry.file.options) }
    }.filter { $0.options.memory != nil && !$0.plan.isOwn }
    if !said.isEmpty { effects.append(.work(ImportWork.remember(said, today: state.today))) }
    if state.message?.kind != .error {
      let done = ImportWords.effect(plans)
      state.say("Imported, u undoes it: \(done).")
    }
    return .closed(effects)
  }

  // MARK: Answers

  private mutating func answer(
    _ open: OpenQuestion, _ answer: String, _ state: inout CockpitState
  ) -> [Effect] {
    if case .currency(let currency) = open.question.subject, answer == "rate" {
      state.askRate(of: currency, for: token)
      return []
    }
    if answer == ImportQuestion.oneDay, open.question.subject == .column(field: "date") {
      state.askDay(of: open.files, for: token)
      return []
    }
    if open.question.subject == .sheet, let file = open.files.first {
      return takeSheet(answer, of: file, state)
    }
    let files = Self.concerned(open.question.subject, open.files, entries.count)
    return say(about: files, state) { $0.answer(open.question.subject, answer) }
  }

  /// What is said of the session goes for all files.
  private static func concerned(
    _ subject: ImportQuestion.Subject, _ files: [Int], _ count: Int
  ) -> [Int] {
    switch subject {
    case .currency, .campaign: Array(0..<count)
    case .kind, .column, .platform, .influencer, .grain, .dates, .sheet, .day: files
    }
  }

  /// Opens a list of answers; the files are read again with the one that is chosen.
  private func pick(
    _ subject: ImportQuestion.Subject, _ title: String, _ choices: [ImportQuestion.Choice],
    _ files: [Int], _ state: inout CockpitState
  ) -> LayerResult {
    let other: String? =
      switch subject {
      case .campaign: "new campaign"
      case .platform: "another platform"
      case .influencer: "somebody else"
      case .kind, .column, .grain, .dates, .currency, .sheet, .day: nil
      }
    let items = choices.map { Picker.Item(word: $0.answer, title: $0.title, note: $0.note) }
    let (token, files) = (token, Self.concerned(subject, files, entries.count))
    state.layers.append(
      Picker(title, items, other: other, selected: said(subject)) { answer, state in
        if case .currency(let currency) = subject, answer == "rate" {
          state.askRate(of: currency, for: token)
          return []
        }
        if answer == ImportQuestion.oneDay, subject == .column(field: "date") {
          state.askDay(of: files, for: token)
          return []
        }
        return state.say(to: token) { preview, state in
          subject == .sheet
            ? preview.takeSheet(answer, of: files[0], state)
            : preview.say(about: files, state) { $0.answer(subject, answer) }
        }
      })
    return .consumed()
  }

  /// What was said already, or was found out.
  private func said(_ subject: ImportQuestion.Subject) -> String? {
    switch subject {
    case .campaign: options.campaign
    case .influencer: options.influencer
    case .platform: platform?.rawValue
    case .grain: options.grainWord
    case .dates: options.dates?.rawValue
    case .kind, .column, .currency, .sheet, .day: nil
    }
  }

  /// The file's platform, if all its rows have the same.
  private var platform: Platform? {
    options.platform
      ?? plan?.facts.first { $0.subject == .platform && $0.value != ImportFact.eachRowsOwn }.map {
        Platform(rawValue: $0.value)
      }
  }

  private func remap(_ state: inout CockpitState) -> LayerResult {
    guard let plan, case .column(let place) = items(withNotes: true)[safely: selected] else {
      state.say("Go to a column first: j and k, or ↓ and ↑.")
      return .consumed()
    }
    let column = plan.columns[place]
    let same = plan.columns[..<place].count { $0.header == column.header }
    let header =
      column.header.trimmed.isEmpty
      ? "#\(place + 1)" : same == 0 ? column.header : "\(column.header)#\(same + 1)"
    let items = ImportFields.all(for: plan).map { words in
      let holder = plan.columns.first { $0.field == words.name && $0.fate == .used }
      return Picker.Item(
        word: words.name, title: words.title,
        note: holder.map { "now “\($0.header.trimmed)”" } ?? "", description: words.description,
        synonyms: words.synonyms)
    }
    let (token, file) = (token, current)
    state.layers.append(
      Picker("“\(column.header.trimmed)” is", items, selected: column.field) { field, state in
        state.say(to: token) { $0.say(about: [file], $1) { $0.map(header, to: field) } }
      })
    return .consumed()
  }

  private func askDay(_ state: inout CockpitState) -> LayerResult {
    state.askDay(of: [current], for: token)
    return .consumed()
  }

  // MARK: Lists

  private var refusals: [TextLine] {
    var lines: [TextLine] = []
    for entry in entries {
      if !entry.problem.isEmpty { lines.append(TextLine(text: entry.problem, role: .warning)) }
      guard let plan = entry.plan, !plan.refusals.isEmpty else { continue }
      if isSet { lines.append(TextLine(text: entry.name, role: .title)) }
      lines += plan.refusals.prefix(1000).map { TextLine(text: $0.reason, key: $0.place) }
      let rest = plan.refusals.count - 1000
      if rest > 0 { lines.append(TextLine(text: "and \(CountText.exact(rest)) more")) }
    }
    return lines.isEmpty ? [TextLine(text: "Every row can be used.")] : lines
  }

  private var allNotes: [TextLine] {
    var lines: [TextLine] = []
    for entry in entries {
      guard let plan = entry.plan, !plan.notes.isEmpty else { continue }
      if isSet { lines.append(TextLine(text: entry.name, role: .title)) }
      lines += plan.notes.flatMap { [TextLine(text: $0), TextLine(text: "")] }
    }
    return lines.isEmpty ? [TextLine(text: "Nothing beyond what the preview shows.")] : lines
  }
}

extension CockpitState {
  /// Lets the preview say something, which reads its files again.
  fileprivate mutating func say(
    to token: Int, _ change: (inout ImportPreview, CockpitState) -> [Effect]
  ) -> [Effect] {
    for place in layers.indices.reversed() {
      guard var preview = layers[place] as? ImportPreview, preview.token == token else { continue }
      let effects = change(&preview, self)
      layers[place] = preview
      return effects
    }
    return []
  }

  /// Asks for the day of files' figures.
  fileprivate mutating func askDay(of files: [Int], for token: Int) {
    let today = today
    layers.append(
      Prompt("The figures are from (YYYY-MM-DD)") { text, state in
        do throws(EntryError) {
          guard let day = try DayText.read(text, today: today) else { return [] }
          return state.say(to: token) { preview, state in
            preview.say(about: files, state) { $0.answer(.day, day.iso) }
          }
        } catch {
          state.fail(error.message)
          return []
        }
      })
  }

  /// Asks what one of a currency is worth, for all files of the preview.
  fileprivate mutating func askRate(of currency: Currency, for token: Int) {
    guard let session = document?.session.settings.currency else { return }
    let today = today
    layers.append(
      Prompt("1 \(currency.code) in \(session.code), such as 1.0925, or 1.0925 2026-03-01 ECB") {
        text, state in
        do throws(EntryError) {
          let rate = try RateText.readOne("\(currency.code) \(text)", in: session, today: today)
          return state.say(to: token) { preview, state in
            preview.say(about: Array(preview.entries.indices), state) { $0.rates.append(rate) }
          }
        } catch {
          state.fail(error.message)
          return []
        }
      })
  }
}
