import Comparison
import Marketing

/// The report as JSON. Members and their order are stable; unknown values are null; amounts are in major units, rates
/// are fractions.
extension CompareReport {
  package var json: String {
    let request = comparison.request
    var members = [
      ("left", segment(comparison.sides.left)), ("right", segment(comparison.sides.right)),
      ("campaign", text(request.campaign.flatMap { session.campaigns[$0]?.name })),
      ("currency", text(comparison.currency.code)),
      ("resamples", "\(comparison.resamples)"),
      ("influencers_on_both_sides", "\(comparison.onBothSides)"),
      ("common_audience", comparison.commonAudience.map(common) ?? "null"),
      ("what_if", whatIf.isEmpty ? "null" : text(whatIf)),
      ("goals", array(verdicts.map(goal), 1)),
      ("kpis", array(comparison.rows.map { object(self.members($0), 2) }, 1)),
    ]
    if let mix {
      let rows = ComparisonKPI.allCases.compactMap { LikeForLike.make(comparison, $0, by: mix) }
      members.append(("like_for_like", array(rows.map(likeForLike), 1)))
    }
    members.append(("claims", array(claims.map(claim), 1)))
    return object(members, 0)
  }

  private func common(_ audience: CommonAudience) -> String {
    object(
      [
        ("universe", comparison.request.audience.map { "\($0.universe)" } ?? "null"),
        ("both_sides_given", comparison.request.audience?.overlap.map { "\($0)" } ?? "null"),
        ("pairs", "\(audience.pairs)"), ("measured_pairs", "\(audience.measuredPairs)"),
      ], 1)
  }

  private func segment(_ segment: Segment) -> String {
    object(
      [("segment", text(segment.description)), ("title", text(segment.title(in: session)))], 1)
  }

  private func goal(_ verdict: GoalVerdict) -> String {
    var more = "null"
    if let wanted = verdict.more {
      more = object(
        [("side", text(wanted.side?.rawValue ?? "both")), ("bookings", "\(wanted.bookings)")], 3)
    }
    return object(
      [
        ("goal", text(verdict.goal.rawValue)), ("kpi", text(verdict.kpi.rawValue)),
        ("better", text(verdict.winner?.rawValue)), ("ratio", number(verdict.ratio)),
        ("interval", interval(verdict.interval)), ("more_bookings", more),
        ("sentence", text(verdict.sentence)),
        ("evidence", text(verdict.evidence?.grade.rawValue)),
        ("evidence_reason", text(verdict.evidence?.reason)),
      ], 2)
  }

  private func members(_ row: KPIComparison) -> [(String, String)] {
    func side(_ value: KPIComparison.SideValue) -> String {
      object(
        [
          ("value", amount(row.kpi, value.value)), ("influencers", "\(value.influencers)"),
          ("typical", amount(row.kpi, value.typical)),
          (
            "quartiles",
            value.quartiles.map {
              "[\(amount(row.kpi, $0.lowerBound)), \(amount(row.kpi, $0.upperBound))]"
            } ?? "null"
          ),
          ("wilson", interval(value.wilson)),
        ], 3)
    }
    return [
      ("kpi", text(row.kpi.rawValue)), ("unit", text(row.kpi.unit.rawValue)),
      ("higher_is_better", row.kpi.higherIsBetter ? "true" : "false"),
      ("left", side(row.left)), ("right", side(row.right)), ("ratio", number(row.ratio)),
      ("interval", interval(row.interval)), ("verdict", text(row.verdict.rawValue)),
      ("reason", text(row.reason)),
    ]
  }

  private func likeForLike(_ same: LikeForLike) -> String {
    object(
      [
        ("kpi", text(same.kpi.rawValue)), ("mix", text(same.mix.rawValue)),
        ("left", amount(same.kpi, same.left)), ("right", amount(same.kpi, same.right)),
        ("ratio", number(same.ratio)), ("interval", interval(same.interval)),
        ("verdict", text(same.verdict.rawValue)),
        ("reversed", same.isReversed ? "true" : "false"), ("cause", text(same.cause)),
        ("left_out", "[" + same.leftOut.map { text($0) }.joined(separator: ", ") + "]"),
      ], 2)
  }

  private func claim(_ claim: Claim) -> String {
    object(
      [
        ("row", "\(claim.row)"), ("claim", text(claim.text)),
        ("status", text(claim.status.rawValue)),
        ("kpi", text(claim.kpi.rawValue)), ("figure", text(claim.figure)),
        ("mega_influencers", "\(claim.mega.count)"), ("micro_influencers", "\(claim.micro.count)"),
      ], 2)
  }

  private func amount(_ kpi: ComparisonKPI, _ value: Double?) -> String {
    number(kpi.unit == .money ? value.map { $0 / Double(comparison.currency.scale) } : value)
  }

  private func interval(_ range: ClosedRange<Double>?) -> String {
    range.map { "[\(number($0.lowerBound)), \(number($0.upperBound))]" } ?? "null"
  }

  private func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private func object(_ members: [(String, String)], _ depth: Int) -> String {
    let inner = String(repeating: "  ", count: depth + 1)
    let lines = members.map { "\(inner)\"\($0.0)\": \($0.1)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + inner.dropLast(2) + "}"
  }

  private func array(_ elements: [String], _ depth: Int) -> String {
    guard !elements.isEmpty else { return "[]" }
    let inner = String(repeating: "  ", count: depth + 1)
    return "[\n" + elements.map { inner + $0 }.joined(separator: ",\n") + "\n"
      + inner.dropLast(2) + "]"
  }

  private func text(_ value: String?) -> String {
    guard let value else { return "null" }
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
