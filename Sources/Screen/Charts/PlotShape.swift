import Screen

/// The mark of a point; shapes tell series apart as well as colours.
package enum PlotShape: Hashable, Sendable, CaseIterable {
  case circle, triangle, square, diamond, plus, cross
  /// A braille dot, an eighth of a cell: for large groups, so that small ones stand out.
  case dot

  package var symbol: Unicode.Scalar {
    switch self {
    case .circle: "●"
    case .triangle: "▲"
    case .square: "■"
    case .diamond: "◆"
    case .plus: "+"
    case .cross: "×"
    case .dot: "⠂"
    }
  }

  /// The mark on a display without Unicode; each has its own.
  package var ascii: Unicode.Scalar {
    switch self {
    case .circle: "*"
    case .triangle: "^"
    case .square: "#"
    case .diamond: "o"
    case .plus: "+"
    case .cross: "x"
    case .dot: "."
    }
  }

  func scalar(ascii isASCII: Bool) -> Unicode.Scalar { isASCII ? ascii : symbol }
}

/// How a series' line is drawn, so that it can be told apart without colour.
package enum PlotLine: Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted
  /// Marks only.
  case none

  /// Lengths of dots and gaps in turn, along the line.
  var pattern: [Int] {
    switch self {
    case .solid, .none: []
    case .dashed: [4, 2]
    case .dotted: [1, 2]
    case .dashDotted: [4, 2, 1, 3]
    }
  }
}
