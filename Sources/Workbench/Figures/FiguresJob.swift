import Marketing
import Metrics

/// The KPIs of a session, grouped.
package struct FiguresJob: Sendable {
  package let session: Session
  package var dimension = Dimension.tier
  /// Nil for all campaigns, and for all days.
  package var campaign: CampaignID?
  package var days: ClosedRange<Day>?

  package init(_ session: Session) { self.session = session }

  package func run() -> KPITable {
    KPITable.make(session, by: dimension, campaign: campaign, days: days)
  }
}
