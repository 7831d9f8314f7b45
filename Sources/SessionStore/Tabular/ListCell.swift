/// Several words in one cell: `Beauty, Fashion`, `Beauty|Skincare`, `Food; Travel`, `Film / TV`, `#spring #glow`.
package enum ListCell {
  package static func words(of cell: String) -> [String] {
    let pieces: [Substring]
    if cell.contains(where: {
      $0 == "|" || $0 == ";" || $0 == "," || $0.isNewline || $0 == "、" || $0 == "，"
    }) {
      pieces = cell.split {
        $0 == "|" || $0 == ";" || $0 == "," || $0.isNewline || $0 == "、" || $0 == "，"
      }
    } else if cell.hasPrefix("#") {
      pieces = cell.split(whereSeparator: \.isWhitespace)
    } else {
      return slashed(cell)
    }
    return pieces.flatMap { slashed(String($0)) }
  }

  /// A slash separates words only with blanks around it: `Film/TV` is one.
  private static func slashed(_ text: String) -> [String] {
    text.split(separator: " / ").map { String($0).trimmedCell }.filter { !$0.isEmpty }
  }
}
