extension DualSimplex {
  /// Goes down to the lowest corner.
  ///
  /// - Parameter cutOff: below it the exact minimum is of no interest.
  mutating func solve(cutOff: Double = -.infinity, steps: Int = 100_000) -> Outcome {
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

  /// A key of which less than nothing is taken changes places with a basic item of its group.
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

  /// The place of the basis that breaks its limits most, seen in the direction it would move.
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

  /// One step along the edge that the basis leaves free without a place. False when it goes down for ever, nil when
  /// numbers are too inexact for it.
  private mutating func step(_ place: Int, sign: Double, slope: Double) -> Bool? {
    let rows = columns.rowCount
    var direction = [Double](repeating: 0, count: rows)
    for row in 0..<rows { direction[row] = sign * inverse[place * rows + row] }
    var speed = [Double](repeating: 0, count: columns.count)
    var breaks = Heap<Break>()
    collect(direction, place, &speed, &breaks)
    breaks.order()

    // What lies before the lowest point: keys that change and rows whose price changes its sign.
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

  /// Changes a key for an item that will be worth as much.
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

  /// When another item of the group becomes better than the key.
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

  // MARK: Basis

  private mutating func enterRow(_ row: Int, _ place: Int) -> Bool? {
    var column = [Double](repeating: 0, count: columns.rowCount)
    column[row] = -1
    guard pivot(place, column) else { return nil }
    vacate(place)
    basis[place] = ~Int32(row)
    isBasicRow[row] = true
    computeLevels()
    return true
  }

  private mutating func enter(_ item: Int, _ place: Int) -> Bool? {
    guard pivot(place, difference(item)) else { return nil }
    vacate(place)
    basis[place] = Int32(item)
    basicCount[Int(columns.group[item])] += 1
    computeLevels()
    return true
  }

  private mutating func vacate(_ place: Int) {
    if basis[place] >= 0 {
      basicCount[Int(columns.group[Int(basis[place])])] -= 1
    } else {
      let row = Int(~basis[place])
      isBasicRow[row] = false
      sitAtLimit(row, isAbove: price[row] > 0 || level[place] > columns.upper[row])
    }
  }

  private mutating func sitAtLimit(_ row: Int, isAbove: Bool) {
    isAtUpper[row] =
      columns.lower[row] == -.infinity || (isAbove && columns.upper[row] < .infinity)
  }

  /// The entries of an item less those of its group's key.
  private func difference(_ item: Int) -> [Double] {
    var column = [Double](repeating: 0, count: columns.rowCount)
    for place in columns.entries(item) {
      column[Int(columns.entryRow[place])] += columns.entry[place]
    }
    for place in columns.entries(Int(key[Int(columns.group[item])])) {
      column[Int(columns.entryRow[place])] -= columns.entry[place]
    }
    return column
  }

  private mutating func pivot(_ place: Int, _ column: [Double]) -> Bool {
    let rows = columns.rowCount
    var image = [Double](repeating: 0, count: rows)
    for line in 0..<rows {
      var sum = 0.0
      for row in 0..<rows { sum += inverse[line * rows + row] * column[row] }
      image[line] = sum
    }
    guard image[place].magnitude > 1e-9 else { return false }
    let factor = 1 / image[place]
    for row in 0..<rows { inverse[place * rows + row] *= factor }
    for line in 0..<rows where line != place && image[line] != 0 {
      for row in 0..<rows {
        inverse[line * rows + row] -= image[line] * inverse[place * rows + row]
      }
    }
    return true
  }

  mutating func computeLevels() {
    let rows = columns.rowCount
    var rest = [Double](repeating: 0, count: rows)
    for row in 0..<rows {
      rest[row] = -keySum[row]
      if !isBasicRow[row] { rest[row] += isAtUpper[row] ? columns.upper[row] : columns.lower[row] }
    }
    for line in 0..<rows {
      var sum = 0.0
      for row in 0..<rows { sum += inverse[line * rows + row] * rest[row] }
      level[line] = sum
    }
  }

  /// Computes everything afresh from the basis and the keys; without a usable basis it starts anew.
  mutating func refresh() {
    let rows = columns.rowCount
    stepsSinceRefresh = 0
    let items = basis.filter { $0 >= 0 }
    let before = basis
    for place in 0..<(rows * rows) { inverse[place] = 0 }
    for row in 0..<rows { inverse[row * rows + row] = -1 }
    // Rows take their own places; each item the place of a row that left, the one of the largest pivot.
    var isFree = isBasicRow.map { !$0 }
    for row in 0..<rows { basis[row] = ~Int32(row) }
    for item in items {
      let column = difference(Int(item))
      var best = -1
      var size = 1e-9
      for line in 0..<rows where isFree[line] {
        var sum = 0.0
        for row in 0..<rows { sum += inverse[line * rows + row] * column[row] }
        if sum.magnitude > size {
          size = sum.magnitude
          best = line
        }
      }
      guard best >= 0, pivot(best, column) else {
        basis = before
        restart()
        return
      }
      isFree[best] = false
      basis[best] = item
    }
    for row in 0..<rows { price[row] = 0 }
    for place in 0..<rows where basis[place] >= 0 {
      let item = Int(basis[place])
      let gain = value[item] - value[Int(key[Int(columns.group[item])])]
      for row in 0..<rows { price[row] += gain * inverse[place * rows + row] }
    }
    for row in 0..<rows where isBasicRow[row] { price[row] = 0 }
    for row in 0..<rows where !isBasicRow[row] && price[row] != 0 {
      sitAtLimit(row, isAbove: price[row] > 0)
    }
    computeWorth()
    computeLevels()
  }

  private mutating func computeWorth() {
    for row in keySum.indices { keySum[row] = 0 }
    for column in 0..<columns.count {
      var sum = value[column]
      for place in columns.entries(column) {
        sum -= price[Int(columns.entryRow[place])] * columns.entry[place]
      }
      worth[column] = sum
    }
    bound = 0
    for group in 0..<columns.groupCount {
      let best = Int(key[group])
      bound += worth[best]
      for place in columns.entries(best) {
        keySum[Int(columns.entryRow[place])] += columns.entry[place]
      }
    }
    for row in price.indices where price[row] != 0 {
      bound += price[row] * (isAtUpper[row] ? columns.upper[row] : columns.lower[row])
    }
  }

  /// An upper bound that holds however inexact the corner is.
  var safeBound: Double {
    var sum = 0.0
    var prices = price
    for row in price.indices {
      let limit = price[row] > 0 ? columns.upper[row] : columns.lower[row]
      if limit.isFinite { sum += price[row] * limit } else { prices[row] = 0 }
    }
    for group in 0..<columns.groupCount {
      var best = -Double.infinity
      for member in columns.members(group) where isAllowed[member] {
        var worth = value[member]
        for place in columns.entries(member) {
          worth -= prices[Int(columns.entryRow[place])] * columns.entry[place]
        }
        best = max(best, worth)
      }
      sum += best
    }
    return sum
  }
}
