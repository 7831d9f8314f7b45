import Comparison
import Marketing
import Statistics
import Wording
import Workbench

/// Explains a compared figure: its formula, both sides and what is behind them, and the like-for-like reading.
enum CompareHelp {
  /// For the top of the help.
  static func lines(_ state: CockpitState) -> [TextLine] {
    guard state.compare.focus != .claims, let row = CompareGrid.cursorRow(state),
      let session = state.document?.session
    else { return [] }
    let currency = session.settings.currency
    let names = state.sideNames
    var lines = [
      TextLine(text: row.kpi.title, role: .title),
      TextLine(text: row.kpi.formula, role: .accent),
    ]
    lines.append(TextLine(text: side(row, .left, currency), key: names.left))
    lines.append(TextLine(text: side(row, .right, currency), key: names.right))
    if let ratio = row.plain.ratio {
      let interval = row.plain.interval.map {
        ", 95% from \(CompareText.ratio($0.lowerBound)) to \(CompareText.ratio($0.upperBound))"
      }
      lines.append(
        TextLine(text: "\(CompareText.ratio(ratio))\(interval ?? "")", key: "Ratio"))
    }
    lines.append(
      TextLine(
        text: "\(CompareText.marked(row.plain.verdict, names)): \(row.plain.reason).",
        key: "Verdict"))
    if let other = row.likeForLike { lines += mix(other, currency) }
    if row.kpi.countsPeople, let common = state.compare.figures.comparison?.commonAudience {
      lines.append(TextLine(text: common.text + ".", key: "Audiences"))
    }
    if let both = state.compare.figures.comparison?.onBothSides, both > 0 {
      lines.append(
        TextLine(
          text: CountText.plural(both, "influencer")
            + (both == 1 ? " is" : " are") + " on both sides: compared with themselves.",
          key: "Both"))
    }
    lines.append(
      TextLine(
        text:
          "Each influencer counts once. Intervals come from resampling influencers (studentised bootstrap, logarithm of the "
          + "ratio, fixed seed). This was observed, not caused: managers choose whom they hire.",
        role: .muted))
    return lines + [TextLine(text: "")]
  }

  private static func side(_ row: CompareGrid.Row, _ side: Side, _ currency: Currency) -> String {
    let value = row.plain[side]
    func text(_ number: Double) -> String { CompareText.value(row.kpi, number, currency) }
    var parts = [
      value.value.map(text) ?? "unknown",
      "of \(CountText.plural(value.influencers, "influencer"))",
    ]
    if let typical = value.typical { parts.append("typical \(text(typical))") }
    if let spread = value.quartiles {
      parts.append("the middle half from \(text(spread.lowerBound)) to \(text(spread.upperBound))")
    }
    if let wilson = value.wilson {
      parts.append(
        "one influencer alone: 95% from \(text(wilson.lowerBound)) to \(text(wilson.upperBound)) (Wilson)"
      )
    }
    return parts.joined(separator: ", ") + "."
  }

  /// The strata behind the like-for-like reading.
  private static func mix(_ other: LikeForLike, _ currency: Currency) -> [TextLine] {
    func text(_ number: Double) -> String { CompareText.value(other.kpi, number, currency) }
    // For ROI the strata hold revenue ÷ cost.
    let offset = other.kpi.offset
    let reversal =
      other.isReversed
      ? " That reverses the result\(other.cause.map { ", because of \($0)" } ?? "")." : ""
    let range = other.interval.map {
      " (\(CompareText.ratio($0.lowerBound)) to \(CompareText.ratio($0.upperBound)))"
    }
    var lines = [
      TextLine(
        text:
          "With one mix of \(other.mix.rawValue)s: \(text(other.left)) against \(text(other.right)), "
          + "ratio \(CompareText.ratio(other.ratio))\(range ?? "").\(reversal)")
    ]
    for stratum in other.strata {
      lines.append(
        TextLine(
          text:
            "\(text(stratum.left + offset)) (\(stratum.leftInfluencers)) against \(text(stratum.right + offset)) (\(stratum.rightInfluencers)); "
            + "weight \(PercentText.compact(stratum.leftShare)) left, \(PercentText.compact(stratum.rightShare)) right",
          key: stratum.name))
    }
    if !other.leftOut.isEmpty {
      lines.append(
        TextLine(
          text: "Only one side has \(other.leftOut.joined(separator: ", ")): left out.",
          role: .muted))
    }
    return lines
  }

  /// The verdicts for all three goals in full, and every result that like for like reverses.
  static func verdicts(_ state: CockpitState) -> TextView {
    var lines: [TextLine] = []
    for (place, verdict) in state.compare.figures.verdicts.enumerated() {
      lines.append(
        TextLine(text: verdict.text, role: place == 0 ? .title : .text))
      lines.append(TextLine(text: ""))
    }
    let turned = state.compare.figures.rows.filter(\.disagrees)
    if !turned.isEmpty {
      lines.append(TextLine(text: "Like for like says otherwise", role: .title))
      let names = state.sideNames
      for row in turned {
        guard let other = row.likeForLike else { continue }
        let cause = other.cause.map { ", mostly \($0)" } ?? ""
        lines.append(
          TextLine(
            text:
              "\(row.kpi.title): as it is \(CompareText.ratio(row.plain.ratio ?? 1)) (\(CompareText.marked(row.plain.verdict, names))), "
              + "with one mix of \(other.mix.rawValue)s \(CompareText.ratio(other.ratio)) (\(CompareText.marked(other.verdict, names)))\(cause)."
          ))
      }
    }
    return TextView("Verdicts", lines)
  }
}
