import FoundationEssentials

/// Files that a person may write by hand: JSON with comments and trailing commas.
package enum JSON5 {
  /// Text that isn't UTF-8 is refused beforehand: Foundation's reader ends the program at it.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws -> Value {
    if let place = firstInvalid(bytes) {
      let line = bytes[..<place].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "line \(line) isn't UTF-8; save it as UTF-8"))
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    return try decoder.decode(type, from: Data(bytes))
  }

  /// Where the text stops being UTF-8; nil if all of it is.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    var place = 0
    while true {
      switch decoder.decode(&rest) {
      case .scalarValue(let scalar): place += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return place
      }
    }
  }
}
