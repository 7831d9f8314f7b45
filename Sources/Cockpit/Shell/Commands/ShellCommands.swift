import Screen

extension Commands {
  static let shell: [Command] = [
    Command("quit", "Leave Clout", keys: ["q", "ctrl-c"]) { state, _ in
      state.whenSaved([.leave(view: state.view)])
    },
    Command(
      "help", "Show the keys, or what the KPI under the cursor means", keys: ["?", "f1"],
      hint: "help"
    ) { state, _ in
      state.layers.append(HelpText.view(state))
      return []
    },
    Command("palette", "Find a command by name", keys: [":", "ctrl-p"], hint: "commands") {
      state, _ in
      state.layers.append(CommandPalette(state))
      return []
    },
    Command(
      "theme", "Choose the theme",
      argument: Command.Argument(
        title: "Theme", initial: { _ in "" }, completion: .choices { $0.themes.map(\.name) })
    ) { state, name in
      guard let theme = state.themes.first(where: { $0.name == name.lowercased() }) else {
        state.fail(
          "There is no theme “\(name)”: \(state.themes.map(\.name).joined(separator: ", ")).")
        return []
      }
      state.setTheme(theme)
      state.config.theme = theme.name
      return [.writeConfig(state.config)]
    },
    Command(
      "next-pane", "Go to the next pane", keys: ["tab"], hint: "pane",
      isEnabled: When.isOpen
    ) {
      state, _ in
      state.focusPane(1)
      return []
    },
    Command(
      "previous-pane", "Go to the previous pane", keys: ["shift-tab"],
      isEnabled: When.isOpen
    ) {
      state, _ in
      state.focusPane(-1)
      return []
    },
    Command(
      "zoom", "Zoom the pane to the whole screen, or back", keys: ["z"],
      isEnabled: When.isOpen
    ) {
      state, _ in
      state.isZoomed.toggle()
      return []
    },
    Command("suspend", "Go to the shell; type fg there to come back", keys: ["ctrl-z"]) { _, _ in
      [.suspend]
    },
    Command("cancel", "Cancel what is running", isEnabled: When.isWorking) { _, _ in
      [.cancelTask]
    },
    Command("redraw", "Redraw the screen", keys: ["ctrl-l"]) { _, _ in [.redraw] },
  ]
}
