import LibC
import Packed

/// An XLSX file: its sheets, and what their cells refer to.
///
/// Sheets are streamed. In memory are the number formats and the shared texts, which cells name by number.
package final class Workbook {
  package struct Sheet: Hashable, Sendable {
    package let name: String
    package let isHidden: Bool
    /// The part with its rows; nil if it has none, as a chart.
    let part: String?

    package var isTable: Bool { part != nil }
  }

  package let sheets: [Sheet]
  let from1904: Bool
  let styles: [NumberStyle]
  private(set) lazy var texts = Result { try sharedTexts() }
  private let archive: ZipArchive
  private let textsPart: String?

  /// Whether a ZIP file is a workbook, and if it is one that can't be read, what it is.
  package static func isWorkbook(_ archive: ZipArchive) -> Bool {
    archive.entry("xl/workbook.xml") != nil || archive.entry("[Content_Types].xml") != nil
  }

  package init(_ archive: ZipArchive) throws {
    self.archive = archive
    let root = Relations()
    if let entry = archive.entry("_rels/.rels") {
      try XMLStream.readAll(try archive.open(entry), part: entry.name, root)
    }
    let main =
      root.rows.first { $0.type.hasSuffix("/officeDocument") }.map {
        Self.path($0.target, from: "")
      }
      ?? "xl/workbook.xml"
    guard let entry = archive.entry(main) else {
      throw SheetError.damaged("it has no \(main)")
    }
    guard !main.hasSuffix(".bin") else {
      throw SheetError.tooLarge(
        "this is a binary workbook (.xlsb), which Clout can't read: save it as .xlsx or CSV")
    }
    let list = SheetList()
    try XMLStream.readAll(try archive.open(entry), part: entry.name, list)
    guard list.isWorkbook else { throw SheetError.tooLarge("this isn't an Excel workbook") }
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let relations = Relations()
    let name = main.split(separator: "/").last.map(String.init) ?? main
    let path = folder.isEmpty ? "_rels/\(name).rels" : "\(folder)/_rels/\(name).rels"
    if let entry = archive.entry(path) {
      try XMLStream.readAll(try archive.open(entry), part: entry.name, relations)
    }
    sheets = list.rows.enumerated().map { index, row in
      let relation = relations.rows.first { $0.id == row.relation }
      let part = relation.map { Self.path($0.target, from: folder) }
      let isTable = relation.map { $0.type.hasSuffix("/worksheet") } ?? false
      return Sheet(name: row.name, isHidden: row.isHidden, part: isTable ? part : nil)
    }
    from1904 = list.from1904
    textsPart = relations.rows.first { $0.type.hasSuffix("/sharedStrings") }.map {
      Self.path($0.target, from: folder)
    }
    let formats = StyleList()
    if let row = relations.rows.first(where: { $0.type.hasSuffix("/styles") }),
      let entry = archive.entry(Self.path(row.target, from: folder))
    {
      try XMLStream.readAll(try archive.open(entry), part: entry.name, formats)
    }
    styles = formats.styles
  }

  /// The bytes of a sheet's part.
  func open(_ sheet: Sheet) throws -> any ByteStream {
    guard let part = sheet.part, let entry = archive.entry(part) else {
      throw SheetError.damaged("the sheet “\(sheet.name)” is missing")
    }
    return try archive.open(entry)
  }

  private func sharedTexts() throws -> SharedTexts {
    let texts = SharedTexts()
    if let textsPart, let entry = archive.entry(textsPart) {
      try texts.read(try archive.open(entry), part: entry.name)
    }
    return texts
  }

  /// Targets are relative to the part's folder, unless they begin with a slash.
  private static func path(_ target: String, from folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/")
    for part in target.split(separator: "/") {
      if part == ".." {
        _ = parts.popLast()
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

private final class Relations: XMLHandler {
  struct Row {
    let id: String
    let type: String
    let target: String
  }

  private(set) var rows: [Row] = []

  override func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {
    guard Self.equal(name, "Relationship"), rows.count < 10_000 else { return }
    rows.append(
      Row(
        id: Self.text("Id", attributes) ?? "", type: Self.text("Type", attributes) ?? "",
        target: Self.text("Target", attributes) ?? ""))
  }
}

private final class SheetList: XMLHandler {
  private(set) var rows: [(name: String, relation: String, isHidden: Bool)] = []
  private(set) var from1904 = false
  private(set) var isWorkbook = false

  override func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {
    if Self.equal(name, "workbook") { isWorkbook = true }
    if Self.equal(name, "workbookPr") { from1904 = Self.flag("date1904", attributes) }
    guard Self.equal(name, "sheet"), rows.count < 10_000 else { return }
    let state = Self.text("state", attributes) ?? "visible"
    rows.append(
      (
        Self.text("name", attributes) ?? "", Self.text("id", attributes) ?? "", state != "visible"
      ))
  }
}

private final class StyleList: XMLHandler {
  private var codes: [Int: String] = [:]
  private var isInCellFormats = false
  private(set) var styles: [NumberStyle] = []

  override func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {
    if Self.equal(name, "numFmt") {
      if let id = Self.text("numFmtId", attributes).flatMap({ Int($0) }), codes.count < 10_000 {
        codes[id] = Self.text("formatCode", attributes)
      }
    } else if Self.equal(name, "cellXfs") {
      isInCellFormats = true
    } else if isInCellFormats, Self.equal(name, "xf"), styles.count < 100_000 {
      let id = Self.text("numFmtId", attributes).flatMap { Int($0) } ?? 0
      styles.append(codes[id].map { NumberStyle(code: $0) } ?? NumberStyle(builtin: id))
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if Self.equal(name, "cellXfs") { isInCellFormats = false }
  }
}
