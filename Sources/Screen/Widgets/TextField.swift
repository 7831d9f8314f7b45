import Screen

/// A line of text being edited. Positions count characters as people see them.
package struct TextField: Hashable, Sendable {
  package private(set) var text: String
  /// Characters before the cursor.
  package private(set) var cursor: Int

  package init(_ text: String = "") {
    self.text = TextField.oneLine(text)
    cursor = self.text.count
  }

  /// Replaces the text; the cursor goes to its end.
  package mutating func set(_ text: String) { self = TextField(text) }

  /// Inserts typed or pasted text: line breaks and tabs become spaces, other controls are dropped.
  package mutating func insert(_ inserted: String) {
    let before = before + TextField.oneLine(inserted)
    let after = after
    text = before + after
    // A combining mark may have joined the character before it.
    cursor = min(before.count, text.count)
  }

  /// Deletes characters from the cursor; a negative count deletes backwards.
  private mutating func delete(to target: Int) {
    let low = min(max(0, min(cursor, target)), text.count)
    let high = min(max(cursor, target), text.count)
    let start = text.index(text.startIndex, offsetBy: low)
    text.removeSubrange(start..<text.index(start, offsetBy: high - low))
    cursor = min(low, text.count)
  }

  package mutating func backspace() { delete(to: cursor - 1) }
  package mutating func delete() { delete(to: cursor + 1) }
  package mutating func deleteWord() { delete(to: wordStart) }
  package mutating func deleteToStart() { delete(to: 0) }
  package mutating func deleteToEnd() { delete(to: text.count) }
  package mutating func moveLeft() { cursor = max(0, cursor - 1) }
  package mutating func moveRight() { cursor = min(text.count, cursor + 1) }
  package mutating func moveToStart() { cursor = 0 }
  package mutating func moveToEnd() { cursor = text.count }
  package mutating func moveWordLeft() { cursor = wordStart }
  package mutating func moveWordRight() {
    let rest = Substring(after)
    let gap = rest.prefix { !$0.isWordPart }
    cursor += gap.count + rest.dropFirst(gap.count).prefix { $0.isWordPart }.count
  }

  private var before: String { String(text.prefix(cursor)) }
  private var after: String { String(text.dropFirst(cursor)) }

  /// Where the word before the cursor starts.
  private var wordStart: Int {
    let reversed = Substring(String(before.reversed()))
    let gap = reversed.prefix { !$0.isWordPart }
    return max(0, cursor - gap.count - reversed.dropFirst(gap.count).prefix { $0.isWordPart }.count)
  }

  private static func oneLine(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var endsInReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" && endsInReturn {
        endsInReturn = false
        continue
      }
      endsInReturn = scalar == "\r"
      if ScalarClass(scalar) == .space {
        scalars.append(" ")
      } else if scalar.properties.generalCategory != .control {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}

extension TextField {
  /// Edits like a shell's command line; false for a key without meaning here, such as Enter.
  package mutating func handle(_ key: Key) -> Bool {
    switch (key.code, key.modifiers) {
    case (.character(let character), []): insert(String(character))
    case (.backspace, []), (.character("h"), .control): backspace()
    case (.delete, []), (.character("d"), .control): delete()
    case (.character("w"), .control), (.backspace, .alt), (.backspace, .control): deleteWord()
    case (.character("u"), .control): deleteToStart()
    case (.character("k"), .control): deleteToEnd()
    case (.left, []), (.character("b"), .control): moveLeft()
    case (.right, []), (.character("f"), .control): moveRight()
    case (.left, .control), (.left, .alt), (.character("b"), .alt): moveWordLeft()
    case (.right, .control), (.right, .alt), (.character("f"), .alt): moveWordRight()
    case (.home, []), (.character("a"), .control): moveToStart()
    case (.end, []), (.character("e"), .control): moveToEnd()
    default: return false
    }
    return true
  }
}

extension Canvas {
  /// Draws a text field in a rectangle's first row, scrolled so that the cursor is visible.
  ///
  /// - Returns: the cursor's place; assign it to `cursor` if the field has the focus.
  @discardableResult
  package mutating func draw(
    _ field: TextField, in rect: Rect, style: Style, placeholder: String = "",
    placeholderStyle: Style? = nil
  ) -> Point? {
    let row = rect.row(0)
    fill(row, style: style)
    guard !row.isEmpty else { return nil }
    if field.text.isEmpty {
      write(placeholder, in: row, style: placeholderStyle ?? style)
      return Point(x: row.x, y: row.y)
    }
    let column = displayWidth(String(field.text.prefix(field.cursor)))
    // Scroll by half a field, so that the text stays still while the cursor moves.
    let hop = max(1, row.width / 2)
    let hidden = max(0, column + 1 - row.width)
    let scroll = (hidden + hop - 1) / hop * hop
    write(field.text, at: Point(x: row.x - scroll, y: row.y), style: style, in: row)
    return Point(x: row.x + column - scroll, y: row.y)
  }
}
