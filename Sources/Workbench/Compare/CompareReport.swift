import Comparison
import Marketing
import Screen
import Wording

/// A comparison written out: as a table, as Markdown for a mail, or as JSON.
package struct CompareReport: Sendable {
  private let result: ComparedSides
  let verdicts: [GoalVerdict]

  /// - Parameter goal: the one to put first; nil for the campaign's, else awareness.
  package init(_ result: ComparedSides, goal: Goal? = nil) {
    self.result = result
    let names = result.names
    self.names = (legible(names.left), legible(names.right))
    verdicts = result.verdicts(
      first: goal ?? result.comparison.goal ?? .awareness, names: self.names)
  }

  let names: (left: String, right: String)
  var comparison: Comparison { result.comparison }
  var session: Session { result.session }
  var claims: [Claim] { result.claims }
  var mix: ComparisonRequest.Mix? { result.request.mix }
  /// The what-if, as typed.
  var whatIf: String { WhatIfText.write(result.request.whatIf, currency) }

  private var currency: Currency { comparison.currency }
  var note: String {
    let audiences = comparison.commonAudience.map { " Unique reach: \($0.text)." } ?? ""
    return CompareReport.note + audiences
  }

  private static let note =
    "Ratio = left ÷ right with its 95% interval; n = influencers left/right. Observed, not caused: managers choose whom they hire."

  var header: [String] {
    ["KPI", names.left, names.right, "Ratio", "95%", "n", "Verdict"]
  }

  func cells(_ row: KPIComparison) -> [String] {
    var cells = [
      row.kpi.title, CompareText.value(row.kpi, row.left.value, currency),
      CompareText.value(row.kpi, row.right.value, currency), CompareText.ratio(row.ratio),
      CompareText.interval(row.interval), CompareText.counts(row),
      CompareText.verdict(row.verdict, names),
    ]
    switch row.verdict {
    case .tooFew, .totals, .unstable, .noData: cells[6] += ": \(row.reason)"
    // The goal's sentence says why.
    case .notCompared, .leftBetter, .rightBetter, .notDistinguishable: break
    }
    return cells
  }

  var disagreements: [String] {
    guard let mix else { return [] }
    return ComparisonKPI.allCases.compactMap { kpi in
      CompareText.disagreement(
        comparison[kpi], LikeForLike.make(comparison, kpi, by: mix), names)
    }
  }

  func likeCells(_ row: KPIComparison) -> [String]? {
    guard let mix, let same = LikeForLike.make(comparison, row.kpi, by: mix) else { return nil }
    return [
      row.kpi.title, CompareText.value(row.kpi, same.left, currency),
      CompareText.value(row.kpi, same.right, currency), CompareText.ratio(same.ratio),
      CompareText.interval(same.interval), CompareText.counts(row),
      CompareText.verdict(same.verdict, names),
    ]
  }

  var tableRows: [KPIComparison] { comparison.rows.filter { !$0.kpi.isOfGoal } }

  package var plainText: String {
    var lines = verdicts.map(\.text)
    if !whatIf.isEmpty { lines.append("What if: \(whatIf).") }
    lines += [""] + CompareReport.aligned([header] + tableRows.map(cells))
    if let mix {
      lines += ["", "Like for like, with one \(mix.rawValue) mix:"]
      lines += CompareReport.aligned([header] + tableRows.compactMap(likeCells))
      lines += disagreements
    }
    lines += ["", "Common claims about mega and micro, checked against this session:"]
    lines += CompareReport.aligned(claims.map { [$0.text, $0.status.rawValue, $0.figure] })
    return (lines + ["", note]).joined(separator: "\n")
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { displayWidth($0[column]) }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - displayWidth(text))
        let isText = column == 0 || column == row.count - 1 || row.count == 3
        return isText ? (column == row.count - 1 ? text : text + padding) : padding + text
      }.joined(separator: "  ")
    }
  }
}
