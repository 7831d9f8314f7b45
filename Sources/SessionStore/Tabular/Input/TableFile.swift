import Packed
import Sheets

/// A file that holds a table, whatever it is: text, JSON, a workbook, each also packed. What it is is told by its
/// content; a name says nothing, since exports come as `.xls` that are pages and as `.csv` that are workbooks.
package final class TableFile {
  private enum Form {
    case text(() throws -> any ByteStream)
    case json(JSONTable)
    case sheet(SheetTable)
  }

  private let form: Form
  private let aside: [String]
  /// The sheets or packed files that aren't read, and could be.
  package let others: [String]

  /// - Parameters:
  ///   - sheet: which of several tables is meant.
  ///   - onRead: called with the number of bytes whenever some were read; may throw to stop.
  package init(
    _ store: any ByteStore, sheet: String? = nil, onRead: @escaping (Int) throws -> Void = { _ in }
  ) throws {
    let store = WatchedStore(store, onRead)
    let head = try store.bytes(at: 0, count: 8)
    if ZipArchive.isZip(head) {
      (form, others) = try Self.archive(ZipArchive(store), sheet)
      aside = Self.aside(others)
      return
    }
    if let sheet { throw TabularError.noSuchTable(sheet, []) }
    let isPacked = head.starts(with: [0x1F, 0x8B])
    let open: () throws -> any ByteStream = {
      let stream = StoredStream(store)
      return isPacked ? try InflateStream(stream, .gzip) : stream
    }
    (form, aside, others) = (try Self.form(of: open), [], [])
  }

  /// The table from its start.
  package func open() throws -> any TabularSource {
    switch form {
    case .text(let open): TextBytes(try open())
    case .json(let table): Rows(try table.rows())
    case .sheet(let table): Rows(try table.rows())
    }
  }

  /// The bytes of text or JSON from their start; nil for a workbook.
  package var openText: (() throws -> any TabularSource)? {
    switch form {
    case .text(let open): { TextBytes(try open()) }
    case .json(let table): { TextBytes(try table.openBytes()) }
    case .sheet: nil
    }
  }

  /// What is beside the table or was made of it, in words; complete once it has been read.
  package var remarks: [String] {
    switch form {
    case .text: aside
    case .json(let table): aside + table.remarks
    case .sheet(let table): aside + table.remarks
    }
  }

  /// A workbook, or files packed together, as some sites hand out their exports.
  private static func archive(_ archive: ZipArchive, _ sheet: String?) throws -> (Form, [String]) {
    if Workbook.isWorkbook(archive) {
      let (table, others) = try SheetTable.choose(try Workbook(archive), sheet)
      return (.sheet(table), others)
    }
    if archive.entry("content.xml") != nil, archive.entry("mimetype") != nil {
      throw TabularError.notText(what: "an OpenDocument spreadsheet (.ods)")
    }
    for (part, what) in [
      ("word/document.xml", "a Word document (.docx)"),
      ("ppt/presentation.xml", "a presentation (.pptx)"),
      ("Index/Document.iwa", "an Apple Numbers spreadsheet (.numbers)"),
    ] where archive.entry(part) != nil {
      throw TabularError.notText(what: what)
    }
    let files = archive.entries.filter { entry in
      let name = entry.name.split(separator: "/").last.map(String.init) ?? ""
      return entry.size > 0 && !entry.name.hasSuffix("/") && !name.hasPrefix(".")
        && !entry.name.hasPrefix("__MACOSX/")
    }
    let tables = files.filter { entry in
      let name = entry.name.lowercased()
      return [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"].contains { name.hasSuffix($0) }
    }
    let chosen: ZipArchive.Entry?
    if let sheet {
      chosen = files.first { $0.name == sheet || $0.name.hasSuffix("/" + sheet) }
      if chosen == nil { throw TabularError.noSuchTable(sheet, files.map(\.name)) }
    } else {
      guard tables.count <= 1 else { throw TabularError.severalTables(tables.map(\.name)) }
      chosen = tables.first
    }
    guard let chosen else {
      throw TabularError.notText(what: "a zip file without a table in it")
    }
    let others = files.filter { $0 != chosen }.map(\.name)
    return (try form { try archive.open(chosen) }, others)
  }

  private static func aside(_ names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    let list = names.prefix(6).map { "“\($0)”" }.joined(separator: ", ")
    let more = names.count > 6 ? " and \(names.count - 6) more" : ""
    return [
      "Also in the file and not read: \(list)\(more). --sheet (s in the cockpit) reads another."
    ]
  }

  private static func form(of open: @escaping () throws -> any ByteStream) throws -> Form {
    let decoder = try TextDecoder(open(), sampleSize: 4096)
    var head = [UInt8](repeating: 0, count: 1024)
    let count = try head.withUnsafeMutableBytes { try decoder.read(into: $0) }
    return isJSON(head[..<count]) ? .json(try JSONTable(open)) : .text(open)
  }

  /// Whether a text begins like JSON: a brace before a name, or a bracket before another one.
  private static func isJSON(_ head: ArraySlice<UInt8>) -> Bool {
    let marks = head.lazy.filter { $0 > 32 }.prefix(2)
    guard let first = marks.first, let second = marks.dropFirst().first else { return false }
    switch first {
    case UInt8(ascii: "{"): return second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
    case UInt8(ascii: "["):
      return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]")].contains(second)
    default: return false
    }
  }
}

private final class TextBytes: TabularSource {
  private let stream: any ByteStream
  init(_ stream: any ByteStream) { self.stream = stream }
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try stream.read(into: buffer)
  }
}

private final class Rows: TabularSource {
  let rows: (any RowSource)?
  init(_ rows: any RowSource) { self.rows = rows }
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 }
}

private final class WatchedStore: ByteStore {
  private let store: any ByteStore
  private let onRead: (Int) throws -> Void

  init(_ store: any ByteStore, _ onRead: @escaping (Int) throws -> Void) {
    self.store = store
    self.onRead = onRead
  }

  var size: Int { store.size }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    let count = try store.read(into: buffer, at: offset)
    try onRead(count)
    return count
  }
}
