import Screen

/// A grid of braille dots, 2 × 4 in a cell, with the last series to draw in each cell.
struct DotGrid {
  let columns: Int
  let rows: Int
  /// The low byte of a cell's braille scalar, row by row.
  private(set) var dots: [UInt8]
  /// The series that owns each cell with dots.
  private(set) var owners: [UInt16]

  init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    dots = Array(repeating: 0, count: self.columns * self.rows)
    owners = Array(repeating: 0, count: dots.count)
  }

  var width: Int { columns * 2 }
  var height: Int { rows * 4 }

  /// Sets a dot, counted from the top left; ignored outside.
  mutating func set(x: Int, y: Int, owner: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let index = (y >> 2) * columns + (x >> 1)
    let right = x & 1
    let bit = y & 3 == 3 ? 6 + right : (y & 3) + right * 3
    dots[index] |= 1 << UInt8(bit)
    owners[index] = UInt16(truncatingIfNeeded: owner)
  }

  /// Draws a line between two points, in dots, with the given pattern. Points may lie outside.
  ///
  /// - Parameter phase: the position in the pattern, carried on to the next line.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), pattern: [Int] = [],
    phase: inout Int, owner: Int
  ) {
    guard let (from, to) = clipped(start, end) else { return }
    let dx = to.x - from.x
    let dy = to.y - from.y
    let steps = Int(max(abs(dx), abs(dy)).rounded(.up))
    let period = pattern.reduce(0, +)
    for step in 0...steps {
      let share = steps == 0 ? 0 : Double(step) / Double(steps)
      if isOn(phase, pattern, period) {
        set(
          x: Int((from.x + dx * share).rounded()), y: Int((from.y + dy * share).rounded()),
          owner: owner)
      }
      // The end belongs to the next line.
      if step < steps { phase = period > 0 ? (phase + 1) % period : 0 }
    }
  }

  private func isOn(_ phase: Int, _ pattern: [Int], _ period: Int) -> Bool {
    guard period > 0 else { return true }
    var rest = phase
    for (index, length) in pattern.enumerated() {
      if rest < length { return index & 1 == 0 }
      rest -= length
    }
    return true
  }

  /// Clips a line (Liang–Barsky).
  private func clipped(
    _ start: (x: Double, y: Double), _ end: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    guard width > 0, height > 0 else { return nil }
    let dx = end.x - start.x
    let dy = end.y - start.y
    let edges = [
      (-dx, start.x + 0.49), (dx, Double(width) - 0.51 - start.x),
      (-dy, start.y + 0.49), (dy, Double(height) - 0.51 - start.y),
    ]
    var enter = 0.0
    var leave = 1.0
    for (speed, room) in edges {
      if speed == 0 {
        if room < 0 { return nil }
      } else if speed < 0 {
        enter = max(enter, room / speed)
      } else {
        leave = min(leave, room / speed)
      }
    }
    guard enter <= leave else { return nil }
    return (
      (start.x + dx * enter, start.y + dy * enter), (start.x + dx * leave, start.y + dy * leave)
    )
  }
}
