import Marketing
import Metrics
import SessionStore

/// What came in by itself, and what the screen does about it.
struct Live: Sendable {
  /// Seconds since 1970, as far as the loop has said.
  var now: Double = 0
  /// When a measurement came in last; nil while none has since the session was opened.
  var lastArrival: Double?
  /// What came in since the screen was worked out last.
  var isStale = false
  /// Identities whose own write is on its way to disk. What another program wrote about them before is older.
  var pending: [Measurement.Identity: Int] = [:]
  /// How the feeds are doing, as far as was said.
  var feeds: [FeedID: FeedStatus] = [:]
  /// KPI cells that changed a moment ago, with the time until which they are marked.
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

  /// Feeds that want to be looked at.
  var troubled: Int {
    feeds.values.count { status in
      switch status.state {
      case .failed, .needsConsent: true
      case .waiting, .reading, .paused: false
      }
    }
  }

  /// How fresh the figures are, in words: `live, 3 s ago`.
  var freshness: String? {
    guard let lastArrival else { return nil }
    let age = max(0, Int(now - lastArrival))
    return age < 2
      ? "live" : age < 90 ? "\(age) s ago" : age < 5400 ? "\(age / 60) min ago" : nil
  }
}

extension CockpitState {
  /// Milliseconds after which the screen wants to be drawn again though nothing happens; nil for never.
  var nextTick: Int? {
    if !live.flashes.isEmpty { return 250 }
    guard let last = live.lastArrival else { return nil }
    let age = live.now - last
    return age < 90 ? 1000 : age < 5400 ? 30_000 : nil
  }

  /// Takes in what a feed or another program brought. It is on disk already, and no step of undo.
  mutating func receive(_ edits: [Edit]) {
    guard var document else { return }
    self.document = nil
    defer { self.document = document }
    let wanted = edits.filter { edit in
      guard case .measurement(let identity, _) = edit else { return true }
      return live.pending[identity] == nil
    }
    guard !wanted.isEmpty, document.receive(wanted) else { return }
    live.lastArrival = live.now
    live.isStale = true
  }

  /// Brings the screen up to date with what came in, before it is drawn.
  mutating func refresh() -> [Effect] {
    guard live.isStale else { return [] }
    defer { live.isStale = false }
    return arrangeScreen()
  }

  mutating func tick(_ now: Double) {
    live.now = now
    if !live.flashes.isEmpty { live.flashes = live.flashes.filter { $0.value > now } }
  }

  /// Remembers which identities an edit writes, until it is on disk.
  mutating func awaitWrite(of edit: Edit) {
    edit.forEachMeasurement { live.pending[$0, default: 0] += 1 }
  }

  mutating func endWrite(of edits: [Edit]) {
    document?.isWaitingForDisk = false
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
    case .settings, .influencer, .campaign, .booking, .feed: break
    }
  }
}
