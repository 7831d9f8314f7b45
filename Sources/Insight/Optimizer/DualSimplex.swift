/// The linear relaxation of a plan, solved by the dual simplex method with generalised upper bounds and long steps.
///
/// Minimises the Lagrangian L(λ) = Σ_group max_item (value − λ·entries) + Σ_row λ × limit over the rows' prices λ (≥ 0
/// for an upper limit, ≤ 0 for a lower one). For any such λ, L is an upper bound on every line-up's value. A corner of
/// L is a basis: rows whose price is 0, and items as good as the best of their group, its key. Each step moves along an
/// edge to its lowest point, passing keys as they change. (Dantzig and Van Slyke 1967 for the bounds; Maros 2003 for
/// the long step.)
struct DualSimplex {
  enum Outcome { case optimal, infeasible, cutOff, stalled }

  let columns: DualColumns
  private(set) var value: [Double]
  private(set) var isAllowed: [Bool]
  /// For each group, an allowed item of the largest worth.
  var key: [Int32]
  /// The number of basic items of each group.
  var basicCount: [Int32]
  /// Items, and rows as their complement.
  var basis: [Int32]
  /// Of the matrix with the columns item − key for items and −1 in its own row for rows.
  var inverse: [Double]
  var price: [Double]
  var isAtUpper: [Bool]
  var isBasicRow: [Bool]
  /// For each place in the basis: the part of an item that is taken, or the activity of a row.
  var level: [Double]
  /// value − λ·entries of each item.
  var worth: [Double]
  /// The sum of the keys' entries.
  var keySum: [Double]
  var bound = 0.0
  var stepsSinceRefresh = 0
  /// Groups with a choice left.
  var openGroups: [Int32]

  /// Some group has no item left.
  private(set) var isImpossible = false

  static let tolerance = 1e-7

  init(_ columns: DualColumns, value: [Double]) {
    self.columns = columns
    self.value = value
    let rows = columns.rowCount
    isAllowed = Array(repeating: true, count: columns.count)
    key = Array(repeating: 0, count: columns.groupCount)
    basicCount = Array(repeating: 0, count: columns.groupCount)
    basis = (0..<rows).map { ~Int32($0) }
    inverse = Array(repeating: 0, count: rows * rows)
    price = Array(repeating: 0, count: rows)
    isAtUpper = Array(repeating: true, count: rows)
    isBasicRow = Array(repeating: true, count: rows)
    level = Array(repeating: 0, count: rows)
    worth = value
    keySum = Array(repeating: 0, count: rows)
    openGroups = (0..<Int32(columns.groupCount)).map { $0 }
    restart()
  }

  /// Restarts at λ = 0.
  mutating func restart() {
    for row in 0..<columns.rowCount {
      basis[row] = ~Int32(row)
      isBasicRow[row] = true
      price[row] = 0
    }
    for group in 0..<columns.groupCount {
      basicCount[group] = 0
      key[group] = Int32(max(Int(columns.groupStart[group]), bestMember(group, of: value)))
    }
    refresh()
  }

  /// Allows exactly these items; call `restart()` afterwards.
  mutating func allow(_ isAllowed: [Bool]) {
    self.isAllowed = isAllowed
    isImpossible = (0..<columns.groupCount).contains { group in
      !columns.members(group).contains { isAllowed[$0] }
    }
  }

  /// Restarts with new values for the same items and limits.
  mutating func restart(value: [Double]) {
    self.value = value
    restart()
  }

  private func bestMember(_ group: Int, of worth: [Double]) -> Int {
    var best = -1
    for member in columns.members(group) where isAllowed[member] {
      if best < 0 || worth[member] > worth[best] { best = member }
    }
    return best
  }

  // MARK: Corners

  /// A corner and the choices that led to it, small enough to keep thousands.
  struct Corner {
    let key: [Int32]
    let basis: [Int32]
    let isAtUpper: [Bool]
    let isAllowed: [Bool]
    let openGroups: [Int32]
  }

