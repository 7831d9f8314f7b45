import Insight
import Marketing

/// What the panes show of a session beyond its own rows, kept in step with every edit.
struct Figures: Sendable {
  private(set) var budgets: (session: Budget, campaigns: [Budget])
  /// The columns that imports brought along, in alphabetical order.
  private(set) var customColumns: [String] = []
  private var bookingCounts: [InfluencerID: Int] = [:]

  init(_ session: Session) {
    budgets = Budget.make(session)
    countBookings(session)
    var names: Set<String> = []
    for row in session.roster.rows where !row.custom.isEmpty { names.formUnion(row.custom.keys) }
    customColumns = names.sorted()
  }

  /// Bookings of the influencer that were not declined.
  func bookings(of influencer: InfluencerID) -> Int { bookingCounts[influencer] ?? 0 }

  mutating func follow(_ edit: Edit, in session: Session) {
    var touched = Touched()
    touched.note(edit)
    if touched.budget { budgets = Budget.make(session) }
    if touched.bookings { countBookings(session) }
    let known = Set(customColumns)
    let fresh = touched.customColumns.subtracting(known)
    if !fresh.isEmpty { customColumns = known.union(fresh).sorted() }
  }

  private mutating func countBookings(_ session: Session) {
    bookingCounts = [:]
    for booking in session.bookings.rows where booking.stage != .declined {
      bookingCounts[booking.influencer, default: 0] += 1
    }
  }

  /// What an edit may have changed.
  private struct Touched {
    var budget = false
    var bookings = false
    var customColumns: Set<String> = []

    mutating func note(_ edit: Edit) {
      switch edit {
      case .settings, .campaign: budget = true
      case .influencer(_, let influencer):
        // Followers decide the tier that a booking's cost is counted in.
        budget = true
        if let influencer, !influencer.custom.isEmpty {
          customColumns.formUnion(influencer.custom.keys)
        }
      case .booking:
        budget = true
        bookings = true
      case .measurement: break
      case .group(_, let edits): for edit in edits { note(edit) }
      }
    }
  }
}
