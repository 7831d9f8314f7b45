import SessionStore

extension Commands {
  static let imports: [Command] = [
    Command(
      "import", "Import influencers, posts, orders or payouts from a file", keys: ["i"], hint: nil,
      argument: Command.Argument(title: "Import file", initial: { _ in "" }, completion: .path),
      isEnabled: When.isWritable
    ) { state, path in
      guard let session = state.document?.session else { return [] }
      return [.work(ImportWork.read(path, state.importOptions, session, today: state.today))]
    },
    Command(
      "import-new", "Import a file into a new session",
      argument: Command.Argument(
        title: "Import file into a new session", initial: { _ in "" }, completion: .path)
    ) { state, path in
      state.whenSaved([.work(ImportWork.start(path, today: state.today))])
    },
  ]
}

extension CockpitState {
  /// By default, an import goes to the campaign in view.
  var importOptions: ImportOptions {
    var options = ImportOptions()
    options.campaign = campaignInView.flatMap { document?.session.campaigns[$0]?.name }
    return options
  }
}
