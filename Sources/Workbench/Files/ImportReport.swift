import Marketing
import Screen
import SessionStore
import Wording

/// What an import did or would do, as text and as JSON.
package enum ImportReport {
  package static func text(_ plan: ImportPlan, dryRun: Bool) -> String {
    var lines = ["\(clean(plan.file)): \(plan.kind.rawValue)", ""]
    let headers = plan.columns.map { clean($0.header) }
    let width = min(32, headers.map { displayWidth($0) }.max() ?? 0)
    let fields = plan.columns.map { plan.isOwn ? $0.field : ImportFields.inWords($0.field) }
    let fieldWidth = fields.map(\.count).max() ?? 0
    for ((column, header), words) in zip(zip(plan.columns, headers), fields) {
      let name = truncate(header, to: width)
      let padding = String(repeating: " ", count: width - displayWidth(name))
      let field = words + String(repeating: " ", count: fieldWidth - words.count)
      lines.append("  \(name)\(padding)  \(field)  \(clean(column.reason))")
    }
    lines.append("")
    lines += plan.notes.map { "note: \(clean($0))" }
    lines += plan.refusals.prefix(20).map { "\(clean($0.place)): \(clean($0.reason))" }
    if plan.refusals.count > 20 {
      lines.append(
        "… and \(CountText.exact(plan.refusals.count - 20)) more (all of them with --json)")
    }
    lines.append(
      "\(CountText.exact(plan.added)) added, \(CountText.exact(plan.changed)) changed, "
        + "\(CountText.exact(plan.unchanged)) unchanged, \(CountText.exact(plan.refusals.count)) refused"
        + (plan.setAside > 0 ? ", \(CountText.exact(plan.setAside)) set aside" : "")
        + (dryRun ? " (dry run: nothing was written)" : ""))
    return lines.joined(separator: "\n") + "\n"
  }

  /// What has to be said before the rows are written, with the remedy; nil if nothing is open.
  package static func question(_ plan: ImportPlan) -> String? {
    guard let first = plan.ambiguousDates.first else { return nil }
    let choices = first.readings.map { "--dates \($0.order.rawValue)" }.joined(separator: " or ")
    return "\(clean(plan.file)): \(clean(first.question)), and nothing in the file tells which. "
      + "Say it: \(choices). Nothing was imported."
  }

  /// The change's title in the log.
  package static func title(_ plan: ImportPlan) -> String {
    "import of \(plan.file.split(separator: "/").last.map(String.init) ?? plan.file)"
  }

  /// What the import changes besides measurements, in words; nil if that is nothing.
  package static func records(_ edit: Edit) -> String? {
    let counts = EditCounts(edit)
    let words = [
      (counts.influencers, "influencer"), (counts.campaigns, "campaign"),
      (counts.bookings, "booking"), (counts.feeds, "feed"),
    ].compactMap { count, word in count == 0 ? nil : CountText.plural(count, word) }
    let all = words + (counts.changesSettings ? ["new settings"] : [])
    guard let last = all.last else { return nil }
    return all.count == 1 ? last : "\(all.dropLast().joined(separator: ", ")) and \(last)"
  }

  private static func clean(_ text: String) -> String {
    legible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package static func json(_ plan: ImportPlan, dryRun: Bool) -> [UInt8] {
    plan.json(dryRun: dryRun)
  }
}
