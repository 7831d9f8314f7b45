extension DualSimplex {
  /// Descends to the lowest corner.
  ///
  /// - Parameter cutOff: stops below this, where the exact minimum doesn't matter.
  mutating func solve(cutOff: Double = -.infinity, steps: Int = 10_000) -> Outcome {
    guard !isImpossible else { return .infeasible }
    guard columns.rowCount > 0 else { return .optimal }
    var left = steps
    computeLevels()
    while true {
      if stepsSinceRefresh > 60 { refresh() }
      guard bound > cutOff else { return .cutOff }
      repairKeys()
      guard let leaving = leavingPlace() else {
        if stepsSinceRefresh > 0 {
          refresh()
          repairKeys()
          if leavingPlace() != nil { continue }
        }
        return bound > cutOff ? .optimal : .cutOff
      }
      guard left > 0 else { return .stalled }
      left -= 1
      stepsSinceRefresh += 1
      switch step(leaving.place, sign: leaving.sign, slope: leaving.slope) {
      case true?: break
      case false?:
        if stepsSinceRefresh > 1 { refresh() } else { return .infeasible }
      case nil:
        if stepsSinceRefresh > 1 { restart() } else { return .stalled }
      }
    }
  }

  /// Swaps a key with a negative level for a basic item of its group.
  private mutating func repairKeys() {
    for place in basis.indices where basis[place] >= 0 {
      let group = Int(columns.group[Int(basis[place])])
      var sum = 0.0
      var best = place
      for other in basis.indices where basis[other] >= 0 {
        guard Int(columns.group[Int(basis[other])]) == group else { continue }
        sum += level[other]
        if isAllowed[Int(basis[other])], level[other] > level[best] { best = other }
      }
      if sum > 1 + DualSimplex.tolerance, isAllowed[Int(basis[best])] { swapKey(best) }
    }
  }

  /// The place in the basis that violates its limits most, in the direction in which it would move.
  private func leavingPlace() -> (place: Int, sign: Double, slope: Double)? {
    let rows = columns.rowCount
    var best: (place: Int, sign: Double, slope: Double)?
    var bestScore = 0.0
    for place in 0..<rows {
      let level = level[place]
      var sign = 1.0
      var excess = 0.0
      if basis[place] < 0 {
        let row = Int(~basis[place])
        if level > columns.upper[row] {
          excess = level - columns.upper[row]
          sign = -1
        } else {
          excess = columns.lower[row] - level
        }
        if excess <= DualSimplex.tolerance * max(1, level.magnitude * 1e-3) { continue }
      } else {
        excess = -level
        if !isAllowed[Int(basis[place])], level > 0 {
          excess = level
          sign = -1
        }
        if excess <= DualSimplex.tolerance { continue }
      }
      var norm = 0.0
      for row in 0..<rows {
        let entry = inverse[place * rows + row]
        norm += entry * entry
      }
      let score = excess * excess / max(norm, 1e-30)
      if score > bestScore {
        bestScore = score
        best = (place, sign, -excess)
      }
    }
    return best
  }

  private struct Break: Comparable {
    let time: Double
    /// A group, or a row as its complement.
    let owner: Int32
    let item: Int32
    let gain: Double

    static func < (left: Self, right: Self) -> Bool {
      left.time < right.time || (left.time == right.time && left.owner < right.owner)
    }
  }

  /// One step along the edge that frees a place in the basis. False if the edge is unbounded, nil if rounding errors
  /// are too large to tell.
  private mutating func step(_ place: Int, sign: Double, slope: Double) -> Bool? {
    let rows = columns.rowCount
    var direction = [Double](repeating: 0, count: rows)
    for row in 0..<rows { direction[row] = sign * inverse[place * rows + row] }
    var speed = [Double](repeating: 0, count: columns.count)
    var breaks = Heap<Break>()
    collect(direction, place, &speed, &breaks)
    breaks.order()

    // Breakpoints before the lowest point: keys that change and rows whose price changes sign.
    var passed: [Break] = []
    let flat = 1e-9 * slope
    var slope = slope
    var time = 0.0
    var change = 0.0
    while let next = breaks.popFirst() {
      change += slope * (next.time - time)
      time = next.time
      let blocks = next.owner >= 0 && basicCount[Int(next.owner)] > 0
      guard blocks || slope + next.gain >= flat else {
        slope += next.gain
        passed.append(next)
        if next.owner >= 0,
          let again = nextBreak(Int(next.owner), from: Int(next.item), speed, after: time)
        {
          breaks.insert(again)
        }
        continue
      }
      for item in passed {
        if item.owner < 0 { isAtUpper[Int(~item.owner)].toggle() } else { setKey(item) }
      }
      bound += change
      move(time, direction, speed)
      guard next.owner < 0 else { return enter(Int(next.item), place) }
      price[Int(~next.owner)] = 0
      return enterRow(Int(~next.owner), place)
    }
    return slope > -1e-10 ? nil : false
  }

  /// Replaces a key with the item that is about to equal it.
  private mutating func setKey(_ next: Break) {
    let before = bound
    setKey(Int(next.owner), Int(next.item))
    bound = before
  }

  private func collect(
    _ direction: [Double], _ leaving: Int, _ speed: inout [Double], _ breaks: inout Heap<Break>
  ) {
    for row in 0..<columns.rowCount where !isBasicRow[row] {
      let speed = direction[row]
      guard speed.magnitude > 1e-11 else { continue }
      let range = columns.upper[row] - columns.lower[row]
      if range == 0 { continue }
      if isAtUpper[row] ? speed < 0 : speed > 0 {
        let time = max(0, isAtUpper[row] ? price[row] / -speed : -price[row] / speed)
        breaks.append(
          Break(time: time, owner: ~Int32(row), item: -1, gain: speed.magnitude * range))
      }
    }
    direction.withUnsafeBufferPointer { direction in
      speed.withUnsafeMutableBufferPointer { speed in
        columns.entry.withUnsafeBufferPointer { entry in
          columns.entryRow.withUnsafeBufferPointer { entryRow in
            columns.entryStart.withUnsafeBufferPointer { entryStart in
              for group in openGroups {
                for member in columns.members(Int(group)) {
                  var sum = 0.0
                  for place in Int(entryStart[member])..<Int(entryStart[member + 1]) {
                    sum += direction[Int(entryRow[place])] * entry[place]
                  }
                  speed[member] = sum
                }
                if let first = nextBreak(
                  Int(group), from: Int(key[Int(group)]), UnsafeBufferPointer(speed), after: 0)
                {
                  breaks.append(first)
                }
              }
            }
          }
        }
      }
    }
  }

  private func nextBreak(
    _ group: Int, from key: Int, _ speed: [Double], after time: Double
  ) -> Break? {
    speed.withUnsafeBufferPointer { nextBreak(group, from: key, $0, after: time) }
  }

  /// Where another item of the group becomes better than the key.
  private func nextBreak(
    _ group: Int, from key: Int, _ speed: UnsafeBufferPointer<Double>, after time: Double
  ) -> Break? {
    let keySpeed = speed[key]
    let keyWorth = worth[key]
    var best = Double.infinity
    var found = -1
    for member in columns.members(group) where isAllowed[member] {
      let difference = keySpeed - speed[member]
      guard difference > 1e-9 else { continue }
      let at = (keyWorth - worth[member]) / difference
      if at < best || (at == best && speed[member] < speed[found]) {
        best = at
        found = member
      }
    }
    guard found >= 0 else { return nil }
    return Break(
      time: max(time, best), owner: Int32(group), item: Int32(found),
      gain: keySpeed - speed[found])
  }

  private mutating func move(_ time: Double, _ direction: [Double], _ speed: [Double]) {
    guard time > 0 else { return }
    for row in direction.indices { price[row] += time * direction[row] }
    speed.withUnsafeBufferPointer { speed in
      worth.withUnsafeMutableBufferPointer { worth in
        for group in openGroups {
          for member in columns.members(Int(group)) { worth[member] -= time * speed[member] }
        }
      }
    }
  }
}
