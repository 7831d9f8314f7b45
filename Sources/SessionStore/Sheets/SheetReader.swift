import LibC
import Packed

/// What a sheet holds that rows don't show.
package struct SheetNotes: Hashable, Sendable {
  /// Cells with an error such as `#N/A`; they are absent.
  package var errors = 0
  package var firstError = ""
  /// Formulas whose results aren't in the file.
  package var uncomputed = 0
  package var firstUncomputed = ""
  /// Numbers of more than 15 digits, of which a spreadsheet keeps no more.
  package var longNumbers = 0
  package var firstLongNumber = ""
  package var hiddenRows = 0
  package var hiddenColumns = 0
  /// Cells that belong to a merged one above.
  package var mergedCells = 0
}

/// A row of a sheet: its cells as texts, one after the other.
package struct SheetRow: Sendable {
  package var number = 0
  package var count = 0
  package var bytes: [UInt8] = []
  /// Start and end of each cell in `bytes`.
  package var spans: [UInt32] = []

  package init() {}
}

/// Reads a sheet row by row; memory is what a piece of 64 KiB holds.
///
/// Cells become texts that any reader of tables understands: numbers as the shortest decimal, by their format dates as
/// ISO 8601, percentages with their sign and money with its currency, booleans as `true` and `false`, errors as
/// nothing. A formula counts as the result that was saved with it. What is merged over several rows is in each of them.
package final class SheetReader {
  private let stream: XMLStream
  private let rows: RowHandler
  private var next = 0

  /// - Parameter isCurrency: whether a sign beside a number would be understood.
  package init(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, merges: Merges = Merges(),
    isCurrency: @escaping (String) -> Bool = { _ in true }
  ) throws {
    rows = RowHandler(workbook, merges, try workbook.texts.get(), isCurrency)
    stream = XMLStream(try workbook.open(sheet), part: "the sheet “\(sheet.name)”", rows)
  }

  package var notes: SheetNotes { rows.notes }

  /// Reads the next row that isn't empty into `row`; false at the end.
  package func next(into row: inout SheetRow) throws -> Bool {
    while next == rows.ready.count {
      next = 0
      rows.forget()
      guard try stream.advance() else { return false }
      if let problem = rows.problem { throw problem }
    }
    let ready = rows.ready[next]
    next += 1
    row.number = ready.number
    row.count = ready.spans.count / 2
    row.bytes.removeAll(keepingCapacity: true)
    row.bytes += rows.bytes[ready.bytes]
    row.spans.removeAll(keepingCapacity: true)
    row.spans += rows.spans[ready.spans]
    return true
  }
}

private final class RowHandler: XMLHandler {
  struct Ready {
    let number: Int
    let bytes: Range<Int>
    let spans: Range<Int>
  }

  private(set) var ready: [Ready] = []
  private(set) var bytes: [UInt8] = []
  private(set) var spans: [UInt32] = []
  var notes = SheetNotes()
  private(set) var problem: SheetError?

  private enum Kind { case number, shared, text, flag, error, day }

  private let texts: SharedTexts
  private let styles: [NumberStyle]
  private let from1904: Bool
  private let isCurrency: (String) -> Bool
  private var currencies: [String: Bool] = [:]
  private var merges: Merges
  private var width = 0
  private var rowStart = 0
  private var rowNumber = 0
  /// Of the row in the making, for each column: from and to, relative to its first byte.
  private var cells: [(from: UInt32, to: UInt32)] = []
  private var column = -1
  private var kind = Kind.number
  private var style = NumberStyle.plain
  private var value: [UInt8] = []
  private var takesText = false
  private var isInReading = false
  private var hasFormula = false

  private static let lastRow = 1_048_576
  private static let lastColumn = 16_384
  private static let mostBytes = 64 << 20

  init(
    _ workbook: Workbook, _ merges: Merges, _ texts: SharedTexts,
    _ isCurrency: @escaping (String) -> Bool
  ) {
    self.texts = texts
    self.merges = merges
    self.isCurrency = isCurrency
    styles = workbook.styles
    from1904 = workbook.from1904
  }

  /// Drops the rows that have been read; the one in the making stays.
  func forget() {
    ready.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    if rowStart > 0 {
      bytes.removeFirst(rowStart)
      rowStart = 0
    }
  }

  override func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {
    switch (name[0], name[1]) {
    case (0x63, 0):  // c
      beginCell(attributes)
    case (0x76, 0):  // v
      takesText = true
      value.removeAll(keepingCapacity: true)
    case (0x74, 0):  // t
      takesText = !isInReading
    case (0x66, 0):  // f
      hasFormula = true
    case (0x72, 0x50):  // rPh
      isInReading = true
    case (0x72, 0x6F) where Self.equal(name, "row"):
      beginRow(attributes)
    case (0x63, 0x6F) where Self.equal(name, "col"):
      guard Self.flag("hidden", attributes) else { return }
      let from = Self.value("min", attributes).map { atoi($0) } ?? 0
      let to = Self.value("max", attributes).map { atoi($0) } ?? from
      // Hiding all columns to the right of a table is common, and hides nothing.
      if to < Int32(Self.lastColumn), to >= from { notes.hiddenColumns += Int(to - from) + 1 }
    default:
      break
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    switch (name[0], name[1]) {
    case (0x63, 0): endCell()
    case (0x76, 0), (0x74, 0): takesText = false
    case (0x72, 0x50): isInReading = false
    case (0x72, 0x6F) where Self.equal(name, "row"): endRow()
    default: break
    }
  }

  override func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard takesText, problem == nil else { return }
    value += text
    if value.count > Self.mostBytes { problem = .hostile("a cell holds megabytes of text") }
  }

