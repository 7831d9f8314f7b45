import Marketing
import Metrics
import Wording

/// Adds up the KPIs of a session by group.
package struct FiguresJob: Sendable {
  package let session: Session
  package var dimension = Dimension.tier
  /// Nil for all campaigns; likewise nil days mean all days.
  package var campaign: CampaignID?
  package var days: ClosedRange<Day>?

  package init(_ session: Session) { self.session = session }

  /// Reads days as typed: `all`, `7d`, `4w`, `2026-03-01..2026-03-14`; nil for all.
  package static func days(_ text: String, today: Day) throws(Refusal) -> ClosedRange<Day>? {
    do throws(EntryError) {
      return try DateRange.read(text, today: today).days(today: today)
    } catch {
      throw Refusal(error.message)
    }
  }

  package func run() -> KPITable {
    KPITable.make(session, by: dimension, campaign: campaign, days: days)
  }
}
