import Marketing
import Screen
import Wording

/// The list of priors with their sources, where they are added, edited, removed and restored.
struct PriorsLayer: ListLayer {
  var selected = 0

  static let name = "priors"
  static let title = "Benchmarks"
  static let commands: [LayerCommand<PriorsLayer>] =
    moving + [
      LayerCommand("add", "Add a benchmark like the selected one", keys: ["a"], hint: "add") {
        layer, state in
        state.priorForm(nil, like: layer.prior(state))
        return .consumed()
      },
      LayerCommand("edit", "Edit the benchmark", keys: ["e", "enter"], hint: "edit") {
        layer, state in
        if layer.prior(state) != nil { state.priorForm(layer.selected) }
        return .consumed()
      },
      LayerCommand("remove", "Remove the benchmark", keys: ["x", "delete"], hint: "remove") {
        layer, state in
        guard let prior = layer.prior(state), var changed = state.document?.session.priors else {
          return .consumed()
        }
        changed.remove(at: layer.selected)
        layer.selected = max(0, min(layer.selected, changed.count - 1))
        return .consumed(
          state.setPriors(changed, title: "the benchmark “\(PriorText.title(prior))” (removed)"))
      },
      LayerCommand(
        "restore", "Bring back the benchmarks that come with Clout", keys: ["r"], hint: "restore"
      ) { layer, state in
        guard state.document?.session.settings.priors != nil else {
          state.say("These are the benchmarks that come with Clout.")
          return .consumed()
        }
        layer.selected = 0
        return .consumed(
          state.setPriors(Prior.shipped, title: "the benchmarks that come with Clout"))
      },
      LayerCommand("undo", "Undo", keys: ["u"], hint: "undo") { _, state in
        .consumed(state.undo())
      },
      .help, .close(),
    ]

  private func prior(_ state: CockpitState) -> Prior? {
    guard let priors = state.document?.session.priors, priors.indices.contains(selected) else {
      return nil
    }
    return priors[selected]
  }

  func count(_ state: CockpitState) -> Int { state.document?.session.priors.count ?? 0 }

  mutating func follow(_ state: CockpitState) -> Bool {
    select(selected, state)
    return state.document != nil
  }

  func help(_ state: CockpitState) -> [TextLine] { PriorText.help }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    guard let session = state.document?.session else { return }
    let dialog = state.style(.dialog)
    let priors = session.priors
    let box = area.centered(
      Size(width: min(area.width, 118), height: min(area.height, max(9, priors.count + 6))))
    canvas.fill(box, style: dialog)
    let whose = session.settings.priors == nil ? "as they come with Clout" : "this session's own"
    let inner = canvas.box(
      box, border: state.border, title: "Benchmarks",
      note: "\(CountText.plural(priors.count, "benchmark")), \(whose)",
      style: state.style(.borderFocused).over(dialog)
    ).inset(columns: 1)
    let muted = state.style(.muted).over(dialog)
    guard !priors.isEmpty else {
      let text =
        "No benchmarks: what nobody measured isn't forecast. a adds one, r brings back those that come with Clout."
      for (index, line) in wrap(text, to: max(1, inner.width)).prefix(inner.height).enumerated() {
        canvas.write(line, in: inner.row(index), style: muted)
      }
      return
    }
    let place = max(0, min(selected, priors.count - 1))
    let details = PriorText.details(priors[place]).flatMap { wrap($0, to: max(1, inner.width)) }
    let foot = inner.height > 8 ? min(3, details.count) : 0
    let visible = max(1, inner.height - 1 - (foot > 0 ? foot + 1 : 0))
    canvas.writeColumns(
      PriorsLayer.columns(nil), in: inner.row(0), style: state.style(.tableHeader).over(dialog))
    let top = max(0, min(place - visible / 2, priors.count - visible))
    for (line, prior) in priors.dropFirst(top).prefix(visible).enumerated() {
      let row = inner.row(line + 1)
      let isSelected = top + line == place
      let style = isSelected ? state.style(.selection) : state.style(.text).over(dialog)
      if isSelected {
        canvas.fill(row, style: style)
        canvas.cursor = Point(x: row.x, y: row.y)
      }
      var columns = PriorsLayer.columns(prior)
      columns[0].text = (isSelected ? "▸ " : "  ") + columns[0].text
      canvas.writeColumns(columns, in: row, style: style)
    }
    for (line, text) in details.prefix(foot).enumerated() {
      canvas.write(text, in: inner.row(inner.height - foot + line), style: muted)
    }
  }

  /// The columns for a prior, or the titles for nil. The last column takes the remaining width.
  private static func columns(_ prior: Prior?) -> [PriorColumn] {
    guard let prior else {
      return [
        PriorColumn("  Figure", 12), PriorColumn("Platform", 9), PriorColumn("Followers", 14),
        PriorColumn("Range", 11, .right), PriorColumn("By", 9), PriorColumn("G", 1),
        PriorColumn("Year", 4), PriorColumn("Source", nil),
      ]
    }
    return [
      PriorColumn(prior.figure.title, 12), PriorColumn(prior.platform?.title ?? "all", 9),
      PriorColumn(PriorText.size(prior), 14), PriorColumn(PriorText.range(prior), 11, .right),
      PriorColumn(prior.base.rawValue, 9), PriorColumn(prior.grade.rawValue, 1),
      PriorColumn(prior.year.map(String.init) ?? NumberText.absent, 4),
      PriorColumn(prior.source, nil),
    ]
  }
}

private struct PriorColumn {
  var text: String
  /// Nil takes the remaining width.
  let width: Int?
  let alignment: Alignment

  init(_ text: String, _ width: Int?, _ alignment: Alignment = .left) {
    self.text = text
    self.width = width
    self.alignment = alignment
  }
}

extension Canvas {
  fileprivate mutating func writeColumns(_ columns: [PriorColumn], in row: Rect, style: Style) {
    var left = 0
    for column in columns {
      let width = min(column.width ?? row.width, max(0, row.width - left))
      guard width > 0 else { return }
      write(
        column.text, in: row.inset(left: left, right: row.width - left - width),
        alignment: column.alignment, style: style)
      left += width + 1
    }
  }
}

extension CockpitState {
  /// Makes one change. Priors equal to those that come with Clout aren't stored in the session.
  mutating func setPriors(_ priors: [Prior], title: String) -> [Effect] {
    changeSettings(title: title) { $0.priors = priors == Prior.shipped ? nil : priors }
  }

  /// A form for the prior at a place, or for a new one that starts out like the given one.
  mutating func priorForm(_ place: Int?, like other: Prior? = nil) {
    guard let session = document?.session, let context = entryContext else { return }
    let former = place.map { session.priors[$0] }
    var draft = PriorDraft()
    if let former {
      draft = PriorDraft(former)
    } else if let other {
      draft.figure = other.figure
      draft.base = other.base
      draft.platform = other.platform?.rawValue ?? ""
    }
    layers.append(
      Form(
        former == nil ? "New benchmark" : "Benchmark", row: draft, fields: Field<PriorDraft>.prior,
        context
      ) { changed, state in
        guard let session = state.document?.session else { return [] }
        do throws(EntryError) {
          let prior = try changed.prior(session.settings.currency)
          var priors = session.priors
          if let place, priors.indices.contains(place), priors[place] == former {
            priors[place] = prior
          } else {
            priors.append(prior)
          }
          return state.setPriors(priors, title: "the benchmark “\(PriorText.title(prior))”")
        } catch {
          state.fail(error.message)
          return []
        }
      })
  }
}
