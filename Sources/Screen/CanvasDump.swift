extension Canvas {
  /// The rows as text, without trailing blanks.
  package var text: String {
    (0..<size.height).map { rowText($0) }.joined(separator: "\n")
  }

  private func rowText(_ y: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in row(y) where cell.width > 0 { cell.append(to: &scalars) }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// The rows as text, then the same grid with a letter for each cell's style (a dot for plain), and then
  /// what the letters mean: a golden file that shows colours, too.
  package var styledText: String {
    var letters: [Style: Character] = [.plain: "."]
    var legend: [String] = []
    let names = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var rows: [String] = []
    for y in 0..<size.height {
      var letterRow = ""
      for cell in row(y) {
        if letters[cell.style] == nil {
          let name = legend.count < names.count ? names[legend.count] : "*"
          letters[cell.style] = name
          legend.append("\(name) \(cell.style.notation)")
        }
        letterRow.append(letters[cell.style] ?? "*")
      }
      while letterRow.last == "." { letterRow.removeLast() }
      rows.append(letterRow)
    }
    return ([text, "---"] + rows + ["---"] + legend).joined(separator: "\n")
  }
}

extension Cell {
  func append(to scalars: inout String.UnicodeScalarView) {
    scalars.append(base)
    appendMarks(marks, to: &scalars)
  }
}

extension Style {
  /// The style in a golden file: `#ff0000 on 4 bold`.
  package var notation: String {
    var words = [foreground.notation]
    if background != .terminal { words += ["on", background.notation] }
    words += attributes.names
    return words.joined(separator: " ")
  }
}

extension Attributes {
  static let named: [(name: String, attribute: Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
    ("reverse", .reverse),
  ]

  var names: [String] { Attributes.named.filter { contains($0.attribute) }.map(\.name) }
}
