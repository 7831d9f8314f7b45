import Wording

extension Commands {
  static let moving: [Command] = [
    move("down", "Go down", ["down", "j"]) { $0 + 1 },
    move("up", "Go up", ["up", "k"]) { $0 - 1 },
    page("page-down", "Go down a page", ["pagedown", "ctrl-d"], 1),
    page("page-up", "Go up a page", ["pageup", "ctrl-u"], -1),
    move("first", "Go to the first row", ["g", "home"]) { _ in 0 },
    move("last", "Go to the last row", ["G", "end"]) { _ in Int.max },
    Command("right", "Go a column to the right", keys: ["right", "l"], isEnabled: When.isOpen) {
      state, _ in
      state.moveColumn(1)
      return []
    },
    Command("left", "Go a column to the left", keys: ["left", "h"], isEnabled: When.isOpen) {
      state, _ in
      state.moveColumn(-1)
      return []
    },
    Command(
      "go-to", "Go to a row by its number", scope: .tables,
      argument: Command.Argument(title: "Row number", initial: { _ in "" })
    ) { state, text in
      if let row = try? CountText.read(text) { state.moveRow { _ in row - 1 } }
      return []
    },
  ]

  private static func move(
    _ id: String, _ title: String, _ keys: [String], _ step: @escaping @Sendable (Int) -> Int
  ) -> Command {
    Command(id, title, keys: keys, scope: .everywhere, isEnabled: When.isOpen) {
      state, _ in
      state.moveRow(step)
      return []
    }
  }

  private static func page(_ id: String, _ title: String, _ keys: [String], _ direction: Int)
    -> Command
  {
    Command(id, title, keys: keys, scope: .everywhere, isEnabled: When.isOpen) {
      state, _ in
      let page = max(1, state.pageHeight - 1) * direction
      state.moveRow { $0 + page }
      return []
    }
  }

  static let tables: [Command] = [
    Command("filter", "Filter as you type", keys: ["/"], scope: .tables, hint: "filter") {
      state, _ in
      state.layers.append(FilterBar(state))
      return []
    },
    Command(
      "sort", "Sort by this column; again reverses the order, a third time unsorts", keys: ["s"],
      scope: .tables, hint: "sort"
    ) {
      state, _ in
      state.sortByColumn(adding: false)
      return []
    },
    Command("sort-also", "Sort by this column as well", keys: ["S"], scope: .tables) { state, _ in
      state.sortByColumn(adding: true)
      return []
    },
    Command(
      "mark", "Mark or unmark the row", keys: ["space"], scope: .tables, hint: "mark"
    ) { state, _ in
      state.withGrid { grid, state in state.toggleMark(grid) }
      state.moveRow { $0 + 1 }
      return []
    },
    Command("mark-all", "Mark all visible rows", keys: ["*"], scope: .tables) { state, _ in
      state.withGrid { grid, state in state.markAll(grid) }
      return []
    },
    Command("clear", "Clear the marks, then the filter", keys: ["escape"], scope: .tables) {
      state, _ in
      state.withGrid { grid, state in state.clear(grid) }
      return []
    },
    Command(
      "edit-cell", "Edit the cell, in all marked rows if there are any", keys: ["e", "f2"],
      scope: .tables, hint: "edit"
    ) {
      state, _ in
      state.withGrid { grid, state in state.editCell(grid) }
      return []
    },
    Command("columns", "Choose the columns", keys: ["C"], scope: .tables) { state, _ in
      state.withGrid { grid, state in state.chooseColumns(grid) }
      return []
    },
    Command("hide-column", "Hide this column", keys: ["-"], scope: .tables) { state, _ in
      state.withGrid { grid, state in state.hideColumn(grid) }
      return []
    },
    Command("peek", "Show the whole row with nothing cut off", keys: ["v"], scope: .tables) {
      state, _ in
      state.withGrid { grid, state in state.peek(grid) }
      return []
    },
  ]
}
