import Forecast
import JSON
import LineUps
import Marketing
import SessionStore
import Wording

extension PlanReport {
  /// The plan as JSON. Amounts are whole minor units of the session's currency, hours are decimal, rates are fractions;
  /// unknown values are left out. Members are only ever added.
  package static func json(_ study: PlanStudy) -> [UInt8] {
    let plan = study.plan
    let draft = plan.draft
    let request = draft.request
    let status: String
    switch plan.solution.status {
    case .feasible: status = "feasible"
    case .infeasible: status = "infeasible"
    case .undecided: status = "undecided"
    }
    return JSONDocument.object([
      ("campaign", .string(draft.campaign.name)),
      ("goal", .string(request.measure.rawValue)),
      ("currency", .string(draft.session.settings.currency.code)),
      ("revenue_is", .string(draft.session.settings.returnFrom.rawValue)),
      ("budget", request.budget.map { .integer(Int($0.minorUnits)) }),
      ("hours", request.hours.map { .number(Double($0.hundredths) / 100) }),
      ("asked", .string(request.title(for: draft.campaign, draft.session.settings.currency))),
      ("limits", .string(request.limits.text)),
      ("margin", request.margin.map { .number(Double($0.millionths) / 1_000_000) }),
      ("cautious", .bool(request.isCautious)),
      ("from_scratch", .bool(!request.keepsCommitted)),
      ("locked_in", accounts(request.must)),
      ("banned", accounts(request.banned)),
      (
        "own_fees",
        .array(
          request.fees.sorted { $0.key < $1.key }.map { id, fee in
            .object([
              ("id", .integer(id.number)), ("fee", .integer(Int(fee.minorUnits))),
            ])
          })
      ),
      ("booking_days", .integer(request.bookingDays)),
      ("status", .string(status)),
      ("objective", plan.isFeasible ? .number(plan.solution.objective) : nil),
      ("bound", plan.isFeasible ? .number(plan.solution.bound) : nil),
      ("gap", plan.solution.gap.map { .number($0) }),
      ("gap_text", .string(plan.gapText)),
      (
        "evidence",
        .object([
          ("grade", .string(study.evidence.grade.rawValue)),
          ("reason", .string(study.evidence.reason)),
        ])
      ),
      ("cost", .integer(Int(plan.cost.minorUnits))),
      ("hours_needed", .number(Double(plan.hours.hundredths) / 100)),
      ("mega_share", plan.megaShare.map { .number($0) }),
      ("line_up", .array(plan.lineUp.map { entry(study, $0) })),
      ("totals", totals(study.totals)),
      ("overlap", draft.audience.overlapText.map { .string($0) }),
      ("beside", .array(study.obvious.map(obvious))),
      ("verdict", .string(study.verdict)),
      ("next", .array(study.margins.map(margin))),
      ("curve", study.curve.map(curve)),
      ("sweet_spot", study.curve?.sweetSpot.map { .number($0.share) }),
      (
        "conflicts",
        .array(
          draft.conflictLines(plan) { MoneyText.exact($0, draft.session.settings.currency) }.map {
            .string($0)
          })
      ),
      (
        "left_out",
        .array(
          draft.excluded.map { exclusion in
            .object([
              ("id", .integer(exclusion.influencer.number)),
              ("handle", .string(draft.session.roster[exclusion.influencer]?.handle ?? "")),
              ("reason", .string(exclusion.text(draft.session))),
            ])
          })
      ),
    ]).bytes
  }

  /// By number: whoever is banned may have left the roster.
  private static func accounts(_ ids: Set<InfluencerID>) -> JSONDocument {
    .array(ids.sorted().map { .integer($0.number) })
  }

