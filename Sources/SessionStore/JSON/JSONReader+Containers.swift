/// Objects, arrays, and raw values.
extension JSONReader {
  public mutating func beginObject() throws(JSONError) {
    skipWhitespace()
    guard cursor < end, cursor.pointee == UInt8(ascii: "{") else {
      throw unexpected("a group { … }")
    }
    guard nesting.push(isObject: true) else { throw tooDeep() }
    cursor += 1
  }

  /// The next key of the innermost object; nil after its last value.
  public mutating func nextKey() throws(JSONError) -> JSONText? {
    guard try hasNext(closing: UInt8(ascii: "}")) else { return nil }
    guard cursor < end else { throw unexpectedEnd() }
    let keyStart = cursor
    guard cursor.pointee == UInt8(ascii: "\"") else { throw missingKey() }
    let key = try readText()
    guard nesting.insert(key) else {
      throw error(
        at: keyStart, "\(quoted(key)) appears twice in the same group; keep one of the two")
    }
    if cursor < end, cursor.pointee == UInt8(ascii: ":") {
      cursor += 1
      return key
    }
    skipWhitespace()
    guard cursor < end else { throw unexpectedEnd() }
    guard cursor.pointee == UInt8(ascii: ":") else {
      throw error("expected a colon after \(quoted(key))")
    }
    cursor += 1
    return key
  }

  public mutating func beginArray() throws(JSONError) {
    skipWhitespace()
    guard cursor < end, cursor.pointee == UInt8(ascii: "[") else {
      throw unexpected("a list [ … ]")
    }
    guard nesting.push(isObject: false) else { throw tooDeep() }
    cursor += 1
  }

  /// Whether the innermost array has another element, which is then the next value.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try hasNext(closing: UInt8(ascii: "]"))
  }

  /// Reads an array whose elements are all read in the same way.
  @inlinable
  public mutating func readArray<Element>(
    _ element: (inout JSONReader) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    var elements: [Element] = []
    try beginArray()
    while try nextElement() { elements.append(try element(&self)) }
    return elements
  }

  /// Skips the next value, whatever it is.
  public mutating func skipValue() throws(JSONError) {
    let outside = nesting.depth
    repeat {
      if nesting.depth > outside {
        if nesting.isInObject {
          if try nextKey() == nil { continue }
        } else {
          if try !nextElement() { continue }
        }
      }
      switch try peekKind() {
      case .object: try beginObject()
      case .array: try beginArray()
      case .string: try skipString()
      case .number: _ = try scanNumber()
      case .bool: _ = try readBool()
      case .null: _ = try readNull()
      }
    } while nesting.depth > outside
  }

  /// The exact bytes of the next value, for fields that this version doesn't know.
  public mutating func rawValue() throws(JSONError) -> [UInt8] {
    [UInt8](try rawSlice())
  }

  /// The exact bytes of the next value, in place; valid as long as the document is.
  public mutating func rawSlice() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
    let start = mark()
    try skipValue()
    return UnsafeBufferPointer(start: start, count: cursor - start)
  }

  /// Skips the comma before the next item, or the closing bracket.
  @inline(__always)
  private mutating func hasNext(closing: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    guard cursor < end else { throw unexpectedEnd() }
    let byte = cursor.pointee
    if byte == closing {
      cursor += 1
      nesting.pop()
      return false
    }
    if nesting.takeIsFirst() { return true }
    guard byte == UInt8(ascii: ",") else { throw missingComma() }
    let comma = cursor
    cursor += 1
    skipWhitespace()
    if cursor < end, cursor.pointee == closing {
      throw error(at: comma, "there is an extra comma before the closing bracket")
    }
    return true
  }
}
