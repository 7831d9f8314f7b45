import Marketing
import Metrics
import Wording
import Workbench

/// Explains the figure under the cursor: its formula, the numbers that went in, and where they came from.
enum KPIHelp {
  /// `posts` finds the posts behind a row.
  static func lines(
    _ kpi: KPI, _ row: KPIGrid.Row?, _ state: CockpitState,
    posts: (KPIGrid.Row, Session) -> [PostList.Post]
  ) -> [TextLine] {
    guard let session = state.document?.session else { return [] }
    let currency = session.settings.currency
    var lines = [
      TextLine(text: kpi.title, role: .title), TextLine(text: kpi.formula, role: .accent),
      TextLine(text: kpi.meaning),
    ]
    if let row {
      let value =
        KPIText.cell(kpi, row.totals, currency) ?? NumberText.absent
      lines.append(TextLine(text: ""))
      lines.append(
        TextLine(
          text: "\(row.label): \(row.totals.explanation(of: kpi, currency: currency)) = \(value)"))
      let days = state.kpis.range.days(today: state.today)
      if let goal = kpi.goal {
        let people = KPITable.make(
          session, by: .influencer, campaign: state.campaignInView, days: days)
        lines.append(TextLine(text: EvidenceText.evidence(goal, people).sentence))
      }
      if kpi.usesSales {
        let uncounted = UncountedText.lines(session, campaign: state.campaignInView, days: days)
        lines += uncounted.map { TextLine(text: $0) }
        if !uncounted.isEmpty { lines.append(TextLine(text: UncountedText.remedy, role: .muted)) }
        lines += leaks(session, state).map { TextLine(text: $0, role: .warning) }
        let repeats = RepeatsText.lines(session, campaign: state.campaignInView, days: days)
        let windows = WindowLines.lines(session, campaign: state.campaignInView, days: days)
        lines += (repeats + windows).map { TextLine(text: $0) }
      }
      if let typical = row.typical[kpi] {
        lines.append(
          TextLine(
            text:
              "The typical creator of the \(row.totals.influencers): \(KPIText.compact(kpi, typical, currency)), "
              + "the median of their own figures."))
      }
      if let sources = sources(kpi, posts(row, session), session) {
        lines.append(TextLine(text: sources))
      }
    }
    return lines + [TextLine(text: "")]
  }

  /// The files and feeds that the row's measurements came from, the most frequent first.
  /// Whether codes may have leaked; of more measurements only the list of doubts works that out, since it takes a
  /// moment.
  private static func leaks(_ session: Session, _ state: CockpitState) -> [String] {
    guard session.measurements.rows.count > 20_000 else {
      return LeakText.lines(session, campaign: state.campaignInView)
    }
    return ["U on the KPI screen says whether codes may have leaked."]
  }

  private static func sources(_ kpi: KPI, _ posts: [PostList.Post], _ session: Session) -> String? {
    var counts: [String: Int] = [:]
    for identity in posts.lazy.flatMap(\.measurements) {
      let source = session.measurements[identity]?.source ?? ""
      counts[source.isEmpty ? "an unnamed source" : source, default: 0] += 1
    }
    guard !counts.isEmpty else {
      return kpi.usesCost ? "Costs come from the bookings and the ad spend." : nil
    }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let named = ordered.prefix(6).map { "\($0.key) (\(CountText.exact($0.value)))" }
    let rest = ordered.count > 6 ? " and \(ordered.count - 6) more" : ""
    return
      "From \(CountText.plural(posts.reduce(0) { $0 + $1.measurements.count }, "measurement")): "
      + named.joined(separator: ", ") + rest + "."
      + (kpi.usesCost ? " Costs come from the bookings and the ad spend." : "")
  }
}

extension KPI {
  /// The goal whose figure it is made of.
  fileprivate var goal: Goal? {
    if usesSales { return .conversions }
    let figures = [row.numerator, row.denominator]
    if figures.contains(.engagements) { return .engagement }
    return figures.contains(.reach) ? .awareness : nil
  }
}

extension GridState<GroupKey> {
  /// The influencers of marked rows, where the rows are influencers.
  var markedInfluencers: Set<InfluencerID> {
    Set(
      marks.compactMap { key in
        if case .influencer(let id) = key { id } else { nil }
      })
  }
}
