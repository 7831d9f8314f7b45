import JSON
import Tabular

/// Own exports as JSON: an array with an object for each row, or an object a line.
enum OwnJSON {
  /// Nil if it isn't an own export.
  static func table(
    _ sample: [UInt8], _ open: @escaping () throws -> any TabularSource
  ) throws(JSONError) -> OwnTable? {
    guard let bytes = try? all(open), let first = firstNames(bytes),
      ExportKind.recognised(in: first) != nil
    else { return nil }
    let (header, rows) = try read(bytes)
    guard let kind = ExportKind.recognised(in: header) else { return nil }
    return OwnTable(kind: kind, header: header) {
      var next = 0
      return OwnTableRows { row in
        guard next < rows.count else { return false }
        row = rows[next]
        next += 1
        return true
      }
    }
  }

  private static func all(_ open: () throws -> any TabularSource) throws -> [UInt8] {
    let decoder = try TextDecoder(open())
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = try piece.withUnsafeMutableBytes { try decoder.read(into: $0) }
      if got == 0 { return bytes }
      bytes += piece[..<got]
    }
  }

  private static func isArray(_ bytes: [UInt8]) -> Bool {
    bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
  }

  /// The members of the first object; nil if there is none.
  private static func firstNames(_ bytes: [UInt8]) -> [String]? {
    var names: [String]?
    // The reader wants a whole document, so the rest is left by an error of its own.
    _ = try? JSONReader.read(bytes) { reader throws(JSONError) in
      if isArray(bytes) {
        try reader.beginArray()
        guard try reader.nextElement() else { throw reader.error("none") }
      }
      var found: [String] = []
      try reader.beginObject()
      while let key = try reader.nextKey() {
        found.append(key.string)
        try reader.skipValue()
      }
      names = found
      throw reader.error("enough")
    }
    return names
  }

  private struct Reading {
    var header: [String] = []
    var places: [String: Int] = [:]
    var rows: [OwnRow] = []
    private var texts: [String] = []

    init() {}

    mutating func row(_ reader: inout JSONReader, line: Int) throws(JSONError) {
      texts.removeAll(keepingCapacity: true)
      var known = Set<Int>()
      try reader.beginObject()
      while let key = try reader.nextKey() {
        let name = key.string
        let place = places[name] ?? header.count
        if place == header.count {
          guard header.count < TableReader.mostColumns else {
            throw reader.error(
              "its members would make more than \(TableReader.mostColumns) columns")
          }
          places[name] = place
          header.append(name)
        }
        while texts.count <= place { texts.append("") }
        texts[place] = try Self.text(&reader, name)
        known.insert(place)
      }
      rows.append(
        OwnRow(
          cells: TableRow(texts, line: line), missing: Set(texts.indices).subtracting(known)))
    }

    private static func text(_ reader: inout JSONReader, _ name: String) throws(JSONError) -> String
    {
      // JSON in itself, whatever it holds.
      let isJSON = name.hasPrefix(OwnHeader.member)
      switch try reader.peekKind() {
      case .null where !isJSON:
        _ = try reader.readNull()
        return ""
      case .string where !isJSON: return try reader.readString()
      case .number where !isJSON: return try reader.readNumberText()
      case .object, .array, .string, .number, .bool, .null:
        return String(decoding: try reader.rawValue(), as: UTF8.self)
      }
    }
  }

  private static func read(_ bytes: [UInt8]) throws(JSONError) -> ([String], [OwnRow]) {
    var reading = Reading()
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      var line = 1
      var counted = 0
      func lines(through end: Int) -> Int {
        while counted < end {
          if buffer[counted] == 0x0A { line += 1 }
          counted += 1
        }
        return line
      }
      if isArray(bytes) {
        try JSONReader.read(buffer) { reader throws(JSONError) in
          try reader.beginArray()
          while try reader.nextElement() {
            let start = reader.mark()
            let offset = buffer.baseAddress.map { start - $0 } ?? 0
            try reading.row(&reader, line: lines(through: offset))
          }
        }
      } else {
        try JSONReader.readLines(buffer) { reader, range throws(JSONError) in
          try reading.row(&reader, line: lines(through: range.lowerBound))
        }
      }
    }
    return (reading.header, reading.rows)
  }
}
