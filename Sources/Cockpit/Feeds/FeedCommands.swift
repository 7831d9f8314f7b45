extension Commands {
  static let feeds: [Command] = [
    Command(
      "feeds", "Feeds: files, folders and commands that bring in figures automatically",
      keys: ["F"], isEnabled: When.isOpen
    ) { state, _ in
      state.layers.append(FeedsLayer())
      return []
    }
  ]
}
