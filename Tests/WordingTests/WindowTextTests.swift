import Marketing
import Testing

@testable import Wording

@Suite("Attribution windows in words")
struct WindowTextTests {
  @Test(
    "Windows as ad platforms write them",
    arguments: [
      ("7-day click or 1-day view", 7, nil, 1), ("7-day click", 7, nil, nil),
      ("1-day click", 1, nil, nil), ("7-day click, 1-day view", 7, nil, 1),
      ("7-day click, 1-day engaged-view, or 1-day view", 7, 1, 1), ("28d_click", 28, nil, nil),
      ("7 Tage nach Klick oder 1 Tag nach Ansicht", 7, nil, 1),
      ("CTA: 7 days, VTA: 1 day", 7, nil, 1),
      ("7 jours après un clic ou 1 jour après une vue", 7, nil, 1), ("30/30/30", 30, 30, 30),
      ("7 días después del clic", 7, nil, nil), ("24 hours view", nil, nil, 1),
      ("14 days", 14, nil, nil),
    ] as [(String, Int?, Int?, Int?)])
  func read(text: String, click: Int?, engagement: Int?, view: Int?) {
    #expect(
      WindowText.read(text) == AttributionWindow(click: click, engagement: engagement, view: view))
  }

  @Test(
    "What is no window",
    arguments: ["Multiple attribution settings", "", "-", "click", "900-day click", "soon"])
  func others(text: String) {
    #expect(WindowText.read(text) == nil)
  }

  @Test("Which source counts within which window")
  func sentence() {
    let meta = SourceTerms(
      "meta.csv", product: "Meta Ads Manager", windows: [AttributionWindow(click: 7, view: 1)])
    let other = SourceTerms("tt.csv", windows: [AttributionWindow(click: 1)])
    #expect(
      WindowText.sentence([meta, SourceTerms("ga4.csv", zone: "UTC"), other])
        == "Meta Ads Manager (meta.csv) counts a sale within 7 days of a click or 1 day of a view, tt.csv within 1 day of a click"
    )
    #expect(
      WindowText.within(AttributionWindow(click: 30, engagement: 7, view: 1))
        == "within 30 days of a click, 7 days of an engagement or 1 day of a view")
  }
}
