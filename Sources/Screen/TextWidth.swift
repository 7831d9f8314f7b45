/// How many columns a text takes on the screen.
public func displayWidth(_ text: String) -> Int {
  if isPrintableASCII(text) { return text.utf8.count }
  return TextCells(text).reduce(0) { $0 + $1.width }
}

/// How many columns a character takes on the screen.
public func displayWidth(_ character: Character) -> Int { displayWidth(String(character)) }

/// Shortens a text to `columns`, cutting between characters and ending with `ellipsis`.
///
/// If not even the ellipsis fits, the text is cut without it.
public func truncate(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
  // No character is wider than its UTF-8 is long, so short texts need no measuring.
  if text.utf8.count <= columns || displayWidth(text) <= columns { return text }
  let room = columns - displayWidth(ellipsis)
  guard room >= 0 else { return prefix(of: text, columns: columns) }
  return prefix(of: text, columns: room) + ellipsis
}

/// The leading characters that fit.
func prefix(of text: String, columns: Int) -> String {
  var end = text.startIndex
  var used = 0
  while end < text.endIndex {
    used += displayWidth(text[end])
    if used > columns { break }
    end = text.index(after: end)
  }
  return String(text[..<end])
}

/// The text as cells would show it: safe to print on a terminal.
///
/// - Parameter keepsLines: whether to keep line breaks.
public func printable(_ text: String, keepsLines: Bool = false) -> String {
  if isPrintableASCII(text) { return text }
  if keepsLines {
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { printable(String($0)) }.joined(separator: "\n")
  }
  var result = String.UnicodeScalarView()
  for cell in TextCells(text) {
    result.append(cell.base)
    appendMarks(cell.marks, to: &result)
  }
  return String(result)
}

func appendMarks(_ marks: UInt64, to scalars: inout String.UnicodeScalarView) {
  var rest = marks
  while rest != 0 {
    if let mark = Unicode.Scalar(UInt32(rest & 0x1F_FFFF)) { scalars.append(mark) }
    rest >>= 21
  }
}

/// Whether every byte is a cell as it stands.
func isPrintableASCII(_ text: String) -> Bool {
  text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}
