import Screen

/// A mouse report, before clicks are counted.
struct MouseReport: Hashable {
  /// The button byte: the number in bits 0, 1 and 6, modifiers in 2–4, motion in 5.
  var button: Int
  var position: Point
  var isRelease: Bool
}

/// Turns reports into mouse events; a second press on a cell within 400 ms is a double click.
struct ClickCounter {
  static let interval = 400
  private var last: (position: Point, time: Int)?

  mutating func event(for report: MouseReport, at time: Int) -> Mouse? {
    let isMotion = report.button & 32 != 0
    guard !isMotion else { return nil }
    switch report.button & ~0b11100 {
    case 64: return Mouse(.wheelUp, at: report.position)
    case 65: return Mouse(.wheelDown, at: report.position)
    case 0 where report.isRelease, 3: return Mouse(.release, at: report.position)
    case 0:
      if let last, last.position == report.position, time - last.time <= Self.interval {
        self.last = nil
        return Mouse(.doubleClick, at: report.position)
      }
      last = (report.position, time)
      return Mouse(.press, at: report.position)
    default: return nil  // The other buttons, and the wheel to the sides.
    }
  }
}
