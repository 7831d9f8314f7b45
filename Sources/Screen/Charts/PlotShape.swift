import Screen

/// The mark of a point: told apart by its shape as well as by its colour.
package enum PlotShape: Hashable, Sendable, CaseIterable {
  case circle, triangle, square, diamond, plus, cross
  /// A braille dot, an eighth of a cell: for the many, so that the few stand out.
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

  /// What stands for the mark on a display without Unicode; no two marks share one.
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

/// How a series is drawn, so that it is told from the others without colour.
package enum PlotLine: Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted
  /// No line, the points' marks only.
  case none

  /// Dots that are set and left out in turn, along the line.
  var pattern: [Int] {
    switch self {
    case .solid, .none: []
    case .dashed: [4, 2]
    case .dotted: [1, 2]
    case .dashDotted: [4, 2, 1, 3]
    }
  }

  /// A line for the series at an index: no two of the first four look alike.
  package static func line(at index: Int) -> PlotLine {
    [.solid, .dashed, .dotted, .dashDotted][((index % 4) + 4) % 4]
  }
}
