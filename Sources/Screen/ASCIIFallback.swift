extension Canvas {
  /// The canvas for a display that shows no Unicode: every cell is ASCII.
  ///
  /// Lines, bars and arrows become what looks like them, Latin letters lose their accents, and any
  /// other scalar becomes `?`.
  package func asciified() -> Canvas { mapCells { $0.asciified } }
}

extension Cell {
  package var asciified: Cell {
    if base.isASCII && marks == 0 && width == 1 { return self }
    // The right half of a wide cell becomes a space beside the `?` of the left one.
    if width == 0 { return Cell(style: style) }
    return Cell(base: Unicode.Scalar(asciiFallback(base)), style: style)
  }
}

/// The ASCII character that stands for a scalar.
func asciiFallback(_ scalar: Unicode.Scalar) -> UInt8 {
  let value = scalar.value
  if value < 0x80 { return UInt8(value) }
  for block in fallbackBlocks where value >= block.first {
    let offset = Int(value - block.first)
    if offset < block.stands.utf8CodeUnitCount { return block.stands.utf8Start[offset] }
  }
  if value > 0x2800 && value <= 0x28FF { return UInt8(ascii: ":") }
  return singleFallbacks[value] ?? UInt8(ascii: "?")
}

/// From a first scalar on, one ASCII character for each.
private let fallbackBlocks: [(first: UInt32, stands: StaticString)] = [
  // Latin-1: symbols, then letters.
  (0xA0, " !cL?Y|S\"ca<--R-o+23'uP.,1o>????"),
  (0xC0, "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"),
  // Latin Extended-A.
  (0x100, "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"),
  (0x140, "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"),
  // Dashes, quotation marks, dots.
  (0x2010, "------|_'','\"\"\"\"+#*>.:~"),
  // Box drawing.
  (0x2500, "--||--||--||++++++++++++++++++++++++++++++++++++++++++++++++++++"),
  (0x2540, "++++++++++++--||-|+++++++++++++++++++++++++++++++/\\X-|-|-|-|-+-+"),
  // Blocks: lower eighths, left eighths, shades, quadrants.
  (0x2580, "\"__..==######---|.-=\"|::::::::::"),
]

private let singleFallbacks: [UInt32: UInt8] = {
  let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("€", "E"), ("₿", "B"), ("←", "<"), ("↑", "^"), ("→", ">"), ("↓", "v"), ("↔", "-"), ("↕", "|"),
    ("↗", "/"), ("↘", "\\"), ("⇧", "^"), ("⇒", ">"), ("⇐", "<"), ("−", "-"), ("≈", "~"), ("≤", "<"),
    ("≥", ">"), ("∞", "8"), ("√", "v"), ("■", "#"), ("□", "o"), ("▪", "*"), ("▲", "^"), ("△", "^"),
    ("▴", "^"), ("▶", ">"), ("▷", ">"), ("▸", ">"), ("►", ">"), ("▼", "v"), ("▽", "v"), ("▾", "v"),
    ("◀", "<"), ("◁", "<"), ("◂", "<"), ("◄", "<"), ("◆", "*"), ("◇", "o"), ("○", "o"), ("●", "*"),
    ("◉", "*"), ("◌", " "), ("★", "*"), ("☆", "o"), ("✓", "v"), ("✔", "v"), ("✗", "x"), ("✘", "x"),
    ("⚠", "!"), ("❯", ">"), ("❮", "<"), ("‹", "<"), ("›", ">"), ("′", "'"), ("″", "\""),
    ("⏎", ">"), ("⌫", "<"), ("⏱", "o"), ("∑", "S"), ("Σ", "S"), ("Δ", "D"),
  ]
  return Dictionary(uniqueKeysWithValues: pairs.map { ($0.value, UInt8(ascii: $1)) })
}()
