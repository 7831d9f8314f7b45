import Marketing
import Metrics

/// What determines the KPI tables and trends on the screen.
struct LedgerBasis: Hashable, Sendable {
  var campaign: CampaignID?
  var days: ClosedRange<Day>?
  var dimensions: [Dimension]
  var series: [TimeSeries.Breakdown] = []
}

/// The ledger behind the current screen. It is updated with every edit, so one more measurement costs the same however
/// many there are. Another basis means adding everything up again, in the background where that takes long.
struct LedgerSlot: Sendable {
  /// Nil while the figures are being added up for the first time.
  private(set) var ledger: KPILedger?
  /// The basis of `ledger`.
  private(set) var basis: LedgerBasis?
  /// What is being added up in the background, if anything, and the inverses of the edits made meanwhile.
  private(set) var awaited: LedgerBasis?
  private var missed: [Edit] = []

  /// Up to this many measurements, adding up takes a few milliseconds.
  static let smallLog = 20_000

  mutating func follow(_ inverse: Edit, in session: Session) {
    ledger?.follow(inverse, in: session)
    if awaited != nil { missed.append(inverse) }
  }

  /// Makes the ledger for the basis; true when that must be done in the background.
  mutating func want(_ wanted: LedgerBasis, _ session: Session) -> Bool {
    if awaited == wanted || (awaited == nil && basis == wanted) { return false }
    guard session.measurements.count > Self.smallLog else {
      awaited = nil
      missed = []
      ledger = Self.make(wanted, session)
      basis = wanted
      return false
    }
    awaited = wanted
    missed = []
    return true
  }

  /// Installs a ledger made from the session as it was at the time of asking.
  mutating func receive(_ new: KPILedger, for wanted: LedgerBasis, in session: Session) {
    guard awaited == wanted else { return }
    ledger = new
    // Inverses go backwards in time, so the newest comes first.
    if !missed.isEmpty { ledger?.follow(.group("", missed.reversed()), in: session) }
    basis = wanted
    awaited = nil
    missed = []
  }

  static func make(_ basis: LedgerBasis, _ session: Session) -> KPILedger {
    KPILedger(
      session, dimensions: basis.dimensions, series: basis.series, campaign: basis.campaign,
      days: basis.days)
  }
}