  private static func entry(_ study: PlanStudy, _ entry: Plan.Entry) -> JSONDocument {
    let forecast = entry.forecast
    return .object([
      ("id", .integer(entry.influencer.id.number)),
      ("handle", .string(entry.influencer.handle)),
      ("platform", .string(entry.influencer.platform.rawValue)),
      ("tier", entry.tier.map { .string($0.rawValue) }),
      (
        "deliverables",
        .array(
          entry.package.deliverables.map {
            .object([("type", .string($0.type)), ("count", .integer($0.count))])
          })
      ),
      ("contracted", .bool(entry.candidate.isKept)),
      ("cost", .integer(Int(entry.cost.minorUnits))),
      ("fee", forecast.fee.map(figure)),
      ("hours", entry.candidate.hours.map { .number(Double($0.hundredths) / 100) }),
      ("start", entry.candidate.days.map { .string($0.lowerBound.iso) }),
      ("end", entry.candidate.days.map { .string($0.upperBound.iso) }),
      ("reach", forecast.reach.map(figure)),
      ("impressions", forecast.impressions.map(figure)),
      ("engagements", forecast.engagements.map(figure)),
      ("clicks", forecast.clicks.map(figure)),
      ("conversions", forecast.conversions.map(figure)),
      ("revenue", forecast.revenue.map(figure)),
      ("adds", study.reasons.added(by: entry.influencer.id).map { .number($0) }),
      (
        "in_its_place",
        study.reasons.substitute(for: entry.influencer.id).map { .string($0.handle) }
      ),
      ("chosen", study.frequency?[entry.influencer.id].map { .number($0) }),
    ])
  }

  private static func figure(_ figure: ForecastFigure) -> JSONDocument {
    .object([
      ("p10", .number(figure.outcome.p10)), ("p50", .number(figure.outcome.p50)),
      ("p90", .number(figure.outcome.p90)), ("mean", .number(figure.outcome.mean)),
      ("basis", .string(figure.basis.label)), ("estimated", .bool(!figure.basis.kind.isFirm)),
      ("rests_on", .string(figure.basis.text)),
    ])
  }

  private static func band(_ band: Band) -> JSONDocument {
    .object([
      ("p10", .number(band.p10)), ("p50", .number(band.p50)), ("p90", .number(band.p90)),
      ("mean", .number(band.mean)),
    ])
  }

  private static func totals(_ totals: PlanTotals) -> JSONDocument {
    .object(
      PlanDraft.shownKPIs.map { kpi in (kpi.rawValue, totals.bands[kpi].map(band)) }
        + [("contribution", totals.contribution.map(band)), ("cost", band(totals.cost))])
  }

  private static func obvious(_ rival: ObviousPlan) -> JSONDocument {
    .object([
      ("plan", .string(rival.kind.rawValue)), ("bookings", .integer(rival.lineUp.count)),
      ("cost", .integer(Int(rival.cost.minorUnits))), ("outcome", rival.band.map(band)),
      ("beaten", rival.beaten.map { .number($0) }),
    ])
  }

  private static func margin(_ margin: PlanMargin) -> JSONDocument {
    switch margin.more {
    case .budget(let amount):
      .object([("budget", .integer(Int(amount.minorUnits))), ("gain", .number(margin.gain))])
    case .hours(let hours):
      .object([
        ("hours", .number(Double(hours.hundredths) / 100)), ("gain", .number(margin.gain)),
      ])
    }
  }

  private static func curve(_ curve: MegaCurve) -> JSONDocument {
    .array(
      curve.points.map { point in
        .object([
          ("share", .number(point.share)), ("value", .number(point.value)),
          ("outcome", band(point.band)),
          ("bookings", .integer(point.plan.lineUp.count)),
          ("cost", .integer(Int(point.plan.cost.minorUnits))),
        ])
      })
  }

  /// The back-test as JSON.
  package static func json(_ test: Backtest) -> [UInt8] {
    JSONDocument.object([
      ("measured_until", .string(test.cut.iso)),
      (
        "kpis",
        .array(
          test.rows.map { row in
            .object([
              ("kpi", .string(row.kpi.rawValue)), ("forecasts", .integer(row.forecasts)),
              ("coverage", .number(row.coverage)), ("error", row.error.map { .number($0) }),
              ("tier_mean_error", row.tierMeanError.map { .number($0) }),
              ("last_value_error", row.lastValueError.map { .number($0) }),
              ("compared", .integer(row.compared)),
            ])
          })
      ),
    ]).bytes
  }
}
