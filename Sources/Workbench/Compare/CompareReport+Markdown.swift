import Screen

/// The report as Markdown. Names come from data, so all of it is escaped: nothing in a cell ends the cell, and nothing
/// is a link, a picture or HTML.
extension CompareReport {
  package var markdown: String {
    var lines = ["## \(Self.escaped(names.left)) against \(Self.escaped(names.right))", ""]
    for (place, verdict) in verdicts.enumerated() {
      let sentence = Self.escaped(verdict.text)
      lines += [place == 0 ? "**\(sentence)**" : sentence, ""]
    }
    if !whatIf.isEmpty { lines += ["What if: \(Self.escaped(whatIf))", ""] }
    lines += Self.table(header, tableRows.map(cells))
    if let mix {
      lines += ["", "### Like for like, with one \(mix.rawValue) mix", ""]
      lines += Self.table(header, tableRows.compactMap(likeCells))
      for text in disagreements { lines += ["", Self.escaped(text)] }
    }
    lines += ["", "### Common claims about mega and micro", ""]
    lines += Self.table(
      ["Claim", "Here", "Figure"], claims.map { [$0.text, $0.status.rawValue, $0.figure] })
    return (lines + ["", "_\(Self.escaped(note))_"]).joined(separator: "\n")
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    func line(_ cells: [String]) -> String {
      "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }
    let rule = header.indices.map {
      $0 > 0 && $0 < header.count - 1 && header.count > 3 ? "---:" : "---"
    }
    return [line(header), "| " + rule.joined(separator: " | ") + " |"] + rows.map(line)
  }

  /// One line in which no character has a meaning of its own.
  package static func escaped(_ text: String) -> String {
    // By scalars: a sign with a combining mark on it is another character to Swift, but not to Markdown.
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "|", "<", ">", "&", "*", "_", "`", "[", "]", "#", "~":
        result.append("\\")
      // Many programs make links of bare addresses.
      case "/" where place > 0 && scalars[place - 1] == ":",
        "." where scalars[..<place].suffix(3).elementsEqual("www".unicodeScalars):
        result.append("\\")
      default: break
      }
      result.append(scalar.properties.isPatternWhitespace ? " " : scalar)
    }
    return String(result)
  }
}
