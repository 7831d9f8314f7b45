import Marketing
import Metrics
import Wording
import Workbench

/// What to know before trusting a figure: what belongs to nobody, totals that fell, codes that disagree.
enum DoubtsText {
  static func view(_ state: CockpitState) -> TextView {
    guard let session = state.document?.session else { return TextView("Doubts", []) }
    let days = state.kpis.range.days(today: state.today)
    let report = UnattributedReport.make(session, campaign: state.campaignInView, days: days)
    let falls = Fall.all(in: session, campaign: state.campaignInView, days: days)
    var lines: [TextLine] = []
    lines.append(TextLine(text: "Unattributed, but counted in every total", role: .title))
    if report.unattributed.isEmpty {
      lines.append(TextLine(text: "Nothing: every measurement belongs to an influencer."))
    }
    for entry in report.unattributed { lines.append(line(entry, session)) }
    lines.append(TextLine(text: ""))
    lines.append(TextLine(text: "Attributed, but doubtful", role: .title))
    if report.doubtful.isEmpty { lines.append(TextLine(text: "Nothing.")) }
    for entry in report.doubtful { lines.append(line(entry, session)) }
    lines.append(TextLine(text: ""))
    let rule = session.settings.attribution == .codeFirst ? "the promo code" : "the tracking link"
    lines.append(
      TextLine(
        text:
          "A conversion with both a promo code and a tracking link counts once: \(rule) decides. "
          + ":attribution changes the rule.", role: .muted))
    lines.append(TextLine(text: ""))
    lines.append(TextLine(text: "Codes that others may use, too", role: .title))
    let leaks = LeakText.lines(session, campaign: state.campaignInView, most: 20)
    lines += (leaks.isEmpty ? ["None that leaps out."] : leaks).map { TextLine(text: $0) }
    let uncounted = UncountedText.lines(session, campaign: state.campaignInView, days: days)
    if !uncounted.isEmpty {
      lines.append(TextLine(text: ""))
      lines.append(TextLine(text: "Reported once more, and not counted", role: .title))
      lines += uncounted.map { TextLine(text: $0) }
      lines.append(TextLine(text: UncountedText.remedy, role: .muted))
    }
    let repeats = RepeatsText.lines(session, campaign: state.campaignInView, days: days)
    if !repeats.isEmpty {
      lines.append(TextLine(text: ""))
      lines.append(TextLine(text: "Subscriptions that were renewed", role: .title))
      lines += repeats.map { TextLine(text: $0) }
    }
    let windows = WindowLines.lines(session, campaign: state.campaignInView, days: days)
    if !windows.isEmpty {
      lines.append(TextLine(text: ""))
      lines.append(TextLine(text: "How sales and days are counted", role: .title))
      lines += windows.map { TextLine(text: $0) }
    }
    lines.append(TextLine(text: ""))
    lines.append(TextLine(text: "Running totals that fell", role: .title))
    if falls.isEmpty { lines.append(TextLine(text: "None.")) }
    for fall in falls.prefix(200) { lines.append(line(fall, session)) }
    if falls.count > 200 {
      lines.append(TextLine(text: "… and \(falls.count - 200) more.", role: .muted))
    }
    return TextView("Doubtful figures", lines)
  }

  private static func line(_ entry: UnattributedReport.Entry, _ session: Session) -> TextLine {
    let currency = session.settings.currency
    var parts = [
      CountText.plural(entry.totals.measurements, "measurement"),
      "\(entry.days.lowerBound.iso) to \(entry.days.upperBound.iso)",
    ]
    if let conversions = entry.totals.conversions {
      parts.append(CountText.plural(conversions, "conversion"))
    }
    if let revenue = entry.totals.revenue { parts.append(MoneyText.exact(revenue, currency)) }
    if let impressions = entry.totals.impressions {
      parts.append("\(CountText.compact(impressions)) impressions")
    }
    let name = session.campaigns[entry.campaign]?.name ?? "campaign \(entry.campaign.number)"
    return TextLine(
      text: "\(name): \(words(entry.issue, session)). \(parts.joined(separator: ", ")).")
  }

  private static func line(_ fall: Fall, _ session: Session) -> TextLine {
    let currency = session.settings.currency
    let who = fall.influencer.flatMap { session.roster[$0] }.map { "@\($0.handle)" } ?? "nobody's"
    let figures = fall.figures.map { figure in
      let before = KPIText.compact(figure.kpi, Double(figure.before), currency)
      let after = KPIText.compact(figure.kpi, Double(figure.after), currency)
      return "\(figure.kpi.title.lowercased()) \(before) → \(after)"
    }
    return TextLine(
      text:
        "\(fall.day.iso) \(who), \(fall.post.isEmpty ? fall.key : fall.post): \(figures.joined(separator: ", "))"
        + (fall.looksDeleted ? "; the post may be deleted." : "."))
  }

  private static func words(_ issue: AttributionIssue, _ session: Session) -> String {
    func booking(_ id: BookingID) -> String {
      session.bookings[id].flatMap { session.roster[$0.influencer] }.map { "@\($0.handle)" }
        ?? "booking \(id.number)"
    }
    func list(_ ids: [BookingID]) -> String { ids.prefix(4).map(booking).joined(separator: ", ") }
    return switch issue {
    case .namesNobody: "no influencer, no code and no link"
    case .notInRoster(let name): "“\(name)” isn't in the roster: add or import them"
    case .unknownInfluencer(let id): "named influencer \(id.number), who isn't in the roster"
    case .unknownBooking(let id): "named booking \(id.number), which doesn't exist"
    case .unknownCode(let code): "no booking of the campaign has the promo code “\(code)”"
    case .unknownLink(let link): "no booking of the campaign has the tracking link “\(link)”"
    case .ambiguousCode(let code, let ids): "the promo code “\(code)” belongs to \(list(ids))"
    case .ambiguousLink(let link, let ids): "the tracking link “\(link)” belongs to \(list(ids))"
    case .codeAndLinkDisagree(let code, let link):
      "the promo code is \(booking(code))'s, the tracking link \(booking(link))'s"
    case .influencerDiffers(let named, let id):
      "named \(session.roster[named].map { "@\($0.handle)" } ?? "influencer \(named.number)"), but the code or link is \(booking(id))'s"
    }
  }
}
