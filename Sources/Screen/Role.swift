/// What a part of the screen means. A theme says how each role looks.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case text, muted, accent, title
  case border, borderFocused
  case header, hint, hintKey
  /// The row under the cursor, and the cell of it under the column cursor.
  case selection, selectionCell
  case marked, tableHeader, sortMark
  case positive, warning, negative
  /// A number that is not measured.
  case estimated
  case barPlanned, barCommitted, barSpent, barLeft, barOver
  case tierNano, tierMicro, tierMacro, tierMega
  case input, inputCursor
  /// What a filter has found in a text.
  case match
  case dialog, error
  /// What is not saved yet.
  case changed
  case chart1, chart2, chart3, chart4
}

extension Role {
  /// The role whose style stands in for what a theme leaves out of this one; nil for `text`.
  public var parent: Role? {
    switch self {
    case .text: nil
    case .muted, .accent, .selection, .positive, .warning, .negative, .input, .dialog: .text
    case .title, .borderFocused, .hintKey, .marked, .sortMark, .match, .barCommitted, .chart1:
      .accent
    case .header, .tableHeader: .title
    case .border, .hint, .estimated, .barPlanned, .barLeft, .tierNano: .muted
    case .selectionCell: .selection
    case .barSpent, .chart2: .positive
    case .barOver, .error, .chart4: .negative
    case .changed, .chart3: .warning
    case .tierMicro: .chart2
    case .tierMacro: .chart3
    case .tierMega: .chart1
    case .inputCursor: .input
    }
  }

  /// What carries the role's meaning where there is no colour.
  var plainAttributes: Attributes {
    switch self {
    case .selection, .inputCursor: .reverse
    case .selectionCell: [.reverse, .bold, .underline]
    case .error: [.reverse, .bold]
    case .title, .header, .hintKey, .marked, .sortMark, .borderFocused, .negative, .barOver,
      .changed, .accent:
      .bold
    case .tableHeader, .match: [.bold, .underline]
    case .warning, .input: .underline
    case .muted, .border, .hint, .barLeft: .dim
    case .estimated: .italic
    default: []
    }
  }
}
