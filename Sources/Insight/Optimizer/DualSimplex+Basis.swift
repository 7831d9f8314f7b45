/// The basis and the values computed from it.
extension DualSimplex {
  mutating func enterRow(_ row: Int, _ place: Int) -> Bool? {
    var column = [Double](repeating: 0, count: columns.rowCount)
    column[row] = -1
    guard pivot(place, column) else { return nil }
    vacate(place)
    basis[place] = ~Int32(row)
    isBasicRow[row] = true
    computeLevels()
    return true
  }

  mutating func enter(_ item: Int, _ place: Int) -> Bool? {
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

  /// Recomputes everything from the basis and the keys; without a usable basis it restarts.
  mutating func refresh() {
    let rows = columns.rowCount
    stepsSinceRefresh = 0
    let items = basis.filter { $0 >= 0 }
    let before = basis
    for place in 0..<(rows * rows) { inverse[place] = 0 }
    for row in 0..<rows { inverse[row * rows + row] = -1 }
    // Rows take their own places; each item replaces a row that left, where its pivot is largest.
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

  /// An upper bound that holds despite rounding errors in the corner.
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
