import JSON
import Packed

/// A JSON document as a table: the columns are the members of all objects, in the order in which they appear.
///
/// What the columns are is known only after a first look at everything. The rows are read one by one.
final class JSONTable {
  let columns: [String]
  /// Whether a row's number is its line in the file; otherwise it is the object's number.
  let areLines: Bool
  let remarks: [String]
  private let open: () throws -> any ByteStream
  /// The list within the only object, if that is where the rows are.
  private let wrapped: [[UInt8]]?

  init(_ open: @escaping () throws -> any ByteStream) throws {
    self.open = open
    let objects = try JSONObjects(open())
    var columns: [String] = []
    var known: Set<String> = []
    func add(_ bytes: [UInt8], _ line: Int) throws {
      for (name, _) in try Self.cells(bytes, line) where known.insert(name).inserted {
        columns.append(name)
        if columns.count > TableReader.mostColumns {
          throw TabularError.tooManyColumns(columns.count, limit: TableReader.mostColumns)
        }
      }
    }
    guard let first = try objects.next() else { throw TabularError.empty }
    let second = try objects.next()
    if second == nil, !objects.isList,
      let (name, rows) = try Self.list(within: first.bytes, first.line)
    {
      for row in rows { try add(row, first.line) }
      (wrapped, areLines) = (rows, false)
      remarks = ["The rows are the objects of “\(name)”; a line's number is an object's."]
    } else {
      var next: (bytes: [UInt8], line: Int, number: Int)? = first
      var waiting = second
      while let object = next {
        try add(object.bytes, object.line)
        (next, waiting) = (waiting, try waiting == nil ? nil : objects.next())
      }
      wrapped = nil
      areLines = objects.areLines
      remarks =
        areLines ? [] : ["This is JSON: a line's number is the number of an object, from 1."]
    }
    self.columns = columns
  }

  func openBytes() throws -> any ByteStream { try open() }

  func rows() throws -> any RowSource { Rows(self, wrapped == nil ? try JSONObjects(open()) : nil) }

  static func cells(_ bytes: [UInt8], _ line: Int) throws -> [(name: String, text: String)] {
    try JSONReader.read(bytes, firstLine: line) { reader throws(JSONError) in
      try JSONRecord.cells(&reader)
    }
  }

  /// The one list of objects in an object, such as `data` of what a program's interface answers.
  private static func list(
    within bytes: [UInt8], _ line: Int
  ) throws -> (name: String, rows: [[UInt8]])? {
    var lists: [(String, [[UInt8]])] = []
    try JSONReader.read(bytes, firstLine: line) { reader throws(JSONError) in
      try find(&reader, "", 3, &lists)
    }
    if lists.count > 1 {
      let names = lists.map { "“\($0.0)”" }.joined(separator: " and ")
      throw TabularError.notRows("the object has several lists of objects, \(names)")
    }
    return lists.first
  }

  private static func find(
    _ reader: inout JSONReader, _ prefix: String, _ depth: Int,
    _ lists: inout [(String, [[UInt8]])]
  ) throws(JSONError) {
    try reader.beginObject()
    while let key = try reader.nextKey() {
      let name = prefix + key.string
      switch try reader.peekKind() {
      case .object where depth > 1: try find(&reader, name + ".", depth - 1, &lists)
      case .array:
        var rows: [[UInt8]] = []
        var isTable = true
        try reader.beginArray()
        while try reader.nextElement() {
          if try reader.peekKind() != .object { isTable = false }
          rows.append(try reader.rawValue())
        }
        if isTable, !rows.isEmpty { lists.append((name, rows)) }
      case .object, .string, .number, .bool, .null: try reader.skipValue()
      }
    }
  }

  private final class Rows: RowSource {
    private let table: JSONTable
    private let objects: JSONObjects?
    private let places: [String: Int]
    private var texts: [String]
    private var number = 0

    init(_ table: JSONTable, _ objects: JSONObjects?) {
      self.table = table
      self.objects = objects
      places = Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($1, $0) })
      texts = Array(repeating: "", count: table.columns.count)
    }

    var header: [String]? { table.columns }

    func next(into row: inout TableRow) throws -> Bool {
      let bytes: [UInt8]
      let line: Int
      if let wrapped = table.wrapped {
        guard number < wrapped.count else { return false }
        bytes = wrapped[number]
        number += 1
        line = number
      } else {
        guard let object = try objects?.next() else { return false }
        bytes = object.bytes
        line = table.areLines ? object.line : object.number
      }
      for index in texts.indices { texts[index] = "" }
      for (name, text) in try JSONTable.cells(bytes, line) {
        // A file that is written to meanwhile may have members that the first look didn't see.
        if let place = places[name] { texts[place] = text }
      }
      row = TableRow(texts, line: line)
      row.isExact = true
      return true
    }
  }
}
