/// JSON to write for another program; members keep their order.
public indirect enum JSONDocument: Sendable {
  case object([(String, JSONDocument?)])
  case array([JSONDocument])
  case string(String)
  case integer(Int)
  /// Written with at most six decimals; null if it isn't finite.
  case number(Double)
  case bool(Bool)
  case null

  /// One line per member or element on the first two levels, so that differences are readable.
  public var bytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer, depth: 0)
    writer.breakLine()
    return writer.take()
  }

  private func write(to writer: inout JSONWriter, depth: Int) {
    switch self {
    case .object(let members):
      writer.beginObject()
      for case (let name, let value?) in members {
        if depth < 1 { writer.startLine(indent: 2 * (depth + 1)) }
        writer.key(text: name)
        value.write(to: &writer, depth: depth + 1)
      }
      if depth < 1 { writer.breakLine(indent: 2 * depth) }
      writer.endObject()
    case .array(let elements):
      writer.beginArray()
      for element in elements {
        if depth < 2 { writer.startLine(indent: 2 * (depth + 1)) }
        element.write(to: &writer, depth: depth + 1)
      }
      if depth < 2, !elements.isEmpty { writer.breakLine(indent: 2 * depth) }
      writer.endArray()
    case .string(let text): writer.string(text)
    case .integer(let number): writer.int(Int64(number))
    case .number(let number): JSONDocument.write(number, to: &writer)
    case .bool(let value): writer.bool(value)
    case .null: writer.null()
    }
  }

  private static func write(_ number: Double, to writer: inout JSONWriter) {
    guard number.isFinite, number.magnitude < 1e12 else {
      if number.isFinite { writer.double(number) } else { writer.null() }
      return
    }
    let units = Int64((number * 1_000_000).rounded())
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var text = (units < 0 ? "-" : "") + String(whole)
    if rest > 0 {
      // A leading digit keeps the decimals' leading zeros.
      var places = String(rest + 1_000_000).dropFirst()
      while places.last == "0" { places.removeLast() }
      text += "." + places
    }
    writer.number(text: text)
  }
}
