import Tabular
import Wording

/// Cells of one field that can't be read, although their rows are used.
struct UnreadableCells {
  private static let shown = 20

  private var count = 0
  private var first: [(text: String, why: String, line: Int)] = []

  var firstLine: Int { first.first?.line ?? 0 }

  mutating func add(_ text: String, _ why: String, line: Int) {
    count += 1
    if first.count < Self.shown { first.append((text, why, line)) }
  }

  /// `“many” is not a number (line 5), “?!” (line 9): 2 cells were left out of followers.`
  func note(_ field: ImportField, offset: Int) -> String {
    var reason = ""
    let cells = first.map { cell in
      let why = cell.why == reason ? "" : " \(cell.why)"
      reason = cell.why
      return "“\(cell.text)”\(why) (line \(cell.line + offset))"
    }
    let rest = count - first.count
    let more = rest > 0 ? " and \(CountText.exact(rest)) more" : ""
    return "\(cells.joined(separator: ", "))\(more): "
      + "\(CountText.plural(count, "cell was", "cells were")) left out of \(field.words)."
  }
}

extension ImportField {
  /// Whether it is a mean, whose decimals don't matter.
  var isAverage: Bool {
    rawValue.hasPrefix("average") || self == .engagementAverage || rawValue == "authenticEngagement"
  }
}
