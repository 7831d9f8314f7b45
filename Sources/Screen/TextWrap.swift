/// Wraps a text between words so that no line is wider than the columns.
///
/// Line breaks stay. A word too long for a line is broken anywhere. The rest of an indented line is indented
/// just as far.
public func wrap(_ text: String, to columns: Int) -> [String] {
  guard columns > 0 else { return [] }
  return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    .flatMap { wrapLine($0, to: columns) }
}

private func wrapLine(_ line: Substring, to columns: Int) -> [String] {
  let spaces = line.prefix { $0 == " " }
  let indent = spaces.count < columns / 2 ? String(spaces) : ""
  var lines: [String] = []
  var current = indent
  var used = indent.count
  var isEmpty = true
  for word in line.split(separator: " ") {
    var word = String(word)
    let width = displayWidth(word)
    if !isEmpty {
      if used + 1 + width <= columns {
        current += " " + word
        used += 1 + width
        continue
      }
      lines.append(current)
      current = indent
    }
    // A word too long even for a line of its own.
    while displayWidth(word) > columns - indent.count {
      var piece = prefix(of: word, columns: columns - indent.count)
      // A character wider than the line gets a line anyway, cut, or this would never end.
      if piece.isEmpty { piece = String(word.prefix(1)) }
      word.removeFirst(piece.count)
      lines.append(indent + piece)
    }
    current = indent + word
    used = indent.count + displayWidth(word)
    isEmpty = word.isEmpty
  }
  if !isEmpty || lines.isEmpty { lines.append(isEmpty ? "" : current) }
  return lines
}
