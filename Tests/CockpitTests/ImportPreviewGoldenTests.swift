import Marketing
import Screen
import Testing

@testable import Cockpit

/// The preview of six files, as in `GoldenTests`.
@Suite("Golden frames of the import's preview")
struct ImportPreviewGoldenTests {
  enum Export: String, CaseIterable, Sendable {
    case shopify, meta, roster, workbook, german, set
  }

  @Test(arguments: Export.allCases, [Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func frame(_ export: Export, _ size: Size) throws {
    let files = PreviewFiles()
    let typed: String
    switch export {
    case .shopify: typed = files.write("orders_export_1.csv", PreviewFiles.shopify)
    case .meta: typed = files.write("spring-ads.csv", PreviewFiles.metaDaily)
    case .roster: typed = files.write("people.csv", PreviewFiles.roster)
    case .workbook: typed = files.write("tracker.xlsx", PreviewFiles.workbook)
    case .german: typed = files.write("anzeigen.csv", PreviewFiles.metaGerman)
    case .set:
      files.writeSet()
      typed = files.folder
    }
    var harness = Harness(
      .small(), size: size, capabilities: Capabilities(colors: .indexed256),
      view: ["campaign": "1"])
    try harness.press("i")
    for character in typed { harness.send(.key(Key(.character(character)))) }
    try harness.press("enter")
    try GoldenFrame.compare(
      harness.frame.styledText, with: "import-\(export)-\(size.width)x\(size.height)")
  }
}
