/// Errors. They are only built when something is wrong, so that reading pays nothing for them.
extension JSONReader {
  /// An error at the next byte.
  public func error(_ message: String) -> JSONError { error(at: cursor, message) }

  /// An error at a place from `mark()`, for anything that a codec finds wrong with a value.
  @inline(never)
  public func error(at position: UnsafePointer<UInt8>, _ message: String) -> JSONError {
    var line = firstLine
    var column = 1
    var byte = documentStart
    while byte < position {
      if byte.pointee == 0x0A {
        line += 1
        column = 1
      } else if byte.pointee & 0xC0 != 0x80 {
        column += 1
      }
      byte += 1
    }
    return JSONError(line: line, column: column, message: message)
  }

  /// The next value is of another kind than expected.
  @inline(never)
  func unexpected(_ expected: StaticString) -> JSONError {
    guard cursor < end else { return unexpectedEnd() }
    let found: String
    switch cursor.pointee {
    case UInt8(ascii: "{"): found = JSONKind.object.plainName
    case UInt8(ascii: "["): found = JSONKind.array.plainName
    case UInt8(ascii: "\""): found = JSONKind.string.plainName
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      found = JSONKind.number.plainName
    case UInt8(ascii: "t"), UInt8(ascii: "f"): found = JSONKind.bool.plainName
    case UInt8(ascii: "n"): found = JSONKind.null.plainName
    default: return notAValue()
    }
    return error("expected \(expected)\(forCurrentKey()), found \(found)")
  }

  @inline(never)
  func notAValue() -> JSONError {
    if cursor.pointee == UInt8(ascii: "]") || cursor.pointee == UInt8(ascii: "}")
      || cursor.pointee == UInt8(ascii: ",")
    {
      return error("a value is missing\(forCurrentKey())")
    }
    return error("this is not a value\(forCurrentKey()); text needs double quotes")
  }

  @inline(never)
  func unexpectedEnd() -> JSONError {
    if nesting.depth == 0, cursor == documentStart { return error("there is nothing here") }
    return error(at: end, "it ends too early, as if it had been cut off")
  }

  @inline(never)
  func tooDeep() -> JSONError {
    error("more than \(nesting.maximumDepth) groups and lists inside each other")
  }

  @inline(never)
  func missingKey() -> JSONError {
    error("expected a name in double quotes")
  }

  @inline(never)
  func missingComma() -> JSONError {
    let place = nesting.isInObject ? "value\(ofCurrentKey())" : "element of the list"
    return error("expected a comma or a closing bracket after the \(place)")
  }

  @inline(never)
  func malformedNumber(at start: UnsafePointer<UInt8>) -> JSONError {
    error(at: start, "this is not written as a number\(forCurrentKey())")
  }

  @inline(never)
  func notUTF8(at position: UnsafePointer<UInt8>) -> JSONError {
    error(at: position, "this is not UTF-8; save the file with the encoding UTF-8")
  }

  @inline(never)
  func controlCharacter(
    at position: UnsafePointer<UInt8>, in start: UnsafePointer<UInt8>
  ) -> JSONError {
    if position.pointee == 0x0A || position.pointee == 0x0D {
      return error(at: start - 1, "the text\(ofCurrentKey()) has no closing quote on its line")
    }
    return error(at: position, "a tab or control character in a text must be escaped")
  }

  /// Refuses byte-order marks, which some editors put at the start, and UTF-16.
  @usableFromInline func refuseByteOrderMark() throws(JSONError) {
    let count = end - cursor
    if count >= 3, cursor[0] == 0xEF, cursor[1] == 0xBB, cursor[2] == 0xBF {
      throw error("the file starts with a byte-order mark; save it as UTF-8 without one")
    }
    guard count >= 2 else { return }
    let isMarked16 =
      (cursor[0] == 0xFF && cursor[1] == 0xFE) || (cursor[0] == 0xFE && cursor[1] == 0xFF)
    if isMarked16 || cursor[0] == 0 || cursor[1] == 0 {
      throw error("the file is UTF-16 or not text at all; save it with the encoding UTF-8")
    }
  }

  /// ` for "followers"`, ` in "tags"` or nothing.
  func forCurrentKey() -> String {
    guard let (key, isDirect) = nesting.currentKey else { return "" }
    return " \(isDirect ? "for" : "in") \(quoted(key))"
  }

  /// ` of "followers"` or nothing.
  func ofCurrentKey() -> String {
    guard let (key, _) = nesting.currentKey else { return "" }
    return " of \(quoted(key))"
  }

  /// A key in quotes, shortened and without characters that could upset a terminal.
  func quoted(_ key: JSONText) -> String {
    var shown = ""
    for scalar in key.string.unicodeScalars.prefix(40) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        shown.unicodeScalars.append("\u{FFFD}")
      default: shown.unicodeScalars.append(scalar)
      }
    }
    if key.string.unicodeScalars.count > 40 { shown += "…" }
    return "\"\(shown)\""
  }
}
