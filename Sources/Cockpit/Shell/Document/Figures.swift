import Marketing
import Metrics

/// What the panes show beyond the session's own rows, updated with every edit.
struct Figures: Sendable {
  private(set) var budgets: (session: Budget, campaigns: [Budget])
  /// Custom columns from imports, in alphabetical order.
  private(set) var customColumns: [String] = []
  private(set) var customMeasurementColumns: [String] = []
  /// Increases with every change that may affect the KPIs.
  private(set) var kpiRevision = 0
  /// The influencers touched by the latest change.
  private(set) var touchedInfluencers: Set<InfluencerID> = []
  /// The ledger behind the KPIs on the screen.
  private(set) var kpis = LedgerSlot()
  private var bookingCounts: [InfluencerID: Int] = [:]

  init(_ session: Session) {
    budgets = Budget.make(session)
    countBookings(session)
    var names: Set<String> = []
    for row in session.roster.rows where !row.custom.isEmpty { names.formUnion(row.custom.keys) }
    customColumns = names.sorted()
    names = []
    for row in session.measurements.rows where !row.custom.isEmpty {
      names.formUnion(row.custom.keys)
    }
    customMeasurementColumns = names.sorted()
  }

  /// The influencer's bookings, declined ones not counted.
  func bookings(of influencer: InfluencerID) -> Int { bookingCounts[influencer] ?? 0 }

  /// Updates the figures after an edit; its inverse tells what was there before.
  mutating func follow(_ edit: Edit, inverse: Edit, in session: Session) {
    var touched = Touched()
    touched.note(edit, inverse)
    if touched.kpis {
      kpiRevision += 1
      kpis.follow(inverse, in: session)
    }
    if touched.budget { budgets = Budget.make(session) }
    if touched.bookings { countBookings(session) }
    let known = Set(customColumns)
    let fresh = touched.customColumns.subtracting(known)
    if !fresh.isEmpty { customColumns = known.union(fresh).sorted() }
    let newForMeasurements = touched.measurementColumns.subtracting(customMeasurementColumns)
    if !newForMeasurements.isEmpty {
      customMeasurementColumns = newForMeasurements.union(customMeasurementColumns).sorted()
    }
    touchedInfluencers = touched.influencers
  }

  mutating func wantLedger(_ basis: LedgerBasis, _ session: Session) -> Bool {
    let former = kpis.basis
    let isSlow = kpis.want(basis, session)
    if kpis.basis != former { kpiRevision += 1 }
    return isSlow
  }

  mutating func receive(_ ledger: KPILedger, for basis: LedgerBasis, in session: Session) {
    kpis.receive(ledger, for: basis, in: session)
    kpiRevision += 1
  }

  private mutating func countBookings(_ session: Session) {
    bookingCounts = [:]
    for booking in session.bookings.rows where booking.stage != .declined {
      bookingCounts[booking.influencer, default: 0] += 1
    }
  }

  private struct Touched {
    var budget = false
    var bookings = false
    var kpis = false
    var customColumns: Set<String> = []
    var measurementColumns: Set<String> = []
    var influencers: Set<InfluencerID> = []

    mutating func note(_ edit: Edit, _ inverse: Edit) {
      switch (edit, inverse) {
      case (.influencer(let id, let current), .influencer(_, let former)):
        influencers.insert(id)
        // Followers decide the tier in which costs and figures are counted.
        if current?.followers != former?.followers { budget = true }
        if current?.hoursPerBooking != former?.hoursPerBooking { budget = true }
        if current?.followers != former?.followers || current?.platform != former?.platform
          || current?.niches != former?.niches || current?.handle != former?.handle
          || current?.name != former?.name || current?.reference != former?.reference
        {
          kpis = true
        }
        if let current, !current.custom.isEmpty { customColumns.formUnion(current.custom.keys) }
      case (.group(_, let edits), .group(_, let inverses)):
        for (edit, inverse) in zip(edits, inverses.reversed()) { note(edit, inverse) }
      case (.measurement(_, let measurement), let inverse):
        kpis = true
        if measurement?.counts.spend != nil { budget = true }
        if case .measurement(_, let former) = inverse, former?.counts.spend != nil {
          budget = true
        }
        if let measurement, !measurement.custom.isEmpty {
          measurementColumns.formUnion(measurement.custom.keys)
        }
      case (.feed, _), (.plan, _), (.comparison, _): break
      case (.booking, _):
        (budget, bookings, kpis) = (true, true, true)
      case (.settings, _), (.campaign, _), (.influencer, _), (.group, _):
        (budget, kpis) = (true, true)
      }
    }
  }
}
