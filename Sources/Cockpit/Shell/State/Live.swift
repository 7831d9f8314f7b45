import Marketing
import Metrics
import SessionStore

/// What feeds and other programs brought in, and how the screen shows that.
struct Live: Sendable {
  /// Seconds since 1970, as of the last tick.
  var now: Double = 0
  /// When the last measurement came in; nil if none has since the session was opened.
  var lastArrival: Double?
  /// Something came in after the screen was last worked out.
  var isStale = false
  /// Measurements that we are still writing. What another program wrote about them before that is older.
  var pending: [Measurement.Identity: Int] = [:]
  /// The last known status of each feed.
  var feeds: [FeedID: FeedStatus] = [:]
  /// KPI cells that have just changed, and until when they stay marked.
  var flashes: [Flash: Double] = [:]

  struct Flash: Hashable, Sendable {
    let group: GroupKey
    let kpi: KPI
  }

  /// How long a changed cell is marked, in seconds.
  static let moment = 1.5

  func isFresh(_ group: GroupKey, _ column: String) -> Bool {
    guard !flashes.isEmpty, let kpi = KPI(rawValue: column) else { return false }
    return flashes[Flash(group: group, kpi: kpi)] != nil
  }

  /// How many feeds need attention.
  var troubled: Int {
    feeds.values.count { status in
      switch status.state {
      case .failed, .needsConsent: true
      case .waiting, .reading, .paused: false
      }
    }
  }

  /// How fresh the figures are: `live`, `40 s ago`.
  var freshness: String? {
    guard let lastArrival else { return nil }
    let age = max(0, Int(now - lastArrival))
    return age < 2
      ? "live" : age < 90 ? "\(age) s ago" : age < 5400 ? "\(age / 60) min ago" : nil
  }
}

extension CockpitState {
  /// Milliseconds until the screen must be redrawn even if nothing happens; nil for never.
  var nextTick: Int? {
    if !live.flashes.isEmpty { return 250 }
    guard let last = live.lastArrival else { return nil }
    let age = live.now - last
    return age < 90 ? 1000 : age < 5400 ? 30_000 : nil
  }

  /// Applies what a feed or another program brought. It is on disk already, and undo passes over it.
  mutating func receive(_ edits: [Edit]) {
    guard var document else { return }
    let asked = document.session.requests
    self.document = nil
    defer {
      self.document = document
      if document.session.requests != asked { adoptRequests() }
    }
    let wanted = edits.filter { edit in
      guard case .measurement(let identity, _) = edit else { return true }
      return live.pending[identity] == nil
    }
    guard !wanted.isEmpty, document.receive(wanted) else { return }
    live.lastArrival = live.now
    live.isStale = true
  }

  /// Brings the screen up to date with what came in, just before drawing.
  mutating func refresh() -> [Effect] {
    guard live.isStale else { return [] }
    defer { live.isStale = false }
    return arrangeScreen()
  }

  mutating func tick(_ now: Double) {
    live.now = now
    if !live.flashes.isEmpty { live.flashes = live.flashes.filter { $0.value > now } }
  }

  /// Remembers which measurements an edit writes until it is on disk.
  mutating func awaitWrite(of edit: Edit) {
    edit.forEachMeasurement { live.pending[$0, default: 0] += 1 }
  }

  mutating func endWrite(of edits: [Edit]) {
    for edit in edits {
      edit.forEachMeasurement { identity in
        let count = (live.pending[identity] ?? 1) - 1
        live.pending[identity] = count > 0 ? count : nil
      }
    }
  }
}

extension Edit {
  func forEachMeasurement(_ body: (Measurement.Identity) -> Void) {
    switch self {
    case .measurement(let identity, _): body(identity)
    case .group(_, let edits): for edit in edits { edit.forEachMeasurement(body) }
    case .settings, .influencer, .campaign, .booking, .feed, .plan, .comparison: break
    }
  }
}
