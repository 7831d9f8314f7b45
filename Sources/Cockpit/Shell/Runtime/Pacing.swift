import LibC

/// When the loop draws: at once after a key, but only every so often for figures that come in.
///
/// Under a flood of measurements, drawing and everything worked out for it take a tenth of the time at most.
struct Pacing {
  var isOwed = true
  private var now = Pacing.clock
  private var next = 0.0
  private var lastTick = 0.0

  /// Tells the state the time, as often as it wants to know.
  mutating func look(_ state: inout CockpitState) {
    now = Self.clock
    guard state.live.now == 0 || state.nextTick != nil else {
      state.live.now = now
      return
    }
    if now - lastTick >= Double(state.nextTick ?? 0) / 1000 {
      lastTick = now
      isOwed = true
    }
    _ = state.update(.tick(now))
  }

  /// Something must be drawn; what the user asked for, at once.
  mutating func owe(isUrgent: Bool) {
    isOwed = true
    if isUrgent { next = 0 }
  }

  /// `isQuiet` when nothing else is waiting.
  func mayDraw(_ isQuiet: Bool) -> Bool {
    isOwed && (now >= next || (isQuiet && next - now < 0.02))
  }

  /// Milliseconds until something must be drawn; nil for never.
  func wait(_ state: CockpitState) -> Int? {
    let due = isOwed ? max(1, Int((next - Self.clock) * 1000) + 1) : nil
    return [due, state.nextTick].compactMap(\.self).min()
  }

  mutating func measure(_ body: () -> Void) {
    let start = Self.clock
    body()
    let end = Self.clock
    isOwed = false
    next = end + min(1, max(0.05, 10 * (end - start)))
  }

  /// Seconds since 1970.
  static var clock: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