  private func beginRow(_ attributes: Attributes) {
    let given = Self.value("r", attributes).map { Int(atoi($0)) } ?? 0
    rowNumber = max(rowNumber + 1, given)
    if rowNumber > Self.lastRow { problem = .damaged("it has more rows than a sheet can have") }
    if Self.flag("hidden", attributes) { notes.hiddenRows += 1 }
    cells.removeAll(keepingCapacity: true)
    rowStart = bytes.count
    column = -1
  }

  private func beginCell(_ attributes: Attributes) {
    kind = .number
    style = .plain
    hasFormula = false
    value.removeAll(keepingCapacity: true)
    var place = column + 1
    var attribute = attributes
    while let name = attribute?.pointee, let text = attribute?[1] {
      switch (name[0], name[1]) {
      case (0x72, 0):  // r
        place = Merges.column(text) ?? place
      case (0x73, 0):  // s
        let index = Int(atoi(text))
        if styles.indices.contains(index) { style = styles[index] }
      case (0x74, 0):  // t
        kind =
          switch (text[0], text[1]) {
          case (0x73, 0): .shared
          case (0x73, _), (0x69, _): .text  // str, inlineStr
          case (0x62, _): .flag
          case (0x65, _): .error
          case (0x64, _): .day
          default: .number
          }
      default: break
      }
      attribute = attribute.map { $0 + 2 }
    }
    column = max(column + 1, place)
    if column >= Self.lastColumn { problem = .damaged("it has more columns than a sheet can have") }
  }

  /// The name of the cell, as a spreadsheet shows it.
  private var cellName: String { Merges.name(column) + String(rowNumber) }

  private func endCell() {
    guard problem == nil, column >= 0 else { return }
    if value.isEmpty {
      if hasFormula, kind == .number {
        if notes.uncomputed == 0 { notes.firstUncomputed = cellName }
        notes.uncomputed += 1
      }
      return
    }
    let start = bytes.count
    switch kind {
    case .shared:
      guard let index = Int(String(decoding: value, as: UTF8.self)),
        texts.append(index, to: &bytes)
      else {
        problem = .damaged("cell \(cellName) names a text that isn't there")
        return
      }
    case .text:
      EscapedText.decode(&value, from: 0)
      bytes += value
    case .flag: bytes += value == [0x31] ? Array("true".utf8) : Array("false".utf8)
    case .error:
      if notes.errors == 0 { notes.firstError = cellName }
      notes.errors += 1
    case .day: bytes += value
    case .number: appendNumber()
    }
    guard bytes.count > start else { return }
    if bytes.count > Self.mostBytes {
      problem = .hostile("row \(rowNumber) and those beside it hold megabytes of text")
      return
    }
    while cells.count < column { cells.append((0, 0)) }
    cells.append((UInt32(start - rowStart), UInt32(bytes.count - rowStart)))
  }

  private func appendNumber() {
    if style == .plain, value.count <= 15, value.allSatisfy({ $0 &- 48 <= 9 }) {
      bytes += value
      return
    }
    let written = String(decoding: value, as: UTF8.self)
    guard let number = Double(written.trimmed), number.isFinite else {
      // No number, so a text.
      bytes += value
      return
    }
    var text: String?
    switch style {
    case .plain: break
    case .percent:
      text =
        SheetNumber.unmistakable(SheetNumber.shifted(SheetNumber.plain(number), by: 2)) + "%"
    case .date, .dateAndTime, .time:
      text = SheetNumber.moment(number, style, from1904: from1904)
    case .money(let currency):
      let known = currencies[currency] ?? isCurrency(currency)
      currencies[currency] = known
      if known {
        let amount = SheetNumber.unmistakable(SheetNumber.plain(number.magnitude))
        text = (number < 0 ? "-" : "") + currency + amount
      }
    }
    if text == nil {
      let plain = SheetNumber.plain(number)
      if plain.utf8.lazy.filter({ $0 &- 48 <= 9 }).count > 15, number.magnitude >= 1e15 {
        if notes.longNumbers == 0 { notes.firstLongNumber = cellName }
        notes.longNumbers += 1
      }
      text = SheetNumber.unmistakable(plain)
    }
    bytes += text!.utf8
  }

  private func endRow() {
    guard problem == nil else { return }
    fillMerged()
    guard !cells.isEmpty else { return }
    let start = spans.count
    width = max(width, cells.count)
    for cell in cells {
      spans.append(cell.from)
      spans.append(cell.to)
    }
    // A sheet leaves out empty cells at the end, which a table has.
    for _ in cells.count..<width {
      spans.append(0)
      spans.append(0)
    }
    ready.append(
      Ready(number: rowNumber, bytes: rowStart..<bytes.count, spans: start..<spans.count))
    rowStart = bytes.count
  }

  private func fillMerged() {
    merges.open(rowNumber)
    for index in merges.open.indices {
      let merge = merges.open[index]
      let cell = cells.indices.contains(merge.column) ? cells[merge.column] : (0, 0)
      if merge.top == rowNumber {
        merges.open[index].value = Array(
          bytes[rowStart + Int(cell.0)..<rowStart + Int(cell.1)])
      } else if cell.0 == cell.1, !merge.value.isEmpty {
        while cells.count <= merge.column { cells.append((0, 0)) }
        let start = bytes.count - rowStart
        bytes += merge.value
        cells[merge.column] = (UInt32(start), UInt32(bytes.count - rowStart))
        notes.mergedCells += 1
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
