/// The columns that a text covers on the screen.
public func displayWidth(_ text: String) -> Int {
  if isPrintableASCII(text) { return text.utf8.count }
  return TextCells(text).reduce(0) { $0 + $1.width }
}

/// The columns that one character covers on the screen.
public func displayWidth(_ character: Character) -> Int { displayWidth(String(character)) }

/// The text, cut to the columns at a character; `ellipsis` stands for what is cut off.
///
/// Where not even the ellipsis fits, the text is cut without it.
public func truncate(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
  // A character covers at most as many columns as it has bytes in UTF-8, so short texts need no measuring.
  if text.utf8.count <= columns || displayWidth(text) <= columns { return text }
  let room = columns - displayWidth(ellipsis)
  guard room >= 0 else { return prefix(of: text, columns: columns) }
  return prefix(of: text, columns: room) + ellipsis
}

/// As many characters from the start as fit.
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

/// The text as cells would show it: safe to print after the program has left the screen.
///
/// - Parameter keepsLines: whether lines stay lines.
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

/// Unpacks the marks of a cell.
func appendMarks(_ marks: UInt64, to scalars: inout String.UnicodeScalarView) {
  var rest = marks
  while rest != 0 {
    if let mark = Unicode.Scalar(UInt32(rest & 0x1F_FFFF)) { scalars.append(mark) }
    rest >>= 21
  }
}

/// Whether every byte of the text is one cell as it stands.
func isPrintableASCII(_ text: String) -> Bool {
  text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}
