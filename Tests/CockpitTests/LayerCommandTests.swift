import Marketing
import Screen
import Testing

@testable import Cockpit

@Suite("Keys of dialogs and lists")
struct LayerCommandTests {
  private var withFeed: Session {
    var session = Session.small()
    let feed = Feed(id: session.feeds.nextID, name: "Shop", source: .file(path: "/tmp/shop.csv"))
    _ = try? session.apply(.put(feed))
    return session
  }

  @Test func everyKeyOfALayerStandsInTheHelp() {
    let help = HelpText.view(Harness().state).lines
    for command in Registry.clout.layerCommands {
      let keys = command.keys.map(\.notation).joined(separator: " ")
      #expect(help.contains { $0.text == command.title && $0.key == keys }, "\(command.id)")
    }
  }

  @Test func identifiersAreUniqueAndKeysOfALayerDoNotClash() {
    let all = Registry.clout.commands + Registry.clout.layerCommands
    #expect(Set(all.map(\.id)).count == all.count)
    for scope in Registry.clout.scopes {
      let keys = Registry.clout.layerCommands.filter { $0.scope == scope }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(scope.id)")
    }
  }

  @Test func theQuestionMarkShowsWhatTheLayerInFrontCanDo() throws {
    let t = Driver(withFeed)
    try t.feeds.focus().sees("Shop").presses("?")
      .sees("A feed brings in measurements", "Pause or resume the feed", "p space")
      .seesNothing(of: "Sort by this column")
    try t.presses("escape").sees("follows /tmp/shop.csv")
    try t.presses("escape").priors.focus().presses("? G").sees("Bring back the benchmarks")
  }

  @Test func listsWithoutHelpOfTheirOwnShowTheirKeys() throws {
    let t = Driver()
    try t.roster.focus().presses("C ?").sees("Choosing columns", "Show or hide the column")
  }

  @Test func lettersInAFieldAreText() throws {
    let t = Driver()
    try t.roster.focus().presses("a").types("why?:").sees("why?:")
    try t.presses("f1").sees("Save what was entered")
    try t.presses("escape").sees("why?:")
  }

  @Test func thePaletteFindsWhatTheLayerInFrontCanDo() throws {
    let t = Driver(withFeed)
    try t.feeds.focus().presses(":").types("pause").sees("Pause or resume the feed")
      .seesNothing(of: "Save the session")
      .presses("enter")
    #expect(t.harness.session.feeds.rows[0].isPaused)
    t.sees("follows /tmp/shop.csv", "paused")
  }

  @Test func keysOfALayerCanBeMoved() throws {
    let t = Driver(withFeed, config: Config(keys: ["feeds.pause": ["Z"]]))
    try t.feeds.focus().isTold("Z pause").presses("p")
    #expect(!t.harness.session.feeds.rows[0].isPaused)
    try t.presses("Z").sees("paused")
    try t.presses("?").sees("Z")
  }

  @Test func anAnswerIsGivenByItsKeyInEitherCase() throws {
    let t = Driver()
    try t.roster.focus().presses("x q").sees("Unsaved changes").isTold("s save them and go on")
    try t.presses("D")
    #expect(t.harness.effects.contains { if case .leave = $0 { true } else { false } })
  }
}
