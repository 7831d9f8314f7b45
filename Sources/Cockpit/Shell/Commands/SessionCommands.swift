import LibC
import Marketing
import SessionStore
import Wording

extension Commands {
  static let session: [Command] = [
    Command("save", "Save the session", keys: ["ctrl-s"], hint: nil, isEnabled: When.isWritable) {
      state, _ in
      // What was to follow an earlier save, which was refused, isn't asked for any more.
      state.afterSave = []
      return state.save()
    },
    Command(
      "save-as", "Save the session under another name",
      argument: Command.Argument(
        title: "Save as (folder)", initial: { $0.document?.path ?? "" }, completion: .path),
      isEnabled: When.isOpen
    ) { state, path in
      guard let document = state.document else { return [] }
      return [
        .saveAs(
          document.session, path: path, view: state.view,
          change: document.history.position)
      ]
    },
    Command(
      "open", "Open a session",
      argument: Command.Argument(
        title: "Open session (folder)", initial: { _ in "" }, completion: .path)
    ) { state, path in
      state.whenSaved([.open(path: path)])
    },
    Command(
      "new", "Start a new session",
      argument: Command.Argument(
        title: "New session (folder)", initial: { _ in "" }, completion: .path)
    ) { state, path in
      var settings = Settings(name: SessionName.of(path: path))
      settings.currency = LocaleCurrency.proposed(Environment.value) ?? settings.currency
      let note = "Amounts are in \(settings.currency.code): :currency changes that."
      return state.whenSaved([.create(path: path, settings: settings, notes: [note])])
    },
    Command("demo", "Open the demo session") { state, _ in
      state.whenSaved([.demo])
    },
  ]

  /// For the session as a whole.
  static let settings: [Command] = [
    Command(
      "export",
      "Export records, to edit and import again: KIND FILE.csv, FILE.xlsx or FILE.json",
      argument: Command.Argument(
        title: "Export: roster|campaigns|bookings|measurements|kpis FILE",
        initial: { _ in "roster roster.csv" }),
      isEnabled: When.isOpen
    ) { state, text in
      guard let session = state.document?.session else { return [] }
      let words = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2, let kind = ExportKind(rawValue: words[0].lowercased()) else {
        state.fail(
          "Say what to export and where to: roster, campaigns, bookings, measurements or kpis, then a file name."
        )
        return []
      }
      return [.export(kind, path: words[1].trimmed, session: session)]
    },
    Command(
      "rename", "Rename the session",
      argument: Command.Argument(
        title: "Session name", initial: { $0.document?.session.settings.name ?? "" }),
      isEnabled: When.isWritable
    ) { state, name in
      state.changeSettings(title: "the session's name") { $0.name = name }
    },
    Command(
      "currency", "Set the session's currency, and say what becomes of its amounts",
      argument: Command.Argument(
        title: "Currency: EUR, EUR at RATE, or EUR as they are",
        initial: { $0.document?.session.settings.currency.code ?? "" }
      ),
      isEnabled: When.isWritable
    ) { state, text in
      state.changeCurrency(text)
    },
    Command(
      "rates", "State what other currencies are worth, for amounts that exports bring",
      argument: Command.Argument(
        title: "Rates, such as EUR 1.0925 2026-03-01 ECB; GBP 1.27",
        initial: { RateText.write($0.document?.session.settings.rates ?? []) }),
      isEnabled: When.isWritable
    ) { state, text in
      guard let currency = state.document?.session.settings.currency else { return [] }
      do throws(EntryError) {
        let rates = try RateText.read(text, in: currency, today: state.today)
        guard let (edit, amounts) = state.document?.session.stateRates(rates) else { return [] }
        let effects = state.perform(edit, title: "the rates of currencies")
        if !rates.isEmpty {
          let sentences = rates.map { RateText.sentence($0, in: currency) }
          let follow =
            amounts == 0
            ? []
            : [
              CountText.plural(
                amounts, "amount that was imported follows", "amounts that were imported follow")
            ]
          state.say((follow + sentences).joined(separator: "; ") + ".")
        }
        return effects
      } catch {
        state.fail(error.message)
        return []
      }
    },
    Command(
      "tiers",
      "Choose what counts as micro and mega: article, industry, or micro=1000 macro=100001 mega=1000000",
      argument: Command.Argument(
        title: "Tier cut-offs",
        initial: { $0.document.map { TierText.write($0.session.settings.tiers) } ?? "" },
        completion: .choices { _ in TierScheme.presets.map(\.name) }), isEnabled: When.isWritable
    ) { state, text in
      do throws(EntryError) {
        let tiers = try TierText.read(text)
        return state.changeSettings(title: "the tiers") { $0.tiers = tiers }
      } catch {
        state.fail(error.message)
        return []
      }
    },
  ]

  /// A setting that is one of a few words.
  ///
  /// - Parameters:
  ///   - otherwise: what to say about any other word.
  ///   - change: what the change is called.
  private static func setting<Value: CaseIterable & RawRepresentable<String> & Sendable>(
    _ id: String, _ title: String, asks question: String,
    _ path: WritableKeyPath<Settings, Value> & Sendable, otherwise: String,
    change: @escaping @Sendable (Value) -> String
  ) -> Command {
    Command(
      id, title,
      argument: Command.Argument(
        title: question,
        initial: { $0.document?.session.settings[keyPath: path].rawValue ?? "" },
        completion: .choices { _ in Value.allCases.map(\.rawValue) }),
      isEnabled: When.isWritable
    ) { state, text in
      guard let value = Value(rawValue: text.trimmed.lowercased()) else {
        state.fail(otherwise)
        return []
      }
      return state.changeSettings(title: change(value)) { $0[keyPath: path] = value }
    }
  }

