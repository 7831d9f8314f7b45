import Marketing

/// Audiences' ages as exports write them.
package enum AgeWords {
  /// The range of a cell: `18-24`, or the one with the largest share of `18-24 45%, 25-34 38%`.
  package static func range(of cell: String) -> AgeRange? {
    if cell.utf8.count > 200 { return nil }
    if let whole = AgeRange(text: cell) { return whole }
    var best: (share: ExactDecimal, range: AgeRange)?
    for part in cell.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "|" || $0.isNewline })
    {
      let words = part.split { $0 == " " || $0 == ":" || $0 == "(" || $0 == ")" || $0 == "=" }
      guard words.count == 2, let range = AgeRange(text: String(words[0])),
        let share = NumberFormat().read(String(words[1])).value
      else { return nil }
      if best.map({ $0.share < share }) ?? true { best = (share, range) }
    }
    return best?.range
  }
}
