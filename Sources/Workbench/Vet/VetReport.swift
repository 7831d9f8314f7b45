import JSON
import LineUps
import Marketing
import Screen
import SessionStore
import Vetting
import Wording

/// Scores, their parts and flags of the roster, as text and as JSON.
package struct VetReport: Sendable {
  private struct Entry: Sendable {
    let influencer: Influencer
    let state: Vetting.State
    let alignment: BrandAlignment
    let flags: [AuthenticityFlag]
    let missing: [Checklist.Item]
    let worth: VettingWorth?
  }

  private let session: Session
  private let entries: [Entry]
  private let campaign: Campaign?
  /// Why there is no plan.
  private let problems: [String]

  /// - Parameters:
  ///   - states: only influencers in these states; nil for all but the archived.
  ///   - onlyFlagged: only influencers with an open flag.
  ///   - asked: what the campaign's plan is asked for; nil for its own goal, budget and hours.
  package init(
    _ session: Session, campaign: Campaign?, asked: PlanRequest? = nil, today: Day,
    states: Set<Vetting.State>? = nil,
    onlyFlagged: Bool = false
  ) {
    self.session = session
    self.campaign = campaign
    let scorer = AlignmentScorer(session)
    let flags = Authenticity(session)
    let standing = VettingStates(session)
    var worth: [InfluencerID: VettingWorth] = [:]
    problems = asked?.problems(in: session) ?? []
    if let campaign {
      worth = WorthJob(session, campaign, asked ?? PlanRequest(campaign), today: today).run()
    }
    entries = session.roster.rows.compactMap { row -> Entry? in
      guard !row.isArchived else { return nil }
      let state = standing.state(of: row)
      let own = flags.flags(of: row.id)
      guard states?.contains(state) ?? true, !onlyFlagged || own.contains(where: \.isOpen) else {
        return nil
      }
      return Entry(
        influencer: row, state: state, alignment: scorer.alignment(of: row), flags: own,
        missing: session.missingChecks(of: row), worth: worth[row.id])
    }.sorted {
      ($0.worth?.rank ?? .max, $0.influencer.id) < ($1.worth?.rank ?? .max, $1.influencer.id)
    }
  }

  /// The numbers of those whom the campaign's plan would book.
  package var inLineUp: Set<Int> {
    Set(entries.filter { $0.worth?.isInLineUp == true }.map(\.influencer.id.number))
  }

  package var plainText: String {
    var rows = [["Handle", "Platform", "State", "Worth", "Align", "Known", "Checks", "Flags"]]
    rows += entries.map(cells)
    let widths = rows[0].indices.map { column in rows.map { displayWidth($0[column]) }.max() ?? 0 }
    var lines = rows.map { row in
      row.enumerated().map { column, text in
        column == row.count - 1
          ? text : text + String(repeating: " ", count: max(0, widths[column] - displayWidth(text)))
      }.joined(separator: "  ")
    }
    let open = entries.reduce(0) { $0 + $1.flags.count { $0.isOpen } }
    lines += [
      "",
      "\(CountText.plural(entries.count, "influencer")), \(CountText.plural(open, "open flag")).",
    ]
    if !problems.isEmpty {
      lines.append(
        "Worth: unknown, as there is no plan of \(printable(campaign?.name ?? "")). "
          + printable(problems.joined(separator: " ")))
    } else if let campaign {
      lines.append(
        "Worth: whom the plan of \(legible(campaign.name)) would book first; * is in its line-up."
      )
    }
    lines.append("Alignment = \(BrandAlignment.formula).")
    return lines.joined(separator: "\n")
  }

  private func cells(_ entry: Entry) -> [String] {
    let items = session.checklist(for: entry.influencer)?.items.count ?? 0
    let done = items - entry.missing.count
    let rank = entry.worth.map { "\($0.rank)" + ($0.isInLineUp ? " *" : "") }
    let score = entry.alignment.score.map { String(Int($0.rounded())) }
    let known = PercentText.whole(entry.alignment.known)
    let flags = entry.flags.filter(\.isOpen).map { "\($0.signal.title): \(legible($0.evidence))" }
    return [
      "@" + legible(entry.influencer.handle), legible(entry.influencer.platform.title),
      entry.state.title, rank ?? NumberText.absent, score ?? NumberText.absent, known,
      items == 0 ? NumberText.absent : "\(done)/\(items)", flags.joined(separator: " "),
    ]
  }

  /// Members are only ever added. Shares are fractions; unknown values are null.
  package var json: [UInt8] {
    JSONDocument.object([
      ("campaign", campaign.map { .string($0.name) } ?? .null),
      ("alignment_formula", .string(BrandAlignment.formula)),
      (
        "weights",
        .object(
          AlignmentPart.allCases.map { part in
            (part.rawValue, .integer(session.settings.brand.weight(of: part)))
          })
      ),
      ("influencers", .array(entries.map(document))),
    ]).bytes
  }

  private func document(_ entry: Entry) -> JSONDocument {
    let row = entry.influencer
    var members: [(String, JSONDocument?)] = [
      ("id", .integer(row.id.number)), ("handle", .string(row.handle)),
      ("platform", .string(row.platform.rawValue)),
    ]
    members.append(("tier", session.tier(of: row).map { .string($0.rawValue) } ?? .null))
    members.append(("state", .string(entry.state.rawValue)))
    members.append(("since", row.vetting.since.map { .string($0.iso) } ?? .null))
    members.append(("worth_rank", entry.worth.map { .integer($0.rank) } ?? .null))
    members.append(("adds", entry.worth?.adds.map { .number($0) } ?? .null))
    members.append(("in_line_up", .bool(entry.worth?.isInLineUp ?? false)))
    members.append(("alignment", entry.alignment.score.map { .number($0) } ?? .null))
    members.append(("known", .number(entry.alignment.known)))
    members.append(("parts", .array(entry.alignment.parts.map(part))))
    members.append(("flags", .array(entry.flags.map(flag))))
    members.append(("missing_checks", .array(entry.missing.map { .string($0.title) })))
    members.append(("hours", .number(Double(row.vetting.hours.hundredths) / 100)))
    members.append(("rating", row.vetting.rating.map { .integer($0) } ?? .null))
    members.append(("reason", .string(row.vetting.reason)))
    members.append(("history", .array(row.history.map(snapshot))))
    return .object(members)
  }

  private func part(_ part: BrandAlignment.Part) -> JSONDocument {
    .object([
      ("part", .string(part.part.rawValue)), ("weight", .integer(part.weight)),
      ("value", part.value.map { .number($0) } ?? .null), ("known", .number(part.known)),
      ("why", .string(part.why)),
    ])
  }

  private func flag(_ flag: AuthenticityFlag) -> JSONDocument {
    .object([
      ("signal", .string(flag.flag.signal)), ("about", .string(flag.flag.about)),
      ("title", .string(flag.signal.title)), ("evidence", .string(flag.evidence)),
      ("z", flag.z.map { .number($0) } ?? .null),
      ("answer", flag.decision.map { .string($0.answer.rawValue) } ?? .null),
      ("reason", flag.decision.map { .string($0.reason) } ?? .null),
    ])
  }

  private func snapshot(_ snapshot: Snapshot) -> JSONDocument {
    .object([
      ("day", snapshot.day.map { .string($0.iso) } ?? .null),
      ("followers", snapshot.followers.map { .integer($0) } ?? .null),
      ("er_followers", snapshot.engagementRate.map { .number($0.fraction) } ?? .null),
      ("fee", snapshot.fee.map { .integer(Int($0.minorUnits)) } ?? .null),
    ])
  }
}
