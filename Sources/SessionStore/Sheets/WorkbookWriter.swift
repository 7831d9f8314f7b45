import Packed

/// Writes an XLSX file in memory: sheets of typed cells under a header that stays in view.
///
/// Texts stand in their cells. A text is never a formula, whatever it begins with. What XML can't hold is written as
/// spreadsheets do, as `_x0001_`, and read back as it was.
package final class WorkbookWriter {
  package enum Cell: Hashable, Sendable {
    case absent
    case text(String)
    /// A decimal by its digits, at most 15 of which are kept by a spreadsheet.
    case number(String)
    case flag(Bool)
    /// A date, by days since 30 December 1899.
    case day(Int)
  }

  /// How a column's numbers are shown.
  package enum Style: Hashable, Sendable {
    case text, whole, grouped, percent, date
    /// With so many decimals.
    case decimals(Int)

    fileprivate var index: Int {
      switch self {
      case .text: 1
      case .whole: 2
      case .grouped: 3
      case .percent: 4
      case .date: 5
      case .decimals(let count): 6 + min(max(count, 0), 4)
      }
    }
  }

  package struct Column: Hashable, Sendable {
    let title: String
    let style: Style
    /// In characters.
    let width: Int

    package init(_ title: String, _ style: Style, width: Int) {
      self.title = title
      self.style = style
      self.width = width
    }
  }

  package static let mostRows = 1_048_576
  package static let longestText = 32_767
  /// A place where a text had to be cut: sheet, row and column, from 1.
  package private(set) var cutTexts: [(sheet: Int, row: Int, column: Int)] = []

  private let zip = ZipWriter()
  private var names: [String] = []
  private var columns: [Column] = []
  private var letters: [[UInt8]] = []
  private var xml: [UInt8] = []
  private var row = 0

  package init() {}

  package func beginSheet(_ name: String, _ columns: [Column]) {
    if !names.isEmpty { endSheet() }
    names.append(Self.sheetName(name))
    self.columns = columns
    letters = columns.indices.map { Array(Merges.name($0).utf8) }
    row = 0
    zip.begin("xl/worksheets/sheet\(names.count).xml")
    put(
      Self.head
        + #"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>"#
        + #"<sheetView workbookViewId="0"\#(names.count == 1 ? #" tabSelected="1""# : "")>"#
        + #"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#
        + #"</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>"#)
    if !columns.isEmpty {
      put("<cols>")
      for (index, column) in columns.enumerated() {
        put(
          #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(column.width + 2)" style="\#(column.style.index)" customWidth="1"/>"#
        )
      }
      put("</cols>")
    }
    put("<sheetData>")
    append(columns.map { .text($0.title) }, isHeader: true)
  }

  package func append(_ cells: [Cell]) { append(cells, isHeader: false) }

  private func append(_ cells: [Cell], isHeader: Bool) {
    row += 1
    let number = Array(String(row).utf8)
    put(#"<row r=""#)
    xml += number
    put(#"">"#)
    for (index, cell) in cells.enumerated() where cell != .absent {
      put(#"<c r=""#)
      xml += letters[index]
      xml += number
      put(#"" s="\#(isHeader ? 11 : style(of: cell, columns[index].style))""#)
      switch cell {
      case .absent: break
      case .text(let text):
        put(#" t="inlineStr"><is><t xml:space="preserve">"#)
        putText(text, column: index)
        put("</t></is></c>")
      case .number(let digits):
        put("><v>")
        put(digits)
        put("</v></c>")
      case .day(let day):
        put("><v>\(day)</v></c>")
      case .flag(let flag):
        put(#" t="b"><v>\#(flag ? 1 : 0)</v></c>"#)
      }
    }
    put("</row>")
    if xml.count > 1 << 16 { flush() }
  }

  /// A text in a column of numbers is shown as a text.
  private func style(of cell: Cell, _ style: Style) -> Int {
    if case .text = cell { Style.text.index } else { style.index }
  }

  private func endSheet() {
    put("</sheetData>")
    if let last = letters.last, row > 1 {
      put(#"<autoFilter ref="A1:\#(String(decoding: last, as: UTF8.self))\#(row)"/>"#)
    }
    put("</worksheet>")
    flush()
    zip.end()
  }

  /// The whole file.
  package func finish() -> [UInt8] {
    endSheet()
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let packages = "http://schemas.openxmlformats.org/package/2006"
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let numbers = 1...names.count
    part(
      "xl/workbook.xml",
      #"<workbook xmlns="\#(main)" xmlns:r="\#(office)"><sheets>"#
        + numbers.map {
          #"<sheet name="\#(Self.escaped(names[$0 - 1]))" sheetId="\#($0)" r:id="rId\#($0)"/>"#
        }.joined() + "</sheets></workbook>")
    part(
      "xl/_rels/workbook.xml.rels",
      #"<Relationships xmlns="\#(packages)/relationships">"#
        + numbers.map {
          #"<Relationship Id="rId\#($0)" Type="\#(office)/worksheet" Target="worksheets/sheet\#($0).xml"/>"#
        }.joined()
        + #"<Relationship Id="rId\#(names.count + 1)" Type="\#(office)/styles" Target="styles.xml"/>"#
        + "</Relationships>")
    part("xl/styles.xml", Self.styles(main))
    part(
      "_rels/.rels",
      #"<Relationships xmlns="\#(packages)/relationships">"#
        + #"<Relationship Id="rId1" Type="\#(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    )
    part(
      "[Content_Types].xml",
      #"<Types xmlns="\#(packages)/content-types">"#
        + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
        + #"<Default Extension="xml" ContentType="application/xml"/>"#
        + #"<Override PartName="/xl/workbook.xml" ContentType="\#(type).sheet.main+xml"/>"#
        + #"<Override PartName="/xl/styles.xml" ContentType="\#(type).styles+xml"/>"#
        + numbers.map {
          #"<Override PartName="/xl/worksheets/sheet\#($0).xml" ContentType="\#(type).worksheet+xml"/>"#
        }.joined() + "</Types>")
    return zip.finish()
  }

  private func part(_ name: String, _ content: String) {
    zip.begin(name)
    put(Self.head + content)
    flush()
    zip.end()
  }

  private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"

  private static func styles(_ main: String) -> String {
    // In the order of `Style.index`; the last one is the header's. 1 is “0”, 3 is “#,##0”, 49 is text.
    let formats = [0, 49, 1, 3, 164, 165, 3, 166, 4, 167, 168]
    let codes = [
      (164, "0.00##%"), (165, "yyyy\\-mm\\-dd"), (166, "#,##0.0"), (167, "#,##0.000"),
      (168, "#,##0.0000"),
    ]
    return #"<styleSheet xmlns="\#(main)"><numFmts count="\#(codes.count)">"#
      + codes.map { #"<numFmt numFmtId="\#($0.0)" formatCode="\#($0.1)"/>"# }.joined()
      + #"</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>"#
      + #"<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>"#
      + #"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>"#
      + #"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#
      + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
      + #"<cellXfs count="\#(formats.count + 1)">"#
      + formats.map {
        #"<xf numFmtId="\#($0)" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#
      }.joined()
      + #"<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>"#
      + #"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
  }

  private func put(_ text: String) { xml += text.utf8 }

  private func flush() {
    zip.write(xml)
    xml.removeAll(keepingCapacity: true)
  }

  private func putText(_ text: String, column: Int) {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x5F && $0 != 0xEF
    }
    if isPlain && text.utf8.count <= Self.longestText { return put(text) }
    var text = text
    if text.utf16.count > Self.longestText {
      cutTexts.append((names.count, row, column + 1))
      var end = text.utf16.index(text.startIndex, offsetBy: Self.longestText)
      // Not within a character.
      while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf16.index(before: end) }
      text = String(text[..<end])
    }
    put(Self.escaped(EscapedText.encode(text)))
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A name that spreadsheets allow.
  private static func sheetName(_ name: String) -> String {
    let allowed = name.filter { !"[]:*?/\\'".contains($0) && !$0.isNewline }
    return allowed.isEmpty ? "Sheet" : String(allowed.prefix(31))
  }
}