  static let history: [Command] = [
    setting(
      "attribution",
      "Choose who gets a sale that has one booking's promo code and another's tracking link",
      asks: "What decides: code-first or link-first", \.attribution,
      otherwise: "The rule is code-first or link-first."
    ) { _ in "the attribution rule" },
    Command(
      "orders-from",
      "Choose whose orders count where several sources report them: best, \(SalesChannel.allCases.map(\.rawValue).joined(separator: ", "))",
      argument: Command.Argument(
        title: "Whose orders count",
        initial: { $0.document.map { $0.session.settings.ordersFrom?.rawValue ?? "best" } ?? "" },
        completion: .choices { _ in ["best"] + SalesChannel.allCases.map(\.rawValue) }),
      isEnabled: When.isWritable
    ) { state, text in
      let name = text.trimmed.lowercased()
      let channel = SalesChannel(rawValue: name)
      guard channel != nil || name == "best" else {
        state.fail(
          "It is best or one of \(SalesChannel.allCases.map(\.rawValue).joined(separator: ", ")).")
        return []
      }
      return state.changeSettings(title: "whose orders count") { $0.ordersFrom = channel }
    },
    setting(
      "roas-from", "ROAS and ROI from revenue as paid, or net of tax and shipping",
      asks: "ROAS and ROI from: paid or net", \.returnFrom, otherwise: "It is paid or net."
    ) { "ROAS from \($0.words)" },
    Command(
      "undo", "Undo, also what was changed before you last quit", keys: ["u"],
      isEnabled: When.canUndo
    ) {
      state, _ in
      state.undo()
    },
    Command("redo", "Redo", keys: ["ctrl-r"], isEnabled: When.canRedo) {
      state, _ in
      state.redo()
    },
  ]
}

extension CockpitState {
  mutating func save() -> [Effect] {
    guard let document else { return [] }
    if !unsettled.isEmpty {
      ask(about: unsettled, thenSave: true)
      return []
    }
    guard document.path != nil else { return registry.command("save-as").map { run($0) } ?? [] }
    return [.save(document.session, view: view, change: document.history.position)]
  }

  /// Returns the effects at once, or after the user has decided what to do with unsaved changes.
  mutating func whenSaved(_ effects: [Effect]) -> [Effect] {
    guard let document, document.hasUnsavedChanges, document.readOnlyReason == nil else {
      return effects
    }
    let isChanged = document.history.hasUnsavedChanges || document.disk.failure != nil
    let texts = [
      isChanged
        ? "“\(document.session.settings.name)” has changes that are not saved yet." : nil,
      document.disk.complaint.map { "Not on disk: \($0)." },
    ]
    layers.append(
      Confirm(
        title: isChanged ? "Unsaved changes" : "Not on disk",
        text: texts.compactMap(\.self).joined(separator: " "),
        answers: [
          Confirm.Answer(key: "s", title: isChanged ? "Save them and go on" : "Save and go on") {
            state in
            state.afterSave = effects
            return state.save()
          },
          Confirm.Answer(
            key: "d", title: isChanged ? "Discard them and go on" : "Go on without writing it"
          ) { state in
            state.discard(then: effects)
          },
        ]))
    return []
  }

  /// Measurements of an import are in files of their own and must be taken out; everything else just has to be
  /// forgotten.
  private func discard(then effects: [Effect]) -> [Effect] {
    let back = (document?.history.editsBackToSave ?? []).map {
      Effect.journal($0, title: "took back what wasn't saved")
    }
    return back + [.discardChanges] + effects
  }

  /// A bare code is enough as long as there are no amounts; else the text says what becomes of them.
  mutating func changeCurrency(_ text: String) -> [Effect] {
    guard let session = document?.session else { return [] }
    do throws(EntryError) {
      let (currency, change) = try RateText.readChange(
        text, from: session.settings.currency, today: today)
      guard currency != session.settings.currency else {
        warn("The session is in \(currency.code) already.")
        return []
      }
      do throws(EditError) {
        if change == nil { try session.validateCurrency(currency) }
        let edit = try session.changeCurrency(to: currency, change ?? .rename)
        return perform(edit, title: "the currency")
      } catch {
        fail(error.description)
        return []
      }
    } catch {
      fail(error.message)
      return []
    }
  }

  mutating func changeSettings(title: String, _ change: (inout Settings) -> Void) -> [Effect] {
    guard var settings = document?.session.settings else { return [] }
    change(&settings)
    return perform(.settings(settings), title: title)
  }
}

extension Confirm {
  static func replacing(_ path: String, byExportOf kind: ExportKind) -> Confirm {
    Confirm(
      title: "The file exists", text: "\(path) already exists.",
      answers: [
        Answer(key: "k", title: "Keep it") { _ in [] },
        Answer(key: "r", title: "Replace it") { state in
          guard let session = state.document?.session else { return [] }
          return [.export(kind, path: path, session: session, replacing: true)]
        },
      ])
  }
}
