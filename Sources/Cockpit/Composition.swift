import Marketing

extension Registry {
  static let clout: Registry = {
    // In the order of their keys. A new screen is added here, and nowhere else outside its own folder.
    let screens: [ScreenID] = [.dashboard, .compare, .plan, .kpis, .vet]
    let rooms: [[Command]] = [
      Commands.session, Commands.imports, Commands.settings, Commands.feeds, Commands.history,
      Registry.commands(showing: screens), Commands.shell, Commands.moving, Commands.tables,
    ]
    let layers: [any Layer.Type] = [
      ImportPreview.self, FeedsLayer.self, PriorsLayer.self, PersonsLayer.self,
      Form<Influencer>.self,
      CellEditor<RosterGrid>.self, ColumnChooser<RosterGrid>.self, FilterBar.self, Prompt.self,
      Picker.self,
      CommandPalette.self, Confirm.self, TextView.self,
    ]
    return Registry(
      screens: screens, commands: rooms.joined() + screens.flatMap { $0.kind.commands },
      layers: layers)
  }()
}
