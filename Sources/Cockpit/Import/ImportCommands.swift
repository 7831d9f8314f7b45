import SessionStore
import Workbench

extension Commands {
  static let imports: [Command] = [
    Command(
      "import", "Import influencers, posts, orders or payouts from files or a folder", keys: ["i"],
      hint: nil,
      argument: Command.Argument(
        title: "Import a file, a folder, *.csv or several (Tab completes)", initial: { _ in "" },
        completion: .path),
      isEnabled: When.isWritable
    ) { state, path in
      guard let session = state.document?.session else { return [] }
      return [.work(ImportWork.read(path, state.importOptions, session, today: state.today))]
    },
    Command(
      "profiles", "List the exports that Clout knows, and your columns that it remembers", hint: nil
    ) { state, _ in
      let memory = state.mappingMemory ?? MappingMemory(folder: "")
      let (entries, problems) = ProfileCatalog.entries(memory)
      let lines = entries.map { TextLine(text: ProfileReport.line($0), key: $0.name) }
      state.layers.append(
        TextView("Known exports", lines + problems.map { TextLine(text: $0) }))
      return []
    },
    Command(
      "import-new", "Import files into a new session",
      argument: Command.Argument(
        title: "New session from a file, a folder, *.csv or several (Tab completes)",
        initial: { _ in "" }, completion: .path)
    ) { state, path in
      var options = ImportOptions()
      options.memory = state.mappingMemory
      return state.whenSaved([.work(ImportWork.start(path, options, today: state.today))])
    },
  ]
}

extension CockpitState {
  /// By default, an import goes to the campaign in view.
  var importOptions: ImportOptions {
    var options = ImportOptions()
    options.memory = mappingMemory
    options.campaign = campaignInView.flatMap { document?.session.campaigns[$0]?.name }
    return options
  }
}
