/// The meaning of a part of the screen. A theme gives each role its look.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case text, muted, accent, title
  case border, borderFocused
  case header, hint, hintKey
  /// The row under the cursor, and its cell under the column cursor.
  case selection, selectionCell
  case marked, tableHeader, sortMark
  case positive, warning, negative
  /// An estimated number.
  case estimated
  case barPlanned, barCommitted, barSpent, barLeft, barOver
  case tierNano, tierMicro, tierMacro, tierMega
  case input, inputCursor
  /// A filter's match in a text.
  case match
  case dialog, error
  /// Unsaved changes.
  case changed
  case chart1, chart2, chart3, chart4
}

extension Role {
  /// The role that fills in what a theme leaves out of this one; nil for `text`.
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

  /// The attributes that tell the role apart without colour.
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
    case .text, .positive, .barPlanned, .barCommitted, .barSpent, .tierNano, .tierMicro,
      .tierMacro, .tierMega, .dialog, .chart1, .chart2, .chart3, .chart4:
      []
    }
  }
}