  var corner: Corner {
    Corner(
      key: key, basis: basis, isAtUpper: isAtUpper, isAllowed: isAllowed, openGroups: openGroups)
  }

  mutating func go(to corner: Corner) {
    key = corner.key
    basis = corner.basis
    isAtUpper = corner.isAtUpper
    isAllowed = corner.isAllowed
    openGroups = corner.openGroups
    isImpossible = false
    for group in basicCount.indices { basicCount[group] = 0 }
    for row in isBasicRow.indices { isBasicRow[row] = false }
    for member in basis {
      if member < 0 {
        isBasicRow[Int(~member)] = true
      } else {
        basicCount[Int(columns.group[Int(member)])] += 1
      }
    }
    refresh()
  }

  // MARK: Choices

  /// Excludes an item.
  mutating func forbid(_ item: Int) {
    guard isAllowed[item] else { return }
    let group = Int(columns.group[item])
    guard columns.members(group).contains(where: { $0 != item && isAllowed[$0] }) else {
      isImpossible = true
      return
    }
    isAllowed[item] = false
    guard Int(key[group]) == item else { return }
    if basicCount[group] > 0, let place = bestBasic(group) {
      swapKey(place)
    } else if basicCount[group] == 0 {
      setKey(group, bestMember(group, of: worth))
    } else {
      restart()
    }
  }

  /// Excludes all other items of the group.
  mutating func require(_ item: Int) {
    for member in columns.members(Int(columns.group[item])) where member != item { forbid(member) }
  }

  private func bestBasic(_ group: Int) -> Int? {
    var best: Int?
    for place in basis.indices where basis[place] >= 0 {
      guard Int(columns.group[Int(basis[place])]) == group, isAllowed[Int(basis[place])] else {
        continue
      }
      if best.map({ level[place] > level[$0] }) ?? true { best = place }
    }
    return best
  }

  mutating func setKey(_ group: Int, _ item: Int) {
    for place in columns.entries(Int(key[group])) {
      keySum[Int(columns.entryRow[place])] -= columns.entry[place]
    }
    bound += worth[item] - worth[Int(key[group])]
    key[group] = Int32(item)
    for place in columns.entries(item) {
      keySum[Int(columns.entryRow[place])] += columns.entry[place]
    }
  }

  /// Makes the basic item at a place its group's key, and the key basic.
  mutating func swapKey(_ place: Int) {
    let rows = columns.rowCount
    let item = Int(basis[place])
    let group = Int(columns.group[item])
    for row in 0..<rows {
      var sum = inverse[place * rows + row]
      for other in 0..<rows where other != place && basis[other] >= 0 {
        guard Int(columns.group[Int(basis[other])]) == group else { continue }
        sum += inverse[other * rows + row]
      }
      inverse[place * rows + row] = -sum
    }
    basis[place] = key[group]
    setKey(group, item)
    computeLevels()
  }

  // MARK: Results

  /// The part of an item that is taken, 0 to 1.
  func share(_ item: Int) -> Double {
    let group = Int(columns.group[item])
    let isKey = Int(key[group]) == item
    if basicCount[group] == 0 { return isKey ? 1 : 0 }
    var others = 0.0
    for place in basis.indices where basis[place] >= 0 {
      if Int(basis[place]) == item { return level[place] }
      if Int(columns.group[Int(basis[place])]) == group { others += level[place] }
    }
    return isKey ? 1 - others : 0
  }

  /// Items taken only in part, together with their groups' keys.
  var fractional: [(item: Int, share: Double)] {
    var found: [(item: Int, share: Double)] = []
    var groups: Set<Int32> = []
    for place in basis.indices where basis[place] >= 0 {
      let item = Int(basis[place])
      if level[place] > 1e-6, level[place] < 1 - 1e-6 { found.append((item, level[place])) }
      if groups.insert(columns.group[item]).inserted {
        let key = Int(key[Int(columns.group[item])])
        let share = share(key)
        if share > 1e-6, share < 1 - 1e-6 { found.append((key, share)) }
      }
    }
    return found
  }
}
