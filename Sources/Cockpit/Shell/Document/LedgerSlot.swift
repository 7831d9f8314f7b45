import Marketing
import Metrics

/// What the KPI tables and courses on the screen are added up by.
struct LedgerBasis: Hashable, Sendable {
  var campaign: CampaignID?
  var days: ClosedRange<Day>?
  var dimensions: [Dimension]
  var series: [TimeSeries.Breakdown] = []
}

/// The ledger of the screen in view. It follows every edit, so that one more measurement costs the same however many
/// there are; another basis adds everything up anew, beside the loop where that takes long.
struct LedgerSlot: Sendable {
  /// Nil while the figures are being added up for the first time.
  private(set) var ledger: KPILedger?
  /// What `ledger` was made for.
  private(set) var basis: LedgerBasis?
  /// What is being added up beside the loop, if anything, and the inverses of the edits made meanwhile.
  private(set) var awaited: LedgerBasis?
  private var missed: [Edit] = []

  /// Up to here adding up takes a few milliseconds.
  static let smallLog = 20_000

  mutating func follow(_ inverse: Edit, in session: Session) {
    ledger?.follow(inverse, in: session)
    if awaited != nil { missed.append(inverse) }
  }

  /// Makes the ledger for the basis; true when that is to be done beside the loop.
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

  /// Takes in a ledger that was made from the session as it was when it was asked for.
  mutating func receive(_ new: KPILedger, for wanted: LedgerBasis, in session: Session) {
    guard awaited == wanted else { return }
    ledger = new
    // Inverses run backwards, so the newest goes first.
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
