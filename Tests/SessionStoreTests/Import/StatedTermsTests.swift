import Marketing
import Testing

@testable import SessionStore

@Suite("Windows of attribution and time zones")
struct StatedTermsTests {
  private static let meta = """
    Ad name,Ad ID,Day,Amount spent (USD),Impressions,Purchases,Purchases conversion value,Attribution setting,Time zone
    ana reel,1,2026-03-01,10.00,1000,1,50.00,7-day click or 1-day view,America/New_York
    ana reel,1,2026-03-02,12.00,1100,2,90.00,7-day click or 1-day view,America/New_York
    ben reel,2,2026-03-01,12.00,900,,,1-day click,America/New_York

    """

  private func options(_ window: AttributionWindow? = nil, zone: String? = nil) -> ImportOptions {
    var options = ImportOptions()
    options.campaign = "Spring"
    options.window = window
    options.zone = zone
    return options
  }

  @Test("Meta's attribution setting of rows with purchases is kept, and undone with the import")
  func meta() throws {
    var file = RowImports()
    let former = file.session.settings
    let plan = try file.take(Self.meta, named: "meta.csv", options())
    #expect(
      file.session.settings.sources == [
        SourceTerms(
          "meta.csv", product: "Meta Ads Manager", windows: [AttributionWindow(click: 7, view: 1)],
          zone: "America/New_York")
      ])
    #expect(plan.notes.contains { $0.contains("within 7 days of a click or 1 day of a view") })
    let again = try file.take(Self.meta, named: "meta.csv", options())
    #expect(again.edit.isNothing)
    var session = Session(settings: former)
    let undo = try session.apply(plan.edit)
    try session.apply(undo)
    #expect(session.settings == former)
  }

  @Test("What a file doesn't say is said by hand, and a later import without a word keeps it")
  func told() throws {
    let text = """
      Time zone: Europe/Berlin
      ad name,day,cost,impressions,conversions
      ana clip,2026-03-01,10.00,1000,3

      """
    var file = RowImports()
    try file.take(text, named: "tt.csv", options(AttributionWindow(click: 1)))
    let known = SourceTerms("tt.csv", windows: [AttributionWindow(click: 1)], zone: "Europe/Berlin")
    #expect(file.session.settings.sources == [known])
    try file.take(text.replacing(",3", with: ",4"), named: "tt.csv", options())
    #expect(file.session.settings.sources == [known])
    try file.take(text, named: "tt.csv", options(zone: "UTC"))
    #expect(file.session.settings.sources.map(\.zone) == ["UTC"])
  }

  @Test("Columns for clicks and views, and files that say nothing")
  func columns() throws {
    var file = RowImports()
    try file.take(
      """
      ad name,day,cost,impressions,conversions,Click attribution window,View attribution window
      ana clip,2026-03-01,10.00,1000,3,30 days,Off
      ana clip,2026-03-02,10.00,1000,3,7,1

      """, named: "pins.csv", options())
    #expect(
      file.session.settings.sources.map(\.windows) == [
        [AttributionWindow(click: 7, view: 1), AttributionWindow(click: 30)]
      ])
    var silent = RowImports()
    try silent.take("order id,date,promo code,revenue\n1,2026-03-01,ANA,10.00\n")
    #expect(silent.session.settings.sources.isEmpty)
    // Another program has the session open: it alone writes settings.
    var held = RowImports()
    var options = options(AttributionWindow(click: 1))
    options.keepsTerms = false
    let plan = try held.take(Self.meta, named: "meta.csv", options)
    #expect(held.session.settings.sources.isEmpty)
    #expect(plan.notes.contains { $0.contains("aren't kept") })
  }
}

extension Edit {
  fileprivate var isNothing: Bool {
    if case .group(_, let edits) = self { edits.isEmpty } else { false }
  }
}
