import JSON
import Sheets

/// An object as the cells of a row.
package enum JSONRecord {
  /// The members with a value, each under its name; those of nested objects under `outer.inner`.
  ///
  /// A list of texts becomes one text with separators, so that fields that are lists take it apart again; a list of
  /// anything else stays as it is written. Numbers are kept as they are written, since a long one is a post's number.
  package static func cells(
    _ reader: inout JSONReader, _ prefix: String = ""
  ) throws(JSONError) -> [(name: String, text: String)] {
    var found: [(String, String)] = []
    try read(&reader, prefix, &found)
    return found
  }

  private static func read(
    _ reader: inout JSONReader, _ prefix: String, _ found: inout [(String, String)]
  ) throws(JSONError) {
    try reader.beginObject()
    while let key = try reader.nextKey() {
      let name = prefix + key.string
      switch try reader.peekKind() {
      case .object: try read(&reader, name + ".", &found)
      case .array:
        let raw = try reader.rawValue()
        let parts = isTelling(name) ? try JSONParts.cells(raw, name) : []
        found += parts
        let text = parts.isEmpty ? try list(raw) : ""
        if !text.isEmpty, text != "[]" { found.append((name, text)) }
      case .null: _ = try reader.readNull()
      case .string, .number, .bool: found.append((name, try scalar(&reader)))
      }
    }
  }

  private static func scalar(_ reader: inout JSONReader) throws(JSONError) -> String {
    switch try reader.peekKind() {
    case .string: try reader.readString()
    case .bool: try reader.readBool() ? "true" : "false"
    case .number: SheetNumber.unmistakable(try reader.readNumberText())
    case .object, .array, .null: String(decoding: try reader.rawValue(), as: UTF8.self)
    }
  }

  /// Whether the objects of a list hold codes or refunds of an order.
  private static func isTelling(_ name: String) -> Bool {
    ["refund", "discount", "coupon", "voucher", "promo"].contains { name.lowercased().contains($0) }
  }

  private static func list(_ raw: [UInt8]) throws(JSONError) -> String {
    let parts: [String]? = try JSONReader.read(raw) { reader throws(JSONError) -> [String]? in
      var parts: [String]? = []
      try reader.beginArray()
      while try reader.nextElement() {
        switch try reader.peekKind() {
        case .object, .array:
          try reader.skipValue()
          parts = nil
        case .null: _ = try reader.readNull()
        case .string, .number, .bool:
          let text = try scalar(&reader)
          if !text.isEmpty { parts?.append(text) }
        }
      }
      return parts
    }
    guard let parts else { return String(decoding: raw, as: UTF8.self) }
    let mark = [",", ";", "|"].first { mark in !parts.contains { $0.contains(mark) } } ?? ","
    return parts.joined(separator: mark == "|" ? " | " : "\(mark) ")
  }
}
