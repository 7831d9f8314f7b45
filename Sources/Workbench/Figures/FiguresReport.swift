import Marketing
import Metrics
import Screen
import SessionStore
import Wording

/// The KPIs of a session as a table, for spreadsheets, programs and people.
package struct FiguresReport {
  private let job: FiguresJob
  private let kpis: KPITable

  package init(_ job: FiguresJob) {
    self.job = job
    kpis = job.run()
  }

  /// The groups; without any, the total is all there is.
  private var rows: [KPITable.Row] { job.dimension == .total ? [] : kpis.rows }

  private var currency: Currency { job.session.settings.currency }

  /// A row for each group, then the total; money in major units, rates as fractions, unknown figures empty. Reach that
  /// isn't known exactly is empty, too: then it is between the two columns after the KPIs. The last three
  /// say how many amounts aren't known that the revenue, the ad spend and the cost leave out.
  package var table: ExportTable {
    var table = ExportTable(
      columns: [job.dimension.rawValue, "influencers"] + KPI.allCases.map(\.rawValue)
        + [
          "reach_low", "reach_high", "conversions_without_amount", "figures_without_spend",
          "bookings_without_fee",
        ])
    func append(_ label: String, _ totals: Totals) {
      table.append(
        [.text(label), .integer(totals.influencers)]
          + KPI.allCases.map { kpi in
            totals.value(kpi).map { FiguresReport.value(of: $0, currency) } ?? .absent
          }
          + FiguresReport.reach(totals).map { .integer($0) }
          + [totals.unvaluedConversions, totals.unpricedSpends, totals.unknownFees].map {
            .integer($0)
          })
    }
    for row in rows { append(row.label, row.totals) }
    append("Total", kpis.total)
    return table
  }

  /// Aligned columns, with figures written as on the screen.
  package var plainText: String {
    let goal = job.campaign.flatMap { job.session.campaigns[$0]?.goal }
    let columns = KPI.order(for: goal).filter { $0 != .netRevenue || kpis.total.netRevenue != nil }
    func cells(_ label: String, _ totals: Totals) -> [String] {
      [legible(label), CountText.exact(totals.influencers)]
        + columns.map { kpi in
          KPIText.cell(kpi, totals, currency) ?? NumberText.absent
        }
    }
    let lines =
      [[job.dimension.title, "n"] + columns.map(\.title)]
      + rows.map { cells($0.label, $0.totals) } + [cells("Total", kpis.total)]
    let widths = lines[0].indices.map { column in lines.map { displayWidth($0[column]) }.max() ?? 0
    }
    return lines.map { line in
      line.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - displayWidth(text))
        return column == 0 ? text + padding : padding + text
      }.joined(separator: "  ")
    }.joined(separator: "\n") + remarks
  }

  /// What the figures leave out.
  private var remarks: String {
    let uncounted = UncountedText.lines(job.session, campaign: job.campaign, days: job.days)
    let lines =
      UnknownAmountText.lines(job.session, kpis)
      + (uncounted.isEmpty ? [] : uncounted + [UncountedText.remedy])
      + LeakText.lines(job.session, campaign: job.campaign)
      + RepeatsText.lines(job.session, campaign: job.campaign, days: job.days)
      + WindowLines.lines(job.session, campaign: job.campaign, days: job.days)
    let goal = job.campaign.flatMap { job.session.campaigns[$0]?.goal } ?? .conversions
    let people = KPITable.make(
      job.session, by: .influencer, campaign: job.campaign, days: job.days)
    let evidence = EvidenceText.evidence(goal, people)
    let words = "For \(goal.rawValue): \(evidence.sentence)"
    return "\n\n" + (lines + [words]).map(legible).joined(separator: "\n")
  }

  /// What the reach is at least and at most: the same where it is known exactly.
  private static func reach(_ totals: Totals) -> [Int?] {
    if let band = totals.reachBand { return [band.lowerBound, band.upperBound] }
    return [totals.reach, totals.reach]
  }

  private static func value(of value: KPIValue, _ currency: Currency) -> ExportTable.Value {
    switch (value.kpi.unit, value.denominator) {
    case (.count, _): .integer(value.numerator)
    case (.money, nil): .money(Money(minorUnits: Int64(value.numerator)), currency)
    case (.money, _): .number(value.double / Double(currency.scale))
    case (.percent, _), (.ratio, _): .number(value.double)
    }
  }
}

extension KPI {
  /// The KPIs that matter for the goal come first.
  package static func order(for goal: Goal?) -> [KPI] {
    let first: [KPI] =
      switch goal {
      case .awareness: [.reach, .impressions, .cpm, .frequency, .cost]
      case .engagement: [.engagements, .engagementRateByReach, .cpe, .reach, .cost]
      case .conversions: [.conversions, .revenue, .netRevenue, .cost, .cpa, .roas, .roi, .cvr]
      case nil: [.reach, .engagementRateByReach, .conversions, .cost, .cpm, .cpa, .roas]
      }
    let rest: [KPI] = [
      .reach, .impressions, .engagements, .engagementRateByReach, .clicks, .ctr, .conversions, .cvr,
      .revenue, .netRevenue, .cost,
      .cpm, .cpe, .cpc, .cpa, .aov, .roas, .roi, .frequency, .engagementRateByImpressions,
      .engagementRateByFollowers,
      .likes, .comments, .shares, .saves,
    ]
    return (first + rest + KPI.allCases).reduce(into: []) { order, kpi in
      if !order.contains(kpi) { order.append(kpi) }
    }
  }
}
