import Marketing
import Screen
import Vetting
import Wording

/// The case for and against an influencer: the parts of the alignment, the flags with their evidence, and how the
/// account's figures have developed.
enum VetReasons {
  struct Line: Sendable {
    let text: String
    var role = Role.text
    /// The flag that an answer given on this line is for.
    var flag: AuthenticityFlag?
  }

  static func lines(_ state: CockpitState) -> [Line] {
    guard let session = state.document?.session, let row = state.vettedInfluencer else { return [] }
    return alignment(of: row, session) + flags(of: row, state) + course(of: row, session)
  }

  static func alignment(of row: Influencer, _ session: Session) -> [Line] {
    guard session.settings.brand != Brand() else {
      return [
        Line(
          text: "The brand is still empty: o enters values, niches, audience and competitors.",
          role: .muted)
      ]
    }
    let alignment = AlignmentScorer(session).alignment(of: row)
    let known = PercentText.whole(alignment.known)
    var lines = [
      Line(
        text: alignment.score.map { "Alignment \(Int($0.rounded())) of 100, \(known) known" }
          ?? "Alignment unknown: nothing that the brand asks for is known", role: .title)
    ]
    for part in alignment.parts {
      let value = part.value.map { String(Int((100 * $0).rounded())) } ?? NumberText.absent
      let half =
        part.value != nil && part.known < 0.995 ? " (\(PercentText.whole(part.known)) known)" : ""
      lines.append(
        Line(
          text:
            "\(value.padded(to: 4))\(part.part.title), weight \(part.weight): \(part.why)\(half)",
          role: part.value.map { $0 >= 0.66 ? .positive : $0 < 0.34 ? .negative : .text } ?? .muted)
      )
    }
    let message = session.settings.brand.message
    if !message.isEmpty {
      lines.append(Line(text: "Would they say it? “\(message)”", role: .muted))
    }
    return lines
  }

  static func flags(of row: Influencer, _ state: CockpitState) -> [Line] {
    guard state.vet.figures.hasFlags else {
      return [Line(text: "Looking for signals …", role: .muted)]
    }
    let flags = state.vet.figures.flags[row.id] ?? []
    var lines = [
      Line(
        text: flags.isEmpty
          ? "No flags, compared with peers of its tier and platform"
          : CountText.plural(flags.count, "flag") + ", each a question for you", role: .title)
    ]
    for flag in flags {
      switch flag.decision {
      case nil:
        lines.append(Line(text: "⚑ \(flag.signal.title)", role: .warning, flag: flag))
      case .some(let decision):
        let isAccepted = decision.answer == .accepted
        let by = decision.by.isEmpty ? "" : " \(decision.by)"
        let reason = decision.reason.isEmpty ? "" : ": \(decision.reason)"
        lines.append(
          Line(
            text: "\(isAccepted ? "✓" : "✗") \(flag.signal.title), "
              + "\(isAccepted ? "accepted" : "rejected") \(decision.day.iso)\(by)\(reason)",
            role: isAccepted ? .muted : .negative, flag: flag))
      }
      lines.append(Line(text: "  " + flag.evidence, role: .muted, flag: flag))
    }
    return lines
  }

  /// How followers, ER and fee have changed from export to export.
  static func course(of row: Influencer, _ session: Session) -> [Line] {
    let snapshots = row.history + [row.snapshot]
    let older = row.olderFigures
    let olderLines =
      older.isEmpty
      ? [] : [Line(text: "Older than the rest: \(older.joined(separator: ", ")).", role: .muted)]
    guard snapshots.count > 1 else {
      return
        (row.asOf.map {
          [Line(text: "Figures of \($0.iso); a later export shows how they change.", role: .muted)]
        } ?? []) + olderLines
    }
    var lines = [Line(text: "From export to export", role: .title)] + olderLines
    let currency = session.settings.currency
    func course(
      _ title: String, _ value: (Snapshot) -> Double?, _ text: (Double) -> String
    ) {
      let known = snapshots.compactMap { snapshot in value(snapshot).map { (snapshot.day, $0) } }
      guard let first = known.first, let last = known.last, known.count > 1 else { return }
      let days = [first.0, last.0].map { $0?.iso ?? "an unknown day" }
      let change = first.1 > 0 ? " (\(PercentText.signed(last.1 / first.1 - 1)))" : ""
      lines.append(
        Line(
          text: "\(title) \(Sparkline.text(known.map(\.1))) \(text(first.1)) on \(days[0]) → "
            + "\(text(last.1)) on \(days[1])\(change)"))
    }
    course("Followers", { $0.followers.map(Double.init) }, { CountText.compact(Int($0)) })
    course("ER", { $0.engagementRate?.fraction }, { PercentText.compact($0) })
    course(
      "Fee", { $0.fee.map { Double($0.minorUnits) } },
      { MoneyText.compact(Money(minorUnits: Int64($0)), currency) })
    return lines
  }
}

/// A tiny bar chart in a line of text, one bar per value.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// Shows the newest values, `most` at most; the lowest value has the lowest bar unless all are equal.
  static func text(_ values: [Double], most: Int = 24) -> String {
    let shown = values.suffix(most)
    guard let low = shown.min(), let high = shown.max() else { return "" }
    guard high > low else { return String(repeating: bars[3], count: shown.count) }
    return String(shown.map { bars[Int((($0 - low) / (high - low) * 7).rounded())] })
  }
}

extension String {
  func padded(to width: Int) -> String {
    let missing = width - displayWidth(self)
    return missing > 0 ? self + String(repeating: " ", count: missing) : self
  }
}
