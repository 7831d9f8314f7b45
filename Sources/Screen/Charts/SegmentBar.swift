import Screen

/// A bar of parts end to end, such as a budget's spent, committed and planned amounts.
package struct SegmentBar: Hashable, Sendable {
  package struct Segment: Hashable, Sendable {
    package var value: Double
    package var role: Role

    package init(_ value: Double, role: Role) {
      self.value = value
      self.role = role
    }
  }

  package var segments: [Segment]
  /// The whole, such as the budget; any excess is drawn as `barOver`, the remainder as `barLeft`.
  package var limit: Double
  /// The value at the bar's full width, so that bars can be compared. Nil fits the bar to its parts.
  package var scale: Double?
  /// A value with a tick, such as what should be spent by today.
  package var mark: Double?

  package init(
    _ segments: [Segment], limit: Double, scale: Double? = nil, mark: Double? = nil
  ) {
    self.segments = segments
    self.limit = limit
    self.scale = scale
    self.mark = mark
  }
}

extension SegmentBar {
  /// A part of the bar, starting where the last one ends.
  struct Part: Hashable {
    /// In eighths of a cell from the left.
    var end: Int
    var role: Role
    /// The segment's index, which picks the texture.
    var index: Int
  }

  /// The parts from left to right at a given width, and the tick's place.
  func parts(width: Int) -> (parts: [Part], mark: Int?) {
    let limit = limit.asLength
    let values = segments.map { $0.value.asLength }
    let sum = values.reduce(0, +)
    let whole = max(limit, sum, scale?.asLength ?? 0, mark?.asLength ?? 0)
    guard whole > 0, whole.isFinite, width > 0 else { return ([], nil) }
    func eighths(_ value: Double) -> Int {
      min(Int((value / whole * Double(width) * 8).rounded()), width * 8)
    }
    var parts: [Part] = []
    var total = 0.0
    for (index, value) in values.enumerated() where value > 0 {
      let start = total
      total += value
      if start < limit {
        parts.append(
          Part(end: eighths(min(total, limit)), role: segments[index].role, index: index))
      }
    }
    if total > limit {
      // Overspending shows, however small.
      let end = max(eighths(total), min(eighths(limit) + 8, width * 8))
      if end == width * 8, eighths(limit) > end - 8 {
        for index in parts.indices { parts[index].end = min(parts[index].end, end - 8) }
      }
      parts.append(Part(end: end, role: .barOver, index: .max))
    } else if limit > total {
      parts.append(Part(end: eighths(limit), role: .barLeft, index: .max))
    }
    let tick = mark.map { min(eighths($0.asLength) / 8, width - 1) }
    return (parts, tick)
  }
}

extension Double {
  /// The number if it is finite and positive, else 0.
  fileprivate var asLength: Double { isFinite ? Swift.min(Swift.max(0, self), 1e300) : 0 }
}
